"""What learners have handed in for the assignments of a course: the last of each counts."""

from dataclasses import dataclass
from uuid import UUID

from tortoise.connection import get_connection

from models.tables.assignments import Assignment

Place = tuple[UUID, UUID]
"""Enrolment and assignment."""

_LAST = """
SELECT DISTINCT ON (s.enrollment_id, s.assignment_id) s.enrollment_id, s.assignment_id, s.state, s.late, s.points
FROM submission s JOIN assignment a ON a.id = s.assignment_id
WHERE a.course_id = $1 AND a.archived_at IS NULL
ORDER BY s.enrollment_id, s.assignment_id, s.number DESC
"""


@dataclass(frozen=True, slots=True)
class WorkCell:
    """One learner at one assignment: the state of the last submission (None: nothing), and its points once graded."""

    state: str | None = None
    late: bool = False
    points: float | None = None


NOTHING = WorkCell()


async def assignments_to_grade(course_id: UUID) -> list[Assignment]:
    """The living assignments of a course, in the order in which they were set."""
    return await Assignment.filter(course_id=course_id, archived_at=None).order_by("id")


async def work_cells_of(course_id: UUID) -> dict[Place, WorkCell]:
    """The last submission of every learner for every assignment, in one statement. Points only count once graded."""
    rows = await get_connection("default").execute_query_dict(_LAST, [course_id])
    return {
        (row["enrollment_id"], row["assignment_id"]): WorkCell(
            row["state"], row["late"], row["points"] if row["state"] == "graded" else None
        )
        for row in rows
    }
