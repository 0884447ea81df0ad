// Makes elements.

/** @param name with classes, such as div.panel.filled */
export function element(name, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  made.className = classes.join(" ");
  made.append(...children);
  return made;
}

/** With this style. */
export function styled(made, style) {
  Object.assign(made.style, style);
  return made;
}

/** As sharp as the screen, and as large as told. */
export function canvas(width, height) {
  const made = document.createElement("canvas");
  const ratio = window.devicePixelRatio;
  made.width = width * ratio;
  made.height = height * ratio;
  styled(made, { width: `${width}px`, height: `${height}px` });
  const pen = made.getContext("2d");
  pen.scale(ratio, ratio);
  return { made, pen };
}
