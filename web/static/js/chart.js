// Charts over time by uPlot (vendor/uplot), in the colours of the page; each stands beside a table that says the same.

import uPlot from "../vendor/uplot/uPlot.esm.js";
import { h } from "./dom.js";

const HEIGHT = 220;
const HUES = ["--brand", "--sun", "--bad", "--good", "--warn"];
const dark = matchMedia("(prefers-color-scheme: dark)");

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function line(one, at) {
  const stroke = colour(one.hue ?? HUES[at % HUES.length]);
  const paths = one.kind === "bars" ? uPlot.paths.bars({ size: [0.7, 36] }) : undefined;
  const fill = one.kind === "bars" ? `${stroke}99` : undefined;
  return { label: one.label, stroke, fill, width: one.kind === "bars" ? 0 : 2, paths, points: { show: false }, value: (_, value) => (value === null || value === undefined ? "–" : one.say ? one.say(value) : String(value)) };
}

function axis(values) {
  const grid = { stroke: colour("--line"), width: 1 };
  return { stroke: colour("--ink-soft"), grid, ticks: grid, font: `12px ${colour("--font")}`, values, space: 72 };
}

/**
 * A chart in `box`: `series` is `[{label, kind?: "bars"|"line", hue?, say?}]`, `x` says a moment (seconds) in words.
 * `pad` are seconds left free at both ends. Returns `{set(data), end()}`; data is `[moments, values, values, …]`, and may be set as often as figures stream in.
 */
export function chart(box, { series, x, y = String, data, zone = "UTC", height = HEIGHT, pad = 0 }) {
  let shown = data;
  let plot = null;
  const width = () => Math.max(200, box.clientWidth);
  const draw = () => {
    plot?.destroy();
    const options = {
      width: width(),
      height,
      tzDate: (moment) => uPlot.tzDate(new Date(moment * 1000), zone),
      scales: { x: { range: (_, low, high) => [low - pad, high + pad] }, y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(1, (high ?? 1) * 1.08)] } },
      cursor: { y: false },
      series: [{ label: "", value: (_, moment) => (moment === null || moment === undefined ? "–" : x(moment)) }, ...series.map(line)],
      axes: [axis((_, marks) => marks.map(x)), { ...axis((_, marks) => marks.map(y)), space: 36 }],
    };
    plot = new uPlot(options, shown, box);
  };
  const size = new ResizeObserver(() => plot && plot.width !== width() && plot.setSize({ width: width(), height }));
  const theme = new MutationObserver(draw);
  draw();
  size.observe(box);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  dark.addEventListener("change", draw);
  return {
    set(next) {
      shown = next;
      plot.setData(next);
    },
    end() {
      size.disconnect();
      theme.disconnect();
      dark.removeEventListener("change", draw);
      plot.destroy();
    },
  };
}

/** A chart with its heading, and its numbers as a table that opens; `rows` are `[words, number, …]`. */
export function figure({ title, asTable, heads, rows, ...options }) {
  const canvas = h("div.chart-canvas", { "aria-hidden": "true" });
  const table = h(
    "table.table",
    {},
    h("caption.sr", {}, title),
    h("thead", {}, h("tr", {}, heads.map((head, at) => h(at ? "th.is-number" : "th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map(([first, ...numbers]) => h("tr", {}, h("th", { scope: "row" }, first), numbers.map((number) => h("td.is-number", {}, number))))),
  );
  const node = h("figure.chart", {}, h("figcaption", {}, title), canvas, h("details", {}, h("summary", {}, asTable), h("div.chart-table.table-box", { tabindex: "0", role: "region", "aria-label": title }, table)));
  // uPlot measures its box, so it is drawn when the figure stands in the page.
  requestAnimationFrame(() => chart(canvas, options));
  return node;
}
