// Setting up an authenticator: the password, a picture to scan, a code, and the recovery codes that are shown once.

import { wordsOf } from "./account-card.js";
import { post } from "./api.js";
import { find, h, svgFrom } from "./dom.js";
import { t } from "./i18n.js";

const step = (name) => {
  for (const node of document.querySelectorAll("[data-step]")) node.hidden = node.dataset.step !== name;
  find(`[data-step="${name}"] input`)?.focus();
};

function onSend(name, send) {
  find(`[data-step="${name}"]`).addEventListener("submit", async (event) => {
    event.preventDefault();
    find("[data-error]").textContent = "";
    const fields = Object.fromEntries(new FormData(event.target));
    try {
      await send(fields);
    } catch (problem) {
      find("[data-error]").textContent = wordsOf(problem);
    }
  });
}

onSend("password", async ({ password }) => {
  const { secret, qr_svg: qr } = await post("/auth/mfa/totp", { password });
  find("[data-qr]").replaceChildren(svgFrom(qr.includes("xmlns") ? qr : qr.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')));
  find("[data-secret]").textContent = t("admin.factor_secret", { secret });
  step("code");
});

onSend("code", async ({ code }) => {
  const { recovery_codes: codes } = await post("/auth/mfa/totp/confirm", { code: code.trim() });
  find("[data-codes]").replaceChildren(...codes.map((one) => h("li", {}, one)));
  step("codes");
});
