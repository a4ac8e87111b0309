// After the end: the same quiz with the same people once more, and a run for each of those who were absent.

import { all, get, post } from "./api.js";
import { find, h } from "./dom.js";
import { t } from "./i18n.js";

const OVER = new Set(["ended", "finalized"]);
const error = (problem) => (find("[data-follow-error]").textContent = problem.message);

async function restart(path) {
  const made = await post(`${path}/restart`);
  location.assign(`/live/${made.id}/host`);
}

/** The runs of absentees as they stand. */
async function listRuns(id) {
  const runs = await all(`/live-sessions?catch_up_of=${id}`);
  const row = (one) => h("li.session", {}, h("span.session-title", {}, h("bdi", {}, one.title)), h("time.hint", { datetime: one.created_at }, t.date(one.created_at)), h("span.badge", {}, t(OVER.has(one.state) ? "follow.played" : "follow.waiting")), OVER.has(one.state) && h("a.button.is-small", { href: `/live/${one.id}/results` }, t("host.results")));
  find("[data-runs]").replaceChildren(...(runs.length ? [h("ul.sessions", {}, runs.map(row))] : []));
}

async function offer(id, form) {
  const until = form.elements.until.value;
  const { items } = await post(`/live-sessions/${id}/catch-up`, until ? { until: new Date(until).toISOString() } : {});
  const names = items.map((one) => h("li", {}, h("bdi", {}, one.name)));
  find("[data-offered]").replaceChildren(h("p", {}, t("follow.offered", { count: items.length })), h("ul.chips", {}, names));
  await listRuns(id);
}

/** Set the two forms to work; a session that is itself a run of an absentee has none. */
export async function followUp(id) {
  const session = await get(`/live-sessions/${id}`);
  find("[data-audit-title]").textContent = session.title;
  if (!OVER.has(session.state) || session.catch_up_of) return;
  find("[data-follow]").hidden = false;
  find("[data-restart]").addEventListener("click", () => restart(`/live-sessions/${id}`).catch(error));
  const form = find("[data-catch-up]");
  form.hidden = session.rehearsal || session.anonymous;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    offer(id, form).catch(error);
  });
  if (!form.hidden) await listRuns(id);
}
