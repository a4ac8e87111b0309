// A teacher looks back: the log from its first event to its last, and the stage as it stood after each of them.

import { get } from "./api.js";
import { find, h, meta, show } from "./dom.js";
import { blank, fold } from "./live-state.js";
import { replayView } from "./report.js";
import { Stage } from "./stage.js";
import { t } from "./i18n.js";

const STRETCH = 500;
const path = `/live-sessions/${meta("session")}`;

/** The whole log as the host may see it. */
async function readLog() {
  const items = [];
  let after = 0;
  do {
    const page = await get(`${path}/events?after=${after}&limit=${STRETCH}`);
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

const words = (event) => t(`event.${event.t.replace(".", "_")}`);
const clock = (ts) => new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" }).format(new Date(ts));

/** The state after each event; the first one before any. Pure. */
export const statesOf = (events) => events.reduce((states, event) => [...states, fold(states.at(-1), event)], [blank()]);

class Audit {
  constructor(session, events) {
    this.events = events;
    this.states = statesOf(events);
    this.slider = find("[data-slider]");
    // The stage shows a moment, not a course of time: its clock stands where the event left it.
    this.stage = new Stage(find("[data-stage]"), { session, now: () => this.moment, countdown: { set() {} } });
    this.rows = events.map((event, at) => this.#row(event, at + 1));
    find("[data-events]").replaceChildren(...this.rows);
    this.slider.max = String(events.length);
    this.slider.addEventListener("input", () => this.at(Number(this.slider.value)));
    for (const by of [-1, 1]) find(`[data-step="${by}"]`).addEventListener("click", () => this.at(Number(this.slider.value) + by));
    this.at(events.length);
  }

  #row(event, place) {
    const go = h("button.event-name", { type: "button", onclick: () => this.at(place) }, words(event), this.#about(event));
    return h("li.event", {}, h("span.event-s", {}, t.number(event.s)), h("time.event-time", { datetime: new Date(event.ts).toISOString() }, clock(event.ts)), go, h("code.event-hash", { dir: "ltr", title: event.h }, event.h.slice(0, 10)));
  }

  #about({ t: kind, d }) {
    if (kind.startsWith("roster.") && d.name) return [" ", h("bdi", {}, d.name)];
    if (kind === "item.prepare" || kind === "item.open") return ` ${t.number(d.index + 1)}`;
    if (kind === "item.closed" || kind === "item.recovered") return ` ${t("audit.answers", { count: d.answers })}`;
    return null;
  }

  /** Show the state after `place` events. */
  at(place) {
    const here = Math.min(this.events.length, Math.max(0, place));
    const event = this.events[here - 1];
    const state = this.states[here];
    this.moment = Math.max(event?.ts ?? 0, state.item?.opens_at ?? 0);
    this.slider.value = String(here);
    this.slider.setAttribute("aria-valuetext", event ? `${t.number(event.s)}: ${words(event)}` : t("audit.beginning"));
    this.stage.draw({ ...state, ready: true });
    show(find("[data-here]"), here, () => this.#here(event));
    this.rows.forEach((row, i) => row.toggleAttribute("aria-current", i + 1 === here));
    this.rows[here - 1]?.scrollIntoView({ block: "nearest" });
  }

  #here(event) {
    if (!event) return t("audit.beginning");
    return [h("strong", {}, t("audit.place", { s: event.s })), " · ", clock(event.ts), " · ", words(event), h("code.digest", { dir: "ltr", "aria-label": t("audit.hash") }, event.h)];
  }
}

async function start() {
  const [session, events, replay] = await Promise.all([get(path), readLog(), get(`${path}/replay`)]);
  find("[data-session-title]").textContent = session.title ?? "";
  find("[data-replay]").replaceChildren(...replayView(replay));
  return new Audit({ ...session, qr_svg: null }, events);
}

if (find("[data-slider]")) start().catch((problem) => find("[data-stage-body]").replaceChildren(h("p.big-note", { role: "alert" }, problem.message)));
