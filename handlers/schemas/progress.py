"""Shapes of a learner's progress: reports in, states and locks out."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.actions.progress import Report
from models.queries.progress import LessonStep, Progress, as_json
from models.rules.courses import LessonKind
from models.rules.progress import LessonState
from server.endpoint import In, Out

Second = Annotated[float, Field(ge=0, le=1_000_000)]
Span = Annotated[list[Second], Field(min_length=2, max_length=2)]


class ReportIn(In):
    """What a player tells: where it is, which seconds `[from, to]` were watched since, and "done"."""

    position_seconds: Second | None = None
    watched: Annotated[list[Span], Field(max_length=500)] = Field([])
    done: bool = False

    def report(self) -> Report:
        """As the action takes it: whole seconds, begun ones left out."""
        position = None if self.position_seconds is None else int(self.position_seconds)
        return Report(position, tuple((int(start), int(end)) for start, end in self.watched), self.done)


class OverrideIn(In):
    """What staff decide about a lesson, and why."""

    state: Literal["done", "excused", "not_started"]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class LessonProgressOut(Out):
    """How far a learner is in one lesson.

    `why` is the reason of the state in machine form, empty while there is none; `locks` are all reasons why it is
    closed; `opens_at` is when it opens by itself.
    """

    lesson_id: UUID
    section_id: UUID
    title: str
    kind: LessonKind
    optional: bool
    state: LessonState
    why: dict[str, Any]
    locks: list[dict[str, Any]]
    opens_at: datetime | None
    position_seconds: int | None
    watched: list[list[int]]
    spent_seconds: int
    completed_at: datetime | None

    @classmethod
    def of(cls, step: LessonStep) -> Self:
        """From a step of the course."""
        lesson, row = step.lesson, step.row
        return cls(
            lesson_id=lesson.id,
            section_id=lesson.section_id,
            title=lesson.title,
            kind=LessonKind(lesson.kind),
            optional=lesson.optional,
            state=step.state,
            why=row.why if row else {},
            locks=[as_json(lock) for lock in step.locks],
            opens_at=step.opens_at,
            position_seconds=row.position_seconds if row else None,
            watched=row.watched if row else [],
            spent_seconds=row.dwelt_seconds if row else 0,
            completed_at=row.completed_at if row else None,
        )


class ResumeOut(Out):
    """Where to go on."""

    lesson_id: UUID
    position_seconds: int | None

    @classmethod
    def of(cls, step: LessonStep | None) -> Self | None:
        """From the step to go on with, if there is one."""
        if step is None:
            return None
        return cls(lesson_id=step.lesson.id, position_seconds=step.row.position_seconds if step.row else None)


class ProgressOut(Out):
    """How far a learner is in a course, lesson by lesson."""

    enrollment_id: UUID
    course_id: UUID
    state: str
    percent: int
    resume: ResumeOut | None
    lessons: list[LessonProgressOut]

    @classmethod
    def of(cls, progress: Progress) -> Self:
        """From the query's answer."""
        place = progress.enrollment
        return cls(
            enrollment_id=place.id,
            course_id=place.course_id,
            state=place.state,
            percent=place.percent,
            resume=ResumeOut.of(progress.resume_at),
            lessons=[LessonProgressOut.of(step) for step in progress.steps],
        )


class LessonMoved(Out):
    """What a report or decision has changed: the lesson, and the course's percent."""

    enrollment_id: UUID
    percent: int
    lesson: LessonProgressOut

    @classmethod
    def of(cls, progress: Progress, lesson_id: UUID) -> Self:
        """From the learner's way."""
        step = next(step for step in progress.steps if step.lesson.id == lesson_id)
        place = progress.enrollment
        return cls(enrollment_id=place.id, percent=place.percent, lesson=LessonProgressOut.of(step))
