// A new account by the API; where no mail has to be answered first, the same form then signs in.

import { post } from "./api.js";
import { find } from "./dom.js";
import { t } from "./i18n.js";

const form = find("[data-register]");
const error = find("[data-error]");
const WORDS = { email_taken: "auth.email_taken", too_many_requests: "auth.slow", invalid: "auth.bad_input" };

/** What to say about a refusal: a password that others guess has words of its own. */
function wordsFor(problem) {
  const weak = problem.body?.errors?.some((each) => each.code.startsWith("password_"));
  const key = weak ? "auth.weak" : WORDS[problem.code];
  return key ? t(key) : problem.message;
}

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
    error.textContent = wordsFor(problem);
  }
});
