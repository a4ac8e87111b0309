// The proofs under a session's results: how fair it was, and that the board follows from the log and the answers.

import { get } from "./api.js";
import { drawing, find, h } from "./dom.js";
import { ICONS } from "./shapes.js";
import { receiptView } from "./receipt-view.js";
import { roundsView } from "./rounds-view.js";
import { t } from "./i18n.js";

const ms = (n) => (n === null || n === undefined ? "–" : t("host.ms", { n }));

const fact = (words, value) => h("div.fact-pair", {}, h("dt", {}, words), h("dd", {}, value));

function rankChanges(list) {
  if (!list.length) return h("p", {}, t("fair.no_change"));
  const row = (one) => h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, one.name)), h("td.is-number", {}, t.number(one.rank)), h("td.is-number", {}, t.number(one.rank_without_credit)));
  return h("div.table-box", { tabindex: "0", role: "region", "aria-label": t("fair.changes") }, h("table.table", {}, h("caption", {}, t("fair.changes")), h("thead", {}, h("tr", {}, ["name", "rank", "bare"].map((name) => h("th", { scope: "col" }, t(`fair.${name}`))))), h("tbody", {}, list.map(row))));
}

/** `GET /fairness` in words. */
const fairView = (one) => [
  h("p.hint", {}, t("fair.lead", { cap: one.cap_ms })),
  h(
    "dl.facts-list",
    {},
    fact(t("fair.rtt"), [ms(one.rtt.p50), " · ", ms(one.rtt.p95), " · ", ms(one.rtt.max)]),
    fact(t("fair.credit"), [ms(one.credit.p50), " · ", ms(one.credit.max)]),
    fact(t("fair.lying"), ms(one.lying_gain_max_ms)),
    fact(t("fair.buckets"), t.number(one.buckets.length)),
  ),
  rankChanges(one.rank_changes),
];

/** `GET /replay` in words. */
export const replayView = (one) => [
  h(`p.proof.is-${one.matches ? "good" : "bad"}`, { role: "status" }, drawing(one.matches ? ICONS.check : ICONS.cross), t(one.matches ? "replay.matches" : "replay.differs")),
  h("dl.facts-list", {}, fact(t("replay.digest"), h("code.digest", { dir: "ltr" }, one.digest)), fact(t("replay.log"), h("code.digest", { dir: "ltr" }, one.log_digest))),
];

/** Fill `[data-fairness]`, `[data-replay]` and `[data-rounds]`. */
export async function fillReports(path) {
  const fill = async (name, view) => {
    const box = find(`[data-${name}]`);
    box.replaceChildren(...[await get(`${path}/${name === "rounds" ? "transitions" : name}`).then(view, (problem) => h("p.hint", {}, problem.message))].flat(3).filter(Boolean));
  };
  const rounds = ({ items }) => (items.length ? items.map(roundsView) : h("p.hint", {}, t("rounds.none")));
  await Promise.all([fill("replay", replayView), fill("fairness", fairView), fill("rounds", rounds)]);
}

/** The form in which anybody's receipt can be checked; names come from the results. */
export function receiptCheck(path, nameOf) {
  const form = find("[data-receipt-check]");
  const box = find("[data-receipt]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const receipt = form.elements.receipt.value.trim();
    if (!receipt) return;
    get(`${path}/receipts/${encodeURIComponent(receipt)}`)
      .then((found) => box.replaceChildren(receiptView(found, { name: nameOf(found.participant) })))
      .catch((problem) => box.replaceChildren(h("p.form-error", {}, problem.status === 404 ? t("receipt.unknown") : problem.message)));
  });
}
