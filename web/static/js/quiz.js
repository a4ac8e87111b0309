// A quiz before it is taken: what it demands, what holds for oneself, earlier attempts, and the way in.

import { all, get, post } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { fact } from "./facts.js";
import { t } from "./i18n.js";

const id = meta("quiz");
const root = find("[data-root]");
const error = find("[data-error]");

const minutes = (seconds) => (seconds ? t("quiz.minutes", { n: Math.round((seconds / 60) * 10) / 10 }) : null);
const date = (iso) => (iso ? t.date(iso) : null);

function granted(limits) {
  const { time_factor: factor, extra_minutes: extra } = limits;
  return factor !== 1 || extra ? h("p.hint", {}, t("quiz.granted")) : null;
}

function facts(quiz, limits) {
  const own = limits ?? quiz;
  return h(
    "dl.facts",
    {},
    fact(t("quiz.questions"), t.number(quiz.question_count)),
    fact(t("quiz.points"), t.number(quiz.points)),
    fact(t("quiz.time"), minutes(limits ? limits.total_seconds : quiz.time_limit_seconds)),
    fact(t("quiz.to_pass"), t.percent(quiz.pass_percent / 100)),
    fact(t("quiz.attempts"), own.attempts_allowed && t.number(own.attempts_allowed)),
    fact(t("quiz.attempts_left"), typeof limits?.attempts_left === "number" ? t.number(limits.attempts_left) : null),
    fact(t("quiz.opens"), date(own.opens_at)),
    fact(t("quiz.closes"), date(own.closes_at)),
    fact(t("quiz.counts"), t(`quiz.grading_${quiz.grading}`)),
  );
}

const why = (limits) => (limits.refusal ? t(t.has(`quiz.refusal_${limits.refusal}`) ? `quiz.refusal_${limits.refusal}` : "quiz.refusal", { when: date(limits.next_attempt_at) ?? date(limits.opens_at) ?? "" }) : "");

function starter(quiz, limits, running) {
  const code = h("input.field", { name: "code", required: true, maxlength: 64, autocomplete: "off", dir: "ltr" });
  const onsubmit = async (event) => {
    event.preventDefault();
    const button = event.submitter;
    button.disabled = true;
    error.textContent = "";
    try {
      const attempt = await post(`/quizzes/${id}/attempts`, asksCode ? { access_code: code.value.trim() } : {});
      location.assign(`/attempts/${attempt.id}`);
    } catch (problem) {
      button.disabled = false;
      error.textContent = problem.body?.reason === "wrong_access_code" ? t("quiz.wrong_access_code") : problem.message;
    }
  };
  const asksCode = quiz.needs_access_code && !running;
  if (running) return h("a.button.is-primary.is-large", { href: `/attempts/${running.id}` }, t("quiz.go_on"));
  if (limits.refusal) return h("p.big-note", {}, why(limits));
  return h("form.stack", { onsubmit }, quiz.sequential && h("p.hint", {}, t("attempt.sequential")), limits.total_seconds && h("p.hint", {}, t("quiz.runs")), asksCode && h("label.label", {}, t("quiz.code"), code), h("div", {}, h("button.button.is-primary.is-large", { type: "submit" }, t("quiz.begin"))));
}

const row = (one) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: `/attempts/${one.id}` }, t("attempt.number", { n: one.number })), one.kind === "live" && h("span.badge", {}, t("learn.live"))),
    h("td.is-number", {}, one.percent === null || one.percent === undefined ? "–" : t.percent(one.percent / 100)),
    h("td", {}, t(`quiz.state_${one.state}`)),
    h("td", {}, t.date(one.started_at)),
  );

const table = (attempts) => h("div.table-box", { tabindex: 0, role: "region", "aria-label": t("quiz.earlier") }, h("table.table", {}, h("thead", {}, h("tr", {}, ["attempt.title", "learn.result", "quiz.state", "learn.when"].map((key) => h("th", { scope: "col" }, t(key))))), h("tbody", {}, attempts.map(row))));

const staffLinks = () => h("div.control-group", {}, h("a.button", { href: `/quizzes/${id}/grading` }, t("grading.title")), h("a.button", { href: `/quizzes/${id}/statistics` }, t("nav.statistics")));

async function start() {
  const quiz = await get(`/quizzes/${id}`);
  const [limits, attempts] = await Promise.all([get(`/quizzes/${id}/limits`).catch(() => null), all(`/quizzes/${id}/attempts/mine`).catch(() => [])]);
  find("[data-title]").textContent = quiz.title;
  find("[data-actions]").replaceChildren(h("a.button", { href: `/courses/${quiz.course_id}/outline` }, t("outline.title")));
  const running = attempts.find((one) => one.state === "in_progress");
  show(root, "ready", () => [
    h("section.card.stack", {}, facts(quiz, limits), limits && granted(limits), limits ? starter(quiz, limits, running) : staffLinks()),
    attempts.length > 0 && h("section.stack", {}, h("h2", {}, t("quiz.earlier")), table(attempts)),
  ]);
}

start().catch((problem) => {
  show(root, "failed", () => null);
  error.textContent = problem.message;
});
