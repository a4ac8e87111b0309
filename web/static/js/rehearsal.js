// The host's panel of a rehearsal: how many simulated students come, and over what kind of line.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const CROWDS = [10, 30, 60];
const LINES = {
  good: { lag_ms: [20, 80], drop: 0 },
  slow: { lag_ms: [200, 800], drop: 0 },
  broken: { lag_ms: [200, 800], drop: 0.1 },
};

function choice(name, label, options) {
  return h("label.rehearsal-choice", {}, h("span", {}, label), h("select.field", { name }, options.map(([value, text]) => h("option", { value }, text))));
}

/** A form that sends `host.rehearse` by `send(name, d)`. */
export function rehearsalForm(send) {
  const submit = (event) => {
    event.preventDefault();
    const wish = new FormData(event.currentTarget);
    send("host.rehearse", { bots: Number(wish.get("bots")), ...LINES[wish.get("line")] });
  };
  return h(
    "form.rehearsal",
    { "data-rehearsal": true, onsubmit: submit },
    h("h2", {}, t("rehearsal.title")),
    h("p.hint", {}, t("rehearsal.lead")),
    choice("bots", t("rehearsal.students"), CROWDS.map((n) => [n, t.number(n)])),
    choice("line", t("rehearsal.line"), Object.keys(LINES).map((name) => [name, t(`rehearsal.line_${name}`)])),
    h("button.button.is-small", { type: "submit", "data-do": "rehearse" }, t("rehearsal.begin")),
  );
}
