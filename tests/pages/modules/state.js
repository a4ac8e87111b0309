// The fold of a live session: live-state.js.

import { answered, blank, climbed, fold, isShown, windowEnd } from "/static/js/live-state.js";
import { activity, foldCourse, foldMe } from "/static/js/feed-state.js";
import { equal, truthy } from "./check.js";

const RUN = { run: "r1", item: "q1", index: 0, of: 2, kind: "single", stem: "?", points: 1000 };
const OPEN = { ...RUN, opens_at: 1000, closes_at: 21000, choices: [{ id: "a", text: "A" }] };
const SNAPSHOT = { t: "snapshot", s: 3, d: { phase: "lobby", paused: false, locked: false, host: { present: true }, counts: { joined: 2, present: 2, answered: 0 }, you: { participant: "p1", name: "Noor", total: 0, grade: 0, rank: null, streak: 0 } } };

const play = (...frames) => frames.reduce(fold, blank());
const ev = (t, d) => ({ t, d });
const opened = () => play(SNAPSHOT, ev("item.prepare", RUN), ev("item.open", OPEN));
const board = (...ranks) => ({ top: ranks.map(([participant, rank]) => ({ participant, name: participant, points: 0, rank })), of: ranks.length });

const learner = (enrollment, percent = 0) => ({ enrollment, user: { id: `u-${enrollment}`, name: enrollment }, percent, last_seen: null });
const COURSE = { learners: [learner("ann")], counts: { active: 1, waiting: 0, offered: 0, completed: 0, dropped: 0, expired: 0 } };
const place = (enrollment, was, state, percent = 0) => ev("enrollment.changed", { ...learner(enrollment, percent), was, state });

export default {
  "a course's table follows places that begin, end and are completed": () => {
    const state = [place("ben", null, "active"), place("ann", "active", "completed", 100), place("ben", "active", "dropped"), place("cy", null, "waiting")].reduce(foldCourse, foldCourse(null, { t: "snapshot", d: COURSE }));
    equal(state.learners.map((one) => [one.enrollment, one.percent]), [["ann", 100]]);
    equal([state.counts.active, state.counts.completed, state.counts.dropped, state.counts.waiting], [0, 1, 1, 1]);
  },
  "progress moves one learner and no other": () => {
    const before = { ...COURSE, learners: [learner("ann"), learner("ben")] };
    equal(foldCourse(before, ev("progress.changed", { ...learner("ben", 40), lesson: "l", state: "done" })).learners.map((one) => one.percent), [0, 40]);
    truthy(foldCourse(before, ev("attempt.changed", {})) === before, "same object");
  },
  "what a learner did is told by the text of its kind, and a reset of time alone is not": () => {
    equal(activity(ev("progress.changed", { lesson: "l", state: "done" })).key, "learners.lesson_done");
    equal(activity(ev("progress.changed", { lesson: null, state: null })), null);
    equal(activity(ev("attempt.changed", { state: "graded", percent: 80 })), { key: "learners.quiz_graded", values: { percent: 80 } });
    equal(activity(place("ann", "waiting", "offered")), null);
  },
  "me counts news and keeps jobs that are under way": () => {
    const job = (id, state) => ev("job.changed", { job: { id, state } });
    const state = [ev("notification.new", {}), ev("notification.read", { count: 2 }), job("a", "queued"), job("b", "running"), job("a", "done")].reduce(foldMe, { unread: 1, jobs: [] });
    equal(state, { unread: 0, jobs: [{ id: "b", state: "running" }] });
  },
  "an unknown event changes nothing": () => {
    const state = opened();
    truthy(fold(state, ev("future.thing", { x: 1 })) === state, "same object");
  },
  "a fold never changes its argument": () => {
    const state = Object.freeze({ ...opened(), item: Object.freeze({ ...OPEN }) });
    fold(state, ev("item.extended", { run: "r1", closes_at: 31000, reason: "host" }));
    equal(state.item.closes_at, 21000);
  },
  "a snapshot while open equals the events that led there": () => {
    const folded = opened();
    const fresh = play({ ...SNAPSHOT, d: { ...SNAPSHOT.d, phase: "open", item: OPEN } });
    for (const part of ["phase", "item", "you", "counts", "board"]) equal(fresh[part], folded[part]);
  },
  "a new item forgets the last answer but keeps the totals": () => {
    const scored = play(SNAPSHOT, ev("item.open", OPEN), ev("score.you", { run: "r1", correct: 1, points: 900, total: 900, grade: 1, rank: 1, streak: 1 }));
    const next = fold(answered(scored, { run: "r1", answer: { choices: ["a"] }, status: "accepted" }), ev("item.prepare", { ...RUN, run: "r2", index: 1 }));
    equal([next.you.answer, next.you.correct, next.you.total, next.you.rank], [undefined, undefined, 900, 1]);
  },
  "a reply to an answer of another run is ignored": () => {
    const state = opened();
    truthy(answered(state, { run: "r0", answer: {}, status: "accepted" }) === state);
  },
  "points of an earlier run never show as points of this one": () => {
    const state = fold(opened(), ev("score.you", { run: "r0", correct: 1, points: 5, total: 5, grade: 1, rank: 1, streak: 1 }));
    equal([state.you.points, state.you.total], [undefined, 5]);
  },
  "the options are hidden until the common instant": () => {
    const state = opened();
    equal([isShown(state, 999), isShown(state, 1000)], [false, true]);
  },
  "an own window counts before the common one": () => {
    const state = fold(opened(), ev("you.window", { run: "r1", closes_at: 41000 }));
    equal([windowEnd(opened()), windowEnd(state)], [21000, 41000]);
  },
  "an extension and the end of a pause move the close": () => {
    const longer = fold(opened(), ev("item.extended", { run: "r1", by_ms: 5000, closes_at: 26000, reason: "recovery" }));
    const paused = fold(longer, ev("session.paused", { at: 2000, reason: "host" }));
    const back = fold(paused, ev("session.resumed", { run: "r1", opens_at: 1500, closes_at: 30000 }));
    equal([longer.item.closes_at, paused.paused, back.paused, back.item.opens_at, back.item.closes_at], [26000, true, false, 1500, 30000]);
  },
  "a tally of another run is not shown": () => equal(fold(opened(), ev("tally", { run: "r9", answered: 7, present: 9 })).tally.answered, 0),
  "a skipped item says so, also after a reload": () => {
    const live = fold(opened(), ev("item.skipped", { run: "r1" }));
    const fresh = play({ ...SNAPSHOT, d: { ...SNAPSHOT.d, phase: "closed", item: OPEN } });
    equal([live.phase, live.item.skipped, fresh.item.skipped], ["closed", true, true]);
  },
  "the roster follows joins, names, hands and removals": () => {
    const state = play(SNAPSHOT, ev("roster.joined", { participant: "a", name: "Ana" }), ev("roster.joined", { participant: "b", name: "Bo" }), ev("roster.renamed", { participant: "a", name: "Anna" }), ev("roster.hand", { participant: "a", up: true }), ev("roster.removed", { participant: "b", name: "Bo" }));
    equal(state.roster.map((one) => [one.name, one.hand]), [["Anna", true]]);
  },
  "who is on the line marks the roster": () => {
    const state = play(SNAPSHOT, ev("roster.joined", { participant: "a", name: "Ana" }), ev("presence", { joined: 1, present: 0, who: [] }));
    equal(state.roster[0].present, false);
  },
  "a change of the key replaces what was revealed": () => {
    const state = fold(fold(opened(), ev("item.revealed", { run: "r1", correct: { choices: ["a"] }, distribution: [] })), ev("item.rescored", { run: "r1", correct: { choices: ["b"] }, distribution: [] }));
    equal(state.item.revealed.correct.choices, ["b"]);
  },
  "a board remembers the one before it across items": () => {
    const first = fold(opened(), ev("board", board(["a", 1], ["b", 2])));
    const second = fold(fold(first, ev("item.open", { ...OPEN, run: "r2" })), ev("board", board(["b", 1], ["a", 2], ["c", 3])));
    equal(second.board.top.map((entry) => climbed(second.before, entry)), [1, -1, null]);
  },
};
