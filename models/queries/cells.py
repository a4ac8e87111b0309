"""What every learner has reached in every quiz of a course: PostgreSQL chooses the attempt that counts.

`models.queries.results.counted` says the same for one learner and one quiz; a test holds the two together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.results import FINISHED, QuizStanding
from models.rules.attempts import PERCENT_PLACES, Grading, mean_percent
from models.rules.numbers import exact, half_up
from models.tables.quizzes import Quiz


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner at one quiz: how many attempts count at most, and what they are worth."""

    attempts: int
    standing: QuizStanding


EMPTY: Final = Cell(0, QuizStanding(None, passed=False))
_STATES: Final = ", ".join(f"'{state}'" for state in FINISHED)
# An attempt keeps its percent as `percent` rounded it, so that choosing one of several needs no arithmetic;
# means are taken in Python, from the exact scores.
_CHOSEN: Final = {
    Grading.HIGHEST: "max(percent)",
    Grading.LATEST: "(array_agg(percent ORDER BY submitted_at DESC))[1]",
    Grading.FIRST: "(array_agg(percent ORDER BY submitted_at))[1]",
}
_GROUPED: Final = f"""
    FROM attempt JOIN unnest($1::uuid[]) WITH ORDINALITY q(id, at) ON q.id = attempt.quiz_id
    WHERE state IN ({_STATES}) GROUP BY enrollment_id, at
"""
Found = Iterable[tuple[UUID, int, int, float | None]]
"""Enrolment, number of the quiz from 1, attempts, percent."""


async def cells_of(quizzes: Sequence[Quiz]) -> dict[UUID, list[Cell]]:
    """The cells of every enrolment that has any, in the order of the quizzes.

    One statement for each grading policy that the quizzes have. A row is a learner with arrays: fifty times fewer
    rows to read than cells.
    """
    cells: dict[UUID, list[Cell]] = {}
    cell = cache(_cell)
    for grading in Grading:
        places = [at for at, quiz in enumerate(quizzes) if quiz.grading == grading]
        marks = [_pass_mark(quizzes[at]) for at in places]
        for enrollment_id, number, attempts, percent in await _found(grading, [quizzes[at].id for at in places]):
            line = cells.setdefault(enrollment_id, [EMPTY] * len(quizzes))
            line[places[number - 1]] = cell(attempts, percent, percent is not None and percent >= marks[number - 1])
    return cells


def _cell(attempts: int, percent: float | None, passed: bool) -> Cell:  # noqa: FBT001 - it is a key of the cache
    return Cell(attempts, QuizStanding(None if percent is None else Decimal(str(percent)), passed=passed))


def _pass_mark(quiz: Quiz) -> float:
    """As a percent is rounded: two floats of the same two places are the same float."""
    return float(half_up(exact(quiz.pass_percent), PERCENT_PLACES))


async def _found(grading: Grading, ids: Sequence[UUID]) -> Found:
    if not ids:
        return ()
    if grading is Grading.AVERAGE:
        scores = f"SELECT enrollment_id, at, array_agg(score) AS scores, array_agg(max_score) AS most {_GROUPED}"
        return [_mean(row) for row in await _rows(scores, ids)]
    # Constants of this module only; the ids travel as a parameter.
    chosen = f"""
    SELECT enrollment_id, array_agg(at) AS ats, array_agg(n) AS ns, array_agg(percent) AS percents
    FROM (SELECT enrollment_id, at, count(*) AS n, {_CHOSEN[grading]} AS percent {_GROUPED}) found
    GROUP BY enrollment_id
    """  # noqa: S608 - constants only
    return (
        (row["enrollment_id"], at, n, percent)
        for row in await _rows(chosen, ids)
        for at, n, percent in zip(row["ats"], row["ns"], row["percents"], strict=True)
    )


def _mean(row: dict[str, Any]) -> tuple[UUID, int, int, float | None]:
    mean = mean_percent(zip(row["scores"], row["most"], strict=True))
    return row["enrollment_id"], row["at"], len(row["scores"]), None if mean is None else float(mean)


async def _rows(statement: str, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await get_connection("default").execute_query_dict(statement, [list(ids)])
    return found
