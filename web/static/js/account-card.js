// The parts that the cards of an account are made of: a card, a form that says how it went, a refusal in words.

import { outcome } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

/** A refusal in the reader's language, where we have words for it. */
export function wordsOf(problem) {
  const codes = [...(problem.body?.errors ?? []).map((each) => each.code), problem.code];
  const known = codes.map((code) => (code?.startsWith("password_") ? "auth.weak" : `account.p_${code}`)).find((key) => t.has(key));
  return known ? t(known) : problem.message;
}

/** What `outcome().tell` wants: "" when `act` went well, else why it did not. */
export const asked = (act) => async () => {
  try {
    await act();
    return "";
  } catch (problem) {
    return wordsOf(problem);
  }
};

/** One part of the account under its own heading. */
export const card = (name, ...content) => h("section.card.stack", { id: name, "aria-labelledby": `${name}-title` }, h("h2", { id: `${name}-title` }, t(`account.${name}`)), content);

/** A form with its button; `send(values)` does it, `told` are the words when it is done. */
export function form(fields, button, send, { told, danger = false } = {}) {
  const result = outcome();
  const press = h(`button.button${danger ? ".is-danger" : ".is-primary"}`, { type: "submit" }, button);
  const onsubmit = async (event) => {
    event.preventDefault();
    const node = event.currentTarget;
    press.disabled = true;
    const well = await result.tell(asked(() => send(Object.fromEntries(new FormData(node)), node)), told ?? t("account.saved"));
    press.disabled = false;
    if (well) for (const secret of node.querySelectorAll("input[data-secret]")) secret.value = "";
  };
  return h("form.stack", { onsubmit }, fields, h("div", {}, press), result.node);
}

/** A field for a secret: emptied once it was taken. */
export const secret = (name, words, autocomplete, more = {}) =>
  h("label.label", {}, words, h("input.field", { type: "password", name, required: true, maxlength: 256, autocomplete, dir: "ltr", "data-secret": true, ...more }));

export const code = () => h("label.label", {}, t("auth.code"), h("input.field", { name: "code", required: true, maxlength: 32, inputmode: "text", autocomplete: "one-time-code", dir: "ltr", "data-secret": true }));
