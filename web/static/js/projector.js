// The projector's page: the public picture and nothing else.

import { get } from "./api.js";
import { Countdown } from "./countdown.js";
import { grouped } from "./codes.js";
import { find, h, meta, show } from "./dom.js";
import { openLine } from "./line.js";
import { blank, fold } from "./live-state.js";
import { Stage, ended } from "./stage.js";
import { stoppedView } from "./stopped.js";
import { t } from "./i18n.js";

async function start() {
  const session = await get(`/live-sessions/${meta("session")}`);
  find("[data-session-title]").textContent = session.title ?? "";
  const client = openLine({ as: "projector" });
  const now = () => client.clock.serverNow();
  const countdown = new Countdown(now);
  find("[data-clock]").append(countdown.node);
  const stage = new Stage(find("[data-stage]"), { session, now, countdown });
  let state = blank();
  client.addEventListener("frame", ({ detail }) => {
    state = fold(state, detail);
    stage.draw(state);
    show(find("[data-code]"), [state.phase === "lobby" || ended(state.phase), state.locked], () => codeChip(session.code, state));
  });
  client.addEventListener("line", ({ detail }) => detail.status === "stopped" && !ended(state.phase) && show(find("[data-stage-body]"), detail.why, () => stoppedView(detail.why, { state, retry: () => location.reload() })));
  client.start();
}

const codeChip = (code, { phase, locked }) => (phase === "lobby" || ended(phase) || locked ? null : h("span.code-chip", {}, t("live.code"), " ", h("bdi.code", { dir: "ltr" }, grouped(code))));

start().catch((problem) => find("[data-stage-body]").replaceChildren(h("p.big-note", { role: "alert" }, problem.message)));
