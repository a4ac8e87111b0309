// An attempt looked at again: the result, and for each question what was answered, what it earned and why.

import { answerWords } from "./answer-words.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { sentence } from "./why-words.js";

const tone = (fraction) => (fraction >= 1 ? "is-right" : fraction > 0 ? "is-partly" : "is-wrong");

function mark(one, review) {
  const waits = review.state === "submitted" && review.shown.includes("marks") && one.answer;
  if (one.points === undefined) return waits ? h("span.badge", {}, t("review.waits")) : null;
  if (one.points === null) return h("span.badge", {}, t("review.waits"));
  return h(`span.badge.tone.${tone(one.fraction ?? 0)}`, {}, t("review.points", { points: one.points, of: one.question.points }));
}

const part = (label, content) => content && h("div.review-part", {}, h("h3", {}, label), content);

function why(one) {
  const said = (one.why ?? []).map((each) => sentence(each, one.question)).filter(Boolean);
  return said.length > 0 && h("details", {}, h("summary", {}, t("review.why")), h("ul.reasons", {}, said.map((text) => h("li", { dir: "auto" }, text))));
}

function own(one) {
  const { question } = one;
  const texts = new Map((question.choices ?? []).map((each) => [each.id, each.text]));
  return (one.answer_feedback ?? []).map((each) => h("p", { dir: "auto" }, h("b", {}, texts.get(each.id) ?? each.text ?? ""), " ", each.feedback));
}

function asked(one, i, review) {
  const { question } = one;
  const said = [one.feedback && h("p.written", { dir: "auto" }, one.feedback), ...own(one)].filter(Boolean);
  return h(
    "section.card.stack.question",
    { "data-question": question.id },
    h("header.card-head", {}, h("h2", {}, t("attempt.question", { n: i + 1 })), mark(one, review)),
    h("p.stem", { dir: "auto" }, question.stem),
    question.kind === "cloze" && h("p.hint", { dir: "auto" }, question.text.replace(/\{\{([^{}]+)\}\}/g, "[$1]")),
    "answer" in one && part(t("review.answered"), answerWords(question, one.answer) ?? h("p.hint", {}, t("review.blank"))),
    part(t("review.correct"), answerWords(question, one.correct)),
    said.length > 0 && part(t("review.feedback"), said),
    why(one),
  );
}

function verdict(review) {
  if (review.state === "abandoned") return h("p.big-note", {}, t("review.abandoned"));
  if (review.score === undefined) return h("p.big-note", {}, t("review.later"));
  if (review.score === null) return h("p.big-note", {}, t("review.grading"));
  return [
    h("p.score-big", {}, t.percent(review.percent / 100)),
    h("p", {}, t("review.score", { points: review.score, of: review.max_score })),
    review.state === "submitted" && h("p.hint", {}, t("review.grading")),
    review.state === "graded" && review.passed !== null && review.passed !== undefined && h(`p.badge.tone.${review.passed ? "is-right" : "is-wrong"}`, {}, t(review.passed ? "learn.passed" : "learn.not_passed")),
  ];
}

/** The elements of a review as the API gives it. */
export const reviewView = (review) => [h("section.card.result", { "data-result": review.state }, verdict(review)), ...review.questions.map((one, i) => asked(one, i, review))];
