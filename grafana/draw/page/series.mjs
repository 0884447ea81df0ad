// What a panel says about its series: colours, units, numbers drawn from them.
import { colour, limitColour, mapped, paletteColour, shown } from "./look.mjs";

/** Options of one series: the panel's defaults, and what is said of its name. */
export function optionsOf(panel, series, index) {
  const { defaults, overrides } = panel.fieldConfig;
  const options = { ...defaults, custom: { ...defaults.custom } };
  for (const { matcher, properties } of overrides) {
    if (!matches(matcher, series.name)) continue;
    for (const { id, value } of properties) set(options, id, value);
  }
  return { ...options, ink: ink(options, series, index) };
}

function set(options, id, value) {
  if (id.startsWith("custom.")) options.custom[id.slice("custom.".length)] = value;
  else options[id] = value;
}

function matches({ id, options }, name) {
  if (id === "byName") return options === name;
  const [, pattern, flags] = /^\/(.*)\/(\w*)$/.exec(options);
  return new RegExp(pattern, flags).test(name);
}

function ink(options, series, index) {
  if (options.color.mode === "fixed") return colour(options.color.fixedColor);
  if (options.color.mode === "thresholds") return limitColour(options.thresholds, reduced(series, "lastNotNull") ?? 0);
  return paletteColour(index);
}

/** One number of a series. */
export function reduced(series, calculation) {
  const known = series.values.filter((each) => each !== null && !Number.isNaN(each));
  if (known.length === 0) return null;
  switch (calculation) {
    case "lastNotNull":
      return known.at(-1);
    case "max":
      return Math.max(...known);
    case "mean":
      return known.reduce((all, each) => all + each, 0) / known.length;
    default:
      throw new Error(`no such calculation: ${calculation}`);
  }
}

export const CALCULATIONS = { lastNotNull: "Last *", max: "Max", mean: "Mean" };

/** As text, mapped if there is a text for it. */
export function told(value, options) {
  return mapped(value, options.mappings) ?? shown(value, options);
}
