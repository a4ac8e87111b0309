// The host's page: the stage, the controls with the natural next step first, and the room beside it.

import { get } from "./api.js";
import { openDialog } from "./dialogs.js";
import { Countdown } from "./countdown.js";
import { grouped } from "./codes.js";
import { drawing, find, h, meta, show } from "./dom.js";
import { actions, expectation } from "./host-actions.js";
import { handoverDialog, settingsDialog } from "./host-dialogs.js";
import { panelViews } from "./host-panel.js";
import { openLine } from "./line.js";
import { blank, fold } from "./live-state.js";
import { say } from "./page.js";
import { rehearsalForm } from "./rehearsal.js";
import { roundsView } from "./rounds-view.js";
import { ICONS } from "./shapes.js";
import { Stage, ended } from "./stage.js";
import { stoppedView } from "./stopped.js";
import { t } from "./i18n.js";

class Host {
  constructor(session) {
    this.session = session;
    this.state = blank();
    this.client = openLine({ as: "host" });
    const now = () => this.client.clock.serverNow();
    const countdown = new Countdown(now, say);
    find("[data-clock]").append(countdown.node);
    this.stage = new Stage(find("[data-stage]"), { session, now, countdown });
    this.controls = find("[data-controls]");
    find("[data-session-title]").textContent = session.title ?? "";
    this.panels = panelViews(find("[data-panel]"), { session, send: (name, d) => this.send(name, d) });
    this.peek = false;
    if (session.rehearsal) find("[data-rehearsal-place]").replaceChildren(rehearsalForm((name, d) => this.send(name, d)));
    this.#listen();
  }

  #listen() {
    this.client.addEventListener("frame", ({ detail }) => this.#frame(detail));
    this.client.addEventListener("line", ({ detail }) => (detail.status === "stopped" ? this.#stopped(detail.why) : this.draw()));
    document.addEventListener("keydown", (event) => this.#key(event));
    find("[data-panel-switch]").addEventListener("click", ({ currentTarget }) => {
      const open = document.body.classList.toggle("has-panel");
      currentTarget.setAttribute("aria-expanded", String(open));
    });
  }

  start() {
    this.client.start();
  }

  #frame(frame) {
    const { phase } = this.state;
    this.state = fold(this.state, frame);
    if (frame.t === "item.rescored" && this.client.status === "live") this.panels.tellDiff(frame.d.diff ?? []);
    if (this.state.phase !== phase || frame.t === "snapshot") this.#askRounds();
    this.draw();
  }

  /** Whether the item that is revealed was asked before: then the two rounds can be compared. */
  async #askRounds() {
    const { item, phase } = this.state;
    this.rounds = null;
    if (phase !== "revealed") return;
    const { items } = await get(`/live-sessions/${this.session.id}/transitions`).catch(() => ({ items: [] }));
    if (this.state.item?.run !== item.run) return;
    this.rounds = items.find((each) => each.item === item.item) ?? null;
    this.draw();
  }

  #stopped(why) {
    show(this.controls, ["stopped", why], () => (why === "over" ? this.#afterEnd() : stoppedView(why, { retry: () => location.reload() })));
  }

  /** Send a host command with what this page saw; a stale one changes nothing. Resolves to "" or to what went wrong. */
  async send(name, d = {}) {
    this.busy = true;
    this.draw();
    let problem = "";
    try {
      await this.client.command(name, { expect: expectation(this.state), ...d });
    } catch (error) {
      problem = error.code === "stale_state" ? t("host.stale") : t("host.failed", { detail: error.detail ?? t(`line.${this.client.status}`) });
    }
    find("[data-host-note]").textContent = problem;
    this.busy = false;
    this.draw();
    return problem;
  }

  async #press(action) {
    if (action.confirm && !(await this.#sure(action))) return;
    await this.send(action.name, action.d);
  }

  #sure(action) {
    const dialog = find("[data-confirm]");
    find("[data-confirm-text]", dialog).textContent = t(`host.sure_${action.key}${this.session.rehearsal ? "_rehearsal" : ""}`);
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
  }

  /** Right arrow or Enter outside of a control does the primary action. */
  #key(event) {
    if (event.key !== "ArrowRight" || event.target.closest("input, textarea, select, dialog") || event.altKey) return;
    find(".is-primary", this.controls)?.click();
  }

  draw() {
    if (this.client.status === "stopped") return;
    const { state } = this;
    this.stage.draw(state, { peek: this.peek });
    this.panels.draw(state);
    show(find("[data-code]"), [state.locked, ended(state.phase)], () => this.#code());
    show(find("[data-here]"), [state.counts.present, state.counts.joined], () => [drawing(ICONS.people), h("span", {}, t("host.present_of", { n: state.counts.present, of: Math.max(state.counts.joined, state.counts.present) }))]);
    const { user } = state.host;
    show(find("[data-leader]"), user, () => user && user !== meta("user") && h("span.badge", {}, t("host.co_host")));
    const list = state.ready ? actions(state) : [];
    const key = [list.map((a) => a.key), this.busy, this.client.status, state.locked, this.peek, state.phase, Boolean(this.rounds), state.host.user];
    show(this.controls, key, () => (ended(state.phase) ? this.#afterEnd() : this.#buttons(list)));
  }

  #code() {
    if (ended(this.state.phase)) return null;
    return [h("span", {}, t("live.code")), " ", h("bdi.code", { dir: "ltr" }, grouped(this.session.code)), this.state.locked && drawing(ICONS.lock)];
  }

  #buttons(list) {
    const off = this.busy || this.client.status !== "live";
    const button = (action, i) =>
      h(`button.button${i === 0 ? ".is-primary.is-large" : ""}${action.key === "end" && i > 0 ? ".is-danger" : ""}`, { type: "button", disabled: off, "data-do": action.key, "data-focus": i === 0 ? "primary" : action.key, onclick: () => this.#press(action) }, t(`host.do_${action.key}`));
    const [first, ...rest] = list.map(button);
    return [h("div.control-group", {}, first), h("div.control-group", {}, rest, this.#lockButton(off), this.#peekButton(), this.#moreButtons())];
  }

  #lockButton(off) {
    const { locked } = this.state;
    return h("button.button.is-quiet", { type: "button", disabled: off, "data-do": "lock", "data-focus": "lock", "aria-pressed": String(locked), onclick: () => this.send("host.lock", { locked: !locked }) }, drawing(ICONS.lock), t(locked ? "host.do_unlock" : "host.do_lock"));
  }

  #peekButton() {
    if (this.state.phase !== "open") return null;
    const turn = () => ((this.peek = !this.peek), this.draw());
    return h("button.button.is-quiet", { type: "button", "data-do": "peek", "data-focus": "peek", "aria-pressed": String(this.peek), onclick: turn }, t(this.peek ? "host.do_unpeek" : "host.do_peek"));
  }

  #moreButtons() {
    const { state, session } = this;
    const button = (key, run) => h("button.button.is-quiet", { type: "button", "data-do": key, "data-focus": key, onclick: run }, t(`host.do_${key}`));
    const took = (now) => ((this.session = this.stage.session = { ...session, ...now }), this.draw());
    return [
      this.rounds && button("rounds", () => openDialog(t("rounds.title"), roundsView(this.rounds), { wide: true })),
      state.phase === "lobby" && button("settings", () => settingsDialog(this.session, took)),
      button("handover", () => handoverDialog(session, { leader: state.host.user, send: (name, d) => this.send(name, d) })),
    ];
  }

  #afterEnd() {
    return h("div.control-group", {}, h("a.button.is-primary.is-large", { href: `/live/${meta("session")}/results` }, t("host.results")), h("a.button", { href: "/teach" }, t("nav.teach")));
  }
}

get(`/live-sessions/${meta("session")}`)
  .then((session) => new Host(session).start())
  .catch((problem) => find("[data-stage-body]").replaceChildren(h("p.big-note", { role: "alert" }, problem.message)));
