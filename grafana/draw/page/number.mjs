// Panel "stat": one number or name, its course behind it.
import { canvas, element, styled } from "./elements.mjs";
import { faded } from "./look.mjs";
import { optionsOf, reduced, told } from "./series.mjs";

export function drawNumber(panel, all, body, frame) {
  const { colorMode, graphMode, textMode, reduceOptions } = panel.options;
  const size = { width: body.clientWidth, height: body.clientHeight };
  const cells = all.map((series, i) => {
    const options = optionsOf(panel, series, i);
    const value = reduced(series, reduceOptions.calcs[0]);
    return { series, value, text: textMode === "name" ? series.name : told(value, options), ink: options.ink };
  });
  const [first] = cells;
  if (colorMode === "background") fill(frame, first.ink);
  if (graphMode === "area") body.append(spark(first.series, colorMode === "background" ? "#ffffff" : first.ink, frame));
  const longest = Math.max(...cells.map((each) => each.text.length));
  const lines = cells.length;
  const fontSize = Math.min(40, (size.height - 8) / (1.3 * lines), (1.7 * (size.width - 24)) / longest);
  for (const { text, ink } of cells) {
    const number = element("div.number", text);
    body.append(styled(number, { color: colorMode === "background" ? "#ffffff" : ink, fontSize: `${fontSize}px` }));
  }
}

function fill(frame, ink) {
  frame.classList.add("filled");
  styled(frame, { background: ink, color: "#ffffff" });
}

/** Over the lower part of the frame. */
function spark(series, ink, frame) {
  const width = frame.clientWidth;
  const height = Math.round(frame.clientHeight * 0.3);
  const { made, pen } = canvas(width, height);
  made.className = "spark";
  const known = series.values.map((value, i) => [i, value]).filter(([, value]) => value !== null);
  const top = Math.max(...known.map(([, value]) => value));
  const bottom = Math.min(0, ...known.map(([, value]) => value));
  const x = (i) => (i / Math.max(1, series.values.length - 1)) * width;
  const y = (value) => height - 1 - ((value - bottom) / (top - bottom || 1)) * (height - 4);
  pen.beginPath();
  known.forEach(([i, value], n) => (n === 0 ? pen.moveTo(x(i), y(value)) : pen.lineTo(x(i), y(value))));
  pen.strokeStyle = ink;
  pen.stroke();
  if (known.length > 0) {
    pen.lineTo(x(known.at(-1)[0]), height);
    pen.lineTo(x(known[0][0]), height);
    pen.fillStyle = faded(ink, 0.2);
    pen.fill();
  }
  return made;
}
