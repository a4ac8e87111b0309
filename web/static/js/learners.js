// The learners of a course as they learn: the table moves by itself, and says what each did last.

import { get } from "./api.js";
import { calm, find, h, meta, show } from "./dom.js";
import { activity, foldCourse } from "./feed-state.js";
import { lang, t } from "./i18n.js";
import { openFeed } from "./line.js";
import { say } from "./page.js";

const MINUTE_MS = 60000;
const UNITS = [["day", 1440], ["hour", 60], ["minute", 1]];
const SHOWN = ["active", "completed", "waiting", "offered"];
const course = meta("course");
const root = find("[data-table]");
const ago = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
const client = openFeed(`course:${course}`);
let state = null;
const did = new Map();

function sinceThen(iso) {
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(iso)) / MINUTE_MS));
  const [unit, size] = UNITS.find(([, each]) => minutes >= each) ?? ["minute", 1];
  return minutes ? ago.format(-Math.floor(minutes / size), unit) : t("learners.now");
}

function said(user) {
  const last = did.get(user);
  if (!last) return "";
  const { percent } = last.values;
  return t(percent === undefined || percent === null ? last.key : `${last.key}_percent`, { percent: t.percent((percent ?? 0) / 100) });
}

function row({ enrollment, user, percent, last_seen: seen }) {
  const share = t.percent(percent / 100);
  return h(
    "tr",
    { "data-enrollment": enrollment },
    h("th", { scope: "row" }, h("bdi", {}, user.name)),
    h("td", { "data-percent": percent }, h("div.learner-bar", { vars: { "--share": percent / 100 } }, h("span.learner-track", { "aria-hidden": "true" }, h("span.learner-fill")), h("span.learner-share", {}, share))),
    h("td", {}, seen ? h("time", { datetime: seen, title: t.date(seen) }, sinceThen(seen)) : t("learners.never")),
    h("td.learner-did", { "data-did": true }, said(user.id)),
  );
}

const head = () => h("thead", {}, h("tr", {}, ["results.name", "gradebook.progress", "learners.seen", "learners.did"].map((key) => h("th", { scope: "col" }, t(key)))));

function draw() {
  if (!state) return;
  const minute = Math.floor(Date.now() / MINUTE_MS);
  show(find("[data-counts]"), state.counts, () => SHOWN.filter((name) => state.counts[name]).map((name) => h("span.count", { "data-count": name }, t(`learners.count_${name}`, { n: state.counts[name] }))));
  show(root, [state.learners, [...did], minute], () =>
    state.learners.length
      ? h("table.table", {}, h("caption.sr", {}, t("learners.title")), head(), h("tbody", {}, state.learners.map(row)))
      : h("p.big-note", {}, t("learners.nobody")),
  );
  find("[data-more]").hidden = state.learners.length >= state.counts.active + state.counts.completed;
}

/** Let the eye find the row that has just changed, and tell who cannot see it. */
function point(frame) {
  const learner = state.learners.find((one) => one.user.id === frame.d.user.id);
  if (!learner) return;
  if (!calm()) find(`[data-enrollment="${learner.enrollment}"]`, root)?.animate([{ background: "var(--brand-tint)" }, { background: "transparent" }], 1600);
  const what = said(learner.user.id);
  if (what) say(`${learner.user.name}: ${what}`);
}

client.addEventListener("frame", ({ detail: frame }) => {
  if (!state && frame.t !== "snapshot") return;
  state = foldCourse(state, frame);
  const last = frame.d?.user && activity(frame);
  if (last) did.set(frame.d.user.id, last);
  draw();
  if (last) point(frame);
});
client.addEventListener("line", ({ detail }) => {
  if (detail.status === "stopped") find("[data-error]").textContent = t(detail.why === "signed-out" ? "learners.signed_out" : "learners.stopped");
});
setInterval(draw, MINUTE_MS / 2);
get(`/courses/${course}`)
  .then((about) => (find("[data-course]").textContent = about.title))
  .catch((problem) => (find("[data-error]").textContent = problem.message));
client.start();
