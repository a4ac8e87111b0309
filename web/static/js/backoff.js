// How long to wait before the next try to connect: doubling, capped, with full jitter.

const FIRST_MS = 300;
const CAP_MS = 8000;

/** Waiting time before try number `attempt` (0, 1, …), in milliseconds. */
export function backoffMs(attempt, random = Math.random) {
  const ceiling = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.3 + 0.7 * random()));
}

/** What a close code asks of the client: `retry`, or a reason to stop. */
export function afterClose(code) {
  switch (code) {
    case 4001:
      return { action: "stop", why: "signed-out" };
    case 4003:
      return { action: "stop", why: "removed" };
    case 4009:
      return { action: "stop", why: "replaced" };
    case 4011:
      return { action: "stop", why: "over" };
    case 4008:
      return { action: "retry", soon: true };
    default:
      return { action: "retry", soon: false };
  }
}
