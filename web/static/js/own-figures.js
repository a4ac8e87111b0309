// One's own figures: days in a row, courses, time, marks, and what is due.

import { download, get } from "./api.js";
import { find, h, show } from "./dom.js";
import { card, dayChart, fact, percent, table, timeText } from "./figures.js";
import { t } from "./i18n.js";

const error = find("[data-error]");
const failed = (problem) => (error.textContent = problem.message);

function summary({ streak }, days) {
  const sum = (name) => days.reduce((whole, day) => whole + day[name], 0);
  return h(
    "section.card",
    {},
    h(
      "dl.facts",
      {},
      fact("figures.streak", t("figures.days", { count: streak.current })),
      fact("figures.best_streak", t("figures.days", { count: streak.longest })),
      fact("figures.month_lessons", t.number(sum("lessons"))),
      fact("figures.month_time", timeText(sum("seconds") + sum("quiz_seconds"))),
    ),
  );
}

function course(one) {
  const median = one.median_percent === null ? null : h("span.median", { vars: { "--at": one.median_percent / 100 } });
  return h(
    "li.own-course",
    {},
    h("div.card-head", {}, h("h3", { dir: "auto" }, one.title), h("span.hint", {}, t("learn.done", { share: percent(one.percent) }))),
    h("div.progress", { vars: { "--share": one.percent / 100 }, "aria-hidden": "true" }, h("span"), median),
    h("p.hint", {}, timeText(one.seconds), one.median_percent !== null && ` · ${t("figures.others_at", { share: percent(one.median_percent) })}`),
  );
}

const courses = (found) => card(t("learn.title"), null, found.length ? h("ul", {}, found.map(course)) : h("p.hint", {}, t("learn.none")));

function due(found) {
  const line = (one) => h("li", {}, h("span", {}, h("bdi", {}, one.title), h("span.badge", {}, t(`figures.due_${one.kind}`))), h("time.hint", { datetime: one.at }, t.date(one.at)));
  return card(t("figures.due"), null, found.length ? h("ul.due-list", {}, found.map(line)) : h("p.hint", {}, t("figures.nothing_due")));
}

function marks(found) {
  if (!found.length) return card(t("figures.marks"), null, h("p.hint", {}, t("learn.no_results")));
  const passed = (one) => (one.passed === null ? "" : t(one.passed ? "learn.passed" : "learn.not_passed"));
  const rows = found.map((one) => h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, one.title), h("p.hint", {}, h("bdi", {}, one.course))), h("td.is-number", {}, percent(one.percent)), h("td", {}, passed(one)), h("td", {}, t.date(one.at))));
  return card(t("figures.marks"), null, table(t("figures.marks"), [[t("figures.work")], [t("learn.result"), true], [t("figures.verdict")], [t("learn.when")]], rows));
}

function activity(days) {
  const minutes = { label: t("figures.time"), kind: "bars", of: (day) => Math.round((day.seconds + day.quiz_seconds) / 60), say: (number) => timeText(number * 60) };
  const count = (name, kind) => ({ label: t(`figures.count_${name}`), kind, of: (day) => day[name] });
  return card(t("figures.by_day"), null, h("div.charts", {}, dayChart(t("figures.time"), days, [minutes]), dayChart(t("figures.learning"), days, [count("lessons", "bars"), count("attempts", "line")])));
}

async function look() {
  const [own, { days }] = await Promise.all([get("/analytics/me/dashboard"), get("/analytics/me")]);
  show(find("[data-report]"), "ready", () => [summary(own, days), h("div.figures-two", {}, courses(own.courses), due(own.due_soon)), activity(days), marks(own.recent_marks)]);
}

for (const button of document.querySelectorAll("[data-csv]")) button.addEventListener("click", () => download(button.dataset.csv, button.dataset.name).catch(failed));
look().catch((problem) => {
  show(find("[data-report]"), "failed", () => null);
  failed(problem);
});
