// The board: ranks, names, points, and who climbed since the board before.

import { drawing, h } from "./dom.js";
import { ICONS } from "./shapes.js";
import { climbed } from "./live-state.js";
import { t } from "./i18n.js";

function move(before, entry) {
  const places = climbed(before, entry);
  if (!places) return h("span.move", {});
  const up = places > 0;
  const words = t(up ? "board.up" : "board.down", { count: Math.abs(places) });
  return h(`span.move.${up ? "is-up" : "is-down"}`, {}, drawing(up ? ICONS.up : ICONS.down), h("span", { "aria-hidden": "true" }, t.number(Math.abs(places))), h("span.sr", {}, words));
}

/** The name of a row; where names are hidden, one knows one's own. */
const nameOf = (entry, you) => entry.name ?? (entry.participant === you?.participant ? you.name : t("board.someone"));

/** `board` is `{top, of}`; the row of `you` is highlighted. */
export function boardView(board, { before = null, you = null, limit = 10 } = {}) {
  const top = board.top.slice(0, limit);
  const most = Math.max(1, ...top.map((one) => one.points));
  return h(
    "div.board",
    {},
    board.teams?.length > 0 && teamsView(board.teams),
    h("ol.board-list", {}, top.map((entry) => row(entry, before, you, most))),
    board.of > top.length && h("p.board-of", {}, t("board.of", { count: board.of })),
  );
}

/** The board, or a word about it where the session keeps it for the host. */
export const boardOrNote = (board, options) => (board.top.length || !board.of ? boardView(board, options) : h("p.big-note", {}, t("board.hidden")));

const row = (entry, before, you, most) =>
  h(
    `li.board-row${entry.participant === you?.participant ? ".is-mine" : ""}${entry.rank <= 3 ? `.place-${entry.rank}` : ""}`,
    { vars: { "--share": Math.max(0, entry.points / most) } },
    h("span.rank", {}, t.number(entry.rank)),
    h("bdi.board-name", {}, nameOf(entry, you)),
    move(before, entry),
    h("span.points", {}, t.number(entry.points)),
  );

/** One's own place, the points, and who stands just above: `above` is `{name, gap}`, the name null where names are hidden. */
export function placeCard({ you, board, before }) {
  if (!you?.rank) return null;
  const { above } = you;
  const own = board?.top?.find((one) => one.participant === you.participant);
  return h(
    "div.place-card",
    {},
    h("p.place-rank", {}, t("board.your_place", { rank: you.rank }), own && move(before, own)),
    h("p", {}, you.rank === 1 ? t("board.you_lead") : above && (above.name ? [t("board.above", { count: above.gap }), " ", h("bdi", {}, above.name)] : t("board.above_hidden", { count: above.gap }))),
  );
}

/** Teams of a session that has some, best first. */
export const teamsView = (teams) =>
  h("section.teams", {}, h("h2", {}, t("board.teams")), h("ol.board-list", {}, teams.map((one) => h(`li.board-row.place-${one.rank}`, { vars: { "--share": one.points / Math.max(1, ...teams.map((each) => each.points)) } }, h("span.rank", {}, t.number(one.rank)), h("bdi.board-name", {}, one.team), h("span", {}), h("span.points", {}, t.number(one.points))))));

/** The first three, the winner in the middle and highest. */
export function podium(board) {
  const places = [2, 1, 3].map((place) => board.top[place - 1] && { place, ...board.top[place - 1] }).filter(Boolean);
  return h(
    "ol.podium",
    {},
    places.map((one) => h(`li.podium-step.step-${Math.min(one.rank, 3)}`, {}, h("bdi.podium-name", {}, nameOf(one)), h("span.podium-points", {}, t("board.points", { count: one.points })), h("span.podium-place", {}, t.number(one.rank)))),
  );
}
