// Where an answer of an attempt is given: one field per kind, all by touch, keyboard and screen reader.

import { drawing, h } from "./dom.js";
import { filesField } from "./files-field.js";
import { parseNumber } from "./numbers.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

const TRUTH = [true, false];
let made = 0;

const optionRow = (type, name, { text, checked, onchange }) => h("label.check.option", {}, h("input", { type, name, checked, onchange }), h("span", { dir: "auto" }, text));

/** One of several; the button takes the answer back, which a radio button alone cannot. */
function oneOf(list, chosen, change) {
  const name = `one-${(made += 1)}`;
  const rows = list.map(({ text, value }) => optionRow("radio", name, { text, checked: value === chosen, onchange: () => pick(value) }));
  const clear = h("button.button.is-small.is-quiet", { type: "button", hidden: chosen === undefined, onclick: () => drop() }, t("attempt.clear"));
  const pick = (value) => {
    clear.hidden = false;
    change(value);
  };
  const drop = () => {
    for (const row of rows) row.firstChild.checked = false;
    clear.hidden = true;
    rows[0].firstChild.focus();
    change(null);
  };
  return [h("div.options", {}, rows), clear];
}

const single = (question, was, change) => oneOf(question.choices.map(({ id, text }) => ({ value: id, text })), was?.choice, (id) => change(id && { choice: id }));

const truth = (_question, was, change) => oneOf(TRUTH.map((value) => ({ value, text: t(value ? "attempt.true" : "attempt.false") })), was?.value, (value) => change(value === null ? null : { value }));

function multiple(question, was, change) {
  const picked = new Set(was?.choices ?? []);
  const toggle = (id) => () => {
    if (!picked.delete(id)) picked.add(id);
    change(picked.size ? { choices: [...picked] } : null);
  };
  return [h("p.hint", {}, t("attempt.some_of")), h("div.options", {}, question.choices.map(({ id, text }) => optionRow("checkbox", id, { text, checked: picked.has(id), onchange: toggle(id) })))];
}

const typed = (label, value, oninput, more = {}) => h("input.field", { "aria-label": label, value, oninput, autocomplete: "off", dir: "auto", ...more });

const shortText = (_question, was, change, label = t("attempt.your_answer")) => typed(label, was?.text ?? "", (event) => change(event.target.value.trim() ? { text: event.target.value } : null), { maxlength: 2000, spellcheck: "false", autocapitalize: "off" });

function numeric(_question, was, change, label = t("attempt.your_number")) {
  const error = h("p.field-error", { role: "alert" });
  const told = () => {
    const { value, problem } = parseNumber(number.value);
    const bad = problem && problem !== "empty";
    error.textContent = bad ? t(`play.number_${problem}`) : "";
    number.setAttribute("aria-invalid", String(Boolean(bad)));
    if (!bad) change(problem ? null : { value, ...(unit.value.trim() ? { unit: unit.value.trim() } : {}) });
  };
  const number = typed(label, was?.value ?? "", told, { inputmode: "decimal", dir: "ltr" });
  const unit = typed(t("attempt.unit"), was?.unit ?? "", told, { maxlength: 40, placeholder: t("attempt.unit_short") });
  return h("div.number-answer", {}, h("div.number-row", {}, number, unit), error);
}

const pick = (label, options, chosen, onchange) => h("select.field", { "aria-label": label, onchange }, h("option", { value: "" }, t("play.choose")), options.map(({ id, text }) => h("option", { value: id, selected: id === chosen }, text)));

function matching(question, was, change) {
  const pairs = new Map(was?.pairs ?? []);
  const set = (left) => (event) => {
    if (event.target.value) pairs.set(left.id, event.target.value);
    else pairs.delete(left.id);
    change(pairs.size ? { pairs: [...pairs] } : null);
  };
  return h("ul.pairs", {}, question.lefts.map((left) => h("li.pair", {}, h("span", { dir: "auto", "aria-hidden": "true" }, left.text), pick(left.text, question.rights, pairs.get(left.id), set(left)))));
}

/** Two buttons for each item; the focus follows what moved. Untouched it is no answer, so a box says that it is one. */
function ordering(question, was, change) {
  let order = was?.order ?? question.items.map((one) => one.id);
  const texts = new Map(question.items.map((one) => [one.id, one.text]));
  const list = h("ol.sorter");
  const tell = () => change(sure.checked ? { order } : null);
  const sure = h("input", { type: "checkbox", checked: Boolean(was?.order), onchange: tell });
  const shift = (id, by) => {
    const [from, to] = [order.indexOf(id), order.indexOf(id) + by];
    order = order.map((one, i) => (i === from ? order[to] : i === to ? id : one));
    sure.checked = true;
    draw();
    const wanted = list.children[to].querySelector(by < 0 ? "[data-up]" : "[data-down]");
    (wanted.disabled ? list.children[to].querySelector("button:enabled") : wanted).focus();
    tell();
  };
  const knob = (id, by, off) => h("button.knob", { type: "button", [by < 0 ? "data-up" : "data-down"]: true, disabled: off, "aria-label": t(by < 0 ? "play.move_up" : "play.move_down", { item: texts.get(id) }), onclick: () => shift(id, by) }, drawing(by < 0 ? ICONS.up : ICONS.down));
  const draw = () => list.replaceChildren(...order.map((id, i) => h("li.sorter-row", {}, h("span.sorter-text", { dir: "auto" }, texts.get(id)), knob(id, -1, i === 0), knob(id, 1, i === order.length - 1))));
  draw();
  return [list, h("label.check", {}, sure, t("attempt.my_order"))];
}

const BLANK_FIELDS = {
  short_text: shortText,
  numeric,
  single: (body, was, change, label) => pick(label, body.choices, was?.choice, (event) => change(event.target.value ? { choice: event.target.value } : null)),
};

function cloze(question, was, change) {
  const blanks = { ...was?.blanks };
  const set = (name) => (answer) => {
    if (answer) blanks[name] = answer;
    else delete blanks[name];
    change(Object.keys(blanks).length ? { blanks: { ...blanks } } : null);
  };
  const part = (text, i) => (i % 2 ? h("span.blank", {}, BLANK_FIELDS[question.blanks[text].kind](question.blanks[text], blanks[text], set(text), t("attempt.blank", { n: text }))) : text);
  return h("div.cloze", { dir: "auto" }, question.text.split(/\{\{([^{}]+)\}\}/).map(part));
}

function essay(_question, was, change) {
  const given = { text: was?.text ?? "", files: was?.files ?? [] };
  const tell = () => change(given.text.trim() || given.files.length ? { text: given.text, ...(given.files.length ? { files: given.files } : {}) } : null);
  const count = h("p.hint");
  const draw = () => (count.textContent = t("attempt.words", { n: given.text.trim() ? given.text.trim().split(/\s+/).length : 0 }));
  const oninput = (event) => {
    given.text = event.target.value;
    draw();
    tell();
  };
  const field = h("textarea.field", { rows: 9, maxlength: 50000, dir: "auto", "aria-label": t("attempt.your_answer"), oninput }, given.text);
  draw();
  const onfiles = (files) => {
    given.files = files;
    tell();
  };
  return [field, count, filesField(given.files, onfiles)];
}

const file = (_question, was, change) => filesField(was?.files ?? [], (files) => change(files.length ? { files } : null));

const FIELDS = { single, multiple, true_false: truth, short_text: shortText, numeric, matching, ordering, cloze, essay, file };

/** The field of a question as the API asks it; `change(answer)` gets the wire's shape, or null for no answer. */
export const fieldFor = (question, was, change) => FIELDS[question.kind](question, was, change);
