// The protocol's client against a scripted line: live-client.js.

import { LiveClient } from "/static/js/live-client.js";
import { Outbox } from "/static/js/outbox.js";
import { equal, truthy, until } from "./check.js";

const CH = "live:s1";

/** The server's end of one connection, written by the test. */
class Line {
  constructor() {
    this.readyState = WebSocket.CONNECTING;
    this.sent = [];
    setTimeout(() => {
      this.readyState = WebSocket.OPEN;
      this.onopen?.();
    });
  }
  send(text) {
    const frame = JSON.parse(text);
    this.sent.push(frame);
    setTimeout(() => this.answer?.(frame));
  }
  say(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  reply(to, d) {
    this.say({ re: to.id, ok: true, d });
  }
  refuse(to, error) {
    this.say({ re: to.id, ok: false, error });
  }
  drop(code = 1006, reason = "") {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code, reason });
  }
  close() {
    this.readyState = WebSocket.CLOSED;
  }
  all(t) {
    return this.sent.filter((frame) => frame.t === t);
  }
}

function memory() {
  const map = new Map();
  return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v), removeItem: (k) => map.delete(k) };
}

/** A client whose every connection is answered by `script(line, frame, nth)`, on top of the usual manners. */
function stage({ script = () => false, storage = memory(), receipts = {}, credentials = async () => ({ token: "tok" }) } = {}) {
  const lines = [];
  const makeSocket = () => {
    const line = new Line();
    lines.push(line);
    line.answer = (frame) => script(line, frame, lines.length) || manners(line, frame, receipts);
    return line;
  };
  const outbox = new Outbox("s1:p1", storage);
  const client = new LiveClient({ url: "ws://test", channel: CH, as: "player", credentials, outbox, makeSocket });
  const seen = { frames: [], answers: [], refused: [], line: [] };
  client.addEventListener("frame", ({ detail }) => seen.frames.push(detail));
  client.addEventListener("answer", ({ detail }) => seen.answers.push(detail));
  client.addEventListener("refused", ({ detail }) => seen.refused.push(detail));
  client.addEventListener("line", ({ detail }) => seen.line.push(detail.why ?? detail.status));
  client.start();
  return { client, lines, seen, outbox, storage };
}

function manners(line, frame, receipts) {
  const now = Date.now();
  if (frame.t === "hello") line.reply(frame, { conn: "c", now, heartbeat: { every_ms: 10000, dead_ms: 25000 } });
  if (frame.t === "clock") line.reply(frame, { c0: frame.d.c0, s1: now, s2: now });
  if (frame.t === "subscribe" || frame.t === "resync") {
    line.reply(frame, { ch: CH, role: "player", epoch: "e1", head: 5, mode: "snapshot", receipts });
    line.say({ ch: CH, t: "snapshot", s: 5, d: { phase: "lobby", counts: {} } });
    line.say({ ch: CH, t: "synced", s: 5 });
  }
  if (frame.t === "answer.submit") line.reply(frame, { status: "accepted", sub: frame.d.sub, receipt: "rc" });
}

const live = async (world) => {
  await until(() => world.client.status === "live", "going live");
  return world;
};

export default {
  "hello comes first, then the subscription, with ids that count up": async () => {
    const { client, lines } = await live(stage());
    const [hello, subscribe] = lines[0].sent;
    equal([hello.t, hello.d.token, hello.ch, subscribe.t, subscribe.d], ["hello", "tok", undefined, "subscribe", { ch: CH, as: "player" }]);
    await until(() => lines[0].all("clock").length >= 5, "five clock samples");
    equal(lines[0].sent.map((f) => f.id), lines[0].sent.map((_, i) => i + 1));
    client.stop("test");
  },
  "a hole asks for a resync once, and what comes before its reply is dropped": async () => {
    const held = [];
    const script = (line, frame) => frame.t === "resync" && held.push(frame);
    const { client, lines, seen } = await live(stage({ script }));
    const [line] = lines;
    line.say({ ch: CH, t: "item.prepare", s: 9, p: 7, d: {} });
    line.say({ ch: CH, t: "item.open", s: 10, p: 9, d: {} });
    await until(() => held.length > 0, "a resync");
    line.say({ ch: CH, t: "item.closed", s: 11, p: 10, d: {} });
    equal([held.length, held[0].d], [1, { ch: CH, s: 5 }]);
    line.reply(held[0], { ch: CH, epoch: "e1", head: 11, mode: "replay", receipts: {} });
    await until(() => !client.sequence.waiting);
    for (const [s, p] of [[7, 5], [9, 7], [10, 9], [11, 10]]) line.say({ ch: CH, t: "board", s, p, d: {} });
    line.say({ ch: CH, t: "synced", s: 11 });
    equal([client.sequence.s, seen.frames.filter((f) => f.t === "board").length, seen.frames.some((f) => f.t === "item.closed")], [11, 4, false]);
    client.stop("test");
  },
  "a lost line comes back by itself and resumes where it was": async () => {
    const { client, lines } = await live(stage());
    lines[0].say({ ch: CH, t: "board", s: 6, p: 5, d: {} });
    lines[0].drop(4008);
    await until(() => lines.length === 2 && client.status === "live", "coming back");
    equal(lines[1].all("subscribe")[0].d.resume, { epoch: "e1", s: 6 });
    client.stop("test");
  },
  "an answer is saved only when it is acknowledged": async () => {
    const held = [];
    const script = (line, frame) => frame.t === "answer.submit" && held.push([line, frame]);
    const { client, seen, outbox } = await live(stage({ script }));
    const sub = client.submit("r1", { choices: ["a"] });
    await until(() => held.length === 1);
    const [[line, frame]] = held;
    equal([frame.d.sub, frame.d.run, frame.d.choices, frame.ch, typeof frame.d.at, seen.answers.length, outbox.subs], [sub, "r1", ["a"], CH, "number", 0, [sub]]);
    line.reply(frame, { status: "accepted", sub, receipt: "rc" });
    await until(() => seen.answers.length === 1);
    equal([seen.answers[0].status, seen.answers[0].receipt, outbox.subs], ["accepted", "rc", []]);
    client.stop("test");
  },
  "an answer whose line broke is asked about, and sent again under the same id": async () => {
    const script = (line, frame, nth) => {
      if (frame.t !== "answer.submit" || nth > 1) return false;
      line.drop(4008);
      return true;
    };
    const { client, lines, seen } = await live(stage({ script, receipts: {} }));
    const sub = client.submit("r1", { value: true });
    await until(() => seen.answers.length === 1, "the acknowledgement");
    equal([lines[1].all("subscribe")[0].d.pending, lines[1].all("answer.submit")[0].d.sub, seen.answers[0].sub], [[sub], sub, sub]);
    client.stop("test");
  },
  "an answer that had arrived before the line broke is not sent again": async () => {
    const receipts = {};
    const script = (line, frame, nth) => {
      if (frame.t !== "answer.submit" || nth > 1) return false;
      receipts[frame.d.sub] = { status: "accepted", receipt: "kept" };
      line.drop(4008);
      return true;
    };
    const { client, lines, seen } = await live(stage({ script, receipts }));
    client.submit("r1", { value: true });
    await until(() => seen.answers.length === 1, "the acknowledgement");
    equal([lines[1].all("answer.submit").length, seen.answers[0].receipt], [0, "kept"]);
    client.stop("test");
  },
  "an unacknowledged answer outlives a reload": async () => {
    const storage = memory();
    const silent = (line, frame) => frame.t === "answer.submit";
    const first = await live(stage({ script: silent, storage }));
    const sub = first.client.submit("r1", { text: "Milky Way" });
    await until(() => first.lines[0].all("answer.submit").length === 1);
    first.client.stop("reload");
    const second = await live(stage({ storage }));
    await until(() => second.seen.answers.length === 1);
    equal([second.seen.answers[0].sub, second.seen.answers[0].answer, second.outbox.subs], [sub, { text: "Milky Way" }, []]);
    second.client.stop("test");
  },
  "a duplicate counts as what it was the first time": async () => {
    const script = (line, frame) => frame.t === "answer.submit" && (line.reply(frame, { status: "duplicate", was: "recovered", sub: frame.d.sub }), true);
    const { client, seen } = await live(stage({ script }));
    client.submit("r1", { value: 1 });
    await until(() => seen.answers.length === 1);
    equal(seen.answers[0].status, "recovered");
    client.stop("test");
  },
  "a refusal that may pass is tried again; a final one is told": async () => {
    let tries = 0;
    const script = (line, frame) => {
      if (frame.t !== "answer.submit") return false;
      tries += 1;
      line.refuse(frame, tries === 1 ? { code: "unavailable", retry: true, after_ms: 5 } : { code: "closed", retry: false });
      return true;
    };
    const { client, seen, outbox } = await live(stage({ script }));
    client.submit("r1", { value: 1 });
    await until(() => seen.refused.length === 1);
    equal([tries, seen.refused[0].code, outbox.subs], [2, "closed", []]);
    client.stop("test");
  },
  "the codes that mean stop do stop": async () => {
    for (const [code, why] of [[4001, "signed-out"], [4003, "removed"], [4009, "replaced"], [4011, "over"]]) {
      const { lines, seen, client } = await live(stage());
      lines[0].drop(code);
      equal([client.status, seen.line.at(-1), lines.length], ["stopped", why, 1]);
    }
  },
  "gone ends the channel and says why": async () => {
    const { lines, seen, client } = await live(stage());
    lines[0].say({ ch: CH, t: "gone", d: { code: "replaced" } });
    equal([client.status, seen.line.at(-1)], ["stopped", "replaced"]);
  },
  "a server that goes away says when to come back": async () => {
    const { lines, client } = await live(stage());
    lines[0].say({ t: "bye", d: { after_ms: 10 } });
    lines[0].drop(4000);
    await until(() => lines.length === 2 && client.status === "live", "coming back");
    client.stop("test");
  },
  "without a right to connect there is no second try": async () => {
    let asked = 0;
    const credentials = async () => {
      asked += 1;
      throw Object.assign(new Error("no"), { stop: "signed-out" });
    };
    const { seen, lines } = stage({ credentials });
    await until(() => seen.line.includes("signed-out"));
    equal([asked, lines.length], [1, 0]);
  },
  "a frame of another channel is not ours": async () => {
    const { client, lines, seen } = await live(stage());
    const before = seen.frames.length;
    lines[0].say({ ch: "live:other", t: "board", s: 6, p: 5, d: {} });
    truthy(seen.frames.length === before);
    client.stop("test");
  },
};
