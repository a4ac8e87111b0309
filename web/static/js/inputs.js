// Where a player answers: one control per kind, all by touch, keyboard and screen reader.

import { drawing, h } from "./dom.js";
import { hueOf, ICONS } from "./shapes.js";
import { mark, options } from "./tiles.js";
import { parseNumber } from "./numbers.js";
import { t } from "./i18n.js";

const WORDS = 3;

const sendButton = (text = t("play.send")) => h("button.button.is-primary.is-wide", { type: "submit", "data-focus": "send" }, text);

function form(fields, read, send) {
  const error = h("p.field-error", { role: "alert" });
  const onsubmit = (event) => {
    event.preventDefault();
    const { answer, problem } = read(event.target);
    error.textContent = problem ? t(problem) : "";
    if (answer) send(answer);
  };
  return h("form.answer-form", { onsubmit, novalidate: true }, fields, error, sendButton());
}

/** Tap to answer. `chosen` are the ids already taken. */
function oneOf(item, send, chosen) {
  return choiceList(item, chosen, (option) => send(item.kind === "true_false" ? { value: option.id } : { choices: [option.id] }));
}

function choiceList(item, chosen, ontap) {
  const list = options(item);
  const long = list.some((option) => option.text.length > 36) || list.length > 4;
  return h(
    `div.tiles.is-input${long ? ".is-long" : ""}`,
    { role: "group", "aria-label": t("play.answers") },
    list.map((option, i) =>
      h(
        `button.tile.${hueOf(i)}`,
        { type: "button", "data-key": i + 1, "data-focus": option.id, "aria-pressed": String(chosen.includes(option.id)), onclick: (event) => ontap(option, event.currentTarget) },
        mark(i),
        h("span.tile-text", { dir: "auto" }, option.text),
        h("span.picked", { "aria-hidden": "true" }, drawing(ICONS.check)),
      ),
    ),
  );
}

/** Tap any number of tiles, then send. */
function someOf(item, send, chosen) {
  const picked = new Set(chosen);
  const toggle = (option, button) => {
    if (!picked.delete(option.id)) picked.add(option.id);
    button.setAttribute("aria-pressed", String(picked.has(option.id)));
  };
  const read = () => (picked.size ? { answer: { choices: [...picked] } } : { problem: "play.choose_one" });
  return form([h("p.hint", {}, t("play.choose_all")), choiceList(item, chosen, toggle)], read, send);
}

function numeric(item, send, text = "") {
  const field = h("input.field.is-large", { name: "value", inputmode: "decimal", autocomplete: "off", dir: "ltr", value: text, "aria-label": t("play.your_number"), "data-focus": "field" });
  const unit = item.unit && h("span.unit", {}, item.unit);
  const read = () => {
    const { value, problem } = parseNumber(field.value);
    return problem ? { problem: `play.number_${problem}` } : { answer: { value, ...(item.unit ? { unit: item.unit } : {}) } };
  };
  return form([h("div.field-row", {}, field, unit)], read, send);
}

function typed(item, send, text = "") {
  const tag = item.kind === "open_text" ? "textarea.field.is-large" : "input.field.is-large";
  const field = h(tag, { name: "text", maxlength: 500, autocomplete: "off", autocapitalize: "off", spellcheck: "false", dir: "auto", rows: 3, "aria-label": t("play.your_answer"), "data-focus": "field" });
  field.value = text;
  return form([field], () => (field.value.trim() ? { answer: { text: field.value.trim() } } : { problem: "play.write_something" }), send);
}

function words(item, send, given = []) {
  const fields = Array.from({ length: WORDS }, (_, i) => h("input.field", { maxlength: 40, autocomplete: "off", dir: "auto", value: given[i] ?? "", "aria-label": t("play.word_n", { n: i + 1 }), "data-focus": `word${i}` }));
  const read = () => {
    const list = [...new Set(fields.map((field) => field.value.trim()).filter(Boolean))];
    return list.length ? { answer: { words: list } } : { problem: "play.write_something" };
  };
  return form(fields, read, send);
}

/** Put the items in order with two buttons each; the focus follows the item that moved. */
function ordering(item, send, given) {
  const list = h("ol.sorter");
  let order = given ?? item.items.map((one) => one.id);
  const textOf = (id) => item.items.find((one) => one.id === id)?.text ?? "";
  const shift = (id, by) => {
    const from = order.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    order = order.map((one, i) => (i === from ? order[to] : i === to ? id : one));
    draw();
    const again = list.children[to].querySelector(by < 0 ? "[data-up]" : "[data-down]");
    (again.disabled ? list.children[to].querySelector("button:enabled") : again).focus();
  };
  const knob = (id, by, off) => h("button.knob", { type: "button", [by < 0 ? "data-up" : "data-down"]: true, disabled: off, "aria-label": t(by < 0 ? "play.move_up" : "play.move_down", { item: textOf(id) }), onclick: () => shift(id, by) }, drawing(by < 0 ? ICONS.up : ICONS.down));
  const draw = () =>
    list.replaceChildren(...order.map((id, i) => h("li.sorter-row", {}, h("span.sorter-text", { dir: "auto" }, textOf(id)), knob(id, -1, i === 0), knob(id, 1, i === order.length - 1))));
  draw();
  return form([h("p.hint", {}, t("play.put_in_order")), list], () => ({ answer: { order } }), send);
}

function matching(item, send, given = []) {
  const picks = item.lefts.map((left) => {
    const chosen = given.find(([id]) => id === left.id)?.[1];
    const select = h("select.field", { "data-focus": left.id }, h("option", { value: "" }, t("play.choose")), item.rights.map((right) => h("option", { value: right.id, selected: right.id === chosen }, right.text)));
    return { left, select };
  });
  const rows = picks.map(({ left, select }) => h("label.match-row", {}, h("span", { dir: "auto" }, left.text), select));
  const read = () => {
    const pairs = picks.filter(({ select }) => select.value).map(({ left, select }) => [left.id, select.value]);
    return pairs.length ? { answer: { pairs } } : { problem: "play.choose_one" };
  };
  return form(rows, read, send);
}

const BY_KIND = {
  single: (item, send, was) => oneOf(item, send, was?.choices ?? []),
  poll: (item, send, was) => oneOf(item, send, was?.choices ?? []),
  true_false: (item, send, was) => oneOf(item, send, was && "value" in was ? [was.value] : []),
  multiple: (item, send, was) => someOf(item, send, was?.choices ?? []),
  numeric: (item, send, was) => numeric(item, send, was?.value !== undefined ? String(was.value) : ""),
  short_text: (item, send, was) => typed(item, send, was?.text),
  open_text: (item, send, was) => typed(item, send, was?.text),
  word_cloud: (item, send, was) => words(item, send, was?.words),
  ordering: (item, send, was) => ordering(item, send, was?.order),
  matching: (item, send, was) => matching(item, send, was?.pairs),
};

/** The control for `item`; `send(answer)` gets the fields of `answer.submit`; `was` is an earlier answer. */
export function inputFor(item, send, was = null) {
  return BY_KIND[item.kind]?.(item, send, was) ?? h("p.big-note", {}, t("play.look_up"));
}

/** The given answer as an element: tiles with the picked ones lit, or the words. */
export function givenView(item, answer) {
  const list = options(item);
  if (list.length) {
    const taken = answer.choices ?? [answer.value];
    return h("ul.given", {}, list.map((option, i) => taken.includes(option.id) && h(`li.tile.is-small.${hueOf(i)}`, {}, mark(i), h("span.tile-text", { dir: "auto" }, option.text))));
  }
  const textOf = (all, id) => all?.find((one) => one.id === id)?.text ?? "";
  if (answer.order) return h("ol.key-list", {}, answer.order.map((id) => h("li", { dir: "auto" }, textOf(item.items, id))));
  if (answer.pairs) return h("ul.key-list", {}, answer.pairs.map(([l, r]) => h("li", { dir: "auto" }, `${textOf(item.lefts, l)} – ${textOf(item.rights, r)}`)));
  return h("p.given-text", { dir: "auto" }, answer.text ?? answer.words?.join(" · ") ?? [t.number(Number(answer.value)), answer.unit].filter(Boolean).join(" "));
}
