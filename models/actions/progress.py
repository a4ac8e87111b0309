"""Progress: a lesson becomes done, and the course's percent is counted anew from the lessons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.rules.enrolling import EnrollmentState
from models.rules.progress import LessonState, Step, is_complete, percent
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment, LessonProgress


async def finish_lessons(
    tx: BaseDBAsyncClient, enrollment: Enrollment, lessons: Sequence[Lesson], why: Mapping[str, Any], now: datetime
) -> None:
    """Mark lessons as done for one enrolment, whose row is locked, and count its percent anew.

    What is done stays done; `why` tells the reason in machine form (`{"code": …}`).
    """
    known = {row.lesson_id: row for row in await _rows(tx, enrollment.id)}
    for lesson in lessons:
        row = known.get(lesson.id) or LessonProgress(
            enrollment_id=enrollment.id, lesson_id=lesson.id, state=LessonState.NOT_STARTED.value, started_at=now
        )
        if row.state != LessonState.DONE:
            row.state, row.why, row.completed_at, row.updated_at = LessonState.DONE.value, dict(why), now, now
            await row.save(using_db=tx)
    await recount(tx, enrollment, now)


async def recount(tx: BaseDBAsyncClient, enrollment: Enrollment, now: datetime) -> int:
    """Count the percent of an enrolment, whose row is locked, from its lessons; completes it at 100. Returns it."""
    states = {row.lesson_id: row.state for row in await _rows(tx, enrollment.id)}
    lessons = await Lesson.filter(course_id=enrollment.course_id, archived_at=None).using_db(tx)
    steps = [Step(states.get(each.id, LessonState.NOT_STARTED), required=not each.optional) for each in lessons]
    enrollment.percent = percent(steps)
    enrollment.last_seen_at = now
    if is_complete(steps) and enrollment.state == EnrollmentState.ACTIVE:
        enrollment.state, enrollment.completed_at = EnrollmentState.COMPLETED.value, now
    await enrollment.save(using_db=tx, update_fields=["percent", "last_seen_at", "state", "completed_at"])
    return enrollment.percent


async def _rows(tx: BaseDBAsyncClient, enrollment_id: UUID) -> list[LessonProgress]:
    return await LessonProgress.filter(enrollment_id=enrollment_id).using_db(tx)
