"""What every learner has reached in every quiz of a course: PostgreSQL chooses the attempt that counts, one row each.

`models.queries.results.counted` says the same for one learner and one quiz; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.results import FINISHED, QuizStanding
from models.rules.attempts import PERCENT_PLACES, Grading, mean_percent
from models.rules.numbers import exact, half_up
from models.tables.quizzes import Quiz

Place = tuple[UUID, UUID]
"""Enrolment and quiz."""


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
    Grading.AVERAGE: "NULL::float8",
}


async def cells_of(quizzes: Sequence[Quiz]) -> dict[Place, Cell]:
    """The cells that are not empty; one statement for each grading policy that the quizzes have."""
    found: dict[Place, Cell] = {}
    for grading in Grading:
        rows = await _rows(grading, [quiz.id for quiz in quizzes if quiz.grading == grading])
        marks = {quiz.id: float(half_up(exact(quiz.pass_percent), PERCENT_PLACES)) for quiz in quizzes}
        for row in rows:
            reached = _reached(row)
            passes = reached is not None and float(reached) >= marks[row["quiz_id"]]
            found[row["enrollment_id"], row["quiz_id"]] = Cell(row["n"], QuizStanding(reached, passes))
    return found


def _reached(row: dict[str, Any]) -> Decimal | None:
    if row["percent"] is not None:
        return Decimal(str(row["percent"]))
    return mean_percent(zip(row["scores"] or (), row["most"] or (), strict=True))


async def _rows(grading: Grading, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    if not ids:
        return []
    scores = ("array_agg(score)", "array_agg(max_score)") if grading is Grading.AVERAGE else ("NULL", "NULL")
    # Constants of this module only; the ids travel as a parameter.
    statement = f"""
    SELECT enrollment_id, quiz_id, count(*) AS n, {_CHOSEN[grading]} AS percent, {scores[0]} AS scores, {scores[1]} AS most
    FROM attempt WHERE quiz_id = ANY($1::uuid[]) AND state IN ({_STATES}) GROUP BY enrollment_id, quiz_id
    """  # noqa: S608
    found: list[dict[str, Any]] = await get_connection("default").execute_query_dict(statement, [ids])
    return found
