// The gradebook of a course: every learner against every quiz and every assignment, and the table as a file.

import { download, get } from "./api.js";
import { drawing, find, h, meta, show } from "./dom.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

const course = meta("course");
const path = `/courses/${course}/gradebook`;
const share = (percent) => t.percent(percent / 100);

function cell({ percent, passed, attempts }) {
  if (percent === null) return h("td", {}, h("span.mark-cell.is-none", {}, "–", h("span.sr", {}, t("gradebook.none"))));
  const kind = passed ? "right" : "wrong";
  return h("td", { "data-percent": percent, title: t("gradebook.attempts", { count: attempts }) }, h(`span.mark-cell.is-${kind}`, {}, drawing(passed ? ICONS.check : ICONS.cross), h("span.sr", {}, t(passed ? "learn.passed" : "learn.not_passed")), share(percent)));
}

function work({ state, percent, late }) {
  if (state === null) return h("td", {}, h("span.mark-cell.is-none", {}, "–", h("span.sr", {}, t("gradebook.none"))));
  if (percent === null) return h("td", {}, h("span.hint", {}, t(`gradebook.${state}`)));
  return h("td", { "data-percent": percent }, share(percent), late && h("span.badge", {}, t("gradebook.late")));
}

const row = (line) =>
  h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, line.full_name)), h("td", {}, h("bdi.hint", {}, line.email)), h("td.is-number", {}, share(line.percent)), line.grades.map(cell), line.works.map(work));

const head = ({ quizzes, assignments }) =>
  h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("results.name")), h("th", { scope: "col" }, t("auth.email")), h("th.is-number", { scope: "col" }, t("gradebook.progress")), [...quizzes, ...assignments].map((column) => h("th", { scope: "col" }, h("bdi", {}, column.title)))));

async function start() {
  const [about, book] = await Promise.all([get(`/courses/${course}`), get(path)]);
  find("[data-course]").textContent = about.title;
  show(find("[data-table]"), "ready", () =>
    book.learners.length
      ? h("table.table", {}, h("caption.sr", {}, t("gradebook.title")), head(book), h("tbody", {}, book.learners.map(row)))
      : h("p.big-note", {}, t("gradebook.nobody")),
  );
}

const failed = (problem) => (find("[data-error]").textContent = problem.message);

find("[data-download]").addEventListener("click", () => download(path, `gradebook-${course}.csv`).catch(failed));
start().catch(failed);
