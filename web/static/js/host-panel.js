// The side panel of the host: who is here, the plan, questions from the room.

import { drawing, find, h, show } from "./dom.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

const byName = (a, b) => Number(b.hand ?? false) - Number(a.hand ?? false) || a.name.localeCompare(b.name);

function person(one, netOf, send) {
  const rtt = netOf.get(one.participant)?.rtt_ms;
  const state = one.present === false ? "away" : "here";
  return h(
    `li.person.is-${state}`,
    {},
    h("span.person-dot", { "aria-hidden": "true" }),
    h("bdi.person-name", {}, one.name),
    h("span.sr", {}, t(`host.person_${state}`)),
    one.hand && h("span.badge", { title: t("host.hand_up") }, drawing(ICONS.hand), h("span.sr", {}, t("host.hand_up"))),
    rtt !== undefined && rtt !== null && h("span.person-rtt", {}, t("host.ms", { n: Math.round(rtt) })),
    h("button.knob", { type: "button", "data-focus": `kick-${one.participant}`, "aria-label": t("host.kick", { name: one.name }), title: t("host.kick", { name: one.name }), onclick: () => send("host.kick", { participant: one.participant }) }, drawing(ICONS.cross)),
  );
}

function planRow(entry, state, send) {
  const current = state.item?.item === entry.item;
  const may = ["lobby", "closed", "revealed", "board"].includes(state.phase);
  return h(
    `li.plan-row${current ? ".is-current" : ""}`,
    current ? { "aria-current": "step" } : {},
    h("span.plan-text", { dir: "auto" }, entry.stem),
    h("span.plan-facts", {}, t(`kind.${entry.kind}`), " · ", t("board.points", { count: entry.points })),
    !current && may && h("button.button.is-small.is-quiet", { type: "button", "data-focus": `goto-${entry.item}`, onclick: () => send("host.goto", { item: entry.item }) }, t("host.goto")),
  );
}

/** Draws the lists under `root` from the state. */
export function panelViews(root, { send }) {
  const part = (name) => find(`[data-${name}]`, root);
  return {
    draw(state) {
      const netOf = new Map(state.net.map((one) => [one.participant, one]));
      show(part("roster"), [state.roster, state.net], () => (state.roster.length ? h("ul.people", {}, [...state.roster].sort(byName).map((one) => person(one, netOf, send))) : h("p.hint", {}, t("host.nobody"))));
      show(part("plan"), [state.plan, state.item?.item, state.phase], () => h("ol.plan", {}, state.plan.map((entry) => planRow(entry, state, send))));
      show(part("asks"), state.asks, () => (state.asks.length ? [h("h2", {}, t("host.asks")), h("ul.asks", {}, state.asks.map((ask) => h("li", { dir: "auto" }, ask.text)))] : null));
    },
  };
}
