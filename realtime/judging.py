"""What everyone earned in one run: from the plan, the answers and what was scored before. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from models.live_log import answers_digest
from models.queries.live import AnswerRow, SeatRow
from models.rules.numbers import exact, json_number
from models.rules.questions import Answer, Mark, award, correct_view, distribution, grade, parse_answer
from models.rules.scoring import Entry, next_streak, ranks, score_run, streak_bonus
from realtime.session import CloseFacts, RevealFacts
from realtime.state import Item, Plan, Run

Lines = dict[str, dict[str, Any]]
"""The lines of an `item.scored` by participant."""
History = Sequence[Mapping[str, Any]]
"""Every `item.scored` so far, oldest first: `{run, item, scored}`; a run that was scored anew stands there again."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """One counted answer with its mark."""

    row: AnswerRow
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Past:
    """What the history says to one run."""

    newest: Lines
    """The last lines of all: their totals hold."""
    same: Lines
    """The last lines of the same item: what it earned before leaves the totals."""
    others: tuple[Lines, ...]
    """The last lines of every other item."""
    earlier: tuple[Lines, ...]
    later: tuple[Lines, ...]
    """The last lines of each run before this one, and of each after it."""


def _past_of(history: History, run: str, item: str) -> _Past:
    runs: dict[str, Lines] = {}
    items: dict[str, Lines] = {}
    for each in history:
        lines = {line["participant"]: line for line in each["scored"]}
        runs[each["run"]] = items[each["item"]] = lines
    names = list(runs)
    at = names.index(run) if run in runs else len(names)
    return _Past(
        newest={line["participant"]: line for line in history[-1]["scored"]} if history else {},
        same=items.get(item, {}),
        others=tuple(lines for name, lines in items.items() if name != item),
        earlier=tuple(runs[name] for name in names[:at]),
        later=tuple(runs[name] for name in names[at + 1 :]),
    )


def pin_of(answers: Sequence[AnswerRow]) -> CloseFacts:
    """How the log names these answers."""
    return CloseFacts(len(answers), answers_digest(answer.line() for answer in answers))


def judge(
    plan: Plan, run: Run, answers: Sequence[AnswerRow], seats: Sequence[SeatRow], history: History
) -> RevealFacts:
    """What a reveal says, or a new look at a run that stands in the history already.

    An item that is shown again counts by its last showing: its earlier points and marks leave the totals.
    """
    item = plan.items[run.index]
    parsed = {row.participant: read_stored(item, run, row) for row in answers}
    marked = {row.participant: _Marked(row, grade(item.content, parsed[row.participant])) for row in answers}
    return RevealFacts(
        pin=pin_of(answers),
        correct=correct_view(item.content, run.relabel),
        distribution=distribution(item.content, list(parsed.values()), run.relabel),
        scored=_lines(plan, run, marked, seats, _past_of(history, run.id, item.id)),
        confidence=_confidence(marked.values()),
        hide=plan.options.hidden,
    )


def without_names(scored: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of an `item.scored` without the names that people had at that time: what a score depends on."""
    return [{key: value for key, value in line.items() if key != "name"} for line in scored]


def read_stored(item: Item, run: Run, row: AnswerRow) -> Answer | None:
    """A stored answer as the rules of questions read it."""
    return parse_answer(item.content, row.answer, live=True, relabel=run.relabel)


BANDS = ((0, 24), (25, 49), (50, 74), (75, 100))
"""Confidence in per cent, in four bands."""


def _confidence(marked: Sequence[_Marked] | Any) -> list[dict[str, Any]]:
    """How sure people were and how many of them were right, `[{from, to, n, correct}]`; empty when nobody said."""
    said = [(each.row.confidence, each.mark.correctness) for each in marked if each.row.confidence is not None]
    if not said:
        return []
    bands = []
    for low, high in BANDS:
        inside = [correctness for confidence, correctness in said if low <= confidence <= high]
        right = sum(correctness is not None and correctness >= 1 for correctness in inside)
        bands.append({"from": low, "to": high, "n": len(inside), "correct": right})
    return bands


def _lines(
    plan: Plan, run: Run, marked: Mapping[str, _Marked], seats: Sequence[SeatRow], past: _Past
) -> list[dict[str, Any]]:
    item = plan.items[run.index]
    factors = {str(seat.id): exact(seat.factor) for seat in seats}
    entries = [_entry(run, each, factors.get(participant, Fraction(1))) for participant, each in marked.items()]
    points = score_run(plan.options.scoring, item.points, entries)
    lines = [_line(plan, item, str(seat.id), marked, points, past) for seat in seats]
    places = ranks({line["participant"]: line["total"] for line in lines})
    lines = [{**line, "rank": places[line["participant"]]} for line in lines]
    if "names" not in plan.options.hidden:
        names = {str(seat.id): seat.name for seat in seats}
        lines = [{**line, "name": names[line["participant"]]} for line in lines]
    return sorted(lines, key=lambda line: (line["rank"], line["participant"]))


def _entry(run: Run, answer: _Marked, factor: Fraction) -> Entry:
    return Entry(
        participant=answer.row.participant,
        correctness=answer.mark.correctness or Fraction(0),
        elapsed_ms=run.elapsed_ms(answer.row.credited_ms),
        window_ms=max(1, int(run.window_ms * factor)),
        status=answer.row.status,
        factor=factor,
    )


def _line(
    plan: Plan, item: Item, participant: str, marked: Mapping[str, _Marked], points: Mapping[str, int], past: _Past
) -> dict[str, Any]:
    mark = marked[participant].mark if participant in marked else grade(item.content, None)
    newest, old = past.newest.get(participant, {}), past.same.get(participant, {})
    streak = _streak(past.earlier, participant, 0)
    bonus = streak_bonus(item.points, before=streak, correctness=mark.correctness) if plan.options.streak else 0
    earned = points.get(participant, 0) + bonus
    worth = exact(item.points) * (mark.fraction or 0)
    # Summed from exact marks and rounded once: three thirds make 1, not 0.99.
    graded = worth + sum(exact(lines[participant]["mark"]) for lines in past.others if participant in lines)
    return {
        "participant": participant,
        "correct": None if mark.correctness is None else json_number(mark.correctness),
        "points": earned,
        "mark": json_number(worth),
        "total": newest.get("total", 0) - old.get("points", 0) + earned,
        "grade": json_number(award(1, graded)),
        "streak": _streak(past.later, participant, next_streak(streak, mark.correctness)),
    }


def _streak(runs: Sequence[Lines], participant: str, before: int) -> int:
    """The streak after these runs; who had no seat in one is not touched by it."""
    for lines in runs:
        correct = lines.get(participant, {}).get("correct")
        before = next_streak(before, None if correct is None else exact(correct))
    return before
