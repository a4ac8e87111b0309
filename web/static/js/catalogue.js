// Looking for a course: words, price and level; the address names the search, so that it can be kept and shared.

import { get } from "./api.js";
import { choice, labelled } from "./dialogs.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";
import { money } from "./money.js";
import { say } from "./page.js";

const LEVELS = ["beginner", "intermediate", "advanced"];
const NAMES = ["q", "price", "difficulty"];
const root = find("[data-root]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);
const list = h("div.stack", { "data-found": true });
let items = [];
let next = null;

const asked = () => new URLSearchParams(location.search);

function form() {
  const now = asked();
  const options = (names) => [["", t("catalogue.any")], ...names.map((name) => [name, t(`catalogue.${name}`)])];
  const onsubmit = (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    const query = new URLSearchParams(NAMES.map((name) => [name, String(given.get(name)).trim()]).filter(([, value]) => value));
    history.pushState(null, "", `/courses${query.size ? `?${query}` : ""}`);
    load().catch(failed);
  };
  return h(
    "form.card.search",
    { onsubmit, role: "search" },
    labelled(t("catalogue.what"), h("input.field", { name: "q", type: "search", maxlength: 200, value: now.get("q") ?? "", dir: "auto" })),
    labelled(t("catalogue.price"), choice("price", options(["free", "paid"]), now.get("price"))),
    labelled(t("catalogue.difficulty"), choice("difficulty", options(LEVELS), now.get("difficulty"))),
    h("button.button.is-primary", { type: "submit" }, t("catalogue.search")),
  );
}

const card = (course) =>
  h(
    "li.card.stack.course-card",
    { "data-course": course.id },
    h("header.card-head", {}, h("h2", { dir: "auto" }, h("a", { href: `/courses/${course.slug}` }, course.title)), h("span.badge.tone", {}, course.price ? money(course.price) : t("catalogue.free"))),
    course.summary && h("p", { dir: "auto" }, course.summary),
    h(
      "p.hint.facts-line",
      {},
      course.difficulty && h("span", {}, t(`catalogue.${course.difficulty}`)),
      h("span", {}, t("catalogue.lessons", { n: course.counts.lessons })),
      course.rating.count > 0 && h("span", {}, `★ ${t("catalogue.rating", { n: course.rating.average })}`),
      course.staff.length > 0 && h("bdi", {}, course.staff[0].full_name),
    ),
  );

function draw() {
  show(list, [items, next], () => [
    items.length ? h("ul.stack", {}, items.map(card)) : h("p.big-note", {}, t("catalogue.none")),
    next && h("div", {}, h("button.button", { type: "button", onclick: () => more().catch(failed) }, t("catalogue.more"))),
  ]);
}

async function fetchPage(cursor) {
  const query = new URLSearchParams(NAMES.filter((name) => asked().get(name)).map((name) => [name, asked().get(name)]));
  query.set("limit", "20");
  if (cursor) query.set("cursor", cursor);
  return get(`/courses?${query}&count=true`);
}

async function more() {
  const page = await fetchPage(next);
  items = [...items, ...page.items];
  next = page.next;
  draw();
}

async function load() {
  const page = await fetchPage();
  ({ items, next } = page);
  draw();
  find("[data-lead]").textContent = t("catalogue.found", { n: page.total });
  say(t("catalogue.found", { n: page.total }));
}

const begin = () => {
  show(root, ["form", location.search], () => [form(), list]);
  load().catch(failed);
};
addEventListener("popstate", begin);
begin();
