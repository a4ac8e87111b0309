// One's own certificates: to print, to show, to check.

import { all, download } from "./api.js";
import { find, h, show } from "./dom.js";
import { fact } from "./facts.js";
import { t } from "./i18n.js";

const TONES = { valid: "is-right", expired: "is-partly", revoked: "is-wrong" };
const root = find("[data-root]");
const error = find("[data-error]");

const saving = (one, kind, name, type) => async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  error.textContent = "";
  try {
    await download(`/certificates/${one.id}/${kind}`, name, type);
  } catch (problem) {
    error.textContent = problem.code === "not_ready" ? t("certificates.not_ready") : problem.message;
  }
  button.disabled = false;
};

const card = (one) =>
  h(
    "li.card.stack",
    { "data-certificate": one.state },
    h("header.card-head", {}, h("h2", { dir: "auto" }, one.course), h(`span.badge.tone.${TONES[one.state]}`, {}, t(`certificates.state_${one.state}`))),
    h("p", {}, h("bdi", {}, one.name)),
    one.revoked && h("p", {}, t("certificates.revoked", { reason: one.revoked.reason })),
    h("dl.facts", {}, fact(t("certificates.number"), h("bdi", { dir: "ltr" }, one.number)), fact(t("certificates.issued"), t.date(one.issued_at)), fact(t("certificates.expires"), one.expires_at && t.date(one.expires_at))),
    h(
      "div.control-group",
      {},
      h("button.button.is-primary", { type: "button", onclick: saving(one, "pdf", `${one.number}.pdf`, "application/pdf") }, t("certificates.pdf"), h("span.sr", {}, ` ${one.course}`)),
      h("button.button", { type: "button", onclick: saving(one, "badge", `${one.number}.json`, "application/json") }, t("certificates.badge"), h("span.sr", {}, ` ${one.course}`)),
      h("a.button", { href: new URL(one.verify_url).pathname }, t("certificates.check")),
      one.state === "valid" && h("a.button.is-quiet", { href: one.linkedin_url, rel: "noopener noreferrer" }, t("certificates.linkedin")),
    ),
  );

all("/certificates")
  .then((found) => show(root, "ready", () => (found.length ? h("ul.stack", {}, found.map(card)) : h("p.big-note", {}, t("certificates.none")))))
  .catch((problem) => {
    show(root, "failed", () => null);
    error.textContent = problem.message;
  });
