// What a player sees in each moment. Each part has a key (what it depends on) and a build function.

import { boardOrNote, boardView, placeCard } from "./board-view.js";
import { confidenceRow, isGuessable } from "./confidence.js";
import { drawing, h } from "./dom.js";
import { givenView, inputFor } from "./inputs.js";
import { keyView } from "./key-view.js";
import { reactionBar } from "./reactions.js";
import { ICONS } from "./shapes.js";
import { startClock } from "./start-clock.js";
import { options, tiles } from "./tiles.js";
import { t } from "./i18n.js";

const ended = (phase) => phase === "ended" || phase === "finalized";

/** Name, points and rank at the top. */
export const scoreView = {
  key: ({ state: { you } }) => [you?.name, you?.total, you?.rank, you?.team],
  build: ({ state: { you } }) =>
    you && [
      h("span.who", {}, h("bdi", {}, you.name ?? ""), you.team && h("span.badge", { title: t("seat.team") }, h("bdi", {}, you.team))),
      h("span.score", {}, h("span.score-points", {}, t("board.points", { count: you.total ?? 0 })), you.rank && h("span.score-rank", {}, t("play.rank", { rank: you.rank }))),
    ],
};

/** Which of the player's screens this is. */
export function screen({ state, shown, pending, changing }) {
  const { phase, item, you, ready } = state;
  if (!ready) return "loading";
  if (ended(phase)) return "ended";
  if (phase === "board") return "board";
  if (!item || phase === "lobby") return "lobby";
  if (item.skipped) return "skipped";
  if (phase === "revealed") return "revealed";
  if (phase === "prepare" || (phase === "open" && !shown)) return "prepare";
  if (item.kind === "slide") return "slide";
  if (!changing && (pending || you?.answer)) return "given";
  return phase === "open" ? "input" : "missed";
}

const answerOf = ({ state, pending }) => pending?.answer ?? state.you?.answer ?? null;

export const bodyView = {
  key: (view) => {
    const { state } = view;
    const now = screen(view);
    const more = {
      given: () => [answerOf(view)],
      revealed: () => [state.item.revealed, answerOf(view), state.you?.correct, state.you?.points, state.you?.rank, state.you?.status],
      board: () => [state.board, state.before, state.you?.total, state.you?.rank, state.you?.above],
      ended: () => [state.you?.total, state.you?.rank, state.board ?? state.before],
      lobby: () => [state.you?.name, state.you?.team, state.counts.joined, state.startsAt, view.settings.catch_up_of, view.settings.anonymous],
    }[now];
    return [now, state.item?.run, state.paused, more?.()];
  },
  build: (view, actions) => SCREENS[screen(view)](view, actions),
};

const big = (text, className = "") => h(`p.big-note${className}`, {}, text);

const SCREENS = {
  loading: () => big(t("line.connecting"), ".is-breathing"),
  lobby: ({ state, settings }, { now }) => [h("div.lobby-wait", {}, h("h1.hello", {}, t("play.you_are_in"), " ", h("bdi", {}, state.you?.name ?? "")), state.you?.team && h("p", {}, t("play.your_team", { team: state.you.team })), h("p.hint", {}, t(settings.catch_up_of ? "play.catch_up" : "play.wait_for_start")), settings.anonymous && h("p.hint", {}, t("play.anonymous")), state.startsAt && startClock(state.startsAt, now), state.counts.joined > 1 && h("p.hint", {}, t("live.joined", { count: state.counts.joined })))],
  prepare: () => big(t("live.read_first"), ".is-breathing"),
  slide: () => big(t("play.look_up")),
  skipped: () => big(t("live.skipped")),
  input: inputView,
  given: (view) => [h("p.given-lead", {}, t("play.you_answered")), givenView(view.state.item, answerOf(view))],
  missed: () => [big(t("play.time_up")), h("p.hint.is-centred", {}, t("play.no_answer"))],
  revealed: revealedView,
  board: ({ state }, { react }) => state.board && [h("h1.stem", {}, t("board.title")), placeCard(state), boardOrNote(state.board, { before: state.before, you: state.you, limit: 8 }), reactionBar(react)],
  ended: endedView,
};

/** The control for the answer, and for questions with a key how sure one is. */
function inputView({ state }, { send }) {
  if (state.paused) return big(t("live.paused"));
  const sure = isGuessable(state.item) ? confidenceRow() : null;
  return [sure?.node, inputFor(state.item, (answer) => send(answer, sure?.value()), state.you?.answer)];
}

function verdict(you) {
  if (you?.correct === undefined || you.correct === null) return { name: "none", icon: null };
  if (you.correct >= 1) return { name: "right", icon: ICONS.check };
  return you.correct > 0 ? { name: "partly", icon: ICONS.check } : { name: "wrong", icon: ICONS.cross };
}

/** The ids of the tiles in an answer. */
const chosen = (answer) => answer?.choices ?? (answer && "value" in answer ? [answer.value] : []);

function revealedView({ state }, { react }) {
  const { item, you } = state;
  const { name, icon } = verdict(you);
  const key = item.revealed?.correct ?? {};
  const graded = Object.values(key).some((part) => part !== null && part !== undefined && part.length !== 0);
  const heading = graded ? t(you?.answer ? `play.was_${name}` : "play.was_missing") : t("play.thanks");
  return [
    h(
      `div.verdict-card.is-${graded ? name : "none"}`,
      { role: "status" },
      graded && icon && h("span.verdict-icon", {}, drawing(icon)),
      h("p.verdict-word", {}, heading),
      graded && you?.points > 0 && h("p.verdict-points", {}, t("play.plus_points", { count: you.points })),
      you?.streak > 1 && h("p.hint", {}, t("play.streak", { count: you.streak })),
    ),
    options(item).length ? tiles(item, null, chosen(you?.answer)) : graded && h("div.key", {}, h("p.hint", {}, t("live.right_answer")), keyView(item)),
    you?.answer && !options(item).length && h("div.key", {}, h("p.hint", {}, t("play.you_answered")), givenView(item, you.answer)),
    reactionBar(react),
  ];
}

/** How it ended for this player. */
export function endedView({ state }) {
  const board = state.board ?? state.before;
  const { you } = state;
  return [
    h("div.verdict-card.is-final", { role: "status" }, h("p.verdict-word", {}, t("live.the_end")), you?.rank && h("p.final-rank", {}, t("play.final_rank", { rank: you.rank })), h("p.verdict-points", {}, t("board.points", { count: you?.total ?? 0 }))),
    board?.top?.length > 0 && boardView(board, { you, limit: 5 }),
  ];
}

/** The line under the answer: sending, saved, late, recovered, refused. */
export const noteView = {
  key: (view) => [screen(view), view.pending?.sub, view.state.you?.status, view.state.you?.refused, view.state.paused, view.settings.allow_change, view.state.phase],
  build: (view, actions) => {
    const now = screen(view);
    if (now === "given" || (now === "revealed" && marked(view.state.you))) return answerNote(view, actions, now);
    if (view.state.you?.refused && now !== "revealed") return note("bad", t(refusal(view.state.you.refused)));
    return null;
  },
};

const marked = (you) => ["late", "recovered"].includes(you?.status);

const note = (kind, ...content) => h(`p.save-note.is-${kind}`, { role: "status" }, content);

const refusal = (code) => (["closed", "already_answered", "not_open", "forbidden"].includes(code) ? `play.refused_${code}` : "play.refused_other");

function answerNote({ state, pending, settings }, { change }, now) {
  if (pending) return note("sending", h("span.dots", { "aria-hidden": "true" }), t("play.sending"));
  const { status } = state.you;
  const kind = status === "late" ? "late" : "saved";
  const words = { late: "play.saved_late", recovered: "play.saved_recovered" }[status] ?? "play.saved";
  return [
    note(kind, drawing(ICONS.check), t(words)),
    now === "given" && settings.allow_change && state.phase === "open" && h("button.button.is-quiet", { type: "button", onclick: change }, t("play.change")),
  ];
}
