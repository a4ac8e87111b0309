"""Sections and lessons: add, change, remove, and put all of them in order at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.locks import locked_course
from models.actions.progress import recount_course
from models.actions.refolding import DECIDES, order_refold
from models.actions.versions import Guard, apply
from models.refusals import NotFit, NotThere
from models.rules.courses import CompletionRule, LessonKind, completion_rule, locks_in_circle, order_faults
from models.rules.problems import Problem
from models.tables.courses import Lesson, Section
from models.tables.quizzes import Quiz


@dataclass(frozen=True, slots=True)
class Place:
    """A section and the lessons that shall stand in it, in this order."""

    section_id: UUID
    lesson_ids: tuple[UUID, ...]


async def add_section(course_id: UUID, title: str, *, now: datetime) -> Section:
    """Add a section at the end of the course."""
    async with in_transaction():
        _ = await locked_course(course_id)
        last = await Section.filter(course_id=course_id, archived_at=None).order_by("-position").first()
        position = last.position + 1 if last else 0
        section = Section(course_id=course_id, title=title, position=position, created_at=now, updated_at=now)
        await section.save()
    return section


async def _section(section_id: UUID) -> Section:
    """The section's row, locked after its course: every change of a course takes its locks from the top."""
    section = await Section.filter(id=section_id, archived_at=None).first()
    if section is not None:
        _ = await locked_course(section.course_id)
        section = await Section.filter(id=section_id, archived_at=None).select_for_update().first()
    if section is None:
        raise NotThere("There is no such section")
    return section


async def change_section(section_id: UUID, changes: Mapping[str, Any], *, now: datetime) -> Section:
    """Change what was sent."""
    async with in_transaction():
        section = await _section(section_id)
        _ = section.update_from_dict({**changes, "updated_at": now})
        await section.save(update_fields=[*changes, "updated_at"])
    return section


async def remove_section(section_id: UUID, *, now: datetime) -> None:
    """Take a section and its lessons out of the course; what learners did there is kept."""
    async with in_transaction() as tx:
        section = await _section(section_id)
        section.archived_at = now
        await section.save(update_fields=["archived_at"])
        _ = await Lesson.filter(section_id=section_id, archived_at=None).update(archived_at=now)
        await recount_course(tx, section.course_id, now)


async def add_lesson(section_id: UUID, fields: Mapping[str, Any], *, now: datetime) -> Lesson:
    """Add a lesson at the end of a section. Raises NotFit for rules that cannot work (see `_faults`)."""
    async with in_transaction() as tx:
        section = await _section(section_id)
        lesson = Lesson(
            **fields, course_id=section.course_id, section_id=section.id, position=0, created_at=now, updated_at=now
        )
        await _refuse_faults(lesson)
        last = await Lesson.filter(section_id=section_id, archived_at=None).order_by("-position").first()
        lesson.position = last.position + 1 if last else 0
        await lesson.save()
        await recount_course(tx, lesson.course_id, now)
    return lesson


async def locked(lesson_id: UUID) -> Lesson:
    """The lesson's row, locked after its course until the transaction ends. Raises NotThere."""
    lesson = await Lesson.filter(id=lesson_id, archived_at=None).first()
    if lesson is not None:
        _ = await locked_course(lesson.course_id)
        lesson = await Lesson.filter(id=lesson_id, archived_at=None).select_for_update().first()
    if lesson is None:
        raise NotThere("There is no such lesson")
    return lesson


async def change_lesson(lesson_id: UUID, changes: Mapping[str, Any], *, guard: Guard, now: datetime) -> Lesson:
    """Change what was sent. Raises what `guard` raises, and NotFit for rules that cannot work."""
    async with in_transaction() as tx:
        lesson = await locked(lesson_id)
        guard(lesson.id, lesson.version)
        names = apply(lesson, changes, now)
        await _refuse_faults(lesson)
        await lesson.save(update_fields=names)
        if "optional" in changes:
            await recount_course(tx, lesson.course_id, now)
        if DECIDES & changes.keys():
            await order_refold(tx, lesson.id, now)
    return lesson


async def remove_lesson(lesson_id: UUID, *, guard: Guard, now: datetime) -> None:
    """Take a lesson out of the course; what learners did there is kept."""
    async with in_transaction() as tx:
        lesson = await locked(lesson_id)
        guard(lesson.id, lesson.version)
        await lesson.save(update_fields=apply(lesson, {"archived_at": now}, now))
        await recount_course(tx, lesson.course_id, now)


async def _refuse_faults(lesson: Lesson) -> None:
    """Raise NotFit unless its quiz, its completion rule and its unlocking fit the course, which is locked."""
    faults = [*_rule_faults(lesson), *await _quiz_faults(lesson), *await _unlock_faults(lesson)]
    if faults:
        raise NotFit("The lesson cannot work like this", problems=faults)


def _rule_faults(lesson: Lesson) -> list[Problem]:
    rule = completion_rule(lesson.kind, lesson.completion)
    path = ("completion", "rule")
    if lesson.kind == LessonKind.QUIZ and rule is not CompletionRule.PASS:
        return [Problem(path, "needs_pass", "A quiz lesson is completed by passing its quiz.")]
    if rule is CompletionRule.PASS and lesson.kind not in {LessonKind.QUIZ, LessonKind.LIVE}:
        return [Problem(path, "no_quiz", "Only lessons with a quiz are completed by passing.")]
    if rule is CompletionRule.SUBMIT and lesson.kind != LessonKind.ASSIGNMENT:
        return [Problem(path, "no_assignment", "Only assignments are completed by handing in.")]
    if rule is CompletionRule.WATCHED and not lesson.minutes:
        return [Problem(("minutes",), "needs_minutes", "How much was watched is measured against the minutes.")]
    return []


async def _quiz_faults(lesson: Lesson) -> list[Problem]:
    if lesson.quiz_id is None:
        return []
    if lesson.kind not in {LessonKind.QUIZ, LessonKind.LIVE}:
        return [Problem(("quiz_id",), "not_for_this_kind", "Only quiz and live lessons name a quiz.")]
    if not await Quiz.exists(id=lesson.quiz_id, course_id=lesson.course_id, archived_at=None):
        return [Problem(("quiz_id",), "unknown_id", "The course has no such quiz.")]
    return []


async def _unlock_faults(lesson: Lesson) -> list[Problem]:
    after = _waits_for(lesson)
    if after is None:
        return []
    path = ("unlock", "after_lesson")
    others = await Lesson.filter(course_id=lesson.course_id, archived_at=None)
    waits = {other.id: _waits_for(other) for other in others} | {lesson.id: after}
    if after not in waits:
        return [Problem(path, "unknown_id", "The course has no such lesson.")]
    if locks_in_circle(waits, lesson.id):
        return [Problem(path, "circle", "The lessons would wait for each other for ever.")]
    return []


def _waits_for(lesson: Lesson) -> UUID | None:
    after = (lesson.unlock or {}).get("after_lesson")
    return UUID(after) if after else None


async def put_in_order(course_id: UUID, places: Sequence[Place], *, now: datetime) -> None:
    """Put all sections and lessons in order at once; lessons may change their section.

    Raises NotFit unless every living section and lesson is named exactly once.
    """
    async with in_transaction():
        _ = await locked_course(course_id)
        sections = [section.id for section in await Section.filter(course_id=course_id, archived_at=None).only("id")]
        lessons = [lesson.id for lesson in await Lesson.filter(course_id=course_id, archived_at=None).only("id")]
        named = [lesson_id for place in places for lesson_id in place.lesson_ids]
        faults = order_faults([place.section_id for place in places], sections, ("sections",))
        faults += order_faults(named, lessons, ("sections", "lessons"))
        if faults:
            raise NotFit("The order must name everything once", code="order_mismatch", problems=faults)
        await _write_order(places, now)


async def _write_order(places: Sequence[Place], now: datetime) -> None:
    """Two statements, however long the course is."""
    connection = get_connection("default")
    _ = await connection.execute_query(
        "UPDATE section SET position = v.at - 1, updated_at = $2"
        " FROM unnest($1::uuid[]) WITH ORDINALITY AS v(id, at) WHERE section.id = v.id",
        [[place.section_id for place in places], now],
    )
    rows = [(lesson, place.section_id, at) for place in places for at, lesson in enumerate(place.lesson_ids)]
    _ = await connection.execute_query(
        "UPDATE lesson SET section_id = v.section_id, position = v.at"
        " FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS v(id, section_id, at) WHERE lesson.id = v.id",
        [[row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]],
    )
