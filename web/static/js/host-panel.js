// The side panel of the host: who is here, the plan, questions from the room, everybody's line.

import { drawing, find, h, show } from "./dom.js";
import { ICONS } from "./shapes.js";
import { diffView, keyDialog } from "./key-dialog.js";
import { hasKeyForm } from "./key-form.js";
import { linesView } from "./lines-view.js";
import { seatDialog } from "./seat-dialog.js";
import { sureView } from "./sure-view.js";
import { t } from "./i18n.js";

const byName = (a, b) => Number(b.hand ?? false) - Number(a.hand ?? false) || a.name.localeCompare(b.name);
const byVotes = (a, b) => b.votes - a.votes;

function person(one, { rtt_ms: rtt, factor } = {}, manage) {
  const state = one.present === false ? "away" : "here";
  const words = t("host.manage", { name: one.name });
  return h(
    `li.person.is-${state}`,
    {},
    h("span.person-dot", { "aria-hidden": "true" }),
    h("bdi.person-name", {}, one.name),
    h("span.sr", {}, t(`host.person_${state}`)),
    one.hand && h("span.badge", { title: t("host.hand_up") }, drawing(ICONS.hand), h("span.sr", {}, t("host.hand_up"))),
    one.team && h("span.badge", {}, h("bdi", {}, one.team)),
    factor && h("span.badge", { title: t("seat.has_time") }, t("seat.times", { n: factor })),
    rtt !== undefined && rtt !== null && h("span.person-rtt", {}, t("host.ms", { n: Math.round(rtt) })),
    h("button.knob", { type: "button", "data-focus": `seat-${one.participant}`, "aria-label": words, title: words, onclick: () => manage(one) }, drawing(ICONS.more)),
  );
}

function planRow(entry, state, { send, correct }) {
  const current = state.item?.item === entry.item;
  const may = ["lobby", "closed", "revealed", "board"].includes(state.phase);
  const over = state.phase === "ended" || state.phase === "finalized";
  const button = (key, run) => h("button.button.is-small.is-quiet", { type: "button", "data-focus": `${key}-${entry.item}`, onclick: run }, t(`host.${key}`), h("span.sr", {}, ` ${t("results.item", { n: entry.index + 1 })}`));
  return h(
    `li.plan-row${current ? ".is-current" : ""}`,
    current ? { "aria-current": "step" } : {},
    h("span.plan-text", { dir: "auto" }, entry.stem),
    h("span.plan-facts", {}, t(`kind.${entry.kind}`), " · ", t("board.points", { count: entry.points })),
    h("span.plan-buttons", {}, !current && may && button("goto", () => send("host.goto", { item: entry.item })), !over && hasKeyForm(entry.kind) && button("rekey", () => correct(entry))),
  );
}

function askRow(ask, nameOf, send) {
  const key = ask.shown ? "hide_ask" : "show_ask";
  return h(
    `li.ask${ask.shown ? ".is-shown" : ""}`,
    {},
    h("p.ask-text", { dir: "auto" }, ask.text),
    h("span.plan-facts", {}, h("bdi", {}, nameOf(ask.participant)), " · ", t("ask.votes", { count: ask.votes })),
    h("button.button.is-small.is-quiet", { type: "button", "data-focus": `ask-${ask.id}`, "aria-pressed": String(Boolean(ask.shown)), onclick: () => send("host.ask", { ask: ask.id, shown: !ask.shown }) }, t(`host.${key}`)),
  );
}

/** Draws the lists under `root` from the state; `send(name, d)` resolves to "" or to what went wrong. */
export function panelViews(root, { session, send }) {
  const part = (name) => find(`[data-${name}]`, root);
  const known = new Map();
  const tools = { send, correct: (entry) => keyDialog(entry, { session, send, known }) };
  let state = null;
  const manage = (one) => seatDialog(one, { state, factor: state.net.find((each) => each.participant === one.participant)?.factor, path: `/live-sessions/${session.id}`, send });
  const nameOf = (id) => state.roster.find((one) => one.participant === id)?.name ?? "–";
  const people = () => {
    const lineOf = new Map(state.net.map((one) => [one.participant, one]));
    return state.roster.length ? h("ul.people", {}, [...state.roster].sort(byName).map((one) => person(one, lineOf.get(one.participant), manage))) : h("p.hint", {}, t("host.nobody"));
  };
  return {
    draw(now) {
      state = now;
      show(part("roster"), [state.roster, state.net.map((one) => [one.rtt_ms, one.factor])], people);
      show(part("lines"), [state.net, state.roster, state.offline], () => linesView(state));
      const sure = state.item?.revealed?.confidence;
      show(part("sure"), sure, () => sureView(sure));
      show(part("plan"), [state.plan, state.item?.item, state.phase], () => h("ol.plan", {}, state.plan.map((entry) => planRow(entry, state, tools))));
      show(part("asks"), [state.asks, state.roster.length], () => state.asks.length > 0 && [h("h2", {}, t("host.asks")), h("ul.asks", {}, [...state.asks].sort(byVotes).map((ask) => askRow(ask, nameOf, send)))]);
    },
    /** Whose points a new key, or a late answer that counts, has moved. */
    tellDiff(diff) {
      const box = part("diff");
      const close = () => show(box, null, () => null);
      show(box, [diff, Date.now()], () => diffView(diff, nameOf, close));
      box.scrollIntoView({ block: "nearest" });
    },
  };
}
