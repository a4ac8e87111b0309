// The time until a session that was planned for a moment begins; it counts by itself while it stands in the page.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const two = (n) => String(n).padStart(2, "0");

/** `3:07`, or `1:02:30` from an hour on; never below zero. Pure. */
export function clockText(leftMs) {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `startsAt` and `now()` are the server's ms. */
export function startClock(startsAt, now) {
  const left = h("bdi.start-left", { role: "timer", "aria-live": "off", dir: "ltr" });
  const node = h("p.start-clock", {}, t("live.starts_at", { time: t.date(new Date(startsAt).toISOString()) }), " ", left);
  const draw = () => {
    left.textContent = clockText(startsAt - now());
    if (node.isConnected) setTimeout(draw, 500);
  };
  draw();
  requestAnimationFrame(draw);
  return node;
}
