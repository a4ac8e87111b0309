"""What a close pins and a reveal shows, read under the lock of the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_beats import present_at
from models.live_log import answers_digest
from models.queries.live import AnswerRow, SeatRow, answers_of_run, seats_of
from models.rules.numbers import exact, json_number
from models.rules.questions import Mark, award, correct_view, distribution, grade, parse_answer
from models.rules.scoring import Entry, next_streak, ranks, score_run, streak_bonus
from realtime.session import CloseFacts, RevealFacts
from realtime.state import Item, Millis, Plan, Run

Lines = dict[str, dict[str, Any]]
"""The lines of an `item.scored` by participant."""


async def lock_run(tx: BaseDBAsyncClient, run: str) -> None:
    """Wait for answers in flight and let none in until the transaction ends."""
    await tx.execute_query("SELECT 1 FROM live_run WHERE id = $1 FOR UPDATE", [UUID(run)])


async def close_facts(tx: BaseDBAsyncClient, run: str) -> CloseFacts:
    """Number and digest of the answers that count."""
    await lock_run(tx, run)
    return pin_of(await answers_of_run(tx, run))


async def closing_facts(tx: BaseDBAsyncClient, session_id: UUID, run: str, now: Millis) -> CloseFacts:
    """The same at the close of a run, with those whose line no process heard and who have not answered."""
    pin = await close_facts(tx, run)
    answered = {row.participant for row in await answers_of_run(tx, run, counted=False)}
    present = await present_at(tx, session_id, now)
    seats = [str(seat.id) for seat in await seats_of(tx, session_id) if seat.state == "joined"]
    return replace(pin, offline=sorted(set(seats) - answered - present))


def pin_of(answers: Sequence[AnswerRow]) -> CloseFacts:
    """How the log names these answers."""
    return CloseFacts(len(answers), answers_digest(answer.line() for answer in answers))


async def reveal_facts(tx: BaseDBAsyncClient, session_id: UUID, plan: Plan, run: Run) -> RevealFacts:
    """The right answer, how often each was given, and what everyone earned."""
    await lock_run(tx, run.id)
    answers = await answers_of_run(tx, run.id)
    seats = await seats_of(tx, session_id)
    history = await scored_before(tx, session_id)
    return judge(plan, run, answers, seats, history)


async def scored_before(tx: BaseDBAsyncClient, session_id: UUID) -> list[dict[str, Any]]:
    """Every `item.scored` so far with the item it was about, oldest first: `{run, item, scored}`."""
    rows = await tx.execute_query_dict(
        """SELECT e.d, r.item_id::text AS item FROM live_event e JOIN live_run r ON r.id = (e.d->>'run')::uuid
           WHERE e.session_id = $1 AND e.t = 'item.scored' ORDER BY e.s""",
        [session_id],
    )
    return [{**orjson.loads(row["d"]), "item": row["item"]} for row in rows]


@dataclass(frozen=True, slots=True)
class _Marked:
    """One counted answer with its mark."""

    row: AnswerRow
    mark: Mark


def judge(
    plan: Plan, run: Run, answers: Sequence[AnswerRow], seats: Sequence[SeatRow], history: Sequence[Mapping[str, Any]]
) -> RevealFacts:
    """Pure: what a reveal says, from the plan, the answers and what was scored before.

    An item that is shown again counts by its last showing: its earlier points and marks leave the totals.
    """
    item = plan.items[run.index]
    parsed = {
        row.participant: parse_answer(item.content, row.answer, live=True, relabel=run.relabel) for row in answers
    }
    marked = {row.participant: _Marked(row, grade(item.content, parsed[row.participant])) for row in answers}
    points = _points(plan, item, run, marked, seats)
    lines = _lines(plan, item, marked, points, seats, history)
    return RevealFacts(
        pin=pin_of(answers),
        correct=correct_view(item.content, run.relabel),
        distribution=distribution(item.content, list(parsed.values()), run.relabel),
        scored=lines,
    )


def _points(
    plan: Plan, item: Item, run: Run, marked: Mapping[str, _Marked], seats: Sequence[SeatRow]
) -> Mapping[str, int]:
    factors = {str(seat.id): exact(seat.factor) for seat in seats}
    return score_run(
        plan.options.scoring,
        item.points,
        [_entry(run, each, factors.get(participant, Fraction(1))) for participant, each in marked.items()],
    )


def _entry(run: Run, answer: _Marked, factor: Fraction) -> Entry:
    return Entry(
        participant=answer.row.participant,
        correctness=answer.mark.correctness or Fraction(0),
        elapsed_ms=run.elapsed_ms(answer.row.credited_ms),
        window_ms=max(1, int(run.window_ms * factor)),
        status=answer.row.status,
        factor=factor,
    )


def _lines(
    plan: Plan,
    item: Item,
    marked: Mapping[str, _Marked],
    points: Mapping[str, int],
    seats: Sequence[SeatRow],
    history: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    before: Lines = {line["participant"]: line for line in history[-1]["scored"]} if history else {}
    again: Lines = next((_by_seat(past) for past in reversed(history) if past["item"] == item.id), {})
    kept = {past["item"]: _by_seat(past) for past in history if past["item"] != item.id}
    lines = [_line(plan, item, str(seat.id), marked, points, before, again, kept) for seat in seats]
    places = ranks({line["participant"]: line["total"] for line in lines})
    lines = [{**line, "rank": places[line["participant"]]} for line in lines]
    return sorted(lines, key=lambda line: (line["rank"], line["participant"]))


def _by_seat(past: Mapping[str, Any]) -> Lines:
    return {line["participant"]: line for line in past["scored"]}


def _line(
    plan: Plan,
    item: Item,
    participant: str,
    marked: Mapping[str, _Marked],
    points: Mapping[str, int],
    before: Lines,
    again: Lines,
    kept: Mapping[str, Lines],
) -> dict[str, Any]:
    mark = marked[participant].mark if participant in marked else grade(item.content, None)
    past, old = before.get(participant, {}), again.get(participant, {})
    streak = past.get("streak", 0)
    bonus = streak_bonus(item.points, before=streak, correctness=mark.correctness) if plan.options.streak else 0
    earned = points.get(participant, 0) + bonus
    worth = exact(item.points) * (mark.fraction or 0)
    # Summed from exact marks and rounded once: three thirds make 1, not 0.99.
    graded = worth + sum(exact(lines[participant]["mark"]) for lines in kept.values() if participant in lines)
    return {
        "participant": participant,
        "correct": None if mark.correctness is None else json_number(mark.correctness),
        "points": earned,
        "mark": json_number(worth),
        "total": past.get("total", 0) - old.get("points", 0) + earned,
        "grade": json_number(award(1, graded)),
        "streak": next_streak(streak, mark.correctness),
    }
