"""Over random edits, changed rules, events and decisions: the percent is the fold from scratch, in 0…100, and never falls by itself."""

import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.actions import courses, enrollments, lessons, progress
from models.actions.progress import Report, goal_of
from models.actions.refolding import REFOLD, refold
from models.queries.progress import touched_by
from models.refusals import Refused
from models.rules.access import Role
from models.rules.lesson_progress import Event, fold
from models.rules.progress import LessonState, Step, percent
from models.tables.courses import Course, Lesson
from models.tables.enrollments import Enrollment, ProgressEvent
from models.tables.system import Outbox
from models.tables.users import User
from tests.school import NOW

RULES: list[dict[str, object] | None] = [
    None,
    {"rule": "watched", "value": 0.5},
    {"rule": "dwell", "value": 40},
    {"rule": "view"},
    {"rule": "mark"},
]
SEEDS = (3, 5, 9)
"""Chosen: each of them comes upon a change that goes wrong where a changed rule is not folded anew."""


def no_guard(_row_id: UUID, _version: int) -> None:
    """Nobody else changes anything here."""


async def _person(name: str, role: Role) -> User:
    email = f"{name}@school.example"
    user = User(email=email, email_key=email, full_name=name, role=role, created_at=NOW, updated_at=NOW)
    await user.save()
    return user


class World:
    """One course, one learner, and chance."""

    def __init__(self, seed: int, course: Course, section_id: UUID, place: Enrollment, teacher: User) -> None:
        self.chance = random.Random(seed)
        self.course, self.section_id, self.place, self.teacher = course, section_id, place, teacher
        self.now: datetime = NOW

    async def act(self) -> bool:
        """Do something at random; returns whether the percent may fall by it."""
        self.now += timedelta(seconds=self.chance.randint(1, 90))
        edits = [self.add, self.remove, self.toggle, self.override, *[self.change_rule] * 3]
        moves = [self.complete, self.report, self.complete, self.report]
        edit = self.chance.random() < 0.4
        act: Callable[[], Awaitable[None]] = self.chance.choice(edits if edit else moves)
        try:
            await act()
        except Refused:
            return False
        return edit

    async def _any(self) -> Lesson:
        living = await Lesson.filter(course_id=self.course.id, archived_at=None).order_by("id")
        return self.chance.choice(living)

    async def add(self) -> None:
        fields = {"title": "L", "kind": "video", "minutes": 2, "completion": self.rule()}
        _ = await lessons.add_lesson(self.section_id, {**fields, "optional": self.chance.random() < 0.3}, now=self.now)

    async def remove(self) -> None:
        if await Lesson.filter(course_id=self.course.id, archived_at=None).count() > 1:
            await lessons.remove_lesson((await self._any()).id, guard=no_guard, now=self.now)

    def rule(self) -> dict[str, object] | None:
        return self.chance.choice(RULES)

    async def change_rule(self) -> None:
        """Another rule for a lesson, and the work that is ordered by it, done twice."""
        videos = await Lesson.filter(course_id=self.course.id, archived_at=None, kind="video").order_by("id")
        if not videos:
            return
        changes = {"completion": self.rule(), "minutes": self.chance.choice([1, 2, 3])}
        touched = [each for each in videos if await touched_by(each.id, after=None, limit=1)]
        _ = await lessons.change_lesson(self.chance.choice(touched or videos).id, changes, guard=no_guard, now=self.now)
        for order in await Outbox.filter(kind=REFOLD, done_at=None):
            lesson_id = UUID(order.payload["lesson_id"])
            for _ in range(2):
                for place_id in await touched_by(lesson_id, after=None, limit=9):
                    await refold(place_id, lesson_id, now=self.now)
            await order.delete()

    async def toggle(self) -> None:
        lesson = await self._any()
        _ = await lessons.change_lesson(lesson.id, {"optional": not lesson.optional}, guard=no_guard, now=self.now)

    async def override(self) -> None:
        state = self.chance.choice([LessonState.DONE, LessonState.EXCUSED, LessonState.NOT_STARTED])
        await progress.override(self.place.id, (await self._any()).id, state, "chance", self.teacher.id, self.now)

    async def complete(self) -> None:
        await progress.complete(self.place.id, (await self._any()).id, now=self.now)

    async def report(self) -> None:
        start = self.chance.randint(0, 100)
        said = Report(start, ((start, start + 60),), done=self.chance.random() < 0.2)
        await progress.report(self.place.id, (await self._any()).id, said, now=self.now)

    async def from_scratch(self) -> int:
        steps = []
        for lesson in await Lesson.filter(course_id=self.course.id, archived_at=None):
            told = await ProgressEvent.filter(enrollment_id=self.place.id, lesson_id=lesson.id).order_by("id")
            here = fold(goal_of(lesson), [Event(event.kind, event.at, event.d) for event in told])
            steps.append(Step(here.state, required=not lesson.optional))
        return percent(steps)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_percent_is_always_the_fold_from_scratch(database: TortoiseContext, seed: int) -> None:
    teacher, student = await _person("teacher", Role.INSTRUCTOR), await _person("student", Role.STUDENT)
    course = await courses.create({"title": "Chance"}, owner_id=teacher.id, now=NOW)
    section = await lessons.add_section(course.id, "One", now=NOW)
    _ = await lessons.add_lesson(section.id, {"title": "First", "kind": "text", "body": "Read"}, now=NOW)
    _ = await courses.publish(course.id, now=NOW)
    placed = await enrollments.enroll(course.id, student.id, now=NOW)
    world = World(seed, course, section.id, placed.enrollment, teacher)
    before = 0

    for _ in range(40):
        may_fall = await world.act()
        after = (await Enrollment.get(id=world.place.id)).percent
        assert 0 <= after <= 100
        assert may_fall or after >= before
        assert after == await world.from_scratch()
        before = after
