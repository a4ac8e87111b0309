// The student's own courses: how far, and the results of the quizzes in them.

import { all, get } from "./api.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";

const root = find("[data-courses]");

async function results(quiz) {
  const attempts = await all(`/quizzes/${quiz.id}/attempts/mine`).catch(() => []);
  return attempts.map((attempt) => ({ quiz, attempt }));
}

const row = ({ quiz, attempt }) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: `/attempts/${attempt.id}` }, h("bdi", {}, quiz.title)), attempt.kind === "live" && h("span.badge", {}, t("learn.live"))),
    h("td.is-number", {}, attempt.percent === null || attempt.percent === undefined ? "–" : t.percent(attempt.percent / 100)),
    h("td", {}, attempt.passed === null || attempt.passed === undefined ? "" : t(attempt.passed ? "learn.passed" : "learn.not_passed")),
    h("td", {}, t.date(attempt.started_at)),
  );

const table = (rows) =>
  h("div.table-box", {}, h("table.table", {}, h("thead", {}, h("tr", {}, ["learn.quiz", "learn.result", null, "learn.when"].map((key) => h(key ? "th" : "td", key ? { scope: "col" } : {}, key ? t(key) : "")))), h("tbody", {}, rows.map(row))));

/** The ways to the quizzes and assignments of a course. */
function todo(quizzes, assignments) {
  const links = [...quizzes.map((each) => [`/quizzes/${each.id}`, each.title]), ...assignments.map((each) => [`/assignments/${each.id}`, each.title])];
  return links.length > 0 && h("div.control-group", {}, links.map(([href, title]) => h("a.button.is-small", { href }, h("bdi", {}, title))));
}

async function courseView(enrollment) {
  const path = `/courses/${enrollment.course_id}`;
  const [course, quizzes, assignments] = await Promise.all([get(path), all(`${path}/quizzes`).catch(() => []), all(`${path}/assignments`).catch(() => [])]);
  const rows = (await Promise.all(quizzes.map(results))).flat();
  const share = enrollment.percent / 100;
  return h(
    "section.card.stack",
    {},
    h("header.card-head", {}, h("h2", { dir: "auto" }, h("a", { href: `/courses/${course.id}/outline` }, course.title)), h("span.hint", {}, t("learn.done", { share: t.percent(share) }))),
    h("div.progress", { vars: { "--share": share }, "aria-hidden": "true" }, h("span")),
    todo(quizzes, assignments),
    rows.length ? table(rows) : h("p.hint", {}, t("learn.no_results")),
  );
}

async function start() {
  const enrollments = await all("/enrollments");
  const views = await Promise.all(enrollments.filter((one) => one.state !== "dropped").map(courseView));
  show(root, "ready", () => (views.length ? views : h("p.big-note", {}, t("learn.none"))));
}

start().catch((problem) => {
  show(root, "failed", () => null);
  find("[data-error]").textContent = problem.message;
});
