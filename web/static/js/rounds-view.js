// An item that was asked more than once: who changed from what to what, as a table of both rounds.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const unique = (list) => [...new Set(list)];

/** Rows are answers of the first round, columns those of the second; the cell is a number of people. Pure. */
export function matrix({ moves }) {
  const before = unique(moves.map((one) => one.before));
  const after = unique([...before, ...moves.map((one) => one.after)]).filter((each) => moves.some((one) => one.after === each));
  const n = (from, to) => moves.filter((one) => one.before === from && one.after === to).reduce((sum, one) => sum + one.n, 0);
  const right = new Map(moves.flatMap((one) => [[one.before, one.before_correct], [one.after, one.after_correct]]));
  return { before, after, cells: before.map((from) => after.map((to) => n(from, to))), right };
}

const head = (text, right, scope) => h(`th${right ? ".is-good" : ""}`, { scope }, h("bdi", {}, text), right && h("span.badge", {}, t("live.right_answer")));

function stepView(step, stem) {
  const { before, after, cells, right } = matrix(step);
  const table = h(
    "table.table.matrix",
    {},
    h("caption.sr", {}, stem),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("rounds.corner")), after.map((text) => head(text, right.get(text), "col")))),
    h("tbody", {}, before.map((from, i) => h("tr", {}, head(from, right.get(from), "row"), cells[i].map((n, k) => h(`td.is-number${from === after[k] ? ".is-same" : ""}`, {}, n ? t.number(n) : "–"))))),
  );
  return [h("div.table-box", { tabindex: "0", role: "region", "aria-label": stem }, table), h("p.hint", {}, t("rounds.only", { before: step.only_before, after: step.only_after }))];
}

/** All steps of one item of `GET /transitions`. */
export const roundsView = (item) => h("section.rounds", {}, h("h3", { dir: "auto" }, item.stem), item.steps.map((step) => stepView(step, item.stem)));
