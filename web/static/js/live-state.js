// What one client knows of a live session: a pure fold of the snapshot and the events that follow it.
//
// `fold(state, frame)` never changes its argument. No clock, no chance, no DOM.

const NOBODY = { joined: 0, present: 0, answered: 0 };

/** Before the first snapshot. */
export function blank() {
  return {
    ready: false,
    phase: "lobby",
    paused: false,
    locked: false,
    scoring: null,
    host: { present: true },
    item: null,
    you: null,
    board: null,
    before: null,
    roster: [],
    plan: [],
    counts: NOBODY,
    tally: null,
    offline: 0,
    asks: [],
    teams: null,
    startsAt: null,
    reactions: null,
    net: [],
    live: false,
  };
}

const ofRun = (state, run) => state.item !== null && state.item.run === run;

const onItem = (state, run, change) => (ofRun(state, run) ? { ...state, item: { ...state.item, ...change } } : state);

const inRoster = (state, participant, change) => ({
  ...state,
  roster: state.roster.map((one) => (one.participant === participant ? { ...one, ...change } : one)),
});

const without = (state, participant) => ({
  ...state,
  roster: state.roster.filter((one) => one.participant !== participant),
});

function snapshot(state, d) {
  const counts = { ...NOBODY, ...d.counts };
  // A run that is over without having been closed was skipped: no snapshot says so in words.
  const skipped = d.phase === "closed" && d.item && !d.item.closed ? { skipped: true } : {};
  return {
    ...blank(),
    ready: true,
    phase: d.phase,
    paused: Boolean(d.paused),
    locked: Boolean(d.locked),
    scoring: d.scoring ?? null,
    host: d.host ?? { present: true },
    item: d.item ? { ...d.item, ...skipped } : null,
    you: d.you ?? null,
    board: d.board ?? null,
    roster: d.roster ?? [],
    plan: d.plan ?? [],
    asks: d.asks ?? [],
    teams: d.teams ?? null,
    startsAt: d.starts_at ?? null,
    counts,
    tally: d.item ? { run: d.item.run, answered: counts.answered, present: counts.present } : null,
  };
}

/** A new showing: everything that belonged to the last one is gone. */
function freshItem(state, phase, d) {
  const you = state.you && { ...ofSeat(state.you), ...totals(state.you) };
  const roster = state.roster.map((one) => ({ ...one, answered: false }));
  return {
    ...state,
    phase,
    item: d,
    you,
    roster,
    tally: { run: d.run, answered: 0, present: state.counts.present },
    counts: { ...state.counts, answered: 0 },
    before: state.board ?? state.before,
    board: null,
    reactions: null,
    offline: 0,
  };
}

const ofSeat = ({ participant, name, team, hand, votes }) => ({ participant, name, team, hand, votes });
const totals = ({ total, grade, rank, streak, above }) => ({ total, grade, rank, streak, above });

function opened(state, d) {
  if (ofRun(state, d.run)) return { ...state, phase: "open", item: { ...state.item, ...d } };
  return freshItem(state, "open", d);
}

function scored(state, d) {
  const you = { ...(state.you ?? {}), ...totals(d) };
  return { ...state, you: ofRun(state, d.run) ? { ...you, correct: d.correct, points: d.points } : you };
}

function tally(state, d) {
  if (!ofRun(state, d.run)) return state;
  return { ...state, tally: d, counts: { ...state.counts, answered: d.answered, present: d.present ?? state.counts.present } };
}

function presence(state, d) {
  const counts = { ...state.counts, joined: d.joined, present: d.present };
  const here = d.who && new Set(d.who.map((one) => one.participant ?? one));
  const roster = here ? state.roster.map((one) => ({ ...one, present: here.has(one.participant) })) : state.roster;
  return { ...state, counts, roster, offline: d.offline ?? 0 };
}

function resumed(state, d) {
  const moved = { ...(d.opens_at ? { opens_at: d.opens_at } : {}), ...(d.closes_at ? { closes_at: d.closes_at } : {}) };
  return { ...onItem(state, d.run, moved), paused: false };
}

function joined(state, d) {
  const others = without(state, d.participant).roster;
  return { ...state, roster: [...others, { answered: false, present: true, ...d }] };
}

const inAsks = (state, id, change) => ({
  ...state,
  asks: state.asks.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

function teamed(state, d) {
  const you = state.you?.participant === d.participant ? { ...state.you, team: d.team } : state.you;
  return { ...inRoster(state, d.participant, { team: d.team }), you };
}

const FOLDS = {
  "session.opened": (s) => ({ ...s, phase: "lobby" }),
  "session.changed": (s, d) => ({ ...s, scoring: d.scoring, teams: d.teams, startsAt: d.starts_at }),
  "session.locked": (s, d) => ({ ...s, locked: d.locked }),
  "session.paused": (s, d) => ({ ...s, paused: true, pausedAt: d.at, pausedBy: d.reason }),
  "session.resumed": resumed,
  "session.ended": (s) => ({ ...s, phase: "ended", paused: false }),
  "session.finalized": (s) => ({ ...s, phase: "finalized", paused: false }),
  "host.changed": (s, d) => ({ ...s, host: { ...s.host, user: d.user } }),
  "roster.joined": joined,
  "roster.left": (s, d) => without(s, d.participant),
  "roster.removed": (s, d) => without(s, d.participant),
  "roster.renamed": (s, d) => inRoster(s, d.participant, { name: d.name }),
  "seat.team": teamed,
  "roster.hand": (s, d) => inRoster(s, d.participant, { hand: d.up }),
  "ask.added": (s, d) => ({ ...s, asks: [...s.asks, { votes: 0, shown: false, ...d }] }),
  "ask.shown": (s, d) => (s.asks.some((one) => one.id === d.id) ? inAsks(s, d.id, { shown: true }) : { ...s, asks: [...s.asks, d] }),
  "ask.hidden": (s, d) =>
    s.asks.some((one) => "shown" in one)
      ? inAsks(s, d.id, { shown: false })
      : { ...s, asks: s.asks.filter((one) => one.id !== d.id) },
  "ask.voted": (s, d) => inAsks(s, d.id, { votes: d.votes }),
  "item.prepare": (s, d) => freshItem(s, "prepare", d),
  "item.open": opened,
  "item.extended": (s, d) => onItem(s, d.run, { closes_at: d.closes_at, extended: d.reason }),
  "item.closed": (s, d) => ({ ...onItem(s, d.run, { closed: d }), phase: "closed" }),
  "item.recovered": (s, d) => onItem(s, d.run, { closed: d }),
  "item.skipped": (s, d) => ({ ...onItem(s, d.run, { skipped: true }), phase: "closed" }),
  "item.revealed": (s, d) => ({ ...onItem(s, d.run, { revealed: d }), phase: "revealed" }),
  "item.rescored": (s, d) => onItem(s, d.run, { revealed: { ...s.item?.revealed, ...d } }),
  "score.you": scored,
  board: (s, d) => ({ ...s, phase: "board", board: d, before: s.board ?? s.before }),
  tally,
  presence,
  "you.window": (s, d) => (ofRun(s, d.run) ? { ...s, you: { ...s.you, closes_at: d.closes_at } } : s),
  reactions: (s, d) => ({ ...s, reactions: d.counts }),
  net: (s, d) => ({ ...s, net: d.participants }),
};

/** The state after one frame; unknown frames change nothing. */
export function fold(state, frame) {
  if (frame.t === "snapshot") return { ...snapshot(state, frame.d), before: state.board ?? state.before };
  if (frame.t === "synced") return { ...state, live: true };
  const change = FOLDS[frame.t];
  return change ? change(state, frame.d ?? {}) : state;
}

/** The client's own reply: what became of the answer it handed in for a showing. */
export function answered(state, { run, answer, status, receipt, credited_ms: creditedMs }) {
  if (!ofRun(state, run)) return state;
  return { ...state, you: { ...(state.you ?? {}), answer, status, receipt, creditedMs } };
}

/** The client's own reply: its hand is up, or down. */
export const raised = (state, up) => ({ ...state, you: { ...(state.you ?? {}), hand: up } });

/** The client's own reply: it votes for a question, or no more. */
export function voted(state, ask, up) {
  const others = (state.you?.votes ?? []).filter((one) => one !== ask);
  return { ...state, you: { ...(state.you ?? {}), votes: up ? [...others, ask] : others } };
}

/** When the window of this client ends, in server milliseconds; null while nothing is open. */
export function windowEnd(state) {
  if (state.phase !== "open" || !state.item) return null;
  return state.you?.closes_at ?? state.item.closes_at;
}

/** Whether the options may be shown at server time `now`. */
export const isShown = (state, now) => state.phase === "open" && state.item !== null && now >= state.item.opens_at;

/** Places won (positive) or lost since the board before; null for a newcomer. */
export function climbed(before, entry) {
  const then = before?.top?.find((one) => one.participant === entry.participant);
  return then ? then.rank - entry.rank : null;
}
