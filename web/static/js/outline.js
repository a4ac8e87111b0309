// The outline of a course: what there is to learn, how far one is, and why something is closed.

import { get } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { t } from "./i18n.js";
import { reasons } from "./locks.js";

const course = meta("course");
const root = find("[data-outline]");

function lesson(one, titles) {
  const closed = one.locks?.length > 0;
  const title = h("bdi", {}, one.title);
  const state = one.state && h("span.badge", { "data-state": one.state }, t(`outline.${one.state}`));
  const why = closed && h("ul.hint", {}, reasons(one.locks, titles).map((reason) => h("li", {}, reason)));
  return h("li", { "data-lesson": one.id }, closed ? h("span", {}, title) : h("a", { href: `/lessons/${one.id}` }, title), " ", closed ? h("span.badge", {}, t("outline.locked")) : state, why);
}

const section = (one, titles) =>
  h("section.card.stack", {}, h("h2", { dir: "auto" }, one.title), one.lessons.length ? h("ol", {}, one.lessons.map((each) => lesson(each, titles))) : h("p.hint", {}, t("outline.empty")));

async function start() {
  const [about, outline] = await Promise.all([get(`/courses/${course}`), get(`/courses/${course}/outline`)]);
  const titles = new Map(outline.sections.flatMap((each) => each.lessons).map((each) => [each.id, each.title]));
  find("[data-title]").textContent = about.title;
  if (outline.percent !== undefined) find("[data-progress]").textContent = t("learn.done", { share: t.percent(outline.percent / 100) });
  if (outline.resume) Object.assign(find("[data-resume]"), { href: `/lessons/${outline.resume.lesson_id}`, hidden: false });
  show(root, "ready", () => outline.sections.map((each) => section(each, titles)));
}

start().catch((problem) => {
  show(root, "failed", () => null);
  find("[data-error]").textContent = problem.message;
});
