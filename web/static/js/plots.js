// Small pictures of numbers as SVG. Each stands beside a table that says the same, so a reader of screens skips them.

const SVG = "http://www.w3.org/2000/svg";

function node(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const WIDE = 640;
const HIGH = 220;
const FOOT = 26;
const HEAD = 22;

/** Columns for the counts of equal classes: `columns([3, 0, 5], ["0", "33", "67"])`; the label stands left of its class. */
export function columns(counts, labels) {
  const most = Math.max(1, ...counts);
  const width = WIDE / counts.length;
  const bars = counts.flatMap((count, at) => column(count, (count / most) * (HIGH - HEAD), at * width, width));
  const marks = labels.map((label, at) => node("text", { x: at * width + 2, y: HIGH + FOOT - 8, class: "plot-label" }, label));
  const ground = node("line", { x1: 0, y1: HIGH, x2: WIDE, y2: HIGH, class: "plot-line" });
  return node("svg", { viewBox: `0 0 ${WIDE} ${HIGH + FOOT}`, class: "plot", "aria-hidden": "true", direction: "ltr" }, ...bars, ground, ...marks);
}

function column(count, height, x, width) {
  if (!count) return [];
  const middle = x + width / 2;
  return [
    node("rect", { x: x + 3, y: HIGH - height, width: width - 6, height, rx: 3, class: "plot-bar" }),
    node("text", { x: middle, y: HIGH - height - 6, class: "plot-count", "text-anchor": "middle" }, String(count)),
  ];
}

/** One value between `low` and `high` as a bar from zero; below zero it is drawn to the other side and looks another way. */
export function bar(value, low, high) {
  const span = high - low;
  const zero = ((0 - low) / span) * 100;
  const held = Math.min(high, Math.max(low, value));
  const end = ((held - low) / span) * 100;
  const kind = value < 0 ? "plot-bar is-against" : "plot-bar";
  return node(
    "svg",
    { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "plot-small", "aria-hidden": "true" },
    node("rect", { x: 0, y: 0, width: 100, height: 10, class: "plot-ground" }),
    node("rect", { x: Math.min(zero, end), y: 0, width: Math.abs(end - zero), height: 10, class: kind }),
    node("line", { x1: zero, y1: 0, x2: zero, y2: 10, class: "plot-line" }),
  );
}
