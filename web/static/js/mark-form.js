// Giving points and a word to the learner; the same form for answers and for work that was handed in.

import { h } from "./dom.js";
import { parseNumber } from "./numbers.js";
import { t } from "./i18n.js";

/** `give(points, feedback)` saves the mark; `back()`, where there is one, gives the work back to be done again. */
export function markForm({ most, points, feedback, give, back = null, done = () => {} }) {
  const told = h("p.outcome", { role: "status" });
  const number = h("input.field", { inputmode: "decimal", required: true, autocomplete: "off", dir: "ltr", value: points ?? "" });
  const words = h("textarea.field", { rows: 3, maxlength: 10000, dir: "auto" }, feedback ?? "");
  const run = (action, said) => async (event) => {
    event.preventDefault();
    told.classList.remove("is-bad");
    try {
      await action();
      told.textContent = t(said);
      done();
    } catch (problem) {
      told.textContent = problem.message;
      told.classList.add("is-bad");
    }
  };
  const save = async () => {
    const { value, problem } = parseNumber(number.value);
    if (problem) throw new Error(t(`play.number_${problem}`));
    await give(value, words.value.trim());
  };
  return h(
    "form.stack",
    { onsubmit: run(save, "grading.given"), novalidate: true },
    h("label.label.is-points", {}, t("grading.points", { n: most }), number),
    h("label.label", {}, t("grading.feedback"), words),
    h("div.control-group", {}, h("button.button.is-primary", { type: "submit" }, t("grading.give")), back && h("button.button", { type: "button", onclick: run(back, "grading.given_back") }, t("grading.give_back"))),
    told,
  );
}
