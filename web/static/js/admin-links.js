// What the pages of webhooks and of platforms share: a list that is drawn again after each deed, and its words.

import { wordsOf } from "./account-card.js";
import { all } from "./api.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";
import { freshly } from "./step-up.js";

const root = find("[data-root]");

/** A list at `path`, one card for each row by `draw(row, deeds)`; `add` is a button that opens a form. */
export function links(path, none, draw, add) {
  const deeds = {
    /** Do it, ask for a proof where one is wanted, say that it is done, and draw the list again. */
    async run(act, done) {
      find("[data-error]").textContent = "";
      find("[data-done]").hidden = true;
      try {
        const answer = await freshly(act);
        await load();
        if (done) Object.assign(find("[data-done]"), { textContent: done, hidden: false });
        return answer;
      } catch (problem) {
        find("[data-error]").textContent = wordsOf(problem);
        return null;
      }
    },
    load,
  };
  async function load() {
    const rows = await all(path);
    show(root, rows, () => (rows.length ? rows.map((row) => draw(row, deeds)) : h("p.big-note", {}, none)));
  }
  find("[data-actions]").replaceChildren(h("button.button.is-primary", { type: "button", onclick: () => add(deeds) }, t("admin.add")));
  load().catch((problem) => {
    show(root, "failed", () => null);
    find("[data-error]").textContent = wordsOf(problem);
  });
}

/** Facts in pairs: a name and a value, which may be an address or a code. */
export const facts = (pairs) => h("dl.facts", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, value))));

export const act = (words, onclick, { danger = false, about = "" } = {}) => h(`button.button.is-small${danger ? ".is-danger" : ""}`, { type: "button", onclick, "aria-label": about ? `${words}: ${about}` : null }, words);

/** A question before what cannot be undone; it is asked in place, by a second press. */
export function twice(words, sure, onclick, about) {
  const button = act(words, () => {
    if (button.dataset.asked) onclick();
    else {
      button.dataset.asked = "yes";
      button.textContent = sure;
      button.setAttribute("aria-label", `${sure}: ${about}`);
    }
  }, { danger: true, about });
  return button;
}
