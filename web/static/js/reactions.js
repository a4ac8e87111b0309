// Reactions: five small buttons for players, and their counts for the room. Nobody's name is in them.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const FACES = { like: "👍", love: "❤️", laugh: "😂", wow: "😮", confused: "🤔" };
const PAUSE_MS = 1500;

/** The player's buttons; each rests a moment after a tap, so that the line stays free for answers. */
export function reactionBar(send) {
  const tap = (kind) => ({ currentTarget: button }) => {
    send(kind);
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => button.removeAttribute("aria-disabled"), PAUSE_MS);
  };
  return h(
    "div.reactions",
    { role: "group", "aria-label": t("play.react") },
    Object.entries(FACES).map(([kind, face]) => h("button.face", { type: "button", "data-focus": kind, "aria-label": t(`react.${kind}`), title: t(`react.${kind}`), onclick: (event) => event.currentTarget.ariaDisabled !== "true" && tap(kind)(event) }, face)),
  );
}

/** How often each was sent. */
export function reactionCounts(counts) {
  const some = Object.entries(FACES).filter(([kind]) => counts[kind] > 0);
  return some.length > 0 && h("ul.face-counts", { "aria-label": t("live.reactions") }, some.map(([kind, face]) => h("li.face-count", {}, h("span", { "aria-hidden": "true" }, face), h("span.sr", {}, t(`react.${kind}`)), h("span", {}, t.number(counts[kind])))));
}
