// Joining by code: look the code up, take a seat as the account or as a guest with a name, go and play.

import { get, post } from "./api.js";
import { plainCode } from "./codes.js";
import { find, meta } from "./dom.js";
import { seatOf, takeSeat } from "./seat.js";
import { t } from "./i18n.js";

const form = find("[data-join]");
const error = find("[data-error]", form);

const known = (code) => `join.error_${code}`;

function complain(problem) {
  const words = { not_found: "not_found", guests_not_allowed: "guests", removed: "removed", banned: "banned", session_locked: "locked", session_over: "over", too_many: "slow", rate_limited: "slow" };
  const code = words[problem.body?.reason] ?? words[problem.code] ?? (problem.status === 404 ? "not_found" : problem.status === 429 ? "slow" : null);
  error.textContent = code ? t(known(code)) : problem.message;
  find("input:not([type=hidden])", form)?.focus();
}

async function join(code, name) {
  const seat = await post("/live/join", name ? { code, name } : { code });
  takeSeat(seat);
  location.assign(`/live/${seat.session}/play`);
}

async function describe(code) {
  const about = await get(`/live/codes/${encodeURIComponent(code)}`);
  find("[data-title]").textContent = about.title ?? "";
  const guests = about.guests ?? about.guests_allowed ?? false;
  if (!meta("user") && !guests) {
    find("[data-name]", form).hidden = true;
    find("button", form).hidden = true;
    complain({ code: "guests_not_allowed" });
  }
}

form.addEventListener("submit", (event) => {
  const fields = new FormData(form);
  const code = plainCode(String(fields.get("code") ?? ""));
  const name = String(fields.get("name") ?? "").trim();
  event.preventDefault();
  error.textContent = "";
  if (!code) return void (error.textContent = t("join.need_code"));
  if (!form.dataset.code) return void location.assign(`/j/${encodeURIComponent(code)}`);
  if (!meta("user") && !name) return void (error.textContent = t("join.need_name"));
  const button = find("button", form);
  button.disabled = true;
  return void join(code, meta("user") ? null : name)
    .catch(complain)
    .finally(() => (button.disabled = false));
});

if (form.dataset.code) describe(form.dataset.code).catch(complain);

// A seat that this browser holds already: offer the way back.
const held = form.dataset.session && seatOf(form.dataset.session);
if (held) find("[data-back]").hidden = false;
