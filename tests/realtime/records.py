"""A whole session as it is stored, made by hand: plan, log and answers, without a database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from models.live_log import GENESIS
from models.queries.live import AnswerRow, SeatRow, SessionRow
from models.rules.questions import dump
from realtime.judging import judge, pin_of
from realtime.results import Record
from realtime.session import Close, Open, Reveal, Show, TimeUp
from realtime.state import GRACE_MS, Item
from tests.realtime.plans import LEAD, Log, item, labeller, plan

WHO = [str(UUID(int=number)) for number in range(1, 5)]
SEATS = [SeatRow(UUID(each), None, f"p{number}", "joined", 1.0) for number, each in enumerate(WHO)]


class Game:
    """Items are played one after another; then `record` is what a database would hold."""

    def __init__(self, items: int = 1, **options: Any) -> None:
        self.options = options
        self.log = Log(plan(*(item(number) for number in range(items)), **options))
        self.rows: dict[str, dict[str, AnswerRow]] = {}
        self.scored: list[dict[str, Any]] = []
        self._draw = labeller()

    def play(self, answers: Sequence[tuple[str, int, int]], *, item: str | None = None, **more: Any) -> str:
        """One item; each seat's choice, tap (ms after the opening) and credit (ms). The run's id."""
        log = self.log
        log.give(Show(self._draw, item))
        log.give(Open())
        run = log.state.run
        assert run is not None
        self.rows[run.id] = {
            who: self._row(who, run.id, run.index, run.opens_at, *given, **more)
            for who, given in zip(WHO, answers, strict=False)
        }
        rows = list(self.rows[run.id].values())
        log.give(Close(), after=LEAD + 20_000)
        log.give(TimeUp(run.id, pin_of(rows), 0), after=GRACE_MS)
        assert log.state.run is not None
        facts = judge(log.plan, log.state.run, rows, SEATS, self.scored)
        self.scored.append({"run": run.id, "item": run.item, "scored": list(facts.scored)})
        log.give(Reveal(facts))
        return run.id

    @staticmethod
    def _row(
        who: str, run: str, index: int, opens_at: int, choice: str, tap: int, credit: int, **more: Any
    ) -> AnswerRow:
        raw = {"choices": [f"{run}:{index}{choice}"]}
        credited = opens_at + tap
        kept = {"rtt_ms": credit, "allowed_ms": credit + 20, **more}
        return AnswerRow(run, who, f"s-{run}", 0, raw, credited + credit, credited, "accepted", "r", **kept)

    def record(self) -> Record:
        """As `read_record` would give it."""
        stored = [_stored(each) for each in self.log.plan.items]
        ids = {name: UUID(int=9) for name in ("id", "quiz_id", "course_id", "owner_id")}
        at = {"head": len(self.log.entries), "digest": self.log.entries[-1].h if self.log.entries else GENESIS}
        times = {"created_at": datetime.fromtimestamp(0, UTC), "ended_at": None}
        named = {"code": "C", "epoch": "e", "title": "T", "phase": self.log.state.phase}
        row = SessionRow(**ids, **named, settings=self.options, plan=tuple(stored), **at, **times)  # type: ignore[arg-type]
        names = {str(seat.id): seat.name for seat in SEATS}
        return Record(row, self.log.entries, self.rows, names, dict.fromkeys(names), dict.fromkeys(names, 1.0))


def _stored(each: Item) -> dict[str, Any]:
    head = {name: getattr(each, name) for name in ("id", "kind", "stem", "points", "seconds", "version")}
    return {**head, "content": dump(each.content)}
