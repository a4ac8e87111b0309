// How sure a player is of an answer, in three steps; saying it is free and changes no points.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** In percent, as `answer.submit` takes it. */
export const STEPS = { guess: 20, fairly: 60, sure: 95 };
const KEYED = new Set(["single", "multiple", "true_false", "numeric", "short_text", "ordering", "matching"]);

/** Only where there is a right answer can one be sure of it. */
export const isGuessable = (item) => KEYED.has(item.kind);

/** Three buttons of which one or none is pressed; `value()` is the percentage, or null. */
export function confidenceRow() {
  let chosen = null;
  const press = (name) => () => {
    chosen = chosen === name ? null : name;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.sure === chosen));
  };
  const buttons = Object.keys(STEPS).map((name) => h("button.sure", { type: "button", "data-sure": name, "data-focus": `sure-${name}`, "aria-pressed": "false", onclick: press(name) }, t(`sure.${name}`)));
  return { node: h("div.sure-row", { role: "group", "aria-label": t("sure.ask") }, h("span.hint", { "aria-hidden": "true" }, t("sure.ask")), buttons), value: () => (chosen ? STEPS[chosen] : null) };
}
