// A player speaks to the host: a raised hand, a question, and a vote for the questions that everyone sees.

import { labelled, openDialog, outcome } from "./dialogs.js";
import { drawing, h, show } from "./dom.js";
import { raised, voted } from "./live-state.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

const MAX_ASK = 280;
const OVER = new Set(["ended", "finalized"]);

export class Talk {
  /** `node` is where the two buttons stand; `change(fold)` takes what became of one's own wishes into the state. */
  constructor(client, node, change) {
    Object.assign(this, { client, node, change });
    this.list = h("div.ask-list");
  }

  draw(state) {
    this.state = state;
    const on = state.ready && !OVER.has(state.phase) && this.client.status !== "stopped";
    show(this.node, [on, this.#isUp, this.client.status, state.asks.length], () => on && this.#buttons());
    show(this.list, [state.asks, state.you?.votes], () => this.#asks());
  }

  end() {
    show(this.node, null, () => null);
    this.dialog?.close();
  }

  get #isUp() {
    return Boolean(this.state.you?.hand);
  }

  #buttons() {
    const off = this.client.status !== "live";
    const { asks } = this.state;
    const words = t(this.#isUp ? "talk.lower" : "talk.raise");
    return [
      h("button.knob.hand", { type: "button", disabled: off, "data-focus": "hand", "aria-pressed": String(this.#isUp), "aria-label": words, title: words, onclick: () => this.#hand() }, drawing(ICONS.hand)),
      h("button.button.is-small.is-quiet", { type: "button", disabled: off, "data-focus": "ask", onclick: () => this.#open() }, t("talk.ask"), asks.length > 0 && h("span.badge", {}, t.number(asks.length))),
    ];
  }

  async #hand() {
    const up = !this.#isUp;
    const done = await this.client.command("hand", { up }).catch(() => null);
    if (done) this.change((state) => raised(state, up));
  }

  #open() {
    const said = outcome();
    const field = h("textarea.field", { name: "text", rows: 3, maxlength: MAX_ASK, required: true, dir: "auto" });
    const send = () => this.client.command("ask", { text: field.value.trim() }).then(() => ((field.value = ""), ""), (error) => error.detail ?? t("line.waiting"));
    const submit = (event) => {
      event.preventDefault();
      if (field.value.trim()) said.tell(send, t("talk.sent"));
    };
    this.dialog = openDialog(t("talk.title"), [h("form.stack", { onsubmit: submit }, labelled(t("talk.yours"), field), h("button.button.is-primary", { type: "submit" }, t("talk.send")), said.node), this.list]);
  }

  #asks() {
    const { asks } = this.state;
    if (!asks.length) return h("p.hint", {}, t("talk.none"));
    const row = (one) => {
      const mine = this.state.you?.votes?.includes(one.id) ?? false;
      return h(
        "li.ask",
        {},
        h("p.ask-text", { dir: "auto" }, one.text),
        h("button.button.is-small", { type: "button", "data-focus": one.id, "aria-pressed": String(mine), onclick: () => this.#vote(one.id, !mine) }, drawing(ICONS.up), t("ask.votes", { count: one.votes }), h("span.sr", {}, ` ${t(mine ? "talk.unvote" : "talk.vote")}`)),
      );
    };
    return [h("h3", {}, t("talk.others")), h("ul.asks", {}, [...asks].sort((a, b) => b.votes - a.votes).map(row))];
  }

  async #vote(ask, up) {
    const done = await this.client.command("vote", { ask, up }).catch(() => null);
    if (done) this.change((state) => voted(state, ask, up));
  }
}
