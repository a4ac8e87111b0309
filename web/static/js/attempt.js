// An attempt at a quiz: answering while it runs, the result afterwards.

import { fieldFor } from "./answer-fields.js";
import { get, post, put } from "./api.js";
import { Autosave } from "./autosave.js";
import { deadlineClock, serverClock } from "./deadline.js";
import { openDialog } from "./dialogs.js";
import { find, h, meta, show } from "./dom.js";
import { Drafts } from "./drafts.js";
import { t } from "./i18n.js";
import { say } from "./page.js";
import { reviewView } from "./review-view.js";

const id = meta("attempt");
const path = `/attempts/${id}`;
const root = find("[data-root]");
const drafts = new Drafts(id, localStorage);
const saver = new Autosave({ drafts, save: (answers) => put(`${path}/answers`, { answers }) });
const status = h("span.save-state", { role: "status", "data-save": "saved" }, t("save.saved"));
const counted = h("span.hint", { "data-answered": "" });
const fail = (problem) => (find("[data-error]").textContent = problem?.message ?? "");
let answers = {};
let clock = null;
let timer = null;

function questionCard(question, number) {
  const stem = `stem-${question.id}`;
  const error = h("p.field-error", { role: "alert", "data-refused": question.id });
  const change = (answer) => {
    error.textContent = "";
    if (answer) answers[question.id] = answer;
    else delete answers[question.id];
    saver.put(question.id, answer);
    count();
  };
  return h(
    "section.card.stack.question",
    { id: `q-${question.id}`, tabindex: -1, role: "group", "aria-labelledby": stem },
    h("header.card-head", {}, h("h2", {}, t("attempt.question", { n: number })), h("span.hint", {}, t("attempt.worth", { n: question.points }))),
    h("p.stem", { id: stem, dir: "auto" }, question.stem),
    fieldFor(question, answers[question.id], change),
    error,
  );
}

let current = null;

const unanswered = () => current.questions.map((question, i) => ({ question, n: i + 1 })).filter(({ question }) => !answers[question.id]);

function count() {
  if (current.current) counted.textContent = t("attempt.step", { n: current.current.number, of: current.current.of });
  else counted.textContent = t("attempt.answered", { n: current.questions.length - unanswered().length, of: current.questions.length });
}

/** The end: what is still on the way goes with it, so that nothing typed in the last second is lost. */
async function submit() {
  saver.stop();
  timer?.stop();
  try {
    await saver.flush();
    await post(`${path}/submit`, drafts.size ? { answers: drafts.pending } : {});
  } catch (problem) {
    if (problem.status !== 409) throw problem;
    await post(`${path}/submit`);
  }
  drafts.clear();
  await load();
  find("[data-title]").focus?.();
  window.scrollTo(0, 0);
}

const jump = (dialog, question) => () => {
  dialog().close();
  find(`#q-${CSS.escape(question.id)}`).focus();
};

function askToSubmit() {
  const open = unanswered();
  const problem = h("p.form-error", { role: "alert" });
  const go = async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await submit();
      node.close();
    } catch (error) {
      problem.textContent = error.message === "Failed to fetch" || error instanceof TypeError ? t("attempt.no_line") : error.message;
      button.disabled = false;
    }
  };
  const row = ({ question, n }) => h("li", {}, h("button.button.is-small.is-quiet", { type: "button", onclick: jump(() => node, question) }, t("attempt.question", { n }), " ", h("bdi.hint", {}, question.stem.slice(0, 60))));
  const node = openDialog(t("attempt.submit"), [
    h("p", {}, t(open.length ? "attempt.some_open" : "attempt.all_answered")),
    open.length > 0 && h("ul.open-list", {}, open.map(row)),
    problem,
    h("div.dialog-buttons", {}, h("button.button", { type: "button", onclick: () => node.close() }, t("attempt.go_on")), h("button.button.is-primary", { type: "button", "data-submit": true, onclick: go }, t("attempt.submit_now"))),
  ].filter(Boolean));
}

/** A sequential attempt: this question is left for good. */
async function leave(event) {
  const button = event.currentTarget;
  button.disabled = true;
  fail();
  try {
    await saver.flush();
    const attempt = await post(`${path}/next`, { question: current.questions[0].id, ...(drafts.size ? { answers: drafts.pending } : {}) });
    drafts.clear();
    run(attempt);
    find("section.question").focus();
  } catch (problem) {
    button.disabled = false;
    fail(problem);
  }
}

function bar(attempt) {
  const at = attempt.current;
  const more = at && at.number < at.of;
  const button = more
    ? h("button.button.is-primary", { type: "button", "data-next": true, onclick: leave }, t("attempt.next"))
    : h("button.button.is-primary", { type: "button", "data-end": true, onclick: askToSubmit }, t("attempt.submit"));
  return h("div.attempt-bar", { role: "region", "aria-label": t("attempt.state") }, timer?.node, counted, status, button);
}

function run(attempt) {
  current = attempt;
  answers = { ...attempt.answers };
  for (const [question, answer] of Object.entries(drafts.pending)) {
    if (answer) answers[question] = answer;
    else delete answers[question];
  }
  timer?.stop();
  timer = attempt.deadline ? deadlineClock({ until: Date.parse(attempt.deadline), clock, say, soon: () => saver.flush(), over: () => submit().catch(fail) }) : null;
  const first = attempt.current?.number ?? 1;
  show(root, [attempt.id, attempt.current?.number], () => [attempt.current && h("p.hint", {}, t("attempt.sequential")), attempt.questions.map((question, i) => questionCard(question, first + i)), bar(attempt)]);
  count();
  if (drafts.size) saver.flush();
}

async function result(attempt) {
  const [review, quiz] = await Promise.all([get(`${path}/review`), get(`/quizzes/${attempt.quiz_id}`)]);
  drafts.clear();
  find("[data-lead]").textContent = t("attempt.number", { n: attempt.number });
  find("[data-actions]").replaceChildren(h("a.button", { href: `/quizzes/${quiz.id}` }, t("attempt.to_quiz")));
  show(root, ["result", review], () => reviewView(review));
}

async function load() {
  const attempt = await get(path);
  const quiz = await get(`/quizzes/${attempt.quiz_id}`);
  find("[data-title]").textContent = quiz.title;
  if (attempt.state !== "in_progress") return result(attempt);
  clock ??= await serverClock();
  return run(attempt);
}

saver.addEventListener("state", ({ detail: { state } }) => {
  status.dataset.save = state;
  status.textContent = t(`save.${state}`);
  if (state === "over") load().catch(fail);
});
saver.addEventListener("refused", ({ detail }) => {
  const node = find(`[data-refused="${CSS.escape(detail.question)}"]`);
  if (node) node.textContent = detail.detail;
});
addEventListener("beforeunload", (event) => {
  if (["waiting", "saving", "offline"].includes(saver.state)) event.preventDefault();
});

load().catch((problem) => {
  show(root, "failed", () => null);
  fail(problem);
});
