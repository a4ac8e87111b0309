// One's own account: who one is, how one signs in, what one hears of, and what is kept about oneself.

import { card, code, form, secret } from "./account-card.js";
import { dataCard } from "./account-data.js";
import { factorCard, signInsCard, tokensCard } from "./account-keys.js";
import { newsCard } from "./account-news.js";
import { get, patch, post } from "./api.js";
import { choice, labelled } from "./dialogs.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";

const root = find("[data-root]");
const LANGUAGES = [["en", "English"], ["ar", "العربية"]];

function profileCard(me) {
  const zones = [...new Set(["UTC", me.time_zone, ...Intl.supportedValuesOf("timeZone")])].sort();
  const fields = [
    labelled(t("auth.full_name"), h("input.field", { name: "full_name", required: true, maxlength: 200, value: me.full_name, autocomplete: "name", dir: "auto" })),
    labelled(t("account.language"), choice("locale", LANGUAGES, me.locale)),
    labelled(t("account.time_zone"), choice("time_zone", zones.map((zone) => [zone, zone.replaceAll("_", " ")]), me.time_zone)),
  ];
  const send = async (values) => {
    const now = await patch("/users/me", values);
    if (now.locale !== document.documentElement.lang) location.assign(`/account?lang=${now.locale}`);
  };
  return card("profile", form(fields, t("account.save"), send));
}

function addressCard(me) {
  const state = me.email_verified_at ? h("span.badge", {}, t("account.verified")) : h("span.badge", {}, t("account.unverified"));
  const again = me.email_verified_at ? null : form([], t("account.verify"), () => post("/auth/email/verify/request"), { told: t("account.mail_sent") });
  const fields = [labelled(t("account.new_email"), h("input.field", { type: "email", name: "email", required: true, maxlength: 320, autocomplete: "email", dir: "ltr" })), secret("password", t("auth.password"), "current-password", { id: "email-password" })];
  return card("email", h("p", {}, h("bdi", {}, me.email), " ", state), again, form(fields, t("account.change_email"), (values) => post("/auth/email/change", values), { told: t("account.mail_sent") }));
}

function passwordCard(me) {
  const fields = [
    h("input", { name: "username", value: me.email, autocomplete: "username", hidden: true }),
    secret("current_password", t("account.current_password"), "current-password"),
    secret("new_password", t("account.new_password"), "new-password", { minlength: 8 }),
    h("p.hint", {}, t("auth.password_hint")),
  ];
  const send = ({ current_password, new_password }) => post("/auth/password/change", { current_password, new_password });
  return card("password", form(fields, t("account.change_password"), send, { told: t("account.password_changed") }));
}

async function start() {
  const me = await get("/users/me");
  const cards = [profileCard(me), addressCard(me), passwordCard(me), factorCard(me, code), signInsCard(), tokensCard(), newsCard(me), dataCard(me, code)];
  const ways = h("nav.control-group", { "aria-label": t("account.title") }, cards.map((each) => h("a", { href: `#${each.id}` }, t(`account.${each.id}`))));
  show(root, "ready", () => [ways, cards]);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

start().catch((problem) => {
  show(root, "failed", () => null);
  find("[data-error]").textContent = problem.message;
});
