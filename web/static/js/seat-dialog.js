// What a host does with one person: another name, a team, more time, a late answer that shall count, the way out.

import { get } from "./api.js";
import { choice, labelled, openDialog, outcome } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

const FACTORS = [1, 1.25, 1.5, 2, 3, 4];

/** A small form of one field; `command(value)` is what its button sends. */
function setting(field, words, send, said) {
  const submit = (event) => {
    event.preventDefault();
    const { value } = event.target.elements.value;
    if (value !== "-") said.tell(() => send(value));
  };
  return h("form.inline-form", { onsubmit: submit }, field, h("button.button.is-small", { type: "submit" }, words));
}

const nameForm = (one, send, said) => setting(labelled(t("seat.name"), h("input.field", { name: "value", value: one.name, maxlength: 40, required: true, dir: "auto" })), t("seat.rename"), (name) => send("host.rename", { participant: one.participant, name }), said);

function teamForm(one, teams, send, said) {
  const options = [["", t("seat.no_team")], ...teams.names.map((name) => [name, name])];
  return setting(labelled(t("seat.team"), choice("value", options, one.team)), t("seat.set_team"), (team) => send("host.team", { participant: one.participant, team: team || null }), said);
}

/** `held` is the factor that holds, also one that an accommodation gives; undefined where it is the common time or secret. */
function timeForm(one, held, send, said) {
  const factors = [...new Set([...FACTORS, held ?? 1])].sort((a, b) => a - b);
  const options = [["-", held ? t("seat.time_held", { n: held }) : t("seat.time_as_is")], ...factors.map((factor) => [factor, t("seat.times", { n: factor })])];
  return setting(labelled(t("seat.time"), choice("value", options, "-")), t("seat.set_time"), (factor) => send("host.accommodate", { participant: one.participant, factor: Number(factor) }), said);
}

function wayOut(one, send, dialog) {
  const said = outcome();
  const go = (name) => async () => (await said.tell(() => send(name, { participant: one.participant }))) && dialog().close();
  const back = () => box.replaceChildren(first);
  const sure = () => {
    const yes = h("button.button.is-danger", { type: "button", onclick: go("host.kick") }, t("seat.kick_yes"));
    box.replaceChildren(h("p", {}, t("seat.sure", { name: one.name })), h("div.control-group", {}, yes, h("button.button.is-danger", { type: "button", onclick: go("host.ban") }, t("seat.ban_yes")), h("button.button", { type: "button", onclick: back }, t("seat.keep"))), said.node);
    yes.focus();
  };
  const first = h("button.button.is-danger", { type: "button", onclick: sure }, t("host.kick", { name: one.name }));
  const box = h("div.way-out", {}, first);
  return box;
}

/**
 * The late answers of this person with a button each; the list is asked for when the dialog opens. It knows nothing
 * of a question that is closed and not yet revealed, so that one stands there in any case.
 */
function lateAnswers(one, { path, send, said, state }) {
  const box = h("div.late-list");
  const row = (item, words) => h("li.inline-form", {}, h("span", {}, words), h("button.button.is-small", { type: "button", onclick: async ({ currentTarget: button }) => (await said.tell(() => send("host.credit", { run: item.run, participant: one.participant }), t("seat.credited"))) && (button.disabled = true) }, t("seat.credit")));
  const closed = state.phase === "closed" && !state.item.skipped && row(state.item, t("seat.late_now"));
  get(`${path}/results`)
    .then(({ participants }) => participants.find((each) => each.participant === one.participant)?.items ?? [])
    .then((items) => {
      const late = [...items.map((item, at) => item.status === "late" && row(item, t("seat.late_in", { n: at + 1 }))), closed].filter(Boolean);
      box.replaceChildren(h("h3", {}, t("seat.late")), late.length ? h("ul.late-rows", {}, late) : h("p.hint", {}, t("seat.no_late")));
    })
    .catch((problem) => box.replaceChildren(h("p.hint", {}, problem.message)));
  return box;
}

/** Open the dialog about `one` of the roster. `send(name, d)` resolves to "" or to what went wrong. */
export function seatDialog(one, { state, factor, path, send }) {
  const said = outcome();
  const node = openDialog(one.name, [
    nameForm(one, send, said),
    state.teams && teamForm(one, state.teams, send, said),
    timeForm(one, factor, send, said),
    said.node,
    state.item && lateAnswers(one, { path, send, said, state }),
    wayOut(one, send, () => node),
  ]);
}
