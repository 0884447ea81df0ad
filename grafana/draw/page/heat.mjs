// Panel "heatmap": how a histogram's buckets fill over time.
import { canvas, element } from "./elements.mjs";
import { shown, TIME_STEPS, timeOfDay } from "./look.mjs";

const LEFT = 48;
const BOTTOM = 22;
/** Grafana's "Oranges" on a dark ground, from little to much. */
const ORANGES = ["#7f2704", "#a63603", "#d94801", "#f16913", "#fd8d3c", "#fdae6b", "#fdd0a2", "#feedde"];

export function drawHeat(panel, all, body) {
  const { color, yAxis } = panel.options;
  const rows = buckets(all);
  const most = Math.max(...rows.flatMap((each) => each.values));
  const plot = element("div.plot");
  const scale = element("div.scale");
  body.append(plot, scale);
  scaleBar(scale, most, color.exponent);
  const { made, pen } = canvas(plot.clientWidth, plot.clientHeight);
  plot.append(made);
  const width = (plot.clientWidth - LEFT - 8) / all[0].times.length;
  const height = (plot.clientHeight - BOTTOM - 6) / rows.length;
  rows.forEach(({ bound, values }, n) => {
    const top = 6 + (rows.length - 1 - n) * height;
    label(pen, shown(Number(bound), { unit: yAxis.unit }), LEFT - 6, top + 4);
    values.forEach((value, i) => {
      if (value <= 1e-9) return;
      pen.fillStyle = shade((value / most) ** color.exponent);
      pen.fillRect(LEFT + i * width, top + 0.5, Math.ceil(width), height - 1);
    });
  });
  times(pen, all[0].times, plot.clientHeight - 6, width);
}

/** What each bucket got beyond the one below it, from the lowest to the highest that has anything. */
function buckets(all) {
  const sorted = [...all].sort((a, b) => bound(a) - bound(b));
  const rows = sorted.map((each, n) => ({
    bound: each.labels.le === "+Inf" ? "Infinity" : each.labels.le,
    values: each.values.map((value, i) => Math.max(0, (value ?? 0) - (n === 0 ? 0 : (sorted[n - 1].values[i] ?? 0)))),
  }));
  return rows.filter((each) => each.bound !== "Infinity" || each.values.some((value) => value > 0));
}

function bound(series) {
  return series.labels.le === "+Inf" ? Infinity : Number(series.labels.le);
}

function shade(share) {
  return ORANGES[Math.min(ORANGES.length - 1, Math.floor(share * ORANGES.length))];
}

function label(pen, text, x, y) {
  pen.fillStyle = "rgba(204,204,220,0.65)";
  pen.font = "11px Inter, 'Liberation Sans', Arial, sans-serif";
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  pen.fillText(text, x, y);
}

function times(pen, all, y, width) {
  const [from, to] = [all[0], all.at(-1)];
  const step = TIME_STEPS.find((each) => (to - from) / each <= 5);
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    label(pen, timeOfDay(at), LEFT + ((at - from) / (all[1] - from)) * width + 14, y);
  }
}

function scaleBar(scale, most, exponent) {
  const { made, pen } = canvas(160, 8);
  for (let x = 0; x < 160; x++) {
    pen.fillStyle = shade((x / 160) ** exponent);
    pen.fillRect(x, 0, 1, 8);
  }
  scale.append("0", made, `${shown(most)} in a second`);
}
