// Which host commands fit the state, and which of them is the natural next one. Pure.

const NEXT = { name: "host.next", key: "next" };
const END = { name: "host.end", key: "end", confirm: true };

/** `index` counts from 0. */
const isLast = ({ item }) => item !== null && item.index + 1 >= item.of;

const onward = (state) => (isLast(state) ? [END] : [NEXT, END]);

/** The same question once more: a second round, both kept. */
const again = ({ item }) => ({ name: "host.goto", key: "again", d: { item: item.item } });

const BY_PHASE = {
  lobby: () => [{ name: "host.prepare", key: "start" }, END],
  prepare: () => [{ name: "host.open", key: "open" }, { name: "host.skip", key: "skip" }, END],
  open: () => [
    { name: "host.close", key: "close" },
    { name: "host.extend", key: "extend", d: { by_ms: 10000 } },
    { name: "host.skip", key: "skip" },
    END,
  ],
  closed: (state) =>
    state.item?.skipped ? onward(state) : [{ name: "host.reveal", key: "reveal" }, { name: "host.skip", key: "skip" }, END],
  revealed: (state) => {
    const [first, ...rest] = onward(state);
    return [first, { name: "host.board", key: "board" }, again(state), ...rest];
  },
  board: onward,
};

/** The commands to offer, the primary one first; empty after the end. */
export function actions(state) {
  const list = BY_PHASE[state.phase]?.(state) ?? [];
  if (!list.length) return [];
  if (state.paused) return [{ name: "host.resume", key: "resume" }, ...list.filter((a) => ["close", "skip", "end"].includes(a.key))];
  return [...list, { name: "host.pause", key: "pause" }];
}

/** What the host's page saw when it sent a command, so that a stale click changes nothing. */
export function expectation(state) {
  return state.item ? { phase: state.phase, run: state.item.run } : { phase: state.phase };
}
