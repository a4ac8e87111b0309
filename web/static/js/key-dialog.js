// A host puts a wrong key right during the session, and sees whose points that moves.

import { all } from "./api.js";
import { openDialog, outcome } from "./dialogs.js";
import { h } from "./dom.js";
import { keyForm } from "./key-form.js";
import { t } from "./i18n.js";

/** Open the form of one item of the plan; `session` is the REST object, `send` as everywhere on the host's page. */
export function keyDialog(entry, { session, send, known }) {
  const said = outcome();
  const box = h("div", {}, h("p.hint", {}, t("line.loading")));
  openDialog(t("rekey.title"), [h("p.plan-text", { dir: "auto" }, entry.stem), h("p.hint", {}, t("rekey.lead")), box, said.node]);
  const put = async (key) => {
    if (await said.tell(() => send("host.rekey", { item: entry.item, key }), t("rekey.saved"))) known.set(entry.item, key);
  };
  all(`/quizzes/${session.quiz_id}/questions`)
    .then((questions) => {
      const question = questions.find((each) => each.id === entry.item);
      box.replaceChildren(question ? keyForm({ ...question, ...merged(question, known.get(entry.item)) }, put) : h("p.hint", {}, t("rekey.gone")));
    })
    .catch((problem) => box.replaceChildren(h("p.hint", {}, problem.message)));
}

/** The key that was set a moment ago stands in the form the next time. */
function merged(question, key = {}) {
  if (!key.pairs) return key;
  const left = [...question.pairs.map((each) => each.right), ...(question.distractors ?? [])];
  return { ...key, distractors: left };
}

/** `diff` is `[{participant, before, after}]` of an `item.rescored`. */
export function diffView(diff, nameOf, close) {
  const row = ({ participant, before, after }) => h(`li.diff-row.${after > before ? "is-up" : "is-down"}`, {}, h("bdi.person-name", {}, nameOf(participant)), h("span", {}, t("rekey.change", { before, after })));
  return [
    h("h2", {}, t("rekey.diff")),
    diff.length ? h("ul.diff", {}, diff.map(row)) : h("p.hint", {}, t("rekey.no_change")),
    h("button.button.is-small", { type: "button", onclick: close }, t("dialog.close")),
  ];
}
