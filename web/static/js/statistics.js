// How a quiz and its questions worked: the spread of the scores, and each question with its usual figures.

import { download, get } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { bar, columns } from "./plots.js";
import { t } from "./i18n.js";

const quiz = meta("quiz");
const which = find("[data-which]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);
const path = () => `/quizzes/${quiz}/statistics?attempts=${which.value}`;

const NONE = () => h("span.hint", {}, "–");
const share = (value) => (value === null ? NONE() : t.percent(value));
const percent = (value) => (value === null ? NONE() : t.percent(value / 100));
const number = (value) => (value === null ? NONE() : t.number(value));

const fact = (key, value) => h("div.fact", {}, h("dt", {}, t(key)), h("dd", {}, value));

function summary(found) {
  return h(
    "dl.facts",
    {},
    fact("statistics.attempts", t.number(found.attempts)),
    fact("statistics.mean", percent(found.mean_percent)),
    fact("statistics.median", number(found.median)),
    fact("statistics.range", found.lowest === null ? NONE() : h("bdi", { dir: "ltr" }, `${t.number(found.lowest)} – ${t.number(found.highest)}`)),
    fact("statistics.deviation", number(found.standard_deviation)),
    fact("statistics.alpha", number(found.alpha)),
    fact("statistics.minutes", found.mean_seconds === null ? NONE() : t.number(found.mean_seconds / 60)),
  );
}

function spread({ histogram }) {
  const step = 100 / histogram.length;
  const name = (at) => `${t.percent((at * step) / 100)} – ${t.percent(((at + 1) * step) / 100)}`;
  const rows = histogram.map((count, at) => h("tr", {}, h("th", { scope: "row" }, name(at)), h("td.is-number", {}, t.number(count))));
  return h(
    "section.card",
    {},
    h("h2", {}, t("statistics.spread")),
    columns(histogram, histogram.map((_, at) => t.percent((at * step) / 100))),
    h(
      "details.plot-table",
      {},
      h("summary", {}, t("statistics.as_table")),
      h("table.table", {}, h("caption.sr", {}, t("statistics.spread")), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("statistics.score")), h("th.is-number", { scope: "col" }, t("statistics.attempts")))), h("tbody", {}, rows)),
    ),
  );
}

const measured = (value, text, low, high) => h("td.is-number", {}, text, value !== null && bar(value, low, high));

function answers(question) {
  const rows = question.responses.map((one) => {
    const known = one.correct === null ? null : h("span.hint", {}, t(one.correct ? "statistics.right" : "statistics.wrong"));
    return h("li", {}, h("bdi", {}, one.text), " ", t.number(one.n), " ", known);
  });
  if (question.blank) rows.push(h("li", {}, t("statistics.blank"), " ", t.number(question.blank)));
  if (question.other) rows.push(h("li", {}, t("statistics.others"), " ", t.number(question.other)));
  return rows.length ? h("details", {}, h("summary", {}, t("statistics.answers")), h("ul", {}, rows)) : null;
}

function row(question) {
  const words = question.stem.length > 160 ? `${question.stem.slice(0, 160)}…` : question.stem;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("bdi", {}, words), h("p.hint", {}, t(`kind.${question.kind}`), question.drawn && `, ${t("statistics.drawn")}`), question.negative_covariance && h("p.form-error", {}, t("statistics.against")), answers(question)),
    h("td.is-number", {}, t.number(question.attempts)),
    measured(question.facility, share(question.facility), 0, 1),
    measured(question.discrimination_index, percent(question.discrimination_index), -100, 100),
    h("td.is-number", {}, percent(question.discriminative_efficiency)),
    h("td.is-number", {}, number(question.standard_deviation)),
    h("td.is-number", {}, percent(question.effective_weight)),
    h("td.is-number", {}, share(question.random_guess)),
  );
}

const HEADS = ["attempts", "facility", "discrimination", "efficiency", "deviation", "weight", "guess"];

function items({ questions }) {
  return h(
    "section.card",
    {},
    h("h2", {}, t("statistics.questions")),
    h("p.hint", {}, t("statistics.explained")),
    h(
      "div.table-box",
      { tabindex: "0", role: "region", "aria-label": t("statistics.questions") },
      h("table.table.is-wrapping", {}, h("caption.sr", {}, t("statistics.questions")), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("statistics.question")), HEADS.map((key) => h("th.is-number", { scope: "col" }, t(`statistics.${key}`))))), h("tbody", {}, questions.map(row))),
    ),
  );
}

async function look() {
  const found = await get(path());
  find("[data-error]").textContent = "";
  show(find("[data-report]"), found, () =>
    found.attempts ? [h("section.card", {}, summary(found)), spread(found), items(found)] : h("p.big-note", {}, t("statistics.nobody")),
  );
}

async function start() {
  const about = await get(`/quizzes/${quiz}`);
  find("[data-quiz]").textContent = about.title;
  await look();
}

which.addEventListener("change", () => look().catch(failed));
find("[data-download]").addEventListener("click", () => download(path(), `statistics-${quiz}.csv`).catch(failed));
start().catch(failed);
