// A course for whoever thinks of taking it: what it is, what is in it, what others say, and the way in.

import { all, get, post, remove } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { fact } from "./facts.js";
import { t } from "./i18n.js";
import { money } from "./money.js";

const root = find("[data-root]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);
const user = meta("user");
let course = null;

const button = (words, action) => h("button.button.is-primary.is-large", { type: "button", onclick: (event) => press(event.currentTarget, action) }, words);
const link = (words, href) => h("a.button.is-primary.is-large", { href }, words);

async function press(node, action) {
  node.disabled = true;
  find("[data-error]").textContent = "";
  try {
    await action();
  } catch (problem) {
    node.disabled = false;
    failed(problem);
  }
}

async function enroll() {
  const place = await post(`/courses/${course.id}/enroll`);
  if (place.state === "active") location.assign(`/courses/${course.id}/outline`);
  else await load();
}

const change = (place, what) => async () => {
  if (what) await post(`/enrollments/${place.id}/${what}`);
  else await remove(`/enrollments/${place.id}`);
  await load();
};

function queue(place) {
  if (place.state === "offered") return [h("p", { role: "status" }, t("course.offered", { when: t.date(place.waitlist.offered_until) })), h("div.control-group", {}, button(t("course.accept"), change(place, "accept")), h("button.button", { type: "button", onclick: (event) => press(event.currentTarget, change(place, "decline")) }, t("course.decline")))];
  return [h("p", { role: "status" }, t("course.waiting", { n: place.waitlist?.position ?? 1 })), h("div", {}, h("button.button", { type: "button", onclick: (event) => press(event.currentTarget, change(place, "")) }, t("course.leave")))];
}

/** The way in, as things stand: sign in, learn, wait, buy, enrol. */
function wayIn(place) {
  if (course.staff.some((each) => each.user_id === user)) return h("div.control-group", {}, h("p", {}, t("course.staff")), link(t("nav.teach"), "/teach"));
  if (["active", "completed"].includes(place?.state)) return link(t("course.go_on"), `/courses/${course.id}/outline`);
  if (["waiting", "offered"].includes(place?.state)) return queue(place);
  const now = Date.now();
  if (course.enroll_opens_at && Date.parse(course.enroll_opens_at) > now) return h("p", {}, t("course.opens", { when: t.date(course.enroll_opens_at) }));
  if (course.enroll_closes_at && Date.parse(course.enroll_closes_at) < now) return h("p", {}, t("course.closed"));
  if (!user) return link(t("course.sign_in"), `/login?next=${encodeURIComponent(location.pathname)}`);
  if (course.price) return link(t("course.buy", { price: money(course.price) }), `/courses/${course.id}/buy`);
  return button(t("course.enroll_free"), enroll);
}

const lesson = (one) => h("li.lesson-row", {}, one.preview ? h("a", { href: `/lessons/${one.id}`, dir: "auto" }, one.title) : h("bdi", {}, one.title), one.preview && h("span.badge", {}, t("course.preview")), one.minutes && h("span.hint", {}, t("course.minutes", { n: one.minutes })));
const section = (one) => h("div.stack", {}, h("h3", { dir: "auto" }, one.title), h("ol.lesson-list", {}, one.lessons.map(lesson)));
const review = (one) => h("li.review-part", {}, h("p", {}, h("b", {}, h("bdi", {}, one.author_name)), " ", h("span", { role: "img", "aria-label": t("catalogue.rating", { n: one.stars }) }, "★".repeat(one.stars))), one.text && h("p.written", { dir: "auto" }, one.text));

function view(outline, reviews, place) {
  const { counts } = course;
  return [
    h("section.card.stack", {}, course.summary && h("p.lead", { dir: "auto" }, course.summary), h("dl.facts", {}, fact(t("catalogue.price"), course.price ? money(course.price) : t("catalogue.free")), fact(t("catalogue.difficulty"), course.difficulty && t(`catalogue.${course.difficulty}`)), fact(t("course.content"), t("catalogue.lessons", { n: counts.lessons })), fact(t("course.teachers"), course.staff.map((each) => each.full_name).join(" · "))), h("div.stack", { "data-way-in": true }, wayIn(place))),
    course.description && h("section.card.stack", {}, h("h2", {}, t("course.about")), h("p.written", { dir: "auto" }, course.description)),
    outline.sections.length > 0 && h("section.card.stack", {}, h("h2", {}, t("course.content")), outline.sections.map(section)),
    reviews.length > 0 && h("section.card.stack", {}, h("h2", {}, t("course.reviews")), h("ul.stack", {}, reviews.map(review))),
  ];
}

async function load() {
  course = await get(`/courses/${encodeURIComponent(meta("course"))}`);
  const [outline, reviews, places] = await Promise.all([get(`/courses/${course.id}/outline`), all(`/courses/${course.id}/reviews`, 20), user ? all("/enrollments") : []]);
  find("[data-title]").textContent = course.title;
  find("[data-actions]").replaceChildren(h("a.button", { href: "/courses" }, t("catalogue.title")));
  const place = places.find((each) => each.course_id === course.id && !["dropped", "expired"].includes(each.state));
  show(root, [course, reviews, place, Date.now()], () => view(outline, reviews, place));
}

load().catch((problem) => {
  show(root, "failed", () => null);
  failed(problem);
});
