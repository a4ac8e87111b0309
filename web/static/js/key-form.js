// Another key for a question: one form for each kind that has a key. What it gives is the author's own key fields.

import { h } from "./dom.js";
import { inputFor } from "./inputs.js";
import { parseNumber } from "./numbers.js";
import { labelled } from "./dialogs.js";
import { t } from "./i18n.js";

const save = () => h("button.button.is-primary", { type: "submit" }, t("rekey.save"));

function form(fields, read, send) {
  const error = h("p.field-error", { role: "alert" });
  const onsubmit = (event) => {
    event.preventDefault();
    const key = read(event.target);
    error.textContent = key ? "" : t("rekey.incomplete");
    if (key) send(key);
  };
  return h("form.stack", { onsubmit, novalidate: true }, fields, error, save());
}

const option = (type, value, text, checked) => h("label.check.is-option", {}, h("input", { type, name: "right", value, checked }), h("span", { dir: "auto" }, text));

const picked = (node) => [...node.querySelectorAll("input:checked")].map((input) => Number(input.value));

/** Every choice is named, so nothing of the old key is left over. */
function choices(question, send) {
  const one = question.kind === "single";
  const list = h("fieldset.options", {}, h("legend.sr", {}, t("rekey.right")), question.choices.map((each, i) => option(one ? "radio" : "checkbox", i, each.text, each.correct)));
  const read = (node) => {
    const right = picked(node);
    return right.length > 0 && { choices: question.choices.map((each, i) => ({ text: each.text, correct: right.includes(i) })) };
  };
  return form(list, read, send);
}

function truth(question, send) {
  const list = h("fieldset.options", {}, h("legend.sr", {}, t("rekey.right")), [true, false].map((value) => option("radio", Number(value), t(value ? "live.true" : "live.false"), question.answer === value)));
  return form(list, (node) => picked(node).length > 0 && { answer: picked(node)[0] === 1 }, send);
}

function numeric(question, send) {
  const field = (name, value) => h("input.field", { name, inputmode: "decimal", autocomplete: "off", dir: "ltr", value: value ?? "" });
  const fields = [labelled(t("rekey.value"), field("value", question.value)), labelled(t("rekey.tolerance"), field("tolerance", question.tolerance ?? 0))];
  const read = ({ elements }) => {
    const [value, tolerance] = [elements.value, elements.tolerance].map((each) => parseNumber(each.value));
    return !value.problem && !tolerance.problem && { value: value.value, tolerance: tolerance.value };
  };
  return form(fields, read, send);
}

/** One accepted text a line; texts that stood there before keep their share of the points. */
function typed(question, send) {
  const field = h("textarea.field", { name: "texts", rows: 5, dir: "auto" });
  field.value = question.accepted.map((each) => each.text).join("\n");
  const before = new Map(question.accepted.map((each) => [each.text, each]));
  const read = () => {
    const texts = field.value.split("\n").map((text) => text.trim()).filter(Boolean);
    return texts.length > 0 && { accepted: texts.map((text) => before.get(text) ?? { text }) };
  };
  return form(labelled(t("rekey.accepted"), field), read, send);
}

function ordering(question, send) {
  const items = question.items.map((text, id) => ({ id, text }));
  return inputFor({ kind: "ordering", items }, ({ order }) => send({ items: order.map((id) => question.items[id]) }), { order: items.map((each) => each.id) });
}

function matching(question, send) {
  const lefts = question.pairs.map(({ left }, id) => ({ id: String(id), text: left }));
  const texts = [...new Set([...question.pairs.map(({ right }) => right), ...(question.distractors ?? [])])];
  const rights = texts.map((text, id) => ({ id: String(id), text }));
  const was = question.pairs.map(({ right }, id) => [String(id), String(texts.indexOf(right))]);
  const answer = ({ pairs }) => send({ pairs: pairs.map(([left, right]) => ({ left: lefts[Number(left)].text, right: texts[Number(right)] })) });
  return inputFor({ kind: "matching", lefts, rights }, answer, { pairs: was });
}

const BY_KIND = { single: choices, multiple: choices, true_false: truth, numeric, short_text: typed, ordering, matching };

export const hasKeyForm = (kind) => kind in BY_KIND;

/** The form for `question` (with its key); `send(key)` gets the key fields that shall hold from now on. */
export const keyForm = (question, send) => BY_KIND[question.kind](question, send);
