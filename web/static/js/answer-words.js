// An answer, or the right one, as people read it.

import { h } from "./dom.js";
import { fileLinks } from "./files-field.js";
import { t } from "./i18n.js";

const quoted = (text) => h("bdi", {}, text);
const textIn = (list, id) => list?.find((one) => one.id === id)?.text ?? "–";
const numberText = ({ value, unit }) => [t.number(Number(value)), unit].filter(Boolean).join(" ");

const listed = (items) => h("ul.answer-list", {}, items.map((text) => h("li", {}, quoted(text))));

function valueText(answer) {
  return typeof answer.value === "boolean" ? t(answer.value ? "attempt.true" : "attempt.false") : numberText(answer);
}

/** One blank of a cloze text in words. */
function blankText(body, answer) {
  if (answer.choice ?? answer.choices) return [answer.choice ?? answer.choices].flat().map((id) => textIn(body.choices, id)).join(" · ");
  return answer.texts?.join(" / ") ?? answer.text ?? valueText(answer);
}

const SHAPES = [
  ["choice", (question, answer) => quoted(textIn(question.choices, answer.choice))],
  ["choices", (question, answer) => listed(answer.choices.map((id) => textIn(question.choices, id)))],
  ["order", (question, answer) => h("ol.answer-list.is-counted", {}, answer.order.map((id) => h("li", {}, quoted(textIn(question.items, id)))))],
  ["pairs", (question, answer) => listed(answer.pairs.map(([left, right]) => `${textIn(question.lefts, left)} – ${textIn(question.rights, right)}`))],
  ["blanks", (question, answer) => listed(Object.entries(answer.blanks).map(([name, one]) => `${t("attempt.blank", { n: name })}: ${blankText(question.blanks[name], one)}`))],
  ["texts", (_question, answer) => listed(answer.texts)],
  ["value", (_question, answer) => quoted(valueText(answer))],
];

function written(answer) {
  const text = answer.text && h("p.written", { dir: "auto" }, answer.text);
  return h("div.stack", {}, text, answer.files?.length ? fileLinks(answer.files) : null);
}

/** An element for `answer`, which has the shape of an answer or of a `correct`; null when there is nothing to say. */
export function answerWords(question, answer) {
  if (!answer || !Object.keys(answer).length) return null;
  const shape = SHAPES.find(([name]) => name in answer);
  return shape ? shape[1](question, answer) : written(answer);
}
