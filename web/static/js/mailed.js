// Pages about mails: each has one form that makes one call, and says what came of it.

import { post } from "./api.js";
import { find } from "./dom.js";
import { t } from "./i18n.js";

const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
// The token is not kept in the address bar, nor in the history.
if (token) history.replaceState(null, "", location.pathname);

const CALLS = {
  forgot: (fields) => post("/auth/password/forgot", { email: fields.email }),
  reset: (fields) => post("/auth/password/reset", { token, new_password: fields.password }),
  verify: () => post("/auth/email/verify", { token }),
};
const WORDS = {
  invalid_token: "auth.link_over",
  email_taken: "auth.email_taken",
  too_many_requests: "auth.slow",
  invalid: "auth.weak",
};

const form = find("[data-call]");
const error = find("[data-error]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  error.textContent = "";
  try {
    await CALLS[form.dataset.call](Object.fromEntries(new FormData(form)));
    form.hidden = true;
    find("[data-done]").hidden = false;
  } catch (problem) {
    error.textContent = WORDS[problem.code] ? t(WORDS[problem.code]) : problem.message;
  }
});
