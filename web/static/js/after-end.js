// What a player can do when a session is over: check the receipts, and go on where the host has started once more.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { receiptView } from "./receipt-view.js";
import { receiptsOf } from "./receipts.js";
import { takeSeat } from "./seat.js";
import { t } from "./i18n.js";

async function check(box, { session, token, owner }) {
  const kept = receiptsOf(session, owner);
  const found = kept.map((one) => get(`/live-sessions/${session}/receipts/${encodeURIComponent(one.receipt)}`, { token }).then((each) => receiptView(each, one)));
  const views = await Promise.all(found).catch((problem) => [h("p.hint", {}, problem.message)]);
  box.replaceChildren(...views);
}

async function goOn(box, { session, token }) {
  const { next } = await get(`/live-sessions/${session}`, { token }).catch(() => ({}));
  if (!next) return void box.replaceChildren(h("p.hint", {}, t("play.no_next")));
  const seat = await post("/live/join", { code: next.code }, { token });
  takeSeat(seat);
  return void location.assign(`/live/${seat.session}/play`);
}

/** Buttons and the place for what they find; `owner` names whose receipts these are. */
export function afterEnd(who) {
  const box = h("div.receipts", { role: "status" });
  const say = (problem) => box.replaceChildren(h("p.hint", {}, problem.message));
  const button = (words, run) => h("button.button.is-small", { type: "button", onclick: () => run(box, who).catch(say) }, t(words));
  return h("div.after-end", {}, h("div.control-group", {}, receiptsOf(who.session, who.owner).length > 0 && button("receipt.check_mine", check), button("play.next_round", goOn)), box);
}
