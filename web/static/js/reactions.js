// Reactions: five small buttons for players, and their counts for the room. Nobody's name is in them.

import { drawing, h } from "./dom.js";
import { t } from "./i18n.js";

const ROUND = "M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 0 0 0-21z";
const EYES = "M8.3 7.2a1.5 1.8 0 1 0 0 3.6 1.5 1.8 0 0 0 0-3.6zM15.7 7.2a1.5 1.8 0 1 0 0 3.600 1.5 1.8 0 0 0 0-3.6z";
/** Drawn, not typed: a device without an emoji font would show empty boxes. */
const FACES = {
  like: "M2 10h4v11H2zM8 21V10l4.500-8.500c1.700 0 2.800 1.200 2.500 2.900L14.300 9H20a2.200 2.200 0 0 1 2.100 2.700l-1.700 7.300a2.700 2.700 0 0 1-2.600 2z",
  love: "M12 21.500 3.200 12.800a5.600 5.600 0 0 1 8-7.900l.8.800.8-.8a5.600 5.600 0 0 1 8 7.900z",
  laugh: `${ROUND}${EYES}M6 13.500h12a6 6 0 0 1-12 0z`,
  wow: `${ROUND}${EYES}M12 12.800a2.600 3.200 0 1 0 0 6.400 2.600 3.200 0 0 0 0-6.400z`,
  confused: `${ROUND}M10.800 16.300h2.400v2.400h-2.400zM7.600 9.200a4.400 4.400 0 1 1 5.900 4.100c-.2.100-.3.300-.3.500v.9h-2.400v-1.100c0-1.100.7-2.100 1.800-2.500A2 2 0 1 0 10 9.200z`,
};
const face = (kind) => drawing(FACES[kind], `face-icon face-${kind}`);
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
    Object.keys(FACES).map((kind) => h("button.face", { type: "button", "data-focus": kind, "aria-label": t(`react.${kind}`), title: t(`react.${kind}`), onclick: (event) => event.currentTarget.ariaDisabled !== "true" && tap(kind)(event) }, face(kind))),
  );
}

/** How often each was sent. */
export function reactionCounts(counts) {
  const some = Object.keys(FACES).filter((kind) => counts[kind] > 0);
  return some.length > 0 && h("ul.face-counts", { "aria-label": t("live.reactions") }, some.map((kind) => h("li.face-count", {}, face(kind), h("span.sr", {}, t(`react.${kind}`)), h("span", {}, t.number(counts[kind])))));
}
