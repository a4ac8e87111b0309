// Answers that the server has not acknowledged yet, by question. They outlive a reload, a dead line and a closed tab.

const PREFIX = "lectern:draft:";

export class Drafts {
  /** `owner` names the attempt; `storage` is a Storage, or anything alike. */
  constructor(owner, storage) {
    Object.assign(this, { key: PREFIX + owner, storage, turn: 0 });
    this.kept = new Map(Object.entries(this.#read()).map(([question, answer]) => [question, { answer, turn: 0 }]));
  }

  #read() {
    try {
      const found = JSON.parse(this.storage.getItem(this.key) ?? "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch {
      return {};
    }
  }

  #write() {
    try {
      if (this.kept.size) this.storage.setItem(this.key, JSON.stringify(this.pending));
      else this.storage.removeItem(this.key);
    } catch {
      // A full or forbidden storage: the answers still wait in memory.
    }
  }

  get size() {
    return this.kept.size;
  }

  /** `{question: answer}`; null takes an answer back. */
  get pending() {
    return Object.fromEntries([...this.kept].map(([question, { answer }]) => [question, answer]));
  }

  put(question, answer) {
    this.kept.set(question, { answer, turn: (this.turn += 1) });
    this.#write();
  }

  /** What is sent now: its answers, and the word that the server has them. What changed meanwhile stays. */
  take() {
    const sent = new Map(this.kept);
    return { answers: this.pending, acknowledge: () => this.#drop(sent) };
  }

  #drop(sent) {
    for (const [question, { turn }] of sent) if (this.kept.get(question)?.turn === turn) this.kept.delete(question);
    this.#write();
  }

  forget(question) {
    this.kept.delete(question);
    this.#write();
  }

  clear() {
    this.kept.clear();
    this.#write();
  }
}
