// One lesson: its text, its files, and saying that it is done.

import { all, get, post } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { t } from "./i18n.js";
import { reasons } from "./locks.js";

const BY_HAND = ["text", "video", "file"];
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];
const lesson = meta("lesson");
const root = find("[data-lesson]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);

/** The HTML of our own server, which has cleaned it. */
const written = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((node) => document.importNode(node, true));

function size(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: UNITS[step], maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}

const files = (found) =>
  found.length > 0 && [h("h2", {}, t("lesson.files")), h("ul", {}, found.map((file) => h("li", {}, h("a", { href: `/files/${file.id}`, download: file.name }, h("bdi", {}, file.name)), " ", h("span.hint", {}, size(file.size)))))];

function doneButton(place, state) {
  const told = h("p.hint", { role: "status" }, state === "done" ? t("outline.done") : "");
  const press = async () => {
    await post(`/enrollments/${place}/lessons/${lesson}/complete`);
    button.hidden = true;
    told.textContent = t("outline.done");
  };
  const button = h("button.button.is-primary", { type: "button", hidden: state === "done", onclick: () => press().catch(failed) }, t("lesson.mark_done"));
  return h("div", {}, button, told);
}

/** A lesson that is a quiz or an assignment leads there. */
function ways(found, assignments) {
  const work = assignments.find((each) => each.lesson_id === lesson);
  return [
    found.quiz_id && h("p", {}, h("a.button.is-primary", { href: `/quizzes/${found.quiz_id}` }, t("assignment.open_quiz"))),
    work && h("p", {}, h("a.button.is-primary", { href: `/assignments/${work.id}` }, t("assignment.open"))),
  ];
}

function content(found, here, place, assignments) {
  return [
    found.body_html ? h("div.stack.prose", { dir: "auto" }, written(found.body_html)) : null,
    found.video_url && h("p", {}, h("a.button", { href: found.video_url, rel: "noreferrer" }, t("lesson.video"))),
    files(found.attachments),
    ways(found, assignments),
    place && BY_HAND.includes(found.kind) && (found.completion?.rule ?? "mark") === "mark" && doneButton(place, here?.state),
  ];
}

async function start() {
  const found = await get(`/lessons/${lesson}`);
  const outline = await get(`/courses/${found.course_id}/outline`);
  const here = outline.sections.flatMap((each) => each.lessons).find((each) => each.id === lesson);
  const assignments = found.kind === "assignment" ? await all(`/courses/${found.course_id}/assignments`).catch(() => []) : [];
  find("[data-title]").textContent = found.title;
  Object.assign(find("[data-course]"), { href: `/courses/${found.course_id}${meta("user") ? "/outline" : ""}`, hidden: false });
  show(root, "ready", () => content(found, here, outline.enrollment_id, assignments));
}

start().catch((problem) => {
  const locks = problem.body?.locks ?? [];
  show(root, "failed", () => (locks.length ? [h("p", {}, t("outline.locked")), h("ul", {}, reasons(locks, new Map()).map((each) => h("li", {}, each)))] : null));
  failed(problem);
});
