// Why a live page has stopped, and what one can do now.

import { h, meta } from "./dom.js";
import { t } from "./i18n.js";

const here = () => encodeURIComponent(location.pathname);

const WAYS = {
  "signed-out": () => [h("a.button.is-primary", { href: meta("user") ? `/login?next=${here()}` : "/play" }, t(meta("user") ? "auth.sign_in" : "join.button"))],
  replaced: ({ retry }) => [h("button.button.is-primary", { type: "button", onclick: retry }, t("stopped.use_here"))],
  removed: () => [h("a.button", { href: "/play" }, t("join.button"))],
  forbidden: () => [h("a.button.is-primary", { href: "/play" }, t("join.button"))],
  "not-found": () => [h("a.button", { href: "/" }, t("nav.home"))],
  over: () => [h("a.button.is-primary", { href: meta("user") ? "/learn" : "/" }, t(meta("user") ? "learn.mine" : "nav.home"))],
};

/** `why` is the reason LiveClient stopped for; `brief` leaves the words to what stands above. */
export function stoppedView(why, context) {
  const known = WAYS[why] ? why : "forbidden";
  return h("div.stopped", { role: "alert" }, !context.brief && h("p.big-note", {}, t(`stopped.${known.replace("-", "_")}`)), WAYS[known](context));
}
