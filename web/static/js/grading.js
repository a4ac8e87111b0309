// Answers of a quiz that wait for a person, question by question across all attempts.

import { all, get, post } from "./api.js";
import { answerWords } from "./answer-words.js";
import { find, h, meta, show } from "./dom.js";
import { markForm } from "./mark-form.js";
import { t } from "./i18n.js";

const id = meta("quiz");
const root = find("[data-root]");
const lead = find("[data-lead]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);
let saved = new Set();

function rubric(lines) {
  if (!lines?.length) return null;
  const text = typeof lines === "string" ? h("p.written", { dir: "auto" }, lines) : h("ul.answer-list", {}, lines.map((line) => h("li", { dir: "auto" }, `${line.text} (${t.number(Number(line.points))})`)));
  return h("div.review-part", {}, h("h3", {}, t("grading.rubric")), text);
}

function card(one, count) {
  const give = (points, feedback) => post(`/attempts/${one.attempt_id}/grades`, { grades: [{ question: one.question, points, feedback: feedback || null }] });
  const done = () => {
    saved.add(`${one.attempt_id} ${one.question}`);
    lead.textContent = t("grading.progress", { n: saved.size, of: count });
  };
  return h(
    "section.card.stack",
    { "data-answer": one.attempt_id },
    h("header.card-head", {}, h("h3", {}, h("bdi", {}, one.full_name)), h("time.hint", { datetime: one.submitted_at }, t.date(one.submitted_at))),
    answerWords(one, one.answer) ?? h("p.hint", {}, t("review.blank")),
    markForm({ most: one.max_points, points: one.points, feedback: one.feedback, give, done }),
  );
}

function view(found) {
  const questions = Map.groupBy ? Map.groupBy(found, (one) => one.question) : found.reduce((map, one) => map.set(one.question, [...(map.get(one.question) ?? []), one]), new Map());
  return [...questions.values()].map((answers) => h("section.stack", {}, h("h2.stem", { dir: "auto" }, answers[0].stem), rubric(answers[0].rubric), answers.map((one) => card(one, found.length))));
}

async function draw(waiting) {
  const found = await all(`/quizzes/${id}/to-grade?waiting=${waiting}`);
  saved = new Set();
  lead.textContent = "";
  show(root, [waiting, found], () => (found.length ? view(found) : h("p.big-note", {}, t("grading.none"))));
}

async function start() {
  const quiz = await get(`/quizzes/${id}`);
  const more = h("input", { type: "checkbox", onchange: () => draw(!more.checked).catch(failed) });
  find("[data-title]").textContent = `${t("grading.title")} – ${quiz.title}`;
  find("[data-actions]").replaceChildren(h("label.check", {}, more, t("grading.show_graded")));
  await draw(true);
}

start().catch((problem) => {
  show(root, "failed", () => null);
  failed(problem);
});
