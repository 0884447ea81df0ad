// How Grafana shows values and colours: what of it the dashboards use.

const NAMED = {
  green: "#73bf69",
  "light-green": "#96d98d",
  "semi-dark-green": "#56a64b",
  yellow: "#fade2a",
  orange: "#ff9830",
  red: "#f2495c",
  blue: "#5794f2",
  "light-blue": "#8ab8ff",
  purple: "#b877d9",
};

const PALETTE = [
  "green",
  "#f2cc0c",
  "light-blue",
  "#ff780a",
  "red",
  "blue",
  "purple",
  "#705da0",
  "#37872d",
  "#fade2a",
  "#447ebc",
  "#c15c17",
  "#890f02",
  "#0a437c",
  "#6d1f62",
];

export function colour(name) {
  return NAMED[name] ?? name;
}

/** Of the n-th series that has none of its own. */
export function paletteColour(n) {
  return colour(PALETTE[n % PALETTE.length]);
}

/** With an opacity from 0 to 1. */
export function faded(hex, opacity) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r},${g},${b},${opacity})`;
}

/** Of the last limit that the value reaches. */
export function limitColour(thresholds, value) {
  const reached = thresholds.steps.filter((each) => each.value === null || value >= each.value);
  return colour(reached.at(-1).color);
}

const SECONDS = [
  [1e-6, 1e9, "ns"],
  [1e-3, 1e6, "µs"],
  [1, 1e3, "ms"],
  [60, 1, "s"],
  [3600, 1 / 60, "mins"],
  [86400, 1 / 3600, "hours"],
  [Infinity, 1 / 86400, "days"],
];

function scaled(value, base, units) {
  const power =
    value === 0 ? 0 : Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(value)) / Math.log(base))));
  return [value / base ** power, units[power]];
}

function inUnit(value, unit) {
  if (unit.startsWith("suffix:")) {
    const [number, letter] = scaled(value, 1000, ["", " K", " Mil"]);
    return [number, letter + unit.slice("suffix:".length)];
  }
  switch (unit) {
    case "s": {
      const [, factor, name] = value === 0 ? [0, 1, "s"] : SECONDS.find(([below]) => Math.abs(value) < below);
      return [value * factor, ` ${name}`];
    }
    case "percentunit":
      return [value * 100, "%"];
    case "bytes": {
      const [number, name] = scaled(value, 1024, ["B", "KiB", "MiB", "GiB", "TiB"]);
      return [number, ` ${name}`];
    }
    case "Bps": {
      const [number, name] = scaled(value, 1000, ["B/s", "kB/s", "MB/s", "GB/s"]);
      return [number, ` ${name}`];
    }
    default:
      return scaled(value, 1000, ["", " K", " Mil", " Bil"]);
  }
}

/** As Grafana writes it: at most three digits that say something, unless told otherwise. */
export function shown(value, { unit = "short", decimals } = {}) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const [number, ending] = inUnit(value, unit);
  const size = Math.abs(number);
  const places = decimals ?? (size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2);
  const text = decimals === undefined ? String(Number(number.toFixed(places))) : number.toFixed(places);
  return text + ending;
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Without seconds where there are none. */
export function timeOfDay(seconds) {
  return TIME.format(new Date(seconds * 1000)).replace(/:00$/, "");
}

/** Steps of time that are round, in seconds. */
export const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

/** The text that stands for a value, if one does. */
export function mapped(value, mappings = []) {
  for (const each of mappings) {
    const text = each.options[String(value)]?.text;
    if (text !== undefined) return text;
  }
  return undefined;
}
