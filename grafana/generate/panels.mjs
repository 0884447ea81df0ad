// The panels: each asks a question, says what to do about the answer, and has a unit and limits.

const SOURCE = { type: "prometheus", uid: "${datasource}" };

// Colours that mean the same everywhere.
export const GOOD = "green";
export const WARN = "orange";
export const BAD = "red";
export const CALM = "blue";
export const GREY = "#8e8e8e";

/** Limits of what must be 0. */
export const NONE = [[1, BAD]];

/** A query over the time that is shown. */
export function ask(expr, legend = "") {
  return { expr, legendFormat: legend, editorMode: "code", range: true, instant: false };
}

/** A query about the end of that time. */
export function askNow(expr, legend = "") {
  return { expr, legendFormat: legend, editorMode: "code", range: false, instant: true };
}

/** One number, its course behind it. */
export function number(title, look, ...queries) {
  const now = queries.every((each) => each.instant);
  return panel("stat", title, look, queries, {
    colorMode: look.filled ? "background" : "value",
    graphMode: now || look.plain ? "none" : "area",
    justifyMode: "auto",
    orientation: "auto",
    textMode: look.show ?? "value",
    wideLayout: true,
    percentChangeColorMode: "standard",
    showPercentChange: false,
    reduceOptions: { calcs: [look.calculate ?? "lastNotNull"], fields: "", values: false },
  });
}

/** One bar for each series. */
export function bars(title, look, ...queries) {
  return panel("bargauge", title, { min: 0, ...look }, queries, {
    displayMode: "basic",
    legend: { calcs: [], displayMode: "list", placement: "bottom", showLegend: false },
    maxVizHeight: 48,
    minVizHeight: 16,
    minVizWidth: 8,
    namePlacement: "left",
    orientation: "horizontal",
    reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false },
    showUnfilled: true,
    sizing: "auto",
    valueMode: "color",
  });
}

/** Lines over time. */
export function graph(title, look, ...queries) {
  const drawn = panel("timeseries", title, { min: 0, ...look }, queries, {
    legend: legend(look),
    tooltip: { mode: "multi", sort: "desc" },
  });
  drawn.fieldConfig.defaults.color = { mode: "palette-classic" };
  drawn.fieldConfig.defaults.custom = {
    drawStyle: "line",
    lineInterpolation: "linear",
    lineWidth: look.stacked ? 0 : 1,
    fillOpacity: look.stacked ? 70 : queries.length > 1 ? 0 : 10,
    showPoints: "never",
    spanNulls: false,
    stacking: { mode: look.stacked ? "normal" : "none", group: "A" },
    thresholdsStyle: { mode: look.limits && !look.hideLimits ? "dashed" : "off" },
    axisLabel: "",
    axisPlacement: "auto",
  };
  return drawn;
}

/** The largest first, where they stand on each other. */
function legend({ stacked, calcs = ["lastNotNull", "max"] }) {
  const order = stacked ? { sortBy: "Max", sortDesc: true } : {};
  return { calcs, displayMode: "table", placement: "bottom", showLegend: true, ...order };
}

/** How a histogram's buckets fill over time. */
export function heat(title, look, bucketQuery) {
  const query = { ...bucketQuery, legendFormat: "{{le}}", format: "heatmap" };
  return panel("heatmap", title, { ...look, unit: "short" }, [query], {
    calculate: false,
    cellGap: 1,
    color: {
      mode: "scheme",
      scheme: "Oranges",
      scale: "exponential",
      exponent: 0.5,
      steps: 64,
      fill: "dark-orange",
      reverse: false,
    },
    exemplars: { color: "rgba(255,0,255,0.7)" },
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: "auto" },
    showValue: "never",
    tooltip: { mode: "single", yHistogram: false },
    yAxis: { axisPlacement: "left", unit: look.unit, reverse: false },
  });
}

/** A line for each series, by its labels. */
export function table(title, look, ...queries) {
  const drawn = panel(
    "table",
    title,
    look,
    queries.map((each) => ({ ...each, format: "table" })),
    { frameIndex: 0, cellHeight: "sm", showHeader: true, footer: { show: false, reducer: ["sum"], countRows: false } },
  );
  drawn.transformations = [
    {
      id: "organize",
      options: {
        excludeByName: { Time: true, ...look.without },
        indexByName: look.order ?? {},
        renameByName: look.names ?? {},
      },
    },
  ];
  return drawn;
}

/** The head of what follows. */
export function head(title) {
  return { type: "row", title, collapsed: false, panels: [] };
}

/** To another dashboard, with the same time and the same choice. */
export function see(uid, title) {
  return {
    title,
    url: `/d/${uid}?\${__url_time_range}&\${__all_variables}`,
    type: "link",
    icon: "external link",
    tooltip: "",
    tags: [],
    asDropdown: false,
    includeVars: false,
    keepTime: false,
    targetBlank: false,
  };
}

function panel(type, title, look, queries, options) {
  return {
    type,
    title,
    description: look.about,
    ...(look.see ? { links: [look.see] } : {}),
    datasource: SOURCE,
    targets: queries.map((each, i) => ({ refId: String.fromCharCode(65 + i), datasource: SOURCE, ...each })),
    fieldConfig: { defaults: defaults(look), overrides: (look.series ?? []).map(override) },
    options,
  };
}

function defaults(look) {
  const steps = (look.limits ?? []).map(([value, color]) => ({ value, color }));
  return defined({
    color: { mode: "thresholds" },
    unit: look.unit,
    decimals: look.decimals,
    min: look.min,
    max: look.max,
    noValue: look.empty,
    thresholds: { mode: "absolute", steps: [{ value: null, color: look.base ?? GOOD }, ...steps] },
    mappings: look.texts ? [{ type: "value", options: texts(look.texts) }] : [],
    links: look.see ? [{ title: look.see.title, url: look.see.url }] : undefined,
  });
}

function texts(byValue) {
  return Object.fromEntries(Object.entries(byValue).map(([value, text], index) => [value, { text, index }]));
}

/** A series of that name, or of names that match, and what is different about it. */
export function series(name, look) {
  return { name, look };
}

/** Each of these series has that colour. */
export function coloured(colours) {
  return Object.entries(colours).map(([name, color]) => series(name, { color }));
}

function override({ name, look }) {
  const matcher = name instanceof RegExp ? { id: "byRegexp", options: String(name) } : { id: "byName", options: name };
  const properties = [];
  const set = (id, value) => properties.push({ id, value });
  if (look.color) set("color", { mode: "fixed", fixedColor: look.color });
  if (look.unit) set("unit", look.unit);
  if (look.max) set("max", look.max);
  if (look.dashed) set("custom.lineStyle", { fill: "dash", dash: [8, 8] });
  if (look.dashed || look.right) set("custom.fillOpacity", 0);
  if (look.right) set("custom.axisPlacement", "right");
  if (look.limits) {
    set("custom.thresholdsStyle", { mode: "dashed" });
    set("thresholds", defaults(look).thresholds);
  }
  return { matcher, properties };
}

function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
