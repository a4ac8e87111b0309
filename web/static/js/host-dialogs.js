// The host's dialogs about the session as a whole: its settings in the lobby, and who leads it.

import { get, patch } from "./api.js";
import { choice, labelled, openDialog, outcome, tick } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

const SCORINGS = ["accuracy", "half_speed", "linear", "rank", "first_correct_decay", "bucketed"];
const GONE = ["pause", "auto_advance", "handover"];
const TICKS = ["guests", "late_join", "allow_change", "auto_reveal", "auto_advance", "close_when_all_answered", "streak", "hide_names", "hide_results", "anonymous"];
const FILTERS = ["off", "words", "strict"];

const two = (n) => String(n).padStart(2, "0");

/** A moment as a field of the browser's own time wants it. */
export const localTime = (at) => (at ? `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}` : "");

const named = (key, names) => names.map((name) => [name, t(`${key}.${name}`)]);

const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function teamsOf(text, mode) {
  const names = linesOf(text);
  return names.length ? { names, mode } : null;
}

/** What the form says, as `PATCH /live-sessions/{id}` takes it. */
function read({ elements }) {
  const ticked = Object.fromEntries(TICKS.map((name) => [name, elements[name].checked]));
  const starts = elements.starts_at.value;
  return {
    ...ticked,
    scoring: elements.scoring.value,
    on_host_gone: elements.on_host_gone.value,
    names: elements.names.value,
    name_filter: elements.name_filter.value,
    blocked_names: linesOf(elements.blocked_names.value),
    teams: teamsOf(elements.teams.value, elements.mode.value),
    starts_at: starts ? new Date(starts).toISOString() : null,
  };
}

/** Settings can be changed while the session waits in its lobby; `took(session)` gets the new REST object. */
export function settingsDialog(session, took) {
  const said = outcome();
  const submit = (event) => {
    event.preventDefault();
    const save = () => patch(`/live-sessions/${session.id}`, read(event.target)).then((now) => (took(now), ""), (problem) => problem.message);
    said.tell(save, t("settings.saved"));
  };
  const teams = h("textarea.field", { name: "teams", rows: 3, dir: "auto" });
  teams.value = session.teams?.names.join("\n") ?? "";
  const blocked = h("textarea.field", { name: "blocked_names", rows: 2, dir: "auto" });
  blocked.value = session.blocked_names.join("\n");
  const starts = h("input.field", { type: "datetime-local", name: "starts_at", value: localTime(session.starts_at && new Date(session.starts_at)) });
  openDialog(t("settings.title"), [
    h(
      "form.stack",
      { onsubmit: submit },
      labelled(t("settings.starts_at"), starts),
      labelled(t("settings.scoring"), choice("scoring", named("scoring", SCORINGS), session.scoring)),
      labelled(t("settings.teams"), teams),
      labelled(t("settings.mode"), choice("mode", named("mode", ["mean", "sum"]), session.teams?.mode)),
      labelled(t("settings.names"), choice("names", named("names", ["free", "generated"]), session.names)),
      labelled(t("settings.name_filter"), choice("name_filter", named("filter", FILTERS), session.name_filter)),
      labelled(t("settings.blocked_names"), blocked),
      labelled(t("settings.on_host_gone"), choice("on_host_gone", named("gone", GONE), session.on_host_gone)),
      h("fieldset.options", {}, h("legend.sr", {}, t("settings.title")), TICKS.map((name) => tick(name, t(`settings.${name}`), session[name]))),
      said.node,
      h("button.button.is-primary", { type: "submit" }, t("settings.save")),
    ),
  ]);
}

/** Another member of the staff leads from now on; the one who hands over stays a host. */
export function handoverDialog(session, { leader, send }) {
  const said = outcome();
  const box = h("ul.staff", {}, h("li.hint", {}, t("line.loading")));
  const node = openDialog(t("handover.title"), [h("p.hint", {}, t("handover.lead")), box, said.node]);
  const hand = (one) => async () => (await said.tell(() => send("host.handover", { user: one.user_id }))) && node.close();
  const row = (one) =>
    h("li.inline-form", {}, h("bdi.person-name", {}, one.full_name), one.user_id === leader ? h("span.badge", {}, t("handover.leads")) : h("button.button.is-small", { type: "button", onclick: hand(one) }, t("handover.to", { name: one.full_name })));
  get(`/courses/${session.course_id}/staff`)
    .then(({ items }) => box.replaceChildren(...items.map(row)))
    .catch((problem) => box.replaceChildren(h("li.hint", {}, problem.message)));
  return node;
}
