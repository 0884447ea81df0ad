// Panel "timeseries": lines over time, a table of them below.
import uPlot from "uplot";
import { element, styled } from "./elements.mjs";
import { colour, faded, shown, TIME_STEPS, timeOfDay } from "./look.mjs";
import { CALCULATIONS, optionsOf, reduced, told } from "./series.mjs";

const FONT = "12px Inter, Roboto, 'Liberation Sans', Arial, sans-serif";
const WEAK = "rgba(204,204,220,0.65)";
const GRID = { stroke: "rgba(204,204,220,0.07)", width: 1 };

export function drawGraph(panel, all, body, frame, marks) {
  const lines = all.map((series, i) => ({ series, options: optionsOf(panel, series, i) }));
  const stacked = panel.fieldConfig.defaults.custom.stacking.mode === "normal";
  const plot = element("div.plot");
  body.append(plot, legend(panel, lines));
  const width = plot.clientWidth;
  const height = plot.clientHeight;
  new uPlot(
    {
      width,
      height,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: true },
        left: { range: range(lines, false, stacked) },
        right: { range: range(lines, true, false) },
      },
      axes: [timeAxis(), ...valueAxes(panel, lines)],
      series: [{}, ...lines.map((each) => drawn(each))],
      bands: stacked ? lines.slice(1).map((_, i) => ({ series: [i + 2, i + 1] })) : [],
      hooks: { draw: [(u) => limits(u, panel), (u) => annotations(u, marks)] },
    },
    [all[0].times, ...(stacked ? heaps(lines) : lines.map(({ series }) => series.values))],
    plot,
  );
}

const isRight = ({ options }) => options.custom.axisPlacement === "right";

/** Each on top of those before it; what is not there is 0, as Grafana has it. */
function heaps(lines) {
  const below = [];
  return lines.map(({ series }) =>
    series.values.map((value, i) => {
      below[i] = (below[i] ?? 0) + (value ?? 0);
      return below[i];
    }),
  );
}

function drawn({ options }) {
  const { fillOpacity, lineStyle, lineWidth } = options.custom;
  return {
    scale: options.custom.axisPlacement === "right" ? "right" : "left",
    stroke: options.ink,
    width: lineWidth,
    dash: lineStyle?.dash,
    fill: fillOpacity > 0 ? faded(options.ink, fillOpacity / 100) : undefined,
    points: { show: false },
  };
}

function range(lines, right, stacked) {
  const own = lines.filter((each) => isRight(each) === right);
  const fixed = own[0]?.options.max;
  return (_u, _low, high) => [0, fixed ?? (high > 0 ? high * 1.08 : 1)];
}

function timeAxis() {
  return {
    stroke: WEAK,
    font: FONT,
    grid: GRID,
    ticks: GRID,
    size: 26,
    gap: 4,
    space: 60,
    incrs: TIME_STEPS,
    values: (_, splits) => splits.map(timeOfDay),
  };
}

function valueAxes(panel, lines) {
  const axis = (scale, side, options, grid) => {
    const texts = (splits) => splits.map((each) => shown(each, { unit: options.unit }));
    return {
      scale,
      side,
      stroke: WEAK,
      font: FONT,
      grid,
      ticks: { show: false },
      gap: 6,
      space: 26,
      incrs: increments(options.unit),
      size: (u, values) => (values ? 14 + Math.max(...values.map((each) => textWidth(u, each))) : 40),
      values: (_, splits) => texts(splits),
    };
  };
  const right = lines.find(isRight);
  const left = lines.find((each) => !isRight(each));
  return [
    ...(left ? [axis("left", 3, left.options, GRID)] : []),
    ...(right ? [axis("right", 1, right.options, { show: false })] : []),
  ];
}

function textWidth(u, text) {
  u.ctx.save();
  u.ctx.font = FONT;
  const { width } = u.ctx.measureText(text);
  u.ctx.restore();
  return width;
}

/** Steps that are round in the unit. */
function increments(unit) {
  const [base, rounds] = unit === "bytes" ? [1024, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]] : [10, [1, 2, 2.5, 5]];
  const powers = unit === "bytes" ? [0, 1, 2, 3, 4] : Array.from({ length: 30 }, (_, i) => i - 12);
  return powers.flatMap((each) => rounds.map((n) => n * base ** each));
}

function limits(u, panel) {
  const { thresholds, custom } = panel.fieldConfig.defaults;
  if (custom.thresholdsStyle.mode !== "dashed") return;
  for (const { value, color } of thresholds.steps) {
    if (value === null || value > u.scales.left.max) continue;
    const y = u.valToPos(value, "left", true);
    stroke(u, colour(color), [10, 8], [u.bbox.left, y], [u.bbox.left + u.bbox.width, y]);
  }
}

function annotations(u, marks) {
  for (const { at, color } of marks) {
    const x = u.valToPos(at, "x", true);
    stroke(u, colour(color), [4, 4], [x, u.bbox.top], [x, u.bbox.top + u.bbox.height]);
    u.ctx.fillStyle = colour(color);
    u.ctx.beginPath();
    u.ctx.moveTo(x - 5, u.bbox.top + u.bbox.height + 6);
    u.ctx.lineTo(x + 5, u.bbox.top + u.bbox.height + 6);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.fill();
  }
}

function stroke(u, color, dash, [fromX, fromY], [toX, toY]) {
  u.ctx.save();
  u.ctx.strokeStyle = color;
  u.ctx.lineWidth = 1;
  u.ctx.setLineDash(dash);
  u.ctx.beginPath();
  u.ctx.moveTo(fromX, fromY);
  u.ctx.lineTo(toX, toY);
  u.ctx.stroke();
  u.ctx.restore();
}

const TITLES = Object.entries(CALCULATIONS);

function sorted(lines, { sortBy, sortDesc }) {
  if (!sortBy) return lines;
  const [calculation] = TITLES.find(([, title]) => title === sortBy);
  const value = ({ series }) => reduced(series, calculation) ?? 0;
  return [...lines].sort((a, b) => (value(a) - value(b)) * (sortDesc ? -1 : 1));
}

function legend(panel, lines) {
  const { calcs } = panel.options.legend;
  const head = element("tr", element("th", "Name"), ...calcs.map((each) => element("th", CALCULATIONS[each])));
  const rows = sorted(lines, panel.options.legend).map(({ series, options }) => {
    const swatch = styled(element("i"), { background: options.ink });
    const numbers = calcs.map((each) => element("td", told(reduced(series, each), options)));
    return element("tr", element("td", swatch, series.name), ...numbers);
  });
  return element("div.legend", element("table", head, ...rows));
}
