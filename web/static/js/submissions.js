// Work that was handed in to an assignment, for the staff: read, grade, give back.

import { all, get, post } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { fileLink } from "./files-field.js";
import { markForm } from "./mark-form.js";
import { t } from "./i18n.js";

const id = meta("assignment");
const root = find("[data-root]");

const STATES = { handed_in: "assignment.waits", graded: "assignment.graded", returned: "assignment.returned" };

function card(work) {
  const state = h("span.badge", {}, t(STATES[work.state]));
  const told = (next) => (state.textContent = t(STATES[next.state]));
  const give = async (points, feedback) => told(await post(`/submissions/${work.id}/grade`, { points, feedback }));
  const back = async () => told(await post(`/submissions/${work.id}/return`));
  return h(
    "section.card.stack",
    { "data-submission": work.id },
    h("header.card-head", {}, h("h2", {}, h("bdi", {}, work.full_name)), state),
    h("p.hint", {}, t("attempt.number", { n: work.number }), " · ", t.date(work.handed_in_at), work.late && h("span.badge.tone.is-partly", {}, t("assignment.late"))),
    work.text && h("p.written", { dir: "auto" }, work.text),
    work.files.length > 0 && h("ul.file-list", {}, work.files.map((file) => h("li", {}, fileLink(file)))),
    markForm({ most: work.max_points, points: work.points, feedback: work.feedback, give, back }),
  );
}

/** The newest piece of work of each learner; what waits stands first. */
function newest(works) {
  const first = new Map();
  for (const work of works) if (!first.has(work.user_id)) first.set(work.user_id, work);
  return [...first.values()].sort((a, b) => Number(b.state === "handed_in") - Number(a.state === "handed_in"));
}

async function start() {
  const [assignment, works] = await Promise.all([get(`/assignments/${id}`), all(`/assignments/${id}/submissions`)]);
  find("[data-lead]").textContent = assignment.title;
  find("[data-actions]").replaceChildren(h("a.button", { href: `/courses/${assignment.course_id}/gradebook` }, t("nav.gradebook")));
  show(root, "ready", () => (works.length ? newest(works).map(card) : h("p.big-note", {}, t("submissions.none"))));
}

start().catch((problem) => {
  show(root, "failed", () => null);
  find("[data-error]").textContent = problem.message;
});
