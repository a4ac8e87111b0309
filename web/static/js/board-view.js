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

/** `board` is `{top, of}`; `mine` is this client's participant, highlighted. */
export function boardView(board, { before = null, mine = null, limit = 10 } = {}) {
  const top = board.top.slice(0, limit);
  const most = Math.max(1, ...top.map((one) => one.points));
  return h(
    "div.board",
    {},
    h("ol.board-list", {}, top.map((entry) => row(entry, before, mine, most))),
    board.of > top.length && h("p.board-of", {}, t("board.of", { count: board.of })),
  );
}

const row = (entry, before, mine, most) =>
  h(
    `li.board-row${entry.participant === mine ? ".is-mine" : ""}${entry.rank <= 3 ? `.place-${entry.rank}` : ""}`,
    { vars: { "--share": Math.max(0, entry.points / most) } },
    h("span.rank", {}, t.number(entry.rank)),
    h("bdi.board-name", {}, entry.name),
    move(before, entry),
    h("span.points", {}, t.number(entry.points)),
  );

/** The first three, the winner in the middle and highest. */
export function podium(board) {
  const places = [2, 1, 3].map((place) => board.top[place - 1] && { place, ...board.top[place - 1] }).filter(Boolean);
  return h(
    "ol.podium",
    {},
    places.map((one) => h(`li.podium-step.step-${Math.min(one.rank, 3)}`, {}, h("bdi.podium-name", {}, one.name), h("span.podium-points", {}, t("board.points", { count: one.points })), h("span.podium-place", {}, t.number(one.rank)))),
  );
}
