// Panel "bargauge": one bar for each series.
import { element, styled } from "./elements.mjs";
import { faded } from "./look.mjs";
import { optionsOf, reduced, told } from "./series.mjs";

export function drawBars(panel, all, body) {
  const values = all.map((series) => reduced(series, "lastNotNull") ?? 0);
  const most = panel.fieldConfig.defaults.max ?? Math.max(...values, Number.MIN_VALUE);
  const grid = element("div.bars");
  const height = Math.min(40, (body.clientHeight - 12) / all.length - 6);
  styled(grid, { gridAutoRows: `${height}px` });
  all.forEach((series, i) => {
    const options = optionsOf(panel, series, i);
    const bar = styled(element("div"), {
      width: `${(100 * values[i]) / most}%`,
      background: faded(options.ink, 0.6),
      borderRight: values[i] > 0 ? `2px solid ${options.ink}` : "none",
    });
    const text = styled(element("b", told(values[i], options)), { color: options.ink });
    grid.append(element("span", series.name), element("div", bar), text);
  });
  body.append(grid);
}
