// A dashboard: what all of them share, and the grid that its lines of panels are laid out in.

const COLUMNS = 24;
const SOURCE = { type: "prometheus", uid: "${datasource}" };

/** A panel of its own width, in columns. */
export function wide(columns, panel) {
  return { columns, panel };
}

/** Panels side by side; those of no width of their own share what the others leave. */
export function line(height, ...panels) {
  const widths = panels.map((each) => each.columns);
  const left = COLUMNS - widths.reduce((all, each) => all + (each ?? 0), 0);
  const sharing = widths.filter((each) => each === undefined).length;
  const share = sharing === 0 ? 0 : left / sharing;
  if (!Number.isInteger(share) || (sharing === 0 && left !== 0) || left < 0) {
    throw new Error(`a line of ${panels.length} panels does not fill ${COLUMNS} columns: ${titles(panels)}`);
  }
  return { height, panels: panels.map((each) => ({ columns: each.columns ?? share, panel: each.panel ?? each })) };
}

function titles(panels) {
  return panels.map((each) => (each.panel ?? each).title).join(", ");
}

/** @param lines what {@link line} makes, and heads */
export function dashboard(
  { uid, title, about, from = "now-15m", kinds = false, variables = [], annotations = [] },
  ...lines
) {
  return {
    uid,
    title,
    description: about,
    tags: ["corral"],
    schemaVersion: 41,
    version: 1,
    editable: true,
    graphTooltip: 1,
    timezone: "browser",
    fiscalYearStartMonth: 0,
    weekStart: "",
    time: { from, to: "now" },
    timepicker: { refresh_intervals: ["5s", "10s", "30s", "1m", "5m"] },
    refresh: "5s",
    liveNow: false,
    links: [others()],
    templating: { list: [source(), instances(), ...(kinds ? [kindsOfJobs()] : []), ...variables] },
    annotations: { list: [restarts(), alerts(), ...annotations] },
    panels: laidOut(lines),
  };
}

function laidOut(lines) {
  const panels = [];
  let y = 0;
  const place = (panel, x, w, h) => panels.push({ id: panels.length + 1, ...panel, gridPos: { x, y, w, h } });
  for (const each of lines) {
    if (each.type === "row") {
      place(each, 0, COLUMNS, 1);
      y += 1;
      continue;
    }
    let x = 0;
    for (const { columns, panel } of each.panels) {
      place(panel, x, columns, each.height);
      x += columns;
    }
    y += each.height;
  }
  return panels;
}

/** Buttons to the other dashboards, with the same time and the same choice. */
function others() {
  return {
    title: "Corral",
    type: "dashboards",
    tags: ["corral"],
    icon: "dashboard",
    tooltip: "",
    asDropdown: false,
    includeVars: true,
    keepTime: true,
    targetBlank: false,
  };
}

function source() {
  return {
    type: "datasource",
    name: "datasource",
    label: "Data source",
    query: "prometheus",
    regex: "",
    refresh: 1,
    hide: 0,
    multi: false,
    includeAll: false,
    options: [],
  };
}

/** A variable with the values of a label, all of them chosen at first. */
export function choice(name, label, description, query) {
  return {
    type: "query",
    name,
    label,
    description,
    datasource: SOURCE,
    query: { qryType: 1, query, refId: "PrometheusVariableQueryEditor-VariableQuery" },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: ".*",
    regex: "",
    hide: 0,
    current: { text: ["All"], value: ["$__all"] },
    options: [],
  };
}

function instances() {
  return choice(
    "instance",
    "Instance",
    "Management addresses of services.",
    "label_values(corral_tasks_live, instance)",
  );
}

function kindsOfJobs() {
  return choice(
    "kind",
    "Kind",
    "Kinds of jobs; tasks, waits, limits, cancels and the process are not told apart by kind.",
    'label_values(corral_jobs_running{instance=~"$instance"}, kind)',
  );
}

/** A mark across all graphs where the query has a value. */
export function mark(name, iconColor, expr, titleFormat, textFormat) {
  return {
    name,
    enable: true,
    hide: false,
    iconColor,
    datasource: SOURCE,
    target: { refId: "Anno", expr, interval: "" },
    titleFormat,
    textFormat,
  };
}

function restarts() {
  return mark(
    "Restarts",
    "purple",
    'resets(process_uptime_seconds{instance=~"$instance"}[1m]) > 0',
    "restarted",
    "{{instance}}",
  );
}

function alerts() {
  return mark(
    "Alerts",
    "red",
    'ALERTS{alertname=~"Corral.*",alertstate="firing",instance=~"$instance|"}',
    "{{alertname}}",
    "{{instance}}",
  );
}
