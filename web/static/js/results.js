// The results of one session: everybody's points and marks, item by item, and the table as a file.

import { download, get } from "./api.js";
import { drawing, find, h, meta, show } from "./dom.js";
import { followUp } from "./follow-up.js";
import { fillReports, receiptCheck } from "./report.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

const session = `/live-sessions/${meta("session")}`;
const path = `${session}/results`;

function mark({ correct, points, status }) {
  if (status === "none") return h("span.mark-cell.is-none", {}, "–", h("span.sr", {}, t("results.none")));
  if (correct === null || correct === undefined) return h("span.mark-cell", {}, t("results.given"));
  const kind = correct >= 1 ? "right" : correct > 0 ? "partly" : "wrong";
  const flag = status === "late" || status === "recovered" ? h("span.badge", {}, t(`results.${status}`)) : null;
  return h(`span.mark-cell.is-${kind}`, {}, drawing(correct > 0 ? ICONS.check : ICONS.cross), h("span.sr", {}, t(`play.was_${kind}`)), t.number(points), flag);
}

const head = (items) =>
  h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("results.rank")), h("th", { scope: "col" }, t("results.name")), h("th.is-number", { scope: "col" }, t("results.points")), h("th.is-number", { scope: "col" }, t("results.grade")), items.map((_, i) => h("th", { scope: "col" }, t("results.item", { n: i + 1 })))));

const row = (one) =>
  h("tr", {}, h("td", {}, one.rank === null ? "–" : t.number(one.rank)), h("th", { scope: "row" }, h("bdi", {}, one.name), !one.user && h("span.badge", {}, t("results.guest")), one.team && h("span.badge", {}, h("bdi", {}, one.team))), h("td.is-number", {}, t.number(one.points)), h("td.is-number", {}, t.number(Number(one.grade))), one.items.map((item) => h("td", {}, mark(item))));

async function start() {
  const { participants } = await get(path);
  const names = new Map(participants.map((one) => [one.participant, one.name]));
  receiptCheck(session, (id) => names.get(id));
  const width = participants.reduce((most, one) => (one.items.length > most.length ? one.items : most), []);
  show(find("[data-table]"), "ready", () =>
    participants.length
      ? h("table.table", {}, h("caption.sr", {}, t("results.title")), head(width), h("tbody", {}, participants.map(row)))
      : h("p.big-note", {}, t("results.nobody")),
  );
}

const failed = (problem) => (find("[data-error]").textContent = problem.message);

find("[data-download]").addEventListener("click", () => download(path, `results-${meta("session")}.csv`).catch(failed));
start()
  .then(() => Promise.all([followUp(meta("session")), fillReports(session)]))
  .catch(failed);
