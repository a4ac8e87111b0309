"""How far one learner is: every lesson of the course in order, with its state and the reason of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.queries.outline import parts_of
from models.refusals import NotThere
from models.rules.progress import LessonState
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment, LessonProgress


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One lesson as the learner stands in it."""

    lesson: Lesson
    state: LessonState
    why: dict[str, Any]
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's way through a course."""

    enrollment: Enrollment
    steps: Sequence[LessonStep]

    @property
    def resume_at(self) -> UUID | None:
        """The first lesson in order that is not done; None when all are."""
        open_ends = (step.lesson.id for step in self.steps if step.state not in {LessonState.DONE, LessonState.EXCUSED})
        return next(open_ends, None)


async def progress_of(enrollment_id: UUID) -> Progress:
    """The learner's way, in four statements for any number of lessons. Raises NotThere."""
    enrollment = await Enrollment.filter(id=enrollment_id).first()
    if enrollment is None:
        raise NotThere("There is no such enrolment")
    rows = {row.lesson_id: row for row in await LessonProgress.filter(enrollment_id=enrollment_id)}
    lessons = [lesson for part in await parts_of(enrollment.course_id) for lesson in part.lessons]
    return Progress(enrollment, [_step(lesson, rows.get(lesson.id)) for lesson in lessons])


def _step(lesson: Lesson, row: LessonProgress | None) -> LessonStep:
    if row is None:
        return LessonStep(lesson, LessonState.NOT_STARTED, {}, None)
    return LessonStep(lesson, LessonState(row.state), row.why, row.completed_at)
