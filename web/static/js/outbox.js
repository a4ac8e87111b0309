// Answers that the server has not acknowledged yet. They outlive a reload of the page.

const PREFIX = "lectern:pending:";

/** A random id of 128 bits; works on plain http too, where crypto.randomUUID is missing. */
export function newSub() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  /** `owner` names the seat (session and participant), so that two people on one device stay apart. */
  constructor(owner, storage) {
    this.key = PREFIX + owner;
    this.storage = storage;
    this.items = this.#read();
  }

  #read() {
    try {
      const items = JSON.parse(this.storage.getItem(this.key) ?? "[]");
      return Array.isArray(items) ? items.filter((i) => i && i.sub && i.run) : [];
    } catch {
      return [];
    }
  }

  #write() {
    try {
      if (this.items.length) this.storage.setItem(this.key, JSON.stringify(this.items));
      else this.storage.removeItem(this.key);
    } catch {
      // A full or forbidden storage: the answers still wait in memory.
    }
  }

  add(item) {
    this.items = [...this.items, item];
    this.#write();
  }

  get(sub) {
    return this.items.find((i) => i.sub === sub);
  }

  remove(sub) {
    this.items = this.items.filter((i) => i.sub !== sub);
    this.#write();
  }

  get subs() {
    return this.items.map((i) => i.sub);
  }

  forRun(run) {
    return this.items.filter((i) => i.run === run);
  }
}
