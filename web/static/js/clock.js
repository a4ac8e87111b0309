// The server's time on this device: the offset of the quickest of the last eight samples.

const KEPT = 8;

/** Milliseconds of this device that never jump, even when somebody sets its clock. */
export const localNow = () => performance.timeOrigin + performance.now();

export class ClockSync {
  constructor(now = localNow) {
    this.now = now;
    this.samples = [];
    this.guess = 0;
  }

  /** A first offset from one server time stamp, used until a real sample is there. */
  hint(serverMs) {
    if (this.samples.length === 0) this.guess = serverMs - this.now();
  }

  /** Take one exchange: sent at c0, received by the server at s1, answered at s2, back at c1. */
  add({ c0, s1, s2, c1 }) {
    const rtt = Math.max(0, c1 - c0 - (s2 - s1));
    this.samples = [...this.samples, { rtt, offset: (s1 - c0 + (s2 - c1)) / 2 }].slice(-KEPT);
  }

  get best() {
    return this.samples.reduce((a, b) => (a && a.rtt <= b.rtt ? a : b), null);
  }

  get offset() {
    return this.best ? this.best.offset : this.guess;
  }

  get rtt() {
    return this.best ? this.best.rtt : null;
  }

  /** The server's time now, in milliseconds. */
  serverNow() {
    return this.now() + this.offset;
  }
}
