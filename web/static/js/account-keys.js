// How one signs in: the second factor, the sign-ins that stand, and the tokens of one's scripts.

import { asked, card, form, secret, wordsOf } from "./account-card.js";
import { get, post, remove } from "./api.js";
import { labelled, openDialog, outcome, tick } from "./dialogs.js";
import { h, show } from "./dom.js";
import { t } from "./i18n.js";
import { freshly } from "./step-up.js";

const AREAS = ["courses", "enrolment", "quizzes", "live", "certificates", "payments", "files", "notifications", "analytics", "users", "admin", "system"];

/** Codes that are shown once; they can be copied as a whole. */
const codesDialog = (codes) => openDialog(t("account.codes"), [h("p", {}, t("account.codes_hint")), h("ol.codes", { dir: "ltr" }, codes.map((each) => h("li", {}, each)))]);

export function factorCard(me, code) {
  if (!me.mfa_enabled) return card("factor", h("p", {}, t("account.factor_off")), h("div", {}, h("a.button.is-primary", { href: "/account/second-factor?next=/account" }, t("account.factor_start"))));
  const both = (id) => [secret("password", t("auth.password"), "current-password", { id }), code()];
  const anew = async (values) => codesDialog((await post("/auth/mfa/recovery-codes", values)).recovery_codes);
  const away = async (values) => {
    await remove("/auth/mfa/totp", values);
    location.reload();
  };
  return card(
    "factor",
    h("p", {}, t("account.factor_on")),
    h("details", {}, h("summary", {}, t("account.codes_new")), form(both("codes-password"), t("account.codes_new"), anew)),
    h("details", {}, h("summary", {}, t("account.factor_remove")), form(both("factor-password"), t("account.factor_remove"), away, { danger: true })),
  );
}

const said = (node) => (problem) => (node.textContent = wordsOf(problem));

const SYSTEMS = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["Windows", "Windows"], ["Mac OS X", "macOS"], ["Linux", "Linux"]];
const BROWSERS = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]];

/** What a browser says of itself, in two words; a program's own name stays as it is. */
function device(one) {
  const named = (names) => names.find(([sign]) => one.user_agent.includes(sign))?.[1];
  const parts = [named(BROWSERS), named(SYSTEMS)].filter(Boolean);
  return parts.length ? parts.join(", ") : one.user_agent || t(`account.kind_${one.kind}`);
}

export function signInsCard() {
  const list = h("ul.rows", {});
  const fault = h("p.form-error", { role: "alert" });
  const end = async (one) => {
    await remove(`/auth/sessions/${one.id}`);
    if (one.current) location.assign("/login");
    else await draw();
  };
  const row = (one) =>
    h(
      "li.row",
      { "data-session": one.id },
      h("div.row-words", {}, h("bdi", { title: one.user_agent }, device(one)), one.current && h("span.badge", {}, t("account.this_one")), h("span.hint", {}, h("bdi", {}, one.address), " · ", t("account.seen", { when: t.date(one.last_seen_at) }))),
      h("button.button.is-small", { type: "button", "aria-label": t("account.end_this", { name: device(one) }), onclick: () => end(one).catch(said(fault)) }, t("account.end")),
    );
  const draw = async () => {
    const { items } = await get("/auth/sessions");
    show(list, items, () => items.map(row));
  };
  const others = form([], t("account.end_others"), () => post("/auth/sessions/revoke-others").then(draw), { told: t("account.ended_others") });
  draw().catch(said(fault));
  return card("sign_ins", fault, list, others);
}

const scopes = () => [tick("read", t("account.scope_read"), true), tick("write", t("account.scope_write"), false), h("details", {}, h("summary", {}, t("account.scope_areas")), h("div.ticks", { dir: "ltr" }, AREAS.flatMap((area) => ["read", "write"].map((verb) => tick(`${area}:${verb}`, `${area}:${verb}`, false)))))];

/** A token that was just made, shown this once. */
const tokenDialog = (token) => openDialog(t("account.token_made"), [h("p", {}, t("account.token_once")), h("code.secret", { dir: "ltr", tabindex: 0 }, token)]);

export function tokensCard() {
  const list = h("ul.rows", {});
  const result = outcome();
  const row = (one) =>
    h(
      "li.row",
      { "data-token": one.id },
      h("div.row-words", {}, h("bdi", {}, one.name), h("span.hint", {}, h("code", { dir: "ltr" }, `…${one.hint}`), " · ", h("span", { dir: "ltr" }, one.scopes.join(", ")), " · ", one.last_used_at ? t("account.used", { when: t.date(one.last_used_at) }) : t("account.never_used"), one.expires_at && ` · ${t("account.until", { when: t.date(one.expires_at) })}`)),
      h("button.button.is-small", { type: "button", "aria-label": t("account.end_this", { name: one.name }), onclick: () => result.tell(asked(() => remove(`/auth/api-tokens/${one.id}`).then(draw)), t("account.token_ended")) }, t("account.end")),
    );
  const draw = async () => {
    const { items } = await get("/auth/api-tokens");
    show(list, items, () => (items.length ? items.map(row) : h("li.hint", {}, t("account.no_tokens"))));
  };
  const make = async ({ name, expires, ...ticked }, node) => {
    const chosen = Object.keys(ticked);
    const wish = { name, scopes: chosen, expires_at: expires ? new Date(`${expires}T23:59:59`).toISOString() : null };
    const made = await freshly(() => post("/auth/api-tokens", wish));
    node.reset();
    tokenDialog(made.token);
    await draw();
  };
  const fields = [labelled(t("account.token_name"), h("input.field", { name: "name", required: true, maxlength: 100, autocomplete: "off", dir: "auto" })), labelled(t("account.token_until"), h("input.field", { type: "date", name: "expires" })), h("fieldset.stack", {}, h("legend", {}, t("account.scopes")), scopes())];
  result.tell(asked(draw), "");
  return card("tokens", h("p.hint", {}, t("account.tokens_hint")), list, result.node, h("details", {}, h("summary", {}, t("account.token_new")), form(fields, t("account.token_make"), make, { told: t("account.token_made") })));
}
