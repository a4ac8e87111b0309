// The time until an attempt ends, by the server's clock; it counts by itself and speaks at the moments that matter.

import { ClockSync, localNow } from "./clock.js";
import { h } from "./dom.js";
import { clockText } from "./start-clock.js";
import { t } from "./i18n.js";

const SPOKEN_S = [1800, 600, 300, 60, 10];
const HALF_SECOND = 500;

/** The server's time from the `Date` of an answer, which is whole seconds: good to half a second. */
export async function serverClock() {
  const clock = new ClockSync();
  const c0 = localNow();
  const answer = await fetch("/api/v1/health", { cache: "no-store" });
  const at = Date.parse(answer.headers.get("Date")) + HALF_SECOND;
  if (Number.isFinite(at)) clock.add({ c0, s1: at, s2: at, c1: localNow() });
  return clock;
}

/** `soon()` is called once, shortly before the end; `over()` at the end. `until` is in ms of the server. */
export function deadlineClock({ until, clock, say, soon, over }) {
  const node = h("bdi.deadline", { role: "timer", "aria-live": "off", dir: "ltr" });
  let [spoken, warned] = [new Set(SPOKEN_S.filter((at) => at * 1000 > until - clock.serverNow())), false];
  let timer = 0;
  const tick = () => {
    const left = until - clock.serverNow();
    node.textContent = clockText(left);
    node.setAttribute("aria-label", t("attempt.left", { time: clockText(left) }));
    node.classList.toggle("is-last", left < 60000);
    const due = SPOKEN_S.find((at) => left <= at * 1000 && !spoken.has(at) && left > at * 1000 - 2000);
    if (due) {
      spoken = spoken.add(due);
      say(t("attempt.left", { time: clockText(left) }));
    }
    if (left < 3000 && !warned) {
      warned = true;
      soon();
    }
    if (left <= 0) return over();
    timer = setTimeout(tick, Math.min(500, Math.max(50, left)));
  };
  tick();
  return { node, stop: () => clearTimeout(timer) };
}
