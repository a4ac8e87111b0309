// How a course goes, for those who teach it.

import { get } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { card, csvButton, dayChart, dayText, fact, percent, share, table, timeText } from "./figures.js";
import { t } from "./i18n.js";
import { money } from "./money.js";
import { bar, columns } from "./plots.js";

const course = meta("course");
const base = `/analytics/courses/${course}`;
const span = find("[data-span]");
const error = find("[data-error]");
const failed = (problem) => (error.textContent = problem.message);
const csv = (path, name) => csvButton(`${base}${path}`, `${name}-${course}.csv`, failed);

function range() {
  const end = new Date();
  const begin = new Date(end.getTime() - (Number(span.value) - 1) * 86400000);
  const local = (moment) => new Intl.DateTimeFormat("en-CA", { dateStyle: "short" }).format(moment);
  return `?from=${local(begin)}`;
}

function summary({ learners, seconds, median_seconds: median, money: takings }) {
  return h(
    "section.card",
    {},
    h(
      "dl.facts",
      {},
      fact("figures.enrolled", t.number(learners.enrolled)),
      fact("figures.active", t.number(learners.active)),
      fact("figures.this_week", t.number(learners.seen_this_week)),
      fact("figures.completed", t.number(learners.completed)),
      fact("figures.median_progress", percent(learners.median_percent)),
      fact("figures.time_all", timeText(seconds)),
      fact("figures.time_median", median === null ? "–" : timeText(median)),
      takings.map((one) => h("div.fact", {}, h("dt", {}, t("figures.revenue", { currency: one.currency })), h("dd", {}, h("bdi", {}, money({ amount: one.net_minor, currency: one.currency }))))),
    ),
  );
}

function funnel({ steps }) {
  const rows = steps.map((one) => h("tr", {}, h("th", { scope: "row" }, t(`figures.step_${one.step}`), bar(one.share ?? 0, 0, 1)), h("td.is-number", {}, t.number(one.learners)), h("td.is-number", {}, share(one.share))));
  return card(t("figures.funnel"), csv("/funnel", "funnel"), table(t("figures.funnel"), [[t("figures.step")], [t("figures.learners"), true], [t("figures.share"), true]], rows));
}

function scores({ scores: counts }) {
  const step = 100 / counts.length;
  const name = (at) => `${t.percent((at * step) / 100)} – ${t.percent(((at + 1) * step) / 100)}`;
  const rows = counts.map((count, at) => h("tr", {}, h("th", { scope: "row" }, h("bdi", { dir: "ltr" }, name(at))), h("td.is-number", {}, t.number(count))));
  const heads = [[t("statistics.score")], [t("figures.learners"), true]];
  return card(t("figures.scores"), null, h("p.hint", {}, t("figures.scores_hint")), columns(counts, counts.map((_, at) => t.percent((at * step) / 100))), h("details.plot-table", {}, h("summary", {}, t("statistics.as_table")), table(t("figures.scores"), heads, rows)));
}

function lessons({ lessons: found }) {
  const rows = found.map((one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("bdi", {}, one.title), h("p.hint", {}, h("bdi", {}, one.section))),
      h("td.is-number", {}, t.number(one.reached)),
      h("td.is-number", {}, t.number(one.done)),
      h("td.is-number", {}, t.number(one.stopped)),
      h("td.is-number", {}, share(one.drop_off), one.drop_off !== null && bar(one.drop_off, 0, 1)),
      h("td.is-number", {}, one.median_seconds === null ? "–" : timeText(one.median_seconds)),
    ),
  );
  const heads = [[t("figures.lesson")], ...["reached", "done", "stopped", "drop_off", "time_median"].map((key) => [t(`figures.${key}`), true])];
  return card(t("figures.lessons"), csv("/lessons", "lessons"), h("p.hint", {}, t("figures.lessons_hint")), table(t("figures.lessons"), heads, rows));
}

function quizzes({ quizzes: found }) {
  if (!found.length) return null;
  const rows = found.map((one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: `/quizzes/${one.quiz_id}/statistics` }, h("bdi", {}, one.title))),
      h("td.is-number", {}, t.number(one.attempts)),
      h("td.is-number", {}, t.number(one.learners)),
      h("td.is-number", {}, share(one.learners ? one.passed / one.learners : null), one.learners > 0 && bar(one.passed / one.learners, 0, 1)),
      h("td.is-number", {}, percent(one.mean_percent)),
      h("td.is-number", {}, percent(one.median_percent)),
    ),
  );
  const heads = [[t("learn.quiz")], ...["attempts", "learners", "passed", "mean", "median"].map((key) => [t(`figures.${key}`), true])];
  return card(t("figures.quizzes"), null, table(t("figures.quizzes"), heads, rows));
}

const reason = (one) => h("li", {}, h("span.points", {}, h("bdi", { dir: "ltr" }, `${t.number(one.points)} / ${t.number(one.most)}`)), h("span", {}, t(`figures.reason_${one.reason}`, { count: one.number })));

function weights(found) {
  const rows = found.weights.map((one) => h("tr", {}, h("th", { scope: "row" }, t(`figures.weight_${one.reason}`)), h("td.is-number", {}, t.number(one.none_until)), h("td.is-number", {}, t.number(one.all_from)), h("td.is-number", {}, t.number(one.most))));
  const heads = [[t("figures.reason")], [t("figures.none_until"), true], [t("figures.all_from"), true], [t("figures.most"), true]];
  return h("details.weights", {}, h("summary", {}, t("figures.how_found")), h("p.hint", {}, t("figures.levels", { medium: found.medium_from, high: found.high_from })), table(t("figures.how_found"), heads, rows));
}

function riskTable(label, learners) {
  const rows = learners.map((one) =>
    h(
      "tr",
      { "data-score": one.score },
      h("th", { scope: "row" }, h("bdi", {}, one.full_name), h("p.hint", {}, h("bdi", {}, one.email))),
      h("td", {}, h(`span.level.is-${one.level}`, {}, t.number(one.score), " ", t(`figures.level_${one.level}`))),
      h("td", {}, h("ul.reasons", {}, one.reasons.map(reason))),
      h("td.is-number", {}, percent(one.percent)),
    ),
  );
  const heads = [[t("results.name")], [t("figures.risk")], [t("figures.reasons")], [t("gradebook.progress"), true]];
  return table(label, heads, rows);
}

function risk(found) {
  const urgent = found.learners.filter((one) => one.level !== "low");
  const others = found.learners.filter((one) => one.level === "low");
  const list = urgent.length ? riskTable(t("figures.at_risk"), urgent) : h("p.hint", {}, t("figures.nobody_at_risk"));
  const low = t("figures.low_risk", { count: others.length });
  return card(t("figures.at_risk"), csv("/at-risk", "at-risk"), list, others.length > 0 && h("details.weights", {}, h("summary", {}, low), riskTable(low, others)), weights(found));
}

function cohorts({ cohorts: found }) {
  if (!found.length) return null;
  const longest = Math.max(...found.map((one) => one.active.length));
  const weeks = Array.from({ length: longest }, (_, at) => [t("figures.week", { number: at }), true]);
  const warm = (one, at) => (at < one.active.length ? h("td.warm", { vars: { "--share": one.active[at] / one.learners } }, h("bdi", {}, share(one.active[at] / one.learners))) : h("td", {}));
  const rows = found.map((one) => h("tr", {}, h("th", { scope: "row" }, h("bdi", { dir: "ltr" }, one.week), h("p.hint", {}, dayText(one.monday))), h("td.is-number", {}, t.number(one.learners)), h("td.is-number", {}, t.number(one.completed)), weeks.map((_, at) => warm(one, at))));
  const heads = [[t("figures.cohort")], [t("figures.learners"), true], [t("figures.completed"), true], ...weeks];
  return card(t("figures.cohorts"), csv(`/cohorts${range()}`, "cohorts"), h("p.hint", {}, t("figures.cohorts_hint")), table(t("figures.cohorts"), heads, rows));
}

function charts({ days }) {
  const count = (name, kind = "line", hue = undefined) => ({ label: t(`figures.count_${name}`), kind, hue, of: (day) => day.counts[name] });
  const minutes = { label: t("figures.time"), kind: "bars", of: (day) => Math.round((day.counts.seconds + day.counts.quiz_seconds) / 60), say: (number) => timeText(number * 60) };
  return card(
    t("figures.by_day"),
    csv(range(), "days"),
    h("div.charts", {}, dayChart(t("figures.learning"), days, [count("lessons", "bars"), count("attempts"), count("passed", "line", "--good")]), dayChart(t("figures.places"), days, [count("enrolled", "bars"), count("completed"), count("ended", "line", "--bad")]), dayChart(t("figures.time"), days, [minutes])),
  );
}

async function look() {
  const [about, whole, way, list, urgent, kept] = await Promise.all([get(`/courses/${course}`), get(`${base}${range()}`), get(`${base}/funnel`), get(`${base}/lessons`), get(`${base}/at-risk`), get(`${base}/cohorts${range()}`)]);
  error.textContent = "";
  find("[data-course]").textContent = about.title;
  show(find("[data-report]"), [whole, way, list, urgent, kept], () => [summary(whole), h("div.figures-two", {}, funnel(way), scores(whole)), charts(whole), risk(urgent), lessons(list), quizzes(whole), cohorts(kept)]);
}

span.addEventListener("change", () => look().catch(failed));
look().catch((problem) => {
  show(find("[data-report]"), "failed", () => null);
  failed(problem);
});
