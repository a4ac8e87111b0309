// What one hears of, and by which way; each choice counts at once.

import { card, wordsOf } from "./account-card.js";
import { get, put } from "./api.js";
import { h, show } from "./dom.js";
import { t } from "./i18n.js";

const CHANNELS = ["app", "mail"];
const STAFF = ["payment_disputed", "dispute_won", "dispute_lost", "monthly_report", "invariants_broken", "webhook_off"];

export function newsCard(me) {
  const body = h("tbody", {});
  const told = h("p.outcome", { role: "status" });
  const table = h("table.table.choices", {}, h("caption.sr", {}, t("news.choices")), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("news.kind")), CHANNELS.map((each) => h("th", { scope: "col" }, t(`account.by_${each}`))))), body);
  const say = (text, bad) => {
    told.textContent = text;
    told.classList.toggle("is-bad", bad);
  };
  const choose = async (box, kind, channel) => {
    try {
      await put("/notifications/preferences", { preferences: [{ kind, channel, wanted: box.checked }] });
      say(t("account.saved"), false);
    } catch (problem) {
      box.checked = !box.checked;
      say(wordsOf(problem), true);
    }
  };
  const cell = (one, kind, channel) => {
    if (!one) return h("td", {}, h("span.hint", {}, "–"));
    const label = `${t(`notice.${kind}`)}, ${t(`account.by_${channel}`)}`;
    return h("td", {}, h("input.tick", { type: "checkbox", checked: one.wanted, disabled: one.fixed, "aria-label": label, "data-choice": `${kind} ${channel}`, onchange: (event) => choose(event.currentTarget, kind, channel) }));
  };
  const draw = async () => {
    const { preferences } = await get("/notifications/preferences");
    const kinds = [...new Set(preferences.map((each) => each.kind))].filter((kind) => me.role !== "student" || !STAFF.includes(kind));
    const of = (kind, channel) => preferences.find((each) => each.kind === kind && each.channel === channel);
    show(body, preferences, () => kinds.map((kind) => h("tr", {}, h("th", { scope: "row" }, t(`notice.${kind}`)), CHANNELS.map((channel) => cell(of(kind, channel), kind, channel)))));
  };
  draw().catch((problem) => say(wordsOf(problem), true));
  return card("news", h("p.hint", {}, t("account.news_hint")), told, h("div.table-box", { tabindex: 0, role: "region", "aria-label": t("news.choices") }, table));
}
