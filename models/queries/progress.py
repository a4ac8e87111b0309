"""How far one learner is: every lesson of the course in order, with its state, its locks, and the reasons of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.outline import Part, parts_of
from models.refusals import NotThere
from models.rules.progress import LessonState
from models.rules.unlocking import Learner, Lock, Unlocking, locks, opens_at
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment, LessonProgress

SETTLED = (LessonState.DONE, LessonState.EXCUSED)


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One lesson as the learner stands in it; no row means not started."""

    lesson: Lesson
    row: LessonProgress | None
    locks: Sequence[Lock]

    @property
    def state(self) -> LessonState:
        """How far it is."""
        return LessonState(self.row.state) if self.row else LessonState.NOT_STARTED

    @property
    def opens_at(self) -> datetime | None:
        """When it opens by itself."""
        return opens_at([*self.locks])


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's way through a course, by section."""

    enrollment: Enrollment
    parts: Sequence[tuple[Part, Sequence[LessonStep]]]

    @property
    def steps(self) -> list[LessonStep]:
        """All lessons in order."""
        return [step for _, steps in self.parts for step in steps]

    @property
    def resume_at(self) -> LessonStep | None:
        """Where to go on: the lesson that was touched last and is not done, else the first that is open."""
        open_ends = [step for step in self.steps if step.state not in SETTLED and not step.locks]
        begun = [step for step in open_ends if step.row and step.state is LessonState.IN_PROGRESS]
        if begun:
            return max(begun, key=_touched)
        return open_ends[0] if open_ends else None


def _touched(step: LessonStep) -> datetime:
    assert step.row is not None, "a lesson that was begun has a row"
    return step.row.updated_at


async def progress_of(enrollment_id: UUID, now: datetime) -> Progress:
    """The learner's way, in four statements for any number of lessons. Raises NotThere."""
    enrollment = await Enrollment.filter(id=enrollment_id).first()
    if enrollment is None:
        raise NotThere("There is no such enrolment")
    rows = {row.lesson_id: row for row in await LessonProgress.filter(enrollment_id=enrollment_id)}
    parts = await parts_of(enrollment.course_id)
    learner = _learner(enrollment, [lesson for part in parts for lesson in part.lessons], rows, now)
    return Progress(
        enrollment,
        [(part, [_step(lesson, rows.get(lesson.id), learner) for lesson in part.lessons]) for part in parts],
    )


def _learner(place: Enrollment, lessons: Sequence[Lesson], rows: dict[UUID, LessonProgress], now: datetime) -> Learner:
    settled = frozenset(lesson_id for lesson_id, row in rows.items() if row.state in SETTLED)
    return Learner(now, place.enrolled_at, settled, frozenset(lesson.id for lesson in lessons))


def _step(lesson: Lesson, row: LessonProgress | None, learner: Learner) -> LessonStep:
    """What is done or excused is open, whatever the locks say."""
    if lesson.id in learner.done:
        return LessonStep(lesson, row, [])
    return LessonStep(lesson, row, locks(Unlocking.of(lesson.unlock), learner))


async def lock_reasons(place: Enrollment, lesson: Lesson, now: datetime) -> list[dict[str, Any]]:
    """Why a lesson is closed for this enrolment, ready for JSON; empty when it is open."""
    if not lesson.unlock:
        return []
    rows = {row.lesson_id: row for row in await LessonProgress.filter(enrollment_id=place.id)}
    lessons = await Lesson.filter(course_id=place.course_id, archived_at=None).only("id")
    found = _step(lesson, rows.get(lesson.id), _learner(place, lessons, rows, now)).locks
    return [as_json(lock) for lock in found]


def as_json(lock: Lock) -> dict[str, Any]:
    """`{code, until, …facts}`."""
    return {"code": lock.code.value, "until": lock.until.isoformat() if lock.until else None, **lock.data}


async def quiz_lock_reasons(place: Enrollment, quiz_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """Why every lesson that has the quiz is closed; empty when one is open, or none has it."""
    lessons = await Lesson.filter(quiz_id=quiz_id, course_id=place.course_id, archived_at=None)
    found = [await lock_reasons(place, lesson, now) for lesson in lessons]
    return found[0] if found and all(found) else []


_TOUCHED = """
SELECT e.id FROM enrollment e WHERE e.course_id = (SELECT course_id FROM lesson WHERE id = $1)
  AND e.state IN ('active', 'completed') AND ($2::uuid IS NULL OR e.id > $2) AND (
    EXISTS (SELECT 1 FROM progress_event p WHERE p.enrollment_id = e.id AND p.lesson_id = $1)
    OR EXISTS (SELECT 1 FROM attempt a JOIN lesson l ON l.quiz_id = a.quiz_id AND l.id = $1 WHERE a.enrollment_id = e.id)
    OR EXISTS (SELECT 1 FROM submission s JOIN assignment g ON g.id = s.assignment_id AND g.lesson_id = $1
               WHERE s.enrollment_id = e.id))
ORDER BY e.id LIMIT $3
"""


async def touched_by(lesson_id: UUID, *, after: UUID | None, limit: int) -> list[UUID]:
    """Ids of enrolments in force that did anything by which the lesson could be done, in their order."""
    rows = await get_connection("default").execute_query_dict(_TOUCHED, [lesson_id, after, limit])
    return [row["id"] for row in rows]
