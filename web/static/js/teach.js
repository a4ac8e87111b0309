// The teacher's start page: quizzes ready to go live, sessions that run, results of those that are over.

import { all, post } from "./api.js";
import { find, h, show } from "./dom.js";
import { grouped } from "./codes.js";
import { t } from "./i18n.js";

const OVER = new Set(["ended", "finalized"]);
const root = find("[data-courses]");
const error = find("[data-error]");
const complain = (problem) => (error.textContent = problem.message);

const isReady = (quiz) => quiz.state === "published";

async function goLive(course, quiz, button, rehearsal = false) {
  button.disabled = true;
  error.textContent = "";
  const guests = rehearsal || find("[data-guests]", button.closest(".quiz")).checked;
  try {
    const session = await post("/live-sessions", { quiz_id: quiz.id, course_id: course.id, guests, rehearsal });
    location.assign(`/live/${session.id}/host`);
  } catch (problem) {
    button.disabled = false;
    complain(problem);
  }
}

function quizCard(course, quiz) {
  const ready = isReady(quiz);
  return h(
    "li.quiz",
    {},
    h("div.quiz-words", {}, h("h3", {}, h("bdi", {}, quiz.title)), h("p.hint", {}, t("teach.questions", { count: quiz.question_count }), !ready && ` ${t("teach.draft")}`)),
    ready && h("label.check", {}, h("input", { type: "checkbox", "data-guests": true, checked: true }), t("teach.guests")),
    ready && h("a.button.is-quiet", { href: `/quizzes/${quiz.id}/grading` }, t("grading.title"), h("span.sr", {}, ` ${quiz.title}`)),
    ready && h("a.button.is-quiet", { href: `/quizzes/${quiz.id}/statistics` }, t("nav.statistics"), h("span.sr", {}, ` ${quiz.title}`)),
    ready && h("button.button.is-quiet", { type: "button", "data-rehearse": quiz.id, onclick: (event) => goLive(course, quiz, event.currentTarget, true) }, t("teach.rehearse")),
    ready && h("button.button.is-primary", { type: "button", "data-start": quiz.id, onclick: (event) => goLive(course, quiz, event.currentTarget) }, t("teach.start")),
  );
}

function sessionRow(session) {
  const over = OVER.has(session.state);
  return h(
    "li.session",
    {},
    h("span.session-title", {}, h("bdi", {}, session.title)),
    session.created_at && h("time.hint", { datetime: session.created_at }, t.date(session.created_at)),
    !over && h("bdi.code", { dir: "ltr" }, grouped(session.code)),
    h(`a.button.is-small${over ? "" : ".is-primary"}`, { href: `/live/${session.id}/${over ? "results" : "host"}` }, t(over ? "host.results" : "teach.continue")),
  );
}

function sessionList(key, sessions) {
  return sessions.length ? [h("h3", {}, t(key)), h("ul.sessions", {}, sessions.map((one) => sessionRow(one)))] : [];
}

async function courseView(course) {
  const [quizzes, assignments, sessions] = await Promise.all([all(`/courses/${course.id}/quizzes`), all(`/courses/${course.id}/assignments`), all(`/live-sessions?course=${course.id}`)]);
  return h(
    "section.card.course",
    {},
    h("header.card-head", {}, h("h2", { dir: "auto" }, course.title), h("a.button.is-small.is-quiet", { href: `/courses/${course.id}/roster` }, t("roster.title")), h("a.button.is-small.is-quiet", { href: `/courses/${course.id}/learners` }, t("nav.learners")), h("a.button.is-small.is-quiet", { href: `/analytics/courses/${course.id}` }, t("nav.figures")), h("a.button.is-small.is-quiet", { href: `/courses/${course.id}/gradebook` }, t("nav.gradebook"))),
    quizzes.length ? h("ul.quizzes", {}, quizzes.map((quiz) => quizCard(course, quiz))) : h("p.hint", {}, t("teach.no_quizzes")),
    assignments.length > 0 && [h("h3", {}, t("assignment.all")), h("div.control-group", {}, assignments.map((each) => h("a.button.is-small", { href: `/assignments/${each.id}/submissions` }, h("bdi", {}, each.title))))],
    sessionList("teach.running", sessions.filter((one) => !OVER.has(one.state))),
    sessionList("teach.past", sessions.filter((one) => OVER.has(one.state)).slice(0, 10)),
  );
}

async function start() {
  const courses = await all("/courses?mine=true");
  const views = await Promise.all(courses.map(courseView));
  show(root, "ready", () => (views.length ? views : h("p.big-note", {}, t("teach.no_courses"))));
}

start().catch((problem) => {
  show(root, "failed", () => null);
  complain(problem);
});
