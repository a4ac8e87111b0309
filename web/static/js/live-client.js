// One live channel over one WebSocket at a time: connect, authenticate, follow the log, come back by itself.
//
// Emits (as CustomEvents with `detail`): `line` {status, why?}, `frame` (every frame that counts),
// `subscribed` (the reply), `synced` {s}, `answer` {sub, run, status, receipt} and `refused` {sub, run, code}.

import { afterClose, backoffMs } from "./backoff.js";
import { ClockSync } from "./clock.js";
import { Sequence } from "./sequence.js";
import { newSub } from "./outbox.js";

const PROTOCOL = "lectern.v1";
const REPLY_MS = 6000;
const QUICK_SAMPLES = 5;
const SAMPLE_EVERY_MS = 20000;
const GONE_FOR_GOOD = { removed: "removed", over: "over", forbidden: "forbidden", replaced: "replaced" };

export class LiveClient extends EventTarget {
  /**
   * `credentials()` gives `{ticket}` or `{token}` and is asked anew at every connection; it throws an error with
   * `stop` set when there is no point in asking again. `outbox` keeps answers until they are acknowledged.
   */
  constructor({ url, channel, as, credentials, outbox, makeSocket = (u) => new WebSocket(u, PROTOCOL) }) {
    super();
    Object.assign(this, { url, channel, as, credentials, outbox, makeSocket });
    this.clock = new ClockSync();
    this.sequence = new Sequence();
    this.waiting = new Map();
    this.attempt = 0;
    this.nextId = 1;
    this.generation = 0;
    this.status = "idle";
    this.deadMs = 25000;
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #line(status, why) {
    this.status = status;
    this.#emit("line", { status, why });
  }

  start() {
    this.stopped = false;
    this.onWake = () => this.#wake();
    for (const type of ["online", "focus"]) window.addEventListener(type, this.onWake);
    document.addEventListener("visibilitychange", this.onWake);
    this.#connect();
  }

  /** The network or the screen is back: do not wait for the next try, and find out whether the line still lives. */
  #wake() {
    if (document.visibilityState !== "visible") return;
    if (this.status === "waiting") this.#connect();
    else if (this.status === "live") this.sampleClock().catch(() => {});
  }

  stop(why) {
    this.stopped = true;
    for (const type of ["online", "focus"]) window.removeEventListener(type, this.onWake);
    document.removeEventListener("visibilitychange", this.onWake);
    this.#dropSocket();
    this.#line("stopped", why);
  }

  #dropSocket() {
    this.generation += 1;
    clearTimeout(this.timer);
    clearInterval(this.watch);
    this.socket?.close();
    this.socket = null;
    for (const { reject } of this.waiting.values()) reject({ code: "offline", retry: true });
    this.waiting.clear();
  }

  #later(ms) {
    this.#dropSocket();
    this.#line("waiting");
    this.timer = setTimeout(() => this.#connect(), ms);
  }

  async #connect() {
    this.#dropSocket();
    this.#line("connecting");
    const mine = this.generation;
    try {
      const proof = await this.credentials();
      if (mine === this.generation && !this.stopped) this.#open(proof, mine);
    } catch (error) {
      if (mine !== this.generation || this.stopped) return;
      if (error.stop) this.stop(error.stop);
      else this.#later(error.afterMs ?? backoffMs(this.attempt++));
    }
  }

  #open(proof, mine) {
    const socket = this.makeSocket(this.url);
    const current = (run) => (event) => mine === this.generation && run(event);
    this.socket = socket;
    this.nextId = 1;
    this.heardAt = performance.now();
    socket.onopen = current(() => this.#greet(proof));
    socket.onmessage = current((event) => this.#hear(event.data));
    socket.onclose = current((event) => this.#closed(event));
    this.watch = setInterval(current(() => this.#watchLine()), 2000);
  }

  async #greet(proof) {
    try {
      const hello = await this.command("hello", { ...proof, client: "lectern-web" });
      this.deadMs = hello.heartbeat?.dead_ms ?? this.deadMs;
      this.identity = hello;
      this.clock.hint(hello.now);
      await this.#subscribe("subscribe");
      for (let i = 0; i < QUICK_SAMPLES; i += 1) await this.sampleClock();
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error) {
    if (error.code === "offline" || this.stopped) return;
    const final = { unauthorized: "signed-out", forbidden: "forbidden", not_found: "not-found" }[error.code];
    if (final) this.stop(final);
    else this.#later(error.after_ms ?? backoffMs(this.attempt++));
  }

  async #subscribe(verb) {
    const pending = this.outbox?.subs ?? [];
    const at = this.sequence;
    const place = verb === "resync" ? { s: at.s } : { as: this.as, ...(at.epoch ? { resume: { epoch: at.epoch, s: at.s } } : {}) };
    at.wait();
    const d = { ...place, ...(verb === "subscribe" && pending.length ? { pending } : {}) };
    const reply = await this.command(verb, d, { heard: (body) => at.begin(body) });
    this.#emit("subscribed", reply);
    this.#settle(reply.receipts ?? {});
  }

  /** Learn what became of the answers that were under way when the line broke; send the unknown ones again. */
  #settle(receipts) {
    for (const item of this.outbox?.items ?? []) {
      const known = receipts[item.sub];
      if (known && known.status !== "unknown") this.#acknowledged(item, known);
      else this.#send(item);
    }
  }

  #closed(event) {
    const next = afterClose(event.code);
    const afterMs = this.byeMs ?? (Number.parseInt(/\d+/.exec(event.reason ?? "")?.[0], 10) || null);
    this.byeMs = null;
    if (next.action === "stop") this.stop(next.why);
    else this.#later(next.soon ? backoffMs(0) : (afterMs ?? backoffMs(this.attempt++)));
  }

  #watchLine() {
    const silent = performance.now() - this.heardAt;
    if (silent > this.deadMs) this.#later(backoffMs(0));
    else if (silent > this.deadMs / 2) this.sampleClock().catch(() => {});
    else if (performance.now() - (this.sampledAt ?? 0) > SAMPLE_EVERY_MS) this.sampleClock().catch(() => {});
  }

  async sampleClock() {
    this.sampledAt = performance.now();
    const c0 = Math.round(this.clock.now());
    const { s1, s2 } = await this.command("clock", { c0 }, { ch: false });
    this.clock.add({ c0, s1, s2, c1: this.clock.now() });
  }

  /**
   * Send one command; resolves with the reply's `d`, rejects with its `error`. `heard` gets `d` at once, before
   * the next frame is looked at; a promise would be too late for what follows in the same task.
   */
  command(t, d = {}, { ch = t !== "hello", heard } = {}) {
    if (this.socket?.readyState !== WebSocket.OPEN) return Promise.reject({ code: "offline", retry: true });
    const id = this.nextId++;
    const inBody = t === "subscribe" || t === "resync";
    const frame = { id, t, ...(ch && !inBody ? { ch: this.channel } : {}), d: inBody ? { ch: this.channel, ...d } : d };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#unanswered(id), REPLY_MS);
      const once = (settle) => (value) => (clearTimeout(timer), this.waiting.delete(id), settle(value));
      this.waiting.set(id, { resolve: once((body) => (heard?.(body), resolve(body))), reject: once(reject) });
      this.socket.send(JSON.stringify(frame));
    });
  }

  #unanswered(id) {
    this.waiting.get(id)?.reject({ code: "timeout", retry: true });
    if (performance.now() - this.heardAt > REPLY_MS) this.#later(backoffMs(0));
  }

  #hear(text) {
    this.heardAt = performance.now();
    const frame = JSON.parse(text);
    if (frame.re !== undefined) {
      const call = this.waiting.get(frame.re);
      if (frame.ok) call?.resolve(frame.d ?? {});
      else call?.reject(frame.error ?? { code: "bad_request" });
    } else if (frame.t === "bye") this.byeMs = frame.d?.after_ms ?? null;
    else if (frame.ch === this.channel) this.#follow(frame);
  }

  #follow(frame) {
    if (frame.t === "gone") {
      this.stop(GONE_FOR_GOOD[frame.d?.code] ?? "forbidden");
      return;
    }
    const verdict = this.sequence.judge(frame);
    if (verdict === "gap") this.#subscribe("resync").catch((error) => this.#failed(error));
    if (verdict !== "take") return;
    this.#emit("frame", frame);
    if (frame.t !== "synced") return;
    this.attempt = 0;
    this.#line("live");
    this.#emit("synced", { s: frame.s });
  }

  /** Hand in an answer: kept first, then sent, and sent again under the same id until it is acknowledged. */
  submit(run, answer, extra = {}) {
    const item = { sub: newSub(), run, answer, at: Math.round(this.clock.serverNow()), ...extra };
    this.outbox.add(item);
    this.#send(item);
    return item.sub;
  }

  async #send(item) {
    const { sub, run, answer, at, rev, confidence } = item;
    try {
      const reply = await this.command("answer.submit", { run, sub, ...answer, at, ...(rev ? { rev } : {}), ...(confidence === undefined ? {} : { confidence }) });
      this.#acknowledged(item, reply);
    } catch (error) {
      if (error.code === "offline") return;
      const wait = error.after_ms ?? (error.code === "timeout" ? 200 : 1000);
      if (error.retry || error.code === "timeout") setTimeout(() => this.outbox.get(sub) && this.#send(item), wait);
      else this.#refused(item, error);
    }
  }

  #acknowledged(item, reply) {
    if (!this.outbox.get(item.sub)) return;
    this.outbox.remove(item.sub);
    const status = reply.status === "duplicate" ? (reply.was ?? "accepted") : reply.status;
    this.#emit("answer", { ...item, ...reply, status });
  }

  #refused(item, error) {
    if (!this.outbox.get(item.sub)) return;
    this.outbox.remove(item.sub);
    this.#emit("refused", { ...item, code: error.code, receipt: error.receipt });
  }
}
