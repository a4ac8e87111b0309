// Making elements, and drawing a part of the page again only when what it shows has changed.

/** An element: `h("button.primary", {type: "button", onclick}, "Text", child, …)`; false and null children vanish. */
export function h(spec, attributes = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

function put(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "vars") for (const [key, v] of Object.entries(value)) node.style.setProperty(key, v);
  else node.setAttribute(name, value === true ? "" : value);
}

const SVG = "http://www.w3.org/2000/svg";

/** A decorative drawing from path data in a 24 × 24 box. */
export function drawing(path, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", className);
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/** Trusted SVG text of our own server as an element. */
export function svgFrom(text) {
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

const drawn = new WeakMap();

/** Fill `node` with `build()` unless `key` (anything JSON can say) is what it shows already. Keeps the focus. */
export function show(node, key, build) {
  const text = JSON.stringify(key) ?? "";
  if (drawn.get(node) === text) return false;
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  drawn.set(node, text);
  node.replaceChildren(...[build()].flat(3).filter(Boolean));
  if (focused) node.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  return true;
}

export const find = (selector, root = document) => root.querySelector(selector);

/** A value from the page's `<meta name="lectern:…">`. */
export const meta = (name) => document.querySelector(`meta[name="lectern:${name}"]`)?.content || null;

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
