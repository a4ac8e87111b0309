// An assignment: what is asked, handing in text and files, and what was said about it.

import { all, get, post } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { Drafts } from "./drafts.js";
import { fact } from "./facts.js";
import { fileLink, filesField } from "./files-field.js";
import { t } from "./i18n.js";

const id = meta("assignment");
const root = find("[data-root]");
const error = find("[data-error]");
const drafts = new Drafts(`assignment:${id}:${meta("user")}`, localStorage);
const date = (iso) => (iso ? t.date(iso) : null);

const facts = (work) => h("dl.facts", {}, fact(t("assignment.points"), t.number(work.points)), fact(t("assignment.due"), date(work.due_at)), fact(t("assignment.closes"), date(work.closes_at)));

const STATES = { handed_in: "assignment.waits", graded: "assignment.graded", returned: "assignment.returned" };

function mark({ state, points, max_points: most }) {
  if (state !== "graded") return h("span.badge", {}, t(STATES[state]));
  return h("span.badge.tone.is-right", {}, t("review.points", { points, of: most }));
}

const handed = (one) =>
  h(
    "section.card.stack",
    { "data-submission": one.state },
    h("header.card-head", {}, h("h2", {}, t("assignment.yours")), mark(one)),
    h("p.hint", {}, h("time", { datetime: one.handed_in_at }, t.date(one.handed_in_at)), one.late && h("span.badge.tone.is-partly", {}, t("assignment.late"))),
    one.text && h("p.written", { dir: "auto" }, one.text),
    one.files.length > 0 && h("ul.file-list", {}, one.files.map((file) => h("li", {}, fileLink(file)))),
    one.feedback && h("div.review-part", {}, h("h3", {}, t("assignment.feedback")), h("p.written", { dir: "auto" }, one.feedback)),
  );

/** What is written is kept on this device until the server has it. */
function form(given, again) {
  const work = { text: "", files: [], ...given };
  const keep = () => drafts.put("work", work);
  const field = h("textarea.field", { rows: 9, maxlength: 50000, dir: "auto", oninput: (event) => ((work.text = event.target.value), keep()) }, work.text);
  const onsubmit = async (event) => {
    event.preventDefault();
    error.textContent = "";
    if (!work.text.trim() && !work.files.length) return void (error.textContent = t("assignment.empty"));
    const button = event.submitter;
    button.disabled = true;
    try {
      await post(`/assignments/${id}/submissions`, work);
      drafts.clear();
      await start(t("assignment.done"));
    } catch (problem) {
      button.disabled = false;
      error.textContent = problem instanceof TypeError ? t("attempt.no_line") : problem.message;
    }
  };
  const onfiles = (files) => ((work.files = files), keep());
  return h("form.card.stack", { onsubmit }, h("label.label", {}, t("assignment.text"), field), filesField(work.files, onfiles), h("p.hint", {}, t("assignment.kept")), h("div", {}, h("button.button.is-primary", { type: "submit" }, t(again ? "assignment.again" : "assignment.hand_in"))));
}

/** The newest piece of work of the signed-in account, from the list that the course's page of marks is made of. */
const own = async () => (await all(`/assignments/${id}/submissions/mine`).catch(() => []))[0];

async function start(done = "") {
  const work = await get(`/assignments/${id}`);
  const course = await get(`/courses/${work.course_id}`);
  const mine = await own();
  const over = work.closes_at && Date.parse(work.closes_at) < Date.now();
  const staff = course.staff.some((each) => each.user_id === meta("user"));
  find("[data-title]").textContent = work.title;
  find("[data-actions]").replaceChildren(...[staff && h("a.button", { href: `/assignments/${id}/submissions` }, t("assignment.staff")), h("a.button", { href: `/courses/${work.course_id}/outline` }, t("outline.title"))].filter(Boolean));
  const open = !staff && !over && mine?.state !== "graded";
  show(root, [work, mine, done], () => [
    done && h("p.outcome", { role: "status" }, done),
    h("section.card.stack", {}, facts(work), work.body && h("p.written", { dir: "auto" }, work.body)),
    mine && handed(mine),
    over && !staff && h("p.hint", {}, t("assignment.over")),
    open && form(drafts.pending.work ?? (mine?.state === "returned" ? { text: mine.text, files: mine.files.map((file) => file.id) } : {}), Boolean(mine)),
  ]);
}

start().catch((problem) => {
  show(root, "failed", () => null);
  error.textContent = problem.message;
});
