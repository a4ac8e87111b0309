// The administrator's dashboard: the figures of the channel `metrics`, as numbers and as the last five minutes in charts.

import { chart } from "./chart.js";
import { find, h } from "./dom.js";
import { lang, t } from "./i18n.js";
import { openFeed } from "./line.js";

const KEPT = 300;
const HEIGHT = 180;
const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const ms = (n) => t("admin.ms", { n });
const secs = (n) => t("admin.secs", { n: Math.round(n * 10) / 10 });
const yes = (n) => t(n ? "admin.yes" : "admin.no");
const some = (n) => n > 0;
const none = (n) => n < 1;

/** Groups of figures: `[key, how it is said, when it is a warning]`. */
const GROUPS = [
  ["admin.g_requests", [["http_requests"], ["http_per_s"], ["http_refusals"], ["http_limited"], ["http_errors", undefined, some], ["http_p50_ms", ms], ["http_p95_ms", ms], ["http_p99_ms", ms]]],
  ["admin.g_live", [["live_sessions"], ["live_players"], ["live_hosts"], ["answers"], ["answers_per_s"], ["sockets"], ["feeds"]]],
  ["admin.g_machine", [["processes"], ["loop_lag_ms", ms, (n) => n > 200], ["database_up", yes, none], ["db_connections"], ["db_idle"], ["db_most"], ["redis_up", yes, none], ["listening", yes, none]]],
  ["admin.g_work", [["outbox_waiting"], ["outbox_age_s", secs, (n) => n > 60], ["outbox_dead", undefined, some], ["jobs_queued"], ["jobs_running"], ["jobs_failed_24h", undefined, some], ["mails_waiting"], ["mails_sent_1h"], ["mails_dead", undefined, some]]],
  ["admin.g_money", [["orders_pending"], ["payments_creating"], ["payments_pending"], ["payments_paid"], ["payments_failed"], ["refunds_open"]]],
];

/** Charts: a heading, the keys of their lines, and how a value is said. */
const CHARTS = [
  ["admin.ch_rate", ["http_per_s", "answers_per_s"], t.number],
  ["admin.ch_latency", ["http_p50_ms", "http_p95_ms", "http_p99_ms"], ms],
  ["admin.ch_live", ["live_players", "sockets"], t.number],
  ["admin.ch_lag", ["loop_lag_ms"], ms],
  ["admin.ch_pool", ["db_connections", "db_idle"], t.number],
  ["admin.ch_outbox", ["outbox_waiting", "mails_waiting"], t.number],
];

const label = (key) => t(`admin.m_${key}`);
const values = new Map();
const moments = [];
const history = new Map(CHARTS.flatMap(([, keys]) => keys).map((key) => [key, []]));
const charts = [];

function figureNode([key, say = t.number, warns]) {
  const value = h("dd", { "data-figure": key }, "–");
  values.set(key, { value, say, warns });
  return h("div.fact", {}, h("dt", {}, label(key)), value);
}

function build() {
  find("[data-figures]").replaceChildren(...GROUPS.map(([heading, keys]) => h("section.card", {}, h("h2", {}, t(heading)), h("dl.facts", {}, keys.map(figureNode)))));
  find("[data-charts]").replaceChildren(...CHARTS.map(([heading, keys, say]) => chartNode(heading, keys, say)));
}

function chartNode(heading, keys, say) {
  const canvas = h("div.chart-canvas", { "aria-hidden": "true" });
  const data = [moments, ...keys.map((key) => history.get(key))];
  requestAnimationFrame(() => {
    const made = chart(canvas, { series: keys.map((key) => ({ label: label(key), say })), x: (moment) => clock.format(new Date(moment * 1000)), y: t.number, data, height: HEIGHT });
    charts.push(() => made.set([[...moments], ...keys.map((key) => [...history.get(key)])]));
  });
  return h("figure.chart.card", {}, h("figcaption", {}, t(heading)), canvas);
}

function show({ counters, gauges }) {
  for (const [key, { value, say, warns }] of values) {
    const number = counters[key] ?? gauges[key] ?? 0;
    value.dataset.value = number;
    value.textContent = say(number);
    value.classList.toggle("is-warning", Boolean(warns?.(number)));
  }
}

function remember({ at, gauges }) {
  const moment = Math.floor(at / 1000);
  if (moments.length && moment <= moments[moments.length - 1]) return;
  for (const list of [moments, ...history.values()]) if (list.length >= KEPT) list.shift();
  moments.push(moment);
  for (const [key, list] of history) list.push(gauges[key] ?? 0);
}

build();
const client = openFeed("metrics");
let frames = 0;
client.addEventListener("frame", ({ detail: frame }) => {
  if (!["snapshot", "metrics"].includes(frame.t)) return;
  frames += 1;
  show(frame.d);
  remember(frame.d);
  find("[data-figures]").dataset.frames = frames;
  if (!document.hidden) for (const draw of charts) draw();
});
client.addEventListener("line", ({ detail }) => {
  if (detail.status === "stopped") find("[data-error]").textContent = t("admin.figures_stopped");
});
client.start();
