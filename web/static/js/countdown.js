// A ring that empties until a server time. It needs no ticks from the server, only the clock's offset.

import { calm, h } from "./dom.js";
import { t } from "./i18n.js";

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 44;
const LENGTH = 2 * Math.PI * RADIUS;
const SPOKEN = [30, 10, 5];

function circle(className) {
  const node = document.createElementNS(SVG, "circle");
  for (const [name, value] of Object.entries({ cx: 50, cy: 50, r: RADIUS, class: className })) node.setAttribute(name, value);
  return node;
}

/** Whole seconds to show for `left` milliseconds: 1 stands until the very end, 0 only after it. */
export const secondsLeft = (left) => Math.max(0, Math.ceil(left / 1000));

export class Countdown {
  /** `now()` is the server's time in ms; `say(text)` speaks to screen readers. */
  constructor(now, say = () => {}) {
    Object.assign(this, { now, say });
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("aria-hidden", "true");
    this.arc = circle("ring-left");
    this.arc.style.strokeDasharray = LENGTH;
    svg.append(circle("ring-track"), this.arc);
    this.number = h("span.ring-number");
    this.node = h("div.ring", { role: "timer", "aria-live": "off" }, svg, this.number);
    this.node.hidden = true;
  }

  /** Count from `opensAt` to `closesAt` (server ms); null stops. While `frozen` the ring stands still. */
  set(opensAt, closesAt, frozen = false) {
    this.node.hidden = !closesAt;
    Object.assign(this, { opensAt, closesAt, frozen });
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.spoken = new Set();
    if (closesAt) this.#draw();
  }

  #draw() {
    const left = Math.max(0, this.closesAt - Math.max(this.now(), this.opensAt));
    const share = Math.min(1, left / Math.max(1, this.closesAt - this.opensAt));
    const seconds = secondsLeft(left);
    this.arc.style.strokeDashoffset = LENGTH * (1 - share);
    this.node.classList.toggle("is-last", seconds <= 5);
    if (this.number.textContent !== t.number(seconds)) this.#tell(seconds);
    if (this.frozen || left <= 0) return;
    if (calm()) this.timer = setTimeout(() => this.#draw(), 500);
    else this.frame = requestAnimationFrame(() => this.#draw());
  }

  #tell(seconds) {
    this.number.textContent = t.number(seconds);
    this.node.setAttribute("aria-label", t("live.seconds_left", { count: seconds }));
    if (!SPOKEN.includes(seconds) || this.spoken.has(seconds)) return;
    this.spoken.add(seconds);
    this.say(t("live.seconds_left", { count: seconds }));
  }
}
