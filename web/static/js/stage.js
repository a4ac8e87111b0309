// The picture for the whole room: lobby, question, answers, board. The host's page and the projector share it.

import { boardOrNote, boardView, podium } from "./board-view.js";
import { grouped } from "./codes.js";
import { find, h, show, svgFrom, drawing } from "./dom.js";
import { ICONS } from "./shapes.js";
import { keyView } from "./key-view.js";
import { isShown } from "./live-state.js";
import { reactionCounts } from "./reactions.js";
import { startClock } from "./start-clock.js";
import { opinions, tiles, options, typedBars, wordCloud } from "./tiles.js";
import { t } from "./i18n.js";

const readable = (url) => url.replace(/^https?:\/\//, "");

export class Stage {
  /** `session` is the REST object; `now()` the server's time; `countdown` a Countdown. */
  constructor(root, { session, now, countdown }) {
    Object.assign(this, { root, session, now, countdown });
    this.head = find("[data-stage-head]", root);
    this.body = find("[data-stage-body]", root);
    this.foot = find("[data-stage-foot]", root);
  }

  /** Draw `state`; `peek` shows the live distribution before the reveal (hosts only have one). */
  draw(state, { peek = false } = {}) {
    clearTimeout(this.timer);
    const shown = isShown(state, this.now());
    if (state.phase === "open" && !shown) this.timer = setTimeout(() => this.draw(state, { peek }), state.item.opens_at - this.now());
    this.root.dataset.phase = state.phase;
    this.root.classList.toggle("is-paused", state.paused);
    show(this.head, this.#headKey(state), () => this.#headView(state));
    show(this.body, this.#bodyKey(state, shown, peek), () => this.#bodyView(state, shown, peek));
    show(this.foot, this.#footKey(state), () => this.#footView(state));
    this.#clock(state);
  }

  #clock(state) {
    const { item } = state;
    const key = state.phase === "open" ? `${item.run} ${item.opens_at} ${item.closes_at} ${state.paused}` : null;
    if (key === this.clockKey) return;
    this.clockKey = key;
    if (key) this.countdown.set(item.opens_at, item.closes_at, state.paused);
    else this.countdown.set(null, null);
  }

  #headKey({ phase, item }) {
    return [phase === "lobby" || ended(phase), item?.run, item?.extended ? item.closes_at : 0, phase === "board"];
  }

  #headView({ phase, item }) {
    if (phase === "lobby" || ended(phase) || !item) return null;
    return [
      h("p.stage-count", {}, t("live.question_of", { n: item.index + 1, of: item.of })),
      phase === "board" ? h("h1.stem", {}, t("board.title")) : h("h1.stem", { dir: "auto" }, item.stem),
      item.extended && phase === "open" && h("p.note", {}, t(`live.extended_${item.extended}`)),
    ];
  }

  #bodyKey(state, shown, peek) {
    const { phase, item } = state;
    if (phase === "lobby") return ["lobby", state.roster.map((one) => [one.participant, one.name, one.present]), state.locked, state.counts.joined, state.startsAt];
    if (phase === "board" || ended(phase)) return [phase, state.board, state.before];
    return [phase, item?.run, shown, item?.revealed, item?.skipped, peek && shown ? state.tally?.distribution : null];
  }

  #bodyView(state, shown, peek) {
    const { phase, item } = state;
    if (phase === "lobby") return this.#lobby(state);
    if (ended(phase)) return this.#ending(state);
    if (phase === "board") return state.board && boardOrNote(state.board, { before: state.before });
    if (!item) return null;
    if (item.skipped) return h("p.big-note", {}, t("live.skipped"));
    if (phase === "prepare" || (phase === "open" && !shown)) return h("p.big-note.is-breathing", {}, t("live.read_first"));
    return itemView(item, item.revealed?.distribution ?? (peek ? state.tally?.distribution : null));
  }

  #footKey({ phase, counts, tally, paused, item, offline, reactions, asks }) {
    return [shownAsks(asks), phase, counts.answered, counts.present, tally?.answered, paused, item?.skipped, item?.closed?.answers, offline, reactions];
  }

  #footView(state) {
    const { phase, item, paused, offline, reactions } = state;
    const faces = [reactions && reactionCounts(reactions), !ended(phase) && askStrip(shownAsks(state.asks))];
    if (phase === "lobby" || ended(phase) || phase === "board" || phase === "prepare") return [paused && pausedNote(), faces];
    if (item?.skipped) return null;
    const answered = phase === "open" ? (state.tally?.answered ?? 0) : (item?.closed?.answers ?? state.counts.answered);
    const present = Math.max(state.tally?.present ?? state.counts.present, answered);
    return [
      paused && pausedNote(),
      item?.kind !== "slide" && present > 0 && meter(answered, present),
      phase === "closed" && offline > 0 && h("p.note", {}, t("live.offline", { count: offline })),
      faces,
    ];
  }

  #lobby(state) {
    const { code, join_url: url, qr_svg: qr } = this.session;
    return [
      h(
        "div.lobby-join",
        {},
        h("div.lobby-words", {}, h("h1.lobby-lead", {}, t("live.join_at"), " ", h("bdi.lobby-url", {}, readable(new URL("/play", url).href))), h("p.lobby-code", { dir: "ltr", "aria-label": t("live.code_is", { code: [...code].join(" ") }) }, grouped(code))),
        qr && h("div.qr", { role: "img", "aria-label": t("live.qr") }, svgFrom(qr)),
      ),
      state.startsAt && startClock(state.startsAt, this.now),
      h("div.lobby-room", {}, h("p.lobby-count", {}, drawing(ICONS.people), t("live.joined", { count: Math.max(state.counts.joined, state.roster.length) }), state.locked && h("span.badge", {}, drawing(ICONS.lock), t("live.locked"))), chips(state.roster)),
    ];
  }

  #ending(state) {
    const board = state.board ?? state.before;
    return [h("h1.stem", {}, t("live.the_end")), board?.top?.length > 0 && podium(board), board && boardView({ ...board, top: board.top.slice(3) }, {})];
  }
}

/** Questions of the room that everyone sees, the most wanted first. */
export const shownAsks = (asks) => asks.filter((one) => one.shown !== false).sort((a, b) => b.votes - a.votes).slice(0, 3);

const askStrip = (asks) => asks.length > 0 && h("ul.stage-asks", { "aria-label": t("host.asks") }, asks.map((one) => h("li", {}, h("span", { dir: "auto" }, one.text), h("span.badge", {}, t("ask.votes", { count: one.votes })))));

export const ended = (phase) => phase === "ended" || phase === "finalized";

const pausedNote = () => h("p.note.is-strong", {}, drawing(ICONS.pause), t("live.paused"));

const chips = (roster) => h("ul.chips", {}, roster.slice(-120).map((one) => h(`li.chip${one.present === false ? ".is-away" : ""}`, {}, h("bdi", {}, one.name))));

export const meter = (answered, present) =>
  h(
    "div.meter",
    { vars: { "--share": present ? answered / present : 0 } },
    h("span.meter-fill", { "aria-hidden": "true" }),
    h("span.meter-text", {}, t("live.answered_of", { n: answered, of: present })),
  );

function itemView(item, distribution) {
  if (item.kind === "word_cloud" && distribution) return wordCloud(distribution);
  if (item.kind === "open_text" && distribution?.length) return opinions(distribution);
  if (options(item).length) return tiles(item, distribution);
  if (item.items && !item.revealed) return h("ul.sorted", {}, item.items.map((one) => h("li", { dir: "auto" }, one.text)));
  if (item.lefts && !item.revealed) return h("div.columns", {}, [item.lefts, item.rights].map((side) => h("ul.sorted", {}, side.map((one) => h("li", { dir: "auto" }, one.text)))));
  return [item.revealed && keyView(item), distribution?.length > 0 && !item.lefts && !item.items && typedBars(distribution), !item.revealed && item.kind !== "slide" && h("p.big-note", {}, t(`live.do_${item.kind}`))];
}
