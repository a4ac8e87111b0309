"""Plans, states and logs for tests of the live engine, made by hand: no database, no clock."""

import json
from collections.abc import Iterable
from itertools import count
from typing import Any

from models.live_log import GENESIS, LogEntry, chain
from models.rules.questions import parse_content
from realtime.session import Append, CloseFacts, Command, Effect, Labels, RevealFacts, step
from realtime.state import Item, Millis, Options, Plan, State

SECONDS = 20
LEAD = 700


def item(number: int, kind: str = "single", **content: Any) -> Item:
    """Question `q<number>`; choices are named a, b, c and a is right."""
    easy = {"choices": [{"text": text, "correct": text == "a"} for text in "abc"]}
    raw = easy if kind == "single" and not content else content
    names = iter("abcdefgh")
    made = parse_content(kind, raw, new_id=lambda: f"{number}{next(names)}")
    return Item(f"q{number}", kind, f"Question {number}?", 1000, SECONDS, made)


def plan(*items: Item, **options: Any) -> Plan:
    """A plan of these items, or of three easy ones."""
    return Plan(items or tuple(item(number) for number in range(3)), Options(**options))


def labeller() -> Any:
    """Draws runs `run-1`, `run-2`, …; every id of a run is minted for it."""
    numbers = count(1)

    def draw(asked: Item) -> Labels:
        run = f"run-{next(numbers)}"
        lists = {name: list(ids) for name, ids in asked.content.lists().items()}
        return Labels(run, lists, {each: f"{run}:{each}" for ids in lists.values() for each in ids})

    return draw


def pinned(*names: str) -> CloseFacts:
    """The pin of answers with these names."""
    return CloseFacts(len(names), "+".join(sorted(names)))


def shown(pin: CloseFacts | None = None, **scored: int) -> RevealFacts:
    """A reveal made from these answers, with points by participant."""
    lines: list[dict[str, Any]] = [
        {
            "participant": who,
            "correct": int(points > 0),
            "points": points,
            "total": points,
            "grade": points,
            "streak": 0,
        }
        for who, points in scored.items()
    ]
    for line in lines:
        line["rank"] = 1 + sum(other["total"] > line["total"] for other in lines)
    return RevealFacts(pin or pinned(), {"choices": ["a"]}, [{"id": "a", "n": 1, "correct": True}], lines)


class Log:
    """A log that grows by commands, with the state at its head. What goes in has been through JSON, as in the database."""

    def __init__(self, of: Plan | None = None) -> None:
        self.plan, self.state, self.now = of or plan(), State(), 1_000_000
        self.entries: list[LogEntry] = []
        self.add("session.opened", {})

    def add(self, t: str, d: dict[str, Any]) -> None:
        """Write an event as it is."""
        before = self.entries[-1].h if self.entries else GENESIS
        self.entries.append(chain(before, len(self.entries) + 1, t, self.now, json.loads(json.dumps(d))))

    def give(self, *commands: Command, after: Millis = 0) -> list[Effect]:
        """Let time pass, then give commands; the effects of the last one."""
        self.now += after
        effects: list[Effect] = []
        for command in commands:
            self.state, effects = step(self.plan, self.state, command, self.now)
            for effect in effects:
                if isinstance(effect, Append):
                    self.add(effect.t, effect.d)
        return effects

    @property
    def names(self) -> list[str]:
        """The kinds of events so far."""
        return [entry.t for entry in self.entries]


def kinds(effects: Iterable[Effect]) -> list[str]:
    """What the effects are, in short."""
    return [effect.t if isinstance(effect, Append) else type(effect).__name__.lower() for effect in effects]
