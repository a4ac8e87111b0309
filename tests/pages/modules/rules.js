// The small pure parts: host-actions.js, numbers.js, sequence.js, backoff.js, clock.js, outbox.js, i18n.js.

import { afterClose, backoffMs } from "/static/js/backoff.js";
import { ClockSync } from "/static/js/clock.js";
import { secondsLeft } from "/static/js/countdown.js";
import { actions, expectation } from "/static/js/host-actions.js";
import { translator } from "/static/js/i18n.js";
import { blank } from "/static/js/live-state.js";
import { parseNumber } from "/static/js/numbers.js";
import { newSub, Outbox } from "/static/js/outbox.js";
import { Sequence } from "/static/js/sequence.js";
import { equal, truthy } from "./check.js";

const at = (phase, item = { run: "r", index: 0, of: 2 }, more = {}) => ({ ...blank(), phase, item, ...more });
const keys = (state) => actions(state).map((action) => action.key);
const LAST = { run: "r", index: 1, of: 2 };

class Memory {
  constructor() {
    this.map = new Map();
  }
  getItem(key) {
    return this.map.get(key) ?? null;
  }
  setItem(key, value) {
    this.map.set(key, value);
  }
  removeItem(key) {
    this.map.delete(key);
  }
}

export default {
  "the primary command follows the phase": () => {
    const first = (state) => keys(state)[0];
    equal([first(at("lobby", null)), first(at("prepare")), first(at("open")), first(at("closed")), first(at("revealed")), first(at("board"))], ["start", "open", "close", "reveal", "next", "next"]);
  },
  "after the last item the primary command ends the session": () => equal([keys(at("revealed", LAST))[0], keys(at("board", LAST))[0]], ["end", "end"]),
  "a skipped item is not revealed": () => equal(keys(at("closed", { run: "r", index: 0, of: 2, skipped: true }))[0], "next"),
  "a pause leaves resume, close, skip and end": () => equal(keys(at("open", undefined, { paused: true })), ["resume", "close", "skip", "end"]),
  "nothing is offered after the end": () => equal([keys(at("ended")), keys(at("finalized"))], [[], []]),
  "every command says what its page saw": () => equal([expectation(at("open")), expectation(at("lobby", null))], [{ phase: "open", run: "r" }, { phase: "lobby" }]),

  "numbers are read in Western and Arabic digits": () => {
    const read = (text) => parseNumber(text).value;
    equal(["3.5", "3,5", "-12", "−12", "٣٫٥", "١٢", "1e3", " 7 ", ".5", "5."].map(read), [3.5, 3.5, -12, -12, 3.5, 12, 1000, 7, 0.5, 5]);
  },
  "a thousands mark is asked about and never guessed": () => equal(["1,000", "12,345.6", "-1,000,000"].map((text) => parseNumber(text).problem), ["unclear", "unclear", "unclear"]),
  "what is no number is refused": () => equal(["", "abc", "1.2.3", "1 000", "1e999", "NaN", "Infinity", "0x10"].map((text) => parseNumber(text).problem), ["empty", "bad", "bad", "bad", "bad", "bad", "bad", "bad"]),

  "a durable event counts only right after the last one": () => {
    const place = new Sequence();
    place.begin({ epoch: "e", mode: "snapshot" });
    equal([place.judge({ t: "snapshot", s: 4 }), place.judge({ t: "synced", s: 4 }), place.judge({ t: "x", s: 6, p: 4 }), place.judge({ t: "x", s: 6, p: 4 }), place.judge({ t: "x", s: 9, p: 8 })], ["take", "take", "take", "drop", "gap"]);
    equal(place.s, 6);
  },
  "events before the reply of a resync are dropped": () => {
    const place = new Sequence();
    place.begin({ epoch: "e" });
    place.wait();
    equal(place.judge({ t: "x", s: 1, p: 0 }), "drop");
    place.begin({ epoch: "e" });
    equal(place.judge({ t: "x", s: 1, p: 0 }), "take");
  },
  "an older count never replaces a newer one, but a new subscription begins afresh": () => {
    const place = new Sequence();
    place.begin({ epoch: "e" });
    const tally = (v, k = "run:1") => place.judge({ t: "tally", k, v });
    equal([tally(5), tally(4), tally(5), tally(6), tally(1, "run:2")], ["take", "drop", "drop", "take", "take"]);
    place.begin({ epoch: "e" });
    equal(tally(1), "take");
  },

  "waiting doubles, stays under its cap and is spread by chance": () => {
    const longest = [0, 1, 2, 9, 50].map((n) => backoffMs(n, () => 1));
    const shortest = [0, 50].map((n) => backoffMs(n, () => 0));
    equal([longest, shortest], [[300, 600, 1200, 8000, 8000], [90, 2400]]);
  },
  "each close code has its own consequence": () => {
    const why = (code) => afterClose(code).why ?? afterClose(code).action;
    equal([4000, 4001, 4003, 4008, 4009, 4011, 4029, 1006].map(why), ["retry", "signed-out", "removed", "retry", "replaced", "over", "retry", "retry"]);
  },

  "the clock believes the quickest of the last eight samples": () => {
    const clock = new ClockSync(() => 0);
    clock.hint(500);
    equal(clock.serverNow(), 500);
    clock.add({ c0: 0, s1: 1100, s2: 1100, c1: 200 });
    clock.add({ c0: 0, s1: 1010, s2: 1010, c1: 20 });
    clock.add({ c0: 0, s1: 1400, s2: 1400, c1: 800 });
    equal([clock.offset, clock.rtt], [1000, 20]);
    for (let i = 0; i < 8; i += 1) clock.add({ c0: 0, s1: 2050, s2: 2050, c1: 100 });
    equal([clock.offset, clock.rtt], [2000, 100]);
  },
  "one second stands until the very end": () => equal([20000, 1001, 1000, 1, 0, -5].map(secondsLeft), [20, 2, 1, 1, 0, 0]),

  "an answer waits in the storage until it is removed": () => {
    const storage = new Memory();
    new Outbox("s:p", storage).add({ sub: "x", run: "r", answer: {} });
    const again = new Outbox("s:p", storage);
    equal([again.subs, again.forRun("r").length, new Outbox("s:q", storage).subs], [["x"], 1, []]);
    again.remove("x");
    equal([new Outbox("s:p", storage).subs, storage.map.size], [[], 0]);
  },
  "a broken or forbidden storage loses nothing that is in memory": () => {
    const storage = new Memory();
    storage.setItem("lectern:pending:s:p", "{not json");
    storage.setItem = () => {
      throw new Error("full");
    };
    const outbox = new Outbox("s:p", storage);
    outbox.add({ sub: "x", run: "r" });
    equal(outbox.subs, ["x"]);
  },
  "ids of answers never repeat": () => truthy(new Set(Array.from({ length: 500 }, newSub)).size === 500),

  "a text picks its plural and fills its fields": () => {
    const t = translator({ "a.one": "{count} thing", "a.other": "{count} things", b: "Hi {name}" }, "en");
    equal([t("a", { count: 1 }), t("a", { count: 1200 }), t("b", { name: "Noor" }), t("b"), t("c.d")], ["1 thing", "1,200 things", "Hi Noor", "Hi {name}", "c.d"]);
  },
};
