// The parts behind the host's tools and the look back: what they count, and what their forms give.

import { statesOf } from "/static/js/audit.js";
import { boardOrNote, boardView, placeCard } from "/static/js/board-view.js";
import { confidenceRow, isGuessable, STEPS } from "/static/js/confidence.js";
import { actions } from "/static/js/host-actions.js";
import { localTime } from "/static/js/host-dialogs.js";
import { hasKeyForm, keyForm } from "/static/js/key-form.js";
import { sums } from "/static/js/lines-view.js";
import { blank, fold, raised, voted } from "/static/js/live-state.js";
import { keepReceipt, receiptsOf } from "/static/js/receipts.js";
import { matrix } from "/static/js/rounds-view.js";
import { shownAsks } from "/static/js/stage.js";
import { clockText } from "/static/js/start-clock.js";
import { bandsOf, sureView } from "/static/js/sure-view.js";
import { equal, truthy } from "./check.js";

const move = (before, after, n, right = []) => ({ before, after, n, before_correct: right.includes(before), after_correct: right.includes(after) });

/** The key that the form of `question` gives after `change(form)`; null while it gives none. */
function keyFrom(question, change = () => {}) {
  let given = null;
  const form = keyForm(question, (key) => (given = key));
  document.body.append(form);
  change(form);
  form.requestSubmit();
  form.remove();
  return given;
}

const CHOICES = [
  { text: "A", correct: true, feedback: "well" },
  { text: "B", correct: false },
];

export default {
  "two rounds become a table of people who went from one answer to another": () => {
    const { before, after, cells, right } = matrix({ moves: [move("A", "A", 2, ["B"]), move("A", "B", 3, ["B"]), move("C", "B", 1, ["B"])] });
    equal([before, after, cells], [["A", "C"], ["A", "B"], [[2, 3], [0, 1]]]);
    equal([right.get("A"), right.get("B")], [false, true]);
  },
  "the health panel counts answers that came, that are stored, and lines": () => {
    const net = [{ received: 1, committed: 1 }, { received: 1, committed: 0 }, { received: 0, committed: 0 }];
    equal(sums(net, [{ present: true }, { present: false }, {}]), { received: 2, committed: 1, present: 2 });
  },
  "the time until a start has minutes, from an hour on hours, and never falls below zero": () => equal([61000, 60001, 3_750_000, 0, -5000].map(clockText), ["1:01", "1:01", "1:02:30", "0:00", "0:00"]),
  "the card of one's place names who stands just above, where names may be told": () => {
    const words = (above, rank = 2) => placeCard({ you: { rank, above }, board: null, before: null }).lastElementChild.textContent;
    equal([words({ name: "Ann", gap: 40 }), words({ name: null, gap: 40 }), words(null, 1)], ["board.above Ann", "board.above_hidden", "board.you_lead"]);
  },
  "where names are hidden everyone finds their own row, and a hidden board says so": () => {
    const top = ["a", "b"].map((participant, i) => ({ participant, name: null, points: 9 - i, rank: i + 1 }));
    const rows = [...boardView({ top, of: 2 }, { you: { participant: "b", name: "Noor" } }).querySelectorAll(".board-name")];
    equal(rows.map((one) => one.textContent), ["board.someone", "Noor"]);
    equal(boardOrNote({ top: [], of: 2 }, {}).textContent, "board.hidden");
  },
  "one's own votes and one's hand are folded from one's own replies and stay with the next question": () => {
    const state = voted(voted(raised({ ...blank(), you: { name: "Noor" } }, true), "a", true), "b", true);
    const next = fold(voted(state, "a", false), { t: "item.prepare", d: { run: "r" } });
    equal([state.you.votes, next.you.votes, next.you.hand], [["a", "b"], ["b"], true]);
  },
  "the table of how sure people were leaves out bands in which nobody stands": () => {
    const bands = bandsOf([{ from: 0, to: 24, n: 2, correct: 1 }, { from: 25, to: 49, n: 0, correct: 0 }, { from: 75, to: 100, n: 4, correct: 3 }]);
    equal(bands.map(({ to, share }) => [to, share]), [[100, 0.75], [24, 0.5]]);
    equal(sureView(undefined), null);
  },
  "a look back has a state before the first event and one after each": () => {
    const states = statesOf([{ t: "roster.joined", d: { participant: "p", name: "Noor" } }, { t: "item.prepare", d: { run: "r", index: 0, of: 1 } }]);
    equal(states.map((one) => [one.phase, one.roster.length]), [["lobby", 0], ["lobby", 1], ["prepare", 1]]);
  },
  "a revealed question can be asked again": () => {
    const state = { ...blank(), phase: "revealed", item: { run: "r", item: "q", index: 0, of: 2 } };
    equal(actions(state).find((one) => one.key === "again"), { name: "host.goto", key: "again", d: { item: "q" } });
  },
  "a team stays with its player from question to question": () => {
    const you = { participant: "p", name: "Noor", team: "Sun", total: 0 };
    equal(fold({ ...blank(), you }, { t: "item.prepare", d: { run: "r", index: 0, of: 1 } }).you.team, "Sun");
  },
  "only questions that everyone sees are on the stage, the most wanted first": () => {
    const ask = (id, votes, shown) => ({ id, votes, shown });
    equal(shownAsks([ask("a", 1, true), ask("b", 5, false), ask("c", 3, true), ask("d", 2), ask("e", 0, true)]).map((one) => one.id), ["c", "d", "a"]);
  },
  "how sure one is can be said, changed and taken back": () => {
    const { node, value } = confidenceRow();
    const press = (name) => node.querySelector(`[data-sure=${name}]`).click();
    const said = [value()];
    for (const name of ["guess", "sure", "sure"]) (press(name), said.push(value()));
    equal(said, [null, STEPS.guess, STEPS.sure, null]);
    equal(["single", "poll", "slide"].map((kind) => isGuessable({ kind })), [true, false, false]);
  },
  "a key of choices names every choice": () => {
    for (const kind of ["single", "multiple"]) equal(keyFrom({ kind, choices: CHOICES }), { choices: [{ text: "A", correct: true }, { text: "B", correct: false }] });
    const both = keyFrom({ kind: "multiple", choices: CHOICES }, (form) => form.querySelectorAll("input")[1].click());
    equal(both.choices.map((one) => one.correct), [true, true]);
  },
  "a key without a right answer is not sent": () => {
    equal(keyFrom({ kind: "multiple", choices: CHOICES }, (form) => form.querySelector("input").click()), null);
    equal(keyFrom({ kind: "numeric", value: 8 }, (form) => (form.elements.value.value = "eight")), null);
    equal(keyFrom({ kind: "short_text", accepted: [{ text: "x" }] }, (form) => (form.elements.texts.value = " \n ")), null);
  },
  "a number may be typed in Arabic digits": () => equal(keyFrom({ kind: "numeric", value: 8, tolerance: 0.5 }, (form) => (form.elements.value.value = "٩")), { value: 9, tolerance: 0.5 }),
  "true or false, and accepted texts that keep their share": () => {
    equal(keyFrom({ kind: "true_false", answer: false }), { answer: false });
    equal(keyFrom({ kind: "short_text", accepted: [{ text: "red", fraction: 0.5 }] }, (form) => (form.elements.texts.value = "red\nrosso\n")), { accepted: [{ text: "red", fraction: 0.5 }, { text: "rosso" }] });
  },
  "an order and pairs are given in the question's own texts": () => {
    equal(keyFrom({ kind: "ordering", items: ["a", "b"] }, (form) => form.querySelector("[data-down]").click()), { items: ["b", "a"] });
    const pairs = { kind: "matching", pairs: [{ left: "1", right: "x" }, { left: "2", right: "y" }], distractors: ["z"] };
    equal(keyFrom(pairs, (form) => (form.querySelector("select").value = "2")), { pairs: [{ left: "1", right: "z" }, { left: "2", right: "y" }] });
    truthy(!hasKeyForm("poll"), "a poll has no key");
  },
  "a receipt stays in the browser, one for each showing": () => {
    localStorage.clear();
    keepReceipt("s", "p", { run: "r1", index: 0, receipt: "x" });
    keepReceipt("s", "p", { run: "r1", index: 0, receipt: "y" });
    keepReceipt("s", "p", { run: "r2", index: 1 });
    equal([receiptsOf("s", "p"), receiptsOf("s", "q")], [[{ run: "r1", index: 0, receipt: "y" }], []]);
    localStorage.setItem("lectern:receipts:s:p", "{broken");
    equal(receiptsOf("s", "p"), []);
  },
  "a moment is written as a field of the browser's own time": () => equal([localTime(new Date(2027, 0, 5, 9, 7)), localTime(null)], ["2027-01-05T09:07", ""]),
};
