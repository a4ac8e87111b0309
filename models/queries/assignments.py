"""Assignments and submissions, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.queries.files import handed_in_with
from models.queries.progress import lock_reasons
from models.refusals import NotThere
from models.tables.assignments import Assignment, Submission
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment
from models.tables.files import File
from models.tables.users import User

Key = tuple[UUID, ...]
"""The id alone: ids sort by time."""


async def assignment_of(assignment_id: UUID) -> Assignment:
    """One living assignment. Raises NotThere."""
    assignment = await Assignment.filter(id=assignment_id, archived_at=None).first()
    if assignment is None:
        raise NotThere("There is no such assignment")
    return assignment


async def assignments_of(course_id: UUID, *, after: Key | None, limit: int) -> tuple[list[Assignment], Key | None]:
    """One page, in the order in which they were set."""
    wanted = Q(course_id=course_id, archived_at=None) & (Q(id__gt=after[0]) if after else Q())
    rows = await Assignment.filter(wanted).order_by("id").limit(limit + 1)
    return rows[:limit], (rows[limit - 1].id,) if len(rows) > limit else None


async def closed_to(assignment: Assignment, enrollment_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """Why the assignment's lesson is closed for this enrolment; empty when it is open, or there is none."""
    lesson = await Lesson.filter(id=assignment.lesson_id, archived_at=None).first() if assignment.lesson_id else None
    return await lock_reasons(await Enrollment.get(id=enrollment_id), lesson, now) if lesson else []


async def released(rows: Sequence[Assignment], enrollment_id: UUID, now: datetime) -> list[Assignment]:
    """The assignments as a learner may list them: the text of one whose lesson is closed is left out."""
    for row in rows:
        if await closed_to(row, enrollment_id, now):
            row.body = ""
    return list(rows)


async def count_assignments(course_id: UUID) -> int:
    """How many there are."""
    return await Assignment.filter(course_id=course_id, archived_at=None).count()


@dataclass(frozen=True, slots=True)
class Work:
    """A submission with its files, who handed it in, and what could be reached."""

    submission: Submission
    user: User
    max_points: float
    files: list[File]


async def work_of(submission_id: UUID) -> Work:
    """One submission. Raises NotThere."""
    row = await Submission.filter(id=submission_id).select_related("user", "assignment").first()
    if row is None:
        raise NotThere("There is no such submission")
    return (await _works([row]))[0]


async def works_of(assignment_id: UUID, *, after: Key | None, limit: int, **who: Any) -> tuple[list[Work], Key | None]:
    """One page, the latest first; `state` and `user_id` narrow it."""
    wanted = Q(assignment_id=assignment_id, **who) & (Q(id__lt=after[0]) if after else Q())
    rows = await Submission.filter(wanted).select_related("user", "assignment").order_by("-id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return await _works(rows[:limit]), last


async def _works(rows: Sequence[Submission]) -> list[Work]:
    files = await handed_in_with("submission", [row.id for row in rows])
    return [Work(row, row.user, row.assignment.points, files[row.id]) for row in rows]


async def count_works(assignment_id: UUID, **who: Any) -> int:
    """How many there are."""
    return await Submission.filter(assignment_id=assignment_id, **who).count()
