// Draws one dashboard in a browser, from its file and a Prometheus: ?uid=...&prometheus=URL&from=...&to=...&scrape=...
//
// When it is done, `window.drawn` has what is empty and what went wrong.
import { drawBars } from "./bars.mjs";
import { element, styled } from "./elements.mjs";
import { drawGraph } from "./graph.mjs";
import { drawHeat } from "./heat.mjs";
import { drawNumber } from "./number.mjs";
import { Source } from "./prometheus.mjs";
import { drawTable } from "./table.mjs";

const KINDS = { stat: drawNumber, bargauge: drawBars, timeseries: drawGraph, heatmap: drawHeat, table: drawTable };
const ROW = 30;
const GAP = 8;
const COLUMNS = 24;

const asked = new URLSearchParams(location.search);
const source = new Source({
  url: asked.get("prometheus"),
  from: Number(asked.get("from")),
  to: Number(asked.get("to")),
  scrape: Number(asked.get("scrape")),
});
const empty = [];
const broken = [];

const dashboards = await (await fetch("/dashboards")).json();
const dashboard = dashboards.find((each) => each.uid === (asked.get("uid") ?? "corral-overview"));
document.title = dashboard.title;
document.body.append(top(), choices());
const main = element("main");
document.body.append(main);
const marks = await annotations();
await Promise.all(dashboard.panels.map(place));
const rows = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
styled(main, { height: `${rows * (ROW + GAP)}px` });
window.drawn = { empty, broken };

function top() {
  const time = (at) => new Date(at * 1000).toLocaleString("sv-SE", { timeZoneName: "short" });
  return element(
    "header",
    element("h1", element("span", "Dashboards › Corral › "), dashboard.title),
    element("div.button", `${time(source.from)} to ${time(source.to)}`),
  );
}

function choices() {
  const chosen = dashboard.templating.list
    .filter((each) => each.type === "query")
    .map((each) => element("div.choice", element("b", each.label), element("span", "All")));
  const links = dashboards.map((each) => {
    const link = element(each === dashboard ? "a.button.here" : "a.button", each.title.replace("Corral: ", ""));
    link.href = `?${new URLSearchParams({ ...Object.fromEntries(asked), uid: each.uid })}`;
    return link;
  });
  return element("nav", ...chosen, element("div.links", ...links));
}

/** The moments at which a series of an annotation begins. */
async function annotations() {
  const all = dashboard.annotations.list.map(async (each) => {
    const found = await source.series({ expr: each.target.expr, instant: false, legendFormat: each.titleFormat });
    return found.flatMap(({ times, values }) =>
      times
        .filter((_, i) => values[i] !== null && i > 0 && values[i - 1] === null)
        .map((at) => ({ at, color: each.iconColor })),
    );
  });
  return (await Promise.all(all)).flat();
}

async function place(panel) {
  const { x, y, w, h } = panel.gridPos;
  const column = (document.body.clientWidth - 32 + GAP) / COLUMNS;
  const box = {
    left: `${x * column}px`,
    top: `${y * (ROW + GAP)}px`,
    width: `${w * column - GAP}px`,
    height: `${h * (ROW + GAP) - GAP}px`,
  };
  if (panel.type === "row") {
    main.append(styled(element("div.head", panel.title), box));
    return;
  }
  const title = element(
    "h2",
    element("span", panel.title),
    element("i.info", "i"),
    ...(panel.links ? [element("i", "↗")] : []),
  );
  title.title = panel.description;
  const body = element("div.body");
  const frame = styled(element("div.panel", title, body), box);
  main.append(frame);
  try {
    await fill(panel, body, frame);
  } catch (error) {
    broken.push(`${panel.title}: ${error.stack}`);
    body.replaceChildren(element("div.broken", error.message));
  }
}

async function fill(panel, body, frame) {
  const all = (await Promise.all(panel.targets.map((each) => source.series(each)))).flat();
  const some = all.filter(({ values }) => values.some((each) => each !== null && !Number.isNaN(each)));
  if (some.length === 0) {
    empty.push(panel.title);
    body.append(element("div.nothing", panel.fieldConfig.defaults.noValue ?? "No data"));
    return;
  }
  KINDS[panel.type](panel, some, body, frame, marks);
}
