// What matters most asks for a password or a code again: the question in a dialog, and then the same thing once more.

import { form } from "./account-card.js";
import { post } from "./api.js";
import { openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

/** Do `act`; when the server wants a fresh proof, ask for it and do it again. Throws when nobody gives one. */
export async function freshly(act) {
  try {
    return await act();
  } catch (problem) {
    if (problem.body?.reason !== "step_up_required") throw problem;
  }
  await prove();
  return act();
}

function prove() {
  return new Promise((resolve, reject) => {
    let proved = false;
    const field = h("label.label", {}, t("account.proof"), h("input.field", { type: "password", name: "proof", required: true, maxlength: 256, autocomplete: "current-password", dir: "ltr", autofocus: true }));
    const send = async ({ proof }) => {
      await post("/auth/step-up", /^\d{6}$/.test(proof.trim()) ? { code: proof.trim() } : { password: proof });
      proved = true;
      dialog.close();
    };
    const dialog = openDialog(t("account.prove"), [h("p.hint", {}, t("account.prove_hint")), form([field], t("account.go_on"), send)]);
    dialog.addEventListener("close", () => (proved ? resolve() : reject(new Error(t("account.not_proved")))));
  });
}

