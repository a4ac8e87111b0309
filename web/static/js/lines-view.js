// The host's health panel: each person's line, and whether the answer to the shown question has come and is stored.

import { drawing, h } from "./dom.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

const yes = (on, words) => h("td", {}, on ? [drawing(ICONS.check), h("span.sr", {}, words)] : h("span", { "aria-hidden": "true" }, "–"));

/** Counts of the panel: how many answers have come, are stored, and how many are on the line. Pure. */
export function sums(net, roster) {
  const count = (test) => net.filter(test).length;
  return { received: count((one) => one.received > 0), committed: count((one) => one.committed > 0), present: roster.filter((one) => one.present !== false).length };
}

/** In whole seconds; an unknown time is a dash. */
const ago = (ms) => (ms === null || ms === undefined ? "–" : t("lines.seconds", { n: Math.round(ms / 1000) }));

const row = (one, nameOf) =>
  h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, nameOf(one.participant))), h("td.is-number", {}, one.rtt_ms === null || one.rtt_ms === undefined ? "–" : t("host.ms", { n: Math.round(one.rtt_ms) })), h("td.is-number", {}, ago(one.last_seen_ms)), yes(one.received, t("lines.received")), yes(one.committed, t("lines.committed")));

/** The table of all lines; null before the first figures. */
export function linesView({ net, roster, offline }) {
  if (!net.length) return h("p.hint", {}, t("lines.none"));
  const names = new Map(roster.map((one) => [one.participant, one.name]));
  const { received, committed, present } = sums(net, roster);
  const heads = ["who", "rtt", "seen", "received", "committed"].map((name) => h("th", { scope: "col" }, t(`lines.${name}`)));
  return [
    h("p.lines-sum", {}, t("lines.sum", { received, committed, present }), offline > 0 && ` ${t("lines.offline", { count: offline })}`),
    h("div.table-box", { tabindex: "0", role: "region", "aria-label": t("lines.title") }, h("table.table.is-dense", {}, h("caption.sr", {}, t("lines.title")), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, net.map((one) => row(one, (id) => names.get(id) ?? "–"))))),
  ];
}
