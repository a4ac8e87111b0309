// A new account by the API; where no mail has to be answered first, the same form then signs in.

import { post } from "./api.js";
import { find } from "./dom.js";
import { t } from "./i18n.js";

const form = find("[data-register]");
const error = find("[data-error]");
const WORDS = { email_taken: "auth.email_taken", weak_password: "auth.weak", too_many: "auth.slow", invalid: "auth.bad_input" };

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, full_name: fullName, password } = Object.fromEntries(new FormData(form));
  error.textContent = "";
  try {
    const made = await post("/auth/register", { email, full_name: fullName, password });
    if (made?.tokens) form.submit();
    else {
      form.hidden = true;
      find("[data-sent]").hidden = false;
    }
  } catch (problem) {
    error.textContent = WORDS[problem.code] ? t(WORDS[problem.code]) : problem.message;
  }
});
