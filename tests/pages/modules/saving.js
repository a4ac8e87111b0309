// Saving answers while they are written: drafts.js, autosave.js, and the words of marks: why-words.js.

import { Autosave } from "/static/js/autosave.js";
import { Drafts } from "/static/js/drafts.js";
import { shareText } from "/static/js/why-words.js";
import { equal, truthy, until } from "./check.js";

class Memory extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }
  setItem(key, value) {
    this.set(key, value);
  }
  removeItem(key) {
    this.delete(key);
  }
}

const A = { choice: "a" };
const B = { choice: "b" };

/** A saver whose calls are answered by hand. */
function desk(storage = new Memory()) {
  const calls = [];
  const drafts = new Drafts("attempt", storage);
  const save = (answers) => new Promise((done, fail) => calls.push({ answers, done, fail }));
  const saver = new Autosave({ drafts, save, soonMs: 0 });
  return { calls, drafts, saver, storage };
}

const problem = (status, errors = []) => Object.assign(new Error("no"), { status, body: { errors } });

export default {
  "what was typed is read back after a reload": () => {
    const storage = new Memory();
    new Drafts("attempt", storage).put("q1", A);
    equal(new Drafts("attempt", storage).pending, { q1: A });
  },
  "attempts keep apart on one device": () => {
    const storage = new Memory();
    new Drafts("one", storage).put("q1", A);
    equal(new Drafts("two", storage).pending, {});
  },
  "a storage that holds rubbish is an empty one": () => {
    const storage = new Memory([["lectern:draft:attempt", "{"]]);
    equal(new Drafts("attempt", storage).size, 0);
    storage.setItem("lectern:draft:attempt", "[1]");
    equal(new Drafts("attempt", storage).size, 0);
  },
  "a full storage loses nothing in memory": () => {
    const drafts = new Drafts("attempt", { getItem: () => null, setItem: () => { throw new Error("full"); }, removeItem: () => {} });
    drafts.put("q1", A);
    equal(drafts.pending, { q1: A });
  },
  "an acknowledged answer is forgotten, one that changed meanwhile is not": () => {
    const drafts = new Drafts("attempt", new Memory());
    drafts.put("q1", A);
    drafts.put("q2", A);
    const { acknowledge } = drafts.take();
    drafts.put("q1", B);
    acknowledge();
    equal(drafts.pending, { q1: B });
  },
  "an answer that was taken back is sent as null": () => {
    const drafts = new Drafts("attempt", new Memory());
    drafts.put("q1", null);
    equal(drafts.take().answers, { q1: null });
  },
  "saved is said only after the server has said so": async () => {
    const { calls, saver } = desk();
    saver.put("q1", A);
    equal(saver.state, "waiting");
    await until(() => calls.length === 1);
    equal(saver.state, "saving");
    calls[0].done();
    await until(() => saver.state === "saved");
  },
  "what changes during a call goes with the next one": async () => {
    const { calls, saver } = desk();
    saver.put("q1", A);
    await until(() => calls.length === 1);
    saver.put("q1", B);
    calls[0].done();
    await until(() => calls.length === 2);
    equal(calls[1].answers, { q1: B });
    calls[1].done();
    await until(() => saver.state === "saved");
  },
  "a dead line keeps the answer and tries again": async () => {
    const { calls, saver, storage } = desk();
    saver.put("q1", A);
    await until(() => calls.length === 1);
    calls[0].fail(new TypeError("Failed to fetch"));
    await until(() => saver.state === "offline");
    truthy(storage.size, "the kept answer");
    globalThis.dispatchEvent(new Event("online"));
    await until(() => calls.length === 2);
    calls[1].done();
    await until(() => saver.state === "saved");
    equal(storage.size, 0);
    saver.stop();
  },
  "an answer that the server refuses does not hold the others up": async () => {
    const { calls, saver } = desk();
    const refused = [];
    saver.addEventListener("refused", ({ detail }) => refused.push(detail.question));
    saver.put("q1", A);
    saver.put("q2", B);
    await until(() => calls.length === 1);
    calls[0].fail(problem(422, [{ loc: ["body", "answers", "q1", "choice"], detail: "no such choice" }]));
    await until(() => calls.length === 2);
    equal([refused, calls[1].answers], [["q1"], { q2: B }]);
    calls[1].done();
    await until(() => saver.state === "saved");
  },
  "an attempt that is over takes no more calls": async () => {
    const { calls, saver } = desk();
    saver.put("q1", A);
    await until(() => calls.length === 1);
    calls[0].fail(problem(409));
    await until(() => saver.state === "over");
    equal([await saver.flush(), calls.length], [false, 1]);
  },
  "a sign-in that ended keeps the answers": async () => {
    const { calls, drafts, saver } = desk();
    saver.put("q1", A);
    await until(() => calls.length === 1);
    calls[0].fail(problem(401));
    await until(() => saver.state === "stopped");
    equal(drafts.pending, { q1: A });
  },
  "a fraction is read as a share": () => equal(["1/2", "1", "0"].map(shareText), ["50%", "100%", "0%"]),
};
