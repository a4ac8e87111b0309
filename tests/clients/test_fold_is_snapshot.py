"""A client that folds ends in what a fresh snapshot says: every prefix of a log, every role (live.md §3)."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from clients.protocol import Frame
from clients.state import State, comparable, fold, own_reply
from models.live_log import GENESIS, LogEntry, chain
from models.rules.questions import parse_content
from realtime import session as live
from realtime.plans import draw_labels
from realtime.projection import VISIBLE, View, project, snapshot_body
from realtime.protocol import Role
from realtime.state import Item, Plan, Run, RunState
from realtime.state import State as Truth

ME, OTHER = "p1", "p2"
COUNT = iter(range(10**9))


def item(name: str, kind: str, media: dict[str, Any] | None = None, **content: Any) -> Item:
    read = parse_content(kind, content, new_id=lambda: f"c{next(COUNT)}")
    return Item(name, kind, f"{name}?", 100, 20, read, media=media)


PLAN = Plan(
    (
        item("q1", "single", choices=[{"text": "A", "correct": True}, {"text": "B", "correct": False}]),
        item("q2", "true_false", media={"image": "x"}, answer=True),
        item("q3", "ordering", items=["one", "two", "three"]),
    )
)
TOLD: dict[str, dict[str, Any]] = {
    "roster.joined": {"participant": "p3", "name": "Ali"},
    "roster.left": {"participant": OTHER, "name": "Omar"},
    "roster.renamed": {"participant": OTHER, "name": "Umar"},
    "roster.removed": {"participant": "p3", "name": "Ali"},
    "roster.hand": {"participant": OTHER, "up": True},
    "seat.team": {"participant": ME, "team": "Owls"},
    "item.credited": {"run": "r0", "participant": OTHER},
    "item.rekeyed": {"item": "q3", "_content": {}},
    "item.recovered": {"run": "an earlier one", "answers": 3, "digest": "d"},
}
FACTS = live.CloseFacts(1, "digest")


def reveal(run: Run) -> live.RevealFacts:
    line = {"correct": 1, "mark": 1, "grade": 1, "streak": 1}
    scored = [
        {"participant": who, "points": 50 + at, "total": 50 + at + run.index, "rank": at + 1, **line}
        for at, who in enumerate((OTHER, ME))
    ]
    return live.RevealFacts(FACTS, {"value": run.index}, [{"value": 1, "n": 1}], scored)


@dataclass
class Walk:
    """The server's side: a log made by the state machine, the view on it, and what I have handed in."""

    truth: Truth = field(default_factory=Truth)
    view: View = field(default_factory=View)
    log: list[LogEntry] = field(default_factory=list)
    own: dict[str, Any] = field(default_factory=dict)
    now: int = 1_000_000

    def append(self, t: str, d: dict[str, Any]) -> LogEntry:
        entry = chain(self.log[-1].h if self.log else GENESIS, len(self.log) + 1, t, self.now, d)
        self.log.append(entry)
        self.view.apply(entry)
        if t == "item.prepare":
            self.own = {}
        return entry

    def do(self, command: live.Command) -> list[LogEntry]:
        self.truth, effects = live.step(PLAN, self.truth, command, self.now)
        return [self.append(each.t, each.d) for each in effects if isinstance(each, live.Append)]

    def command(self, name: str) -> live.Command:
        run = self.truth.run or Run("", "", 0, RunState.PREPARE, 0)
        commands: dict[str, live.Command] = {
            "show": live.Show(draw_labels),
            "again": live.Show(draw_labels, item="q1"),
            "open": live.Open(),
            "close": live.Close(),
            "time": live.TimeUp(run.id, FACTS, 0),
            "recovered": live.Recovered(run.id, live.CloseFacts(2, "another")),
            "reveal": live.Reveal(reveal(run)),
            "board": live.Board([{"participant": ME, "name": "Mona", "points": 1, "rank": 1}], 2),
            "skip": live.Skip(),
            "pause": live.Pause(),
            "resume": live.Resume(),
            "extend": live.Extend(5000),
            "outage": live.Outage(run.id, self.now - 700),
            "lock": live.Lock(not self.truth.locked),
            "end": live.End(FACTS, reveal(run)),
            "finalized": live.Finalized(),
        }
        return commands[name]

    def snapshot(self, role: Role) -> State:
        extra: dict[str, Any] = {"scoring": "accuracy"}
        if role is Role.HOST:
            extra["roster"] = [
                {"participant": who, "name": seat.name, "hand": seat.hand, "team": seat.team}
                for who, seat in self.view.seats.items()
            ]
        you = self.view.you(ME, self.own) if role is Role.PLAYER else None
        return snapshot_body(self.view, role, extra, you)

    def rescore(self) -> list[LogEntry]:
        run = self.truth.run
        if run is None or self.view.revealed is None:
            return []
        news = {"run": run.id, "correct": {"value": 9}, "distribution": [], "diff": [{"participant": ME}]}
        scored = [{**line, "total": line["total"] + 7} for line in reveal(run).scored]
        return [self.append("item.rescored", news), self.append("item.scored", {"run": run.id, "scored": scored})]


STEPS = [
    *("show", "again", "open", "close", "time", "recovered", "reveal", "board", "skip", "pause", "resume"),
    *("extend", "outage", "lock", "end", "finalized", "answer", "rescore", *TOLD),
]
USUAL = ("show", "open", "answer", "close", "time", "reveal", "board")
WAIT_MS = {"time": 60_000, "answer": 900}


@st.composite
def walks(draw: st.DrawFn) -> list[str]:
    """The usual way through some items, with anything else in between."""
    anything = st.lists(st.sampled_from(STEPS), max_size=2)
    steps = [each for _ in range(draw(st.integers(1, 3))) for usual in USUAL for each in (usual, *draw(anything))]
    return [*steps, *draw(st.permutations(("pause", "end", "finalized"))), "end", "finalized"]


def play(walk: Walk, name: str) -> list[LogEntry]:
    if name in TOLD:
        return [walk.append(name, TOLD[name])]
    if name == "rescore":
        return walk.rescore()
    return walk.do(walk.command(name))


def answer(walk: Walk, state: State) -> State:
    """Hand in once while the item is open: the server remembers, and the client folds its reply."""
    if walk.view.phase != "open" or walk.own:
        return state
    walk.own = {"answer": {"value": True}, "status": "accepted", "receipt": "r"}
    return own_reply(state, {"value": True}, {"status": "accepted", "receipt": "r", "credited_ms": 5})


def frames(entries: list[LogEntry], role: Role) -> list[Frame]:
    seen = [(entry, project(entry, role, ME)) for entry in entries if role in VISIBLE[entry.t]]
    return [Frame(t=name, ch="live:x", s=entry.s, p=0, d=body) for entry, (name, body) in seen]


PAUSES = [
    "show",
    "pause",
    "resume",
    "open",
    "pause",
    "resume",
    "answer",
    "extend",
    "pause",
    "close",
    "resume",
    "reveal",
]
"""A pause before, within and over the end of a window: chance seldom lets one begin and end while an item is open."""


@settings(max_examples=150)
@example(steps=PAUSES)
@given(steps=walks())
def test_at_every_prefix_the_fold_is_the_snapshot(steps: list[str]) -> None:
    walk = Walk()
    for who, name in ((ME, "Mona"), (OTHER, "Omar")):
        walk.append("roster.joined", {"participant": who, "name": name})
    folded = {role: walk.snapshot(role) for role in Role}
    for step in steps:
        walk.now += WAIT_MS.get(step, 100)
        if step == "answer":
            folded[Role.PLAYER] = answer(walk, folded[Role.PLAYER])
            continue
        entries = play(walk, step)
        for role in Role:
            for frame in frames(entries, role):
                folded[role] = fold(folded[role], frame)
            assert comparable(folded[role]) == comparable(walk.snapshot(role)), (role, step)
