// Saving answers while they are written: soon after the last key, one call at a time, again until the server has them.
//
// Emits `state` with `{state}`: `saved`, `waiting`, `saving`, `offline` (kept on this device), `stopped` (signed out),
// `over` (the attempt takes no more); and `refused` with `{question, detail}` for an answer that the server would not take.

import { backoffMs } from "./backoff.js";

const SOON_MS = 700;

export class Autosave extends EventTarget {
  /** `save(answers)` is the call; it rejects with a Problem, or with a TypeError when the line is dead. */
  constructor({ drafts, save, soonMs = SOON_MS }) {
    super();
    Object.assign(this, { drafts, save, soonMs, tries: 0, state: "saved", running: null });
    this.onLine = () => this.drafts.size && this.flush();
    globalThis.addEventListener?.("online", this.onLine);
  }

  #tell(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state } }));
  }

  put(question, answer) {
    this.drafts.put(question, answer);
    this.#tell(this.state === "offline" ? "offline" : "waiting");
    this.#later(this.state === "offline" ? backoffMs(this.tries) : this.soonMs);
  }

  #later(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), ms);
  }

  /** Send what waits; resolves to whether nothing waits any more. */
  async flush() {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (!this.drafts.size) return true;
    if (["over", "stopped"].includes(this.state)) return false;
    this.running = this.#send();
    const done = await this.running;
    this.running = null;
    return done && this.drafts.size > 0 ? this.flush() : done;
  }

  async #send() {
    this.#tell("saving");
    const { answers, acknowledge } = this.drafts.take();
    try {
      await this.save(answers);
      acknowledge();
      this.tries = 0;
      this.#tell(this.drafts.size ? "waiting" : "saved");
      return true;
    } catch (problem) {
      return this.#failed(problem);
    }
  }

  #failed(problem) {
    if (problem.status === 409) this.#tell("over");
    else if ([401, 403, 404].includes(problem.status)) this.#tell("stopped");
    else if (problem.status === 422 && this.#refuse(problem)) return true;
    else {
      this.#tell("offline");
      this.#later(problem.afterMs ?? backoffMs((this.tries += 1)));
    }
    return false;
  }

  /** Set the faulty answers aside, so that the others can be saved; false when none of them is named. */
  #refuse(problem) {
    const named = (problem.body?.errors ?? []).filter((each) => each.loc?.[1] === "answers" && each.loc[2] in this.drafts.pending);
    for (const { loc, detail } of named) {
      this.drafts.forget(loc[2]);
      this.dispatchEvent(new CustomEvent("refused", { detail: { question: loc[2], detail } }));
    }
    if (named.length) this.#tell(this.drafts.size ? "waiting" : "saved");
    return named.length > 0;
  }

  stop() {
    clearTimeout(this.timer);
    globalThis.removeEventListener?.("online", this.onLine);
  }
}
