// What is kept about oneself: a copy of it, and the end of the account.

import { asked, card, form, secret } from "./account-card.js";
import { get, post, remove } from "./api.js";
import { outcome } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { freshly } from "./step-up.js";

const OPEN = ["queued", "running"];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The job once it is over; the page may be left meanwhile: the news tell it, too. */
async function over(job) {
  for (let wait = 500; OPEN.includes(job.state); wait = Math.min(wait * 1.5, 10000)) {
    await pause(wait);
    job = await get(`/jobs/${job.id}`);
  }
  return job;
}

export function dataCard(me, code) {
  const result = outcome();
  const ready = h("p", {});
  const gather = async () => {
    result.node.textContent = t("account.gathering");
    const job = await over(await freshly(() => post("/users/me/export")));
    if (job.state !== "done") throw new Error(t("account.export_failed"));
    ready.replaceChildren(h("a.button.is-primary", { href: `/account/export/${job.id}`, download: "lectern-data.json" }, t("account.export_take")));
  };
  const button = h("button.button", { type: "button", onclick: () => result.tell(asked(gather), t("account.export_ready")) }, t("account.export"));
  const erase = async ({ password, code: given }) => {
    await remove("/users/me", { password, code: given || null });
    location.assign("/");
  };
  const fields = [h("p", {}, t("account.erase_hint")), secret("password", t("auth.password"), "current-password", { id: "erase-password" }), me.mfa_enabled && code(), h("label.check", {}, h("input", { type: "checkbox", required: true }), t("account.erase_sure"))];
  return card("data", h("p", {}, t("account.data_hint")), h("div", {}, button), result.node, ready, h("details", {}, h("summary", {}, t("account.erase")), form(fields, t("account.erase"), erase, { danger: true })));
}
