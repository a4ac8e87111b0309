// Opening a page's live channel: where the socket is, how this page proves who it is, and what it says about the line.

import { post } from "./api.js";
import { LiveClient } from "./live-client.js";
import { find, meta } from "./dom.js";
import { t } from "./i18n.js";

/** Where our own socket listens. */
export const socketUrl = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;

/** A ticket for the signed-in account of this page, new for each connection. */
export async function ticket() {
  try {
    return { ticket: (await post("/ws/tickets")).ticket };
  } catch (problem) {
    if ([401, 403].includes(problem.status)) problem.stop = "signed-out";
    throw problem;
  }
}

export function openLine({ as, credentials = ticket, outbox }) {
  return open({ channel: `live:${meta("session")}`, as, credentials, outbox });
}

/** A channel beside live sessions: `course:…`, `me`, `metrics`. */
export const openFeed = (channel) => open({ channel, credentials: ticket });

function open(wish) {
  const client = new LiveClient({ url: socketUrl(), ...wish });
  client.addEventListener("line", ({ detail }) => showLine(detail.why === "over" ? "over" : detail.status));
  return client;
}

function showLine(status) {
  const node = find("[data-line]");
  if (!node) return;
  node.dataset.line = status;
  find("[data-line-text]", node).textContent = t(`line.${status}`);
}
