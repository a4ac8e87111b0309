// The player's page: a phone in a classroom. It says "saved" only when the server has committed the answer.

import { get } from "./api.js";
import { Countdown } from "./countdown.js";
import { find, h, meta, show } from "./dom.js";
import { openLine, ticket } from "./line.js";
import { answered, blank, fold, isShown, windowEnd } from "./live-state.js";
import { Outbox } from "./outbox.js";
import { say } from "./page.js";
import { bodyView, endedView, noteView, scoreView } from "./player-view.js";
import { leaveSeat, seatOf } from "./seat.js";
import { afterEnd } from "./after-end.js";
import { keepReceipt } from "./receipts.js";
import { stoppedView } from "./stopped.js";
import { Talk } from "./talk.js";
import { t } from "./i18n.js";

const session = meta("session");

class Player {
  constructor() {
    const seat = seatOf(session);
    this.seat = seat;
    this.state = blank();
    this.settings = {};
    this.outbox = new Outbox(`${session}:${seat?.participant ?? meta("user") ?? "guest"}`, localStorage);
    this.client = openLine({ as: "player", outbox: this.outbox, credentials: () => this.#proof() });
    this.countdown = new Countdown(() => this.client.clock.serverNow(), say);
    this.nodes = Object.fromEntries(["top", "stem", "body", "note"].map((name) => [name, find(`[data-${name}]`)]));
    find("[data-clock]").append(this.countdown.node);
    this.talk = new Talk(this.client, find("[data-talk]"), (change) => this.#update(change(this.state)));
    this.#listen();
  }

  #proof() {
    if (this.seat) return { token: this.seat.token };
    if (meta("user")) return ticket();
    throw Object.assign(new Error("no seat"), { stop: "signed-out" });
  }

  #listen() {
    const on = (type, run) => this.client.addEventListener(type, ({ detail }) => run(detail));
    on("frame", (frame) => this.#frame(frame));
    on("answer", (reply) => this.#acknowledged(reply));
    on("refused", (item) => this.#refused(item));
    on("line", ({ status, why }) => (status === "stopped" ? this.#stopped(why) : this.draw()));
    document.addEventListener("keydown", (event) => this.#key(event));
    find("[data-leave]").addEventListener("click", () => this.#leave());
  }

  /** Give the seat up for now; the code, or the account, opens it again. */
  async #leave() {
    await this.client.command("leave").catch(() => {});
    this.client.stop("left");
    leaveSeat(session);
    location.assign(meta("user") ? "/learn" : "/play");
  }

  start() {
    this.client.addEventListener("synced", () => this.#readSettings(), { once: true });
    this.client.start();
  }

  /** Whether answers may be changed; the quiz goes on without knowing. An account has its seat only once it follows. */
  async #readSettings() {
    this.settings = await get(`/live-sessions/${session}`, { token: this.seat?.token }).catch(() => ({}));
    this.draw();
  }

  #update(state) {
    this.state = state;
    this.draw();
  }

  #frame(frame) {
    const before = this.state;
    this.#update(fold(before, frame));
    const { phase, item } = this.state;
    if (frame.t === "item.prepare" || (frame.t === "snapshot" && phase === "prepare")) this.client.command("ready", { run: item.run }).catch(() => {});
    if (phase !== before.phase || item?.run !== before.item?.run) this.#announce();
  }

  #announce() {
    const { phase, item } = this.state;
    if (phase === "prepare") say(item.stem);
    else if (["closed", "board", "ended"].includes(phase)) say(t(`play.said_${phase}`));
  }

  #acknowledged(reply) {
    keepReceipt(session, this.seat?.participant ?? meta("user"), { run: reply.run, index: this.state.item?.run === reply.run ? this.state.item.index : null, receipt: reply.receipt });
    this.#update(answered(this.state, reply));
  }

  #refused({ run, code }) {
    if (this.state.item?.run === run) this.#update({ ...this.state, you: { ...(this.state.you ?? {}), refused: code } });
  }

  #send(answer, confidence) {
    const { item, you } = this.state;
    this.rev = (this.rev ?? 0) + 1;
    const change = you?.answer || this.outbox.forRun(item.run).length > 0;
    const sure = confidence === null || confidence === undefined ? {} : { confidence };
    this.client.submit(item.run, answer, { ...sure, ...(change ? { rev: this.rev } : {}) });
    this.changing = false;
    this.draw();
  }

  /** Digits choose a tile, as on a quiz remote. */
  #key(event) {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    find(`.tile[data-key="${CSS.escape(event.key)}"]`, this.nodes.body)?.click();
  }

  #stopped(why) {
    if (["removed", "signed-out", "forbidden"].includes(why)) leaveSeat(session);
    this.countdown.set(null, null);
    show(this.nodes.note, why, () => null);
    find("[data-leave]").hidden = true;
    this.talk.end();
    show(this.nodes.stem, why, () => null);
    const { state } = this;
    const result = why === "over" && state.you ? endedView({ state }) : null;
    const after = why === "over" && afterEnd({ session, token: this.seat?.token, owner: this.seat?.participant ?? meta("user") });
    show(this.nodes.body, ["stopped", why, state.you?.total], () => [result, after, stoppedView(why, { retry: () => location.reload(), brief: Boolean(result) })]);
  }

  draw() {
    if (this.client.status === "stopped") return;
    const { state } = this;
    const now = this.client.clock.serverNow();
    const shown = isShown(state, now);
    clearTimeout(this.timer);
    if (state.phase === "open" && !shown) this.timer = setTimeout(() => this.draw(), state.item.opens_at - now);
    const pending = state.item ? (this.outbox.forRun(state.item.run).at(-1) ?? null) : null;
    const view = { state, shown, pending, changing: this.changing, settings: this.settings };
    document.body.dataset.phase = state.phase;
    show(this.nodes.top, scoreView.key(view), () => scoreView.build(view));
    this.#stem();
    this.talk.draw(state);
    const actions = { send: (answer, confidence) => this.#send(answer, confidence), now: () => this.client.clock.serverNow(), change: () => ((this.changing = true), this.draw()), react: (kind) => this.client.command("react", { kind }).catch(() => {}) };
    show(this.nodes.body, bodyView.key(view), () => bodyView.build(view, actions));
    show(this.nodes.note, noteView.key(view), () => noteView.build(view, actions));
    this.#clock();
  }

  #stem() {
    const { item, phase } = this.state;
    const on = item && ["prepare", "open", "closed", "revealed"].includes(phase);
    show(this.nodes.stem, on ? [item.run] : null, () =>
      on ? [h("p.stage-count", {}, t("live.question_of", { n: item.index + 1, of: item.of })), h("h1.stem", { dir: "auto" }, item.stem)] : null,
    );
  }

  #clock() {
    const { item, paused } = this.state;
    const end = windowEnd(this.state);
    const key = end ? `${item.run} ${item.opens_at} ${end} ${paused}` : null;
    if (key === this.clockKey) return;
    this.clockKey = key;
    this.countdown.set(item?.opens_at ?? null, end, paused);
  }
}

new Player().start();
