// How much news is unread, in the header of every page, while the page is looked at.

import { find, meta } from "./dom.js";
import { foldMe } from "./feed-state.js";
import { ticket, socketUrl } from "./line.js";
import { LiveClient } from "./live-client.js";
import { t } from "./i18n.js";

const SETTLE_MS = 600;
const bell = find("[data-bell]");
let [state, client, timer] = [null, null, 0];

function draw() {
  const count = Math.max(0, state?.unread ?? 0);
  const badge = find("[data-unread]", bell);
  badge.hidden = count === 0;
  badge.textContent = count > 99 ? "99+" : t.number(count);
  bell.setAttribute("aria-label", count ? t("news.unread", { count }) : t("news.title"));
}

function open() {
  client = new LiveClient({ url: socketUrl(), channel: "me", credentials: ticket });
  client.addEventListener("frame", ({ detail: frame }) => {
    if (!state && frame.t !== "snapshot") return;
    state = foldMe(state, frame);
    draw();
    dispatchEvent(new CustomEvent("lectern:me", { detail: frame }));
  });
  client.start();
}

/** A page that nobody looks at holds no socket; one that is left at once opens none. */
function follow() {
  clearTimeout(timer);
  if (document.visibilityState === "visible" && !client) timer = setTimeout(open, SETTLE_MS);
  else if (document.visibilityState === "hidden" && client) {
    client.stop("hidden");
    client = null;
  }
}

if (bell && meta("user")) {
  document.addEventListener("visibilitychange", follow);
  follow();
}
