// What the pages of figures share: days of charts, times in words, buttons that save a table.

import { download } from "./api.js";
import { figure } from "./chart.js";
import { h } from "./dom.js";
import { lang, t } from "./i18n.js";

const dayFormat = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", timeZone: "UTC" });
const dateFormat = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" });

/** A day `2026-03-02` as it is written here. */
export const dayText = (day) => dateFormat.format(new Date(`${day}T00:00:00Z`));

/** Seconds as hours and minutes. */
export function timeText(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t("figures.minutes", { count: minutes }) : t("figures.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export const share = (value) => (value === null ? "–" : t.percent(value));
export const percent = (value) => (value === null ? "–" : t.percent(value / 100));

export const fact = (key, value) => h("div.fact", {}, h("dt", {}, t(key)), h("dd", {}, value));

/** A chart of days; `series` is `[{label, kind, of: (day) => number, say?}]`. */
export function dayChart(title, days, series) {
  const moments = days.map((day) => Date.parse(`${day.day}T00:00:00Z`) / 1000);
  const say = (one, number) => (one.say ?? t.number)(number);
  return figure({
    title,
    asTable: t("statistics.as_table"),
    heads: [t("figures.day"), ...series.map((one) => one.label)],
    rows: days.map((day) => [dayText(day.day), ...series.map((one) => say(one, one.of(day)))]),
    series: series.map((one) => ({ ...one, say: (number) => say(one, number) })),
    x: (moment) => dayFormat.format(new Date(moment * 1000)),
    y: (number) => t.number(number),
    pad: 43200,
    data: [moments, ...series.map((one) => days.map(one.of))],
  });
}

/** The button that saves a table as CSV. */
export function csvButton(path, name, failed, label = t("results.csv")) {
  return h("button.button.is-small", { type: "button", onclick: () => download(path, name).catch(failed) }, label);
}

/** A card with a heading, perhaps a CSV button, and what belongs in it. */
export function card(heading, button, ...children) {
  return h("section.card", {}, h("header.card-head", {}, h("h2", {}, heading), button), children);
}

/** A table in a box that scrolls; `heads` are `[text, isNumber?]`. */
export function table(label, heads, rows) {
  const cells = heads.map(([text, isNumber]) => h(isNumber ? "th.is-number" : "th", { scope: "col" }, text));
  return h("div.table-box", { tabindex: "0", role: "region", "aria-label": label }, h("table.table.is-wrapping", {}, h("caption.sr", {}, label), h("thead", {}, h("tr", {}, cells)), h("tbody", {}, rows)));
}
