"""The gradebook: every learner of a course against every quiz and assignment, in six statements for any number."""

from dataclasses import dataclass
from uuid import UUID

from models.queries.cells import EMPTY, Cell, cells_of
from models.queries.works import NOTHING, WorkCell, assignments_to_grade, work_cells_of
from models.rules.enrolling import SEATED
from models.tables.assignments import Assignment
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Quiz
from models.tables.users import User


@dataclass(frozen=True, slots=True)
class Line:
    """One learner: cells in the order of the gradebook's quizzes, works in that of its assignments."""

    enrollment: Enrollment
    user: User
    cells: list[Cell]
    works: list[WorkCell]


@dataclass(frozen=True, slots=True)
class Gradebook:
    """The columns and the lines."""

    quizzes: list[Quiz]
    assignments: list[Assignment]
    lines: list[Line]


async def gradebook(course_id: UUID) -> Gradebook:
    """Learners who have a seat, by name; quizzes that are or were published and assignments, in their order."""
    quizzes = await Quiz.filter(course_id=course_id, archived_at=None, state="published").order_by("created_at", "id")
    places = (
        await Enrollment.filter(course_id=course_id, state__in=SEATED)
        .select_related("user")
        .order_by("user__full_name", "id")
    )
    cells, nothing = await cells_of(quizzes), [EMPTY] * len(quizzes)
    assignments = await assignments_to_grade(course_id)
    works = await work_cells_of(course_id) if assignments else {}
    lines = [
        Line(
            place,
            place.user,
            cells.get(place.id, nothing),
            [works.get((place.id, each.id), NOTHING) for each in assignments],
        )
        for place in places
    ]
    return Gradebook(quizzes, assignments, lines)
