// One dialog at a time, made when it is needed and gone when it closes. The browser keeps the focus inside it.

import { drawing, h } from "./dom.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

let made = 0;

/** Open a dialog; `content` are elements. Returns the dialog; it leaves the page when it closes. */
export function openDialog(title, content, { wide = false } = {}) {
  const id = `dialog-${(made += 1)}`;
  const close = () => node.close();
  const node = h(
    `dialog.sheet${wide ? ".is-wide" : ""}`,
    { "aria-labelledby": id },
    h("header.sheet-head", {}, h("h2", { id, dir: "auto" }, title), h("button.knob", { type: "button", "aria-label": t("dialog.close"), onclick: close }, drawing(ICONS.cross))),
    h("div.sheet-body", {}, content),
  );
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
  return node;
}

/** A line that says how a command went: `run()` resolves to "" or to what went wrong. */
export function outcome() {
  const node = h("p.outcome", { role: "status" });
  return {
    node,
    async tell(run, done = t("dialog.done")) {
      const problem = await run();
      node.textContent = problem || done;
      node.classList.toggle("is-bad", Boolean(problem));
      return !problem;
    },
  };
}

/** A field with its label above. */
export const labelled = (text, field) => h("label.label", {}, text, field);

/** A choice from `[value, words]`; `chosen` is the value that stands. */
export const choice = (name, options, chosen) => h("select.field", { name }, options.map(([value, text]) => h("option", { value, selected: String(value) === String(chosen ?? "") }, text)));

/** A box to tick. */
export const tick = (name, text, checked) => h("label.check", {}, h("input", { type: "checkbox", name, checked }), text);
