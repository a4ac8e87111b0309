// News for oneself, the newest first; what comes while the page is open stands on top at once.

import { get, post } from "./api.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";

const root = find("[data-root]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);
let items = [];
let next = null;

async function read(one) {
  if (!one.read_at) await post(`/notifications/${one.id}/read`);
  if (one.url) location.assign(one.url);
  else await load();
}

function row(one) {
  const go = (event) => {
    event.preventDefault();
    read(one).catch(failed);
  };
  const title = one.url ? h("a", { href: one.url, dir: "auto", onclick: go }, one.title) : h("button.button.is-quiet", { type: "button", dir: "auto", onclick: go }, one.title);
  return h(`li.news-row${one.read_at ? "" : ".is-new"}`, { "data-news": one.kind }, title, !one.read_at && h("span.badge", {}, t("news.new")), h("time.hint", { datetime: one.created_at }, t.date(one.created_at)));
}

function draw() {
  find("[data-actions]").replaceChildren(h("button.button", { type: "button", disabled: items.every((one) => one.read_at), onclick: () => post("/notifications/read-all").then(load).catch(failed) }, t("news.read_all")));
  show(root, [items, next], () => [
    items.length ? h("ul.card.news-list", {}, items.map(row)) : h("p.big-note", {}, t("news.none")),
    next && h("div", {}, h("button.button", { type: "button", onclick: () => more().catch(failed) }, t("news.more"))),
  ]);
}

async function more() {
  const page = await get(`/notifications?limit=30&cursor=${encodeURIComponent(next)}`);
  items = [...items, ...page.items];
  next = page.next;
  draw();
}

async function load() {
  ({ items, next } = await get("/notifications?limit=30"));
  draw();
}

addEventListener("lectern:me", ({ detail: frame }) => {
  if (["notification.new", "notification.read"].includes(frame.t)) load().catch(failed);
});
load().catch((problem) => {
  show(root, "failed", () => null);
  failed(problem);
});
