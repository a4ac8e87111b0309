"""The gradebook: every learner of a course against every quiz, in four statements for any number."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.queries.results import FINISHED, QuizStanding, counted
from models.rules.enrolling import SEATED
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz
from models.tables.users import User


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner at one quiz: how many attempts count at most, and what they are worth."""

    attempts: int
    standing: QuizStanding


@dataclass(frozen=True, slots=True)
class Line:
    """One learner: cells in the order of the gradebook's quizzes."""

    enrollment: Enrollment
    user: User
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Gradebook:
    """The columns and the lines."""

    quizzes: list[Quiz]
    lines: list[Line]


async def gradebook(course_id: UUID) -> Gradebook:
    """Learners who have a seat, by name; quizzes that are or were published, in the order they were made."""
    quizzes = await Quiz.filter(course_id=course_id, archived_at=None, state="published").order_by("created_at", "id")
    places = (
        await Enrollment.filter(course_id=course_id, state__in=SEATED)
        .select_related("user")
        .order_by("user__full_name", "id")
    )
    ids = [quiz.id for quiz in quizzes]
    attempts = (
        await Attempt.filter(quiz_id__in=ids, state__in=FINISHED).only(
            "id", "quiz_id", "enrollment_id", "submitted_at", "score", "max_score"
        )
        if ids
        else []
    )
    by_cell: dict[tuple[UUID, UUID], list[Attempt]] = {}
    for attempt in attempts:
        by_cell.setdefault((attempt.enrollment_id, attempt.quiz_id), []).append(attempt)
    return Gradebook(quizzes, [Line(place, place.user, _cells(place, quizzes, by_cell)) for place in places])


def _cells(place: Enrollment, quizzes: Sequence[Quiz], by_cell: dict[tuple[UUID, UUID], list[Attempt]]) -> list[Cell]:
    cells = []
    for quiz in quizzes:
        attempts = by_cell.get((place.id, quiz.id), [])
        cells.append(Cell(len(attempts), counted(quiz, attempts)))
    return cells
