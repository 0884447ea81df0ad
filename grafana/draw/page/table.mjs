// Panel "table": a line for each series, by its labels.
import { element } from "./elements.mjs";

export function drawTable(panel, all, body) {
  const { excludeByName, indexByName, renameByName } = panel.transformations[0].options;
  const fields = [...new Set(all.flatMap((each) => Object.keys(each.labels)))]
    .filter((each) => !excludeByName[each])
    .sort((a, b) => (indexByName[a] ?? 99) - (indexByName[b] ?? 99));
  const head = element("tr", ...fields.map((each) => element("th", renameByName[each] ?? each)));
  const lines = all.map(({ labels }) => element("tr", ...fields.map((each) => element("td", labels[each] ?? ""))));
  body.append(element("table.cells", head, ...lines));
}
