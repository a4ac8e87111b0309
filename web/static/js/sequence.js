// The place of one client in one channel's log: which frame counts, which is stale, where there is a hole.

export class Sequence {
  constructor() {
    this.epoch = null;
    this.s = 0;
    this.versions = new Map();
    this.waiting = false;
  }

  /** A subscribe or resync is under way: durable events before its reply are dropped. */
  wait() {
    this.waiting = true;
  }

  /** The reply is here; ephemeral versions are compared within one subscription only. */
  begin({ epoch, mode }) {
    this.epoch = epoch;
    this.waiting = false;
    this.joining = mode;
    this.versions.clear();
  }

  /** `take`, `drop`, or `gap` (ask for a resync). */
  judge(frame) {
    if (frame.k !== undefined) return this.#ephemeral(frame);
    if (this.waiting) return "drop";
    if (frame.t === "snapshot" || frame.t === "synced") {
      this.s = frame.s;
      return "take";
    }
    if (typeof frame.s !== "number") return "take";
    if (frame.p !== this.s) return frame.s <= this.s ? "drop" : "gap";
    this.s = frame.s;
    return "take";
  }

  #ephemeral(frame) {
    const key = `${frame.t} ${frame.k}`;
    if (this.waiting || (this.versions.get(key) ?? -1) >= frame.v) return "drop";
    this.versions.set(key, frame.v);
    return "take";
  }
}
