"""A course taken as the pattern of a new one: all that is taught, asked and set, but no people and no dates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.courses import free_slug
from models.actions.locks import locked_course
from models.actions.searching import index
from models.ids import new_id
from models.rules.access import CourseRole
from models.rules.courses import CourseState
from models.rules.files import FileState
from models.tables.assignments import Assignment
from models.tables.base import Row
from models.tables.certificates import CertificateTemplate
from models.tables.courses import Course, CourseStaff, Lesson, Section
from models.tables.files import Attachment
from models.tables.quizzes import Bank, Question, QuestionVersion, Quiz, QuizDraw

R = TypeVar("R", bound=Row)
Renamed = dict[UUID, UUID]
"""Old id -> new id."""
MAX_TITLE = 200


async def duplicate(course_id: UUID, *, title: str | None, owner_id: UUID, now: datetime) -> Course:
    """Copy a course as a draft of `owner_id`; the title ends in "(copy)" unless another is given.

    Everything is copied in one transaction while the course is locked, in as many statements for ten lessons as for
    a thousand. Learners, staff, groups, reviews and dates stay behind. Attached files are not copied but hang on
    both lessons, and stay their owners'.
    """
    async with in_transaction():
        original = await locked_course(course_id)
        course = await _copy_course(original, title, now)
        _ = await CourseStaff.create(course_id=course.id, user_id=owner_id, role=CourseRole.OWNER, created_at=now)
        renamed = await _copy_quizzes(original.id, course.id, now)
        lessons = await _copy_lessons(original.id, course.id, renamed, now)
        await _copy_attachments(lessons, now)
        await _copy_assignments(original.id, course.id, lessons, now)
        await _copy_template(original.id, course.id, now)
    return course


async def _copy_course(original: Course, title: str | None, now: datetime) -> Course:
    course = original.clone(pk=new_id())
    course.title = title or f"{original.title[: MAX_TITLE - len(' (copy)')]} (copy)"
    course.slug = await free_slug(course.title)
    course.state, course.version = CourseState.DRAFT.value, 1
    course.published_at = course.archived_at = course.publish_at = None
    course.enroll_opens_at = course.enroll_closes_at = None
    course.created_at = course.updated_at = now
    await course.save(force_create=True)
    await index(course)
    return course


def _copies(rows: Iterable[R], changes: Mapping[str, Any]) -> tuple[list[R], Renamed]:
    """Copies with new ids and the changes, and which is which."""
    made, renamed = [], Renamed()
    for row in rows:
        copy = row.clone(pk=new_id())
        renamed[row.id] = copy.id
        for name, value in changes.items():
            setattr(copy, name, value)
        made.append(copy)
    return made, renamed


async def _copy_quizzes(course_id: UUID, copy_id: UUID, now: datetime) -> Renamed:
    stamp: dict[str, Any] = {"course_id": copy_id, "created_at": now, "updated_at": now}
    fresh = {**stamp, "state": "draft", "published_at": None, "version": 1, "opens_at": None, "closes_at": None}
    quizzes, quiz_ids = _copies(await Quiz.filter(course_id=course_id, archived_at=None).order_by("id"), fresh)
    banks, bank_ids = _copies(await Bank.filter(course_id=course_id, archived_at=None).order_by("id"), stamp)
    await Quiz.bulk_create(quizzes)
    await Bank.bulk_create(banks)
    await _copy_questions(quiz_ids, bank_ids, now)
    await _copy_draws(quiz_ids, bank_ids, now)
    return quiz_ids


async def _copy_questions(quiz_ids: Renamed, bank_ids: Renamed, now: datetime) -> None:
    """The questions with their current wording; it becomes the first version of the copy."""
    rows = [
        *(await Question.filter(quiz_id__in=[*quiz_ids], archived_at=None) if quiz_ids else []),
        *(await Question.filter(bank_id__in=[*bank_ids], archived_at=None) if bank_ids else []),
    ]
    current = {row.id: row.current_version for row in rows}
    questions, ids = _copies(rows, {"current_version": 1, "created_at": now, "updated_at": now})
    for question in questions:
        question.quiz_id = quiz_ids.get(question.quiz_id) if question.quiz_id else None
        question.bank_id = bank_ids.get(question.bank_id) if question.bank_id else None
    written = await QuestionVersion.filter(question_id__in=[*current]) if current else []
    wordings = [version for version in written if version.number == current[version.question_id]]
    versions, _ = _copies(wordings, {"number": 1, "created_at": now})
    for version in versions:
        version.question_id = ids[version.question_id]
    await Question.bulk_create(questions)
    await QuestionVersion.bulk_create(versions)


async def _copy_draws(quiz_ids: Renamed, bank_ids: Renamed, now: datetime) -> None:
    rows = await QuizDraw.filter(quiz_id__in=[*quiz_ids], bank_id__in=[*bank_ids], archived_at=None) if bank_ids else []
    draws, _ = _copies(rows, {"created_at": now})
    for draw in draws:
        draw.quiz_id, draw.bank_id = quiz_ids[draw.quiz_id], bank_ids[draw.bank_id]
    await QuizDraw.bulk_create(draws)


async def _copy_lessons(course_id: UUID, copy_id: UUID, quiz_ids: Renamed, now: datetime) -> Renamed:
    stamp = {"course_id": copy_id, "created_at": now, "updated_at": now}
    sections, section_ids = _copies(await Section.filter(course_id=course_id, archived_at=None), stamp)
    rows = await Lesson.filter(course_id=course_id, archived_at=None, section_id__in=[*section_ids])
    lessons, lesson_ids = _copies(rows, {**stamp, "version": 1})
    for lesson in lessons:
        lesson.section_id = section_ids[lesson.section_id]
        lesson.quiz_id = quiz_ids.get(lesson.quiz_id) if lesson.quiz_id else None
        lesson.unlock = _moved(lesson.unlock, lesson_ids)
    await Section.bulk_create(sections)
    await Lesson.bulk_create(lessons)
    return lesson_ids


async def _copy_attachments(lesson_ids: Renamed, now: datetime) -> None:
    hung = Attachment.filter(lesson_id__in=[*lesson_ids], file__state=FileState.READY).order_by("id")
    files, _ = _copies(await hung if lesson_ids else [], {"created_at": now})
    for file in files:
        file.lesson_id = lesson_ids[file.lesson_id]
    await Attachment.bulk_create(files)


async def _copy_assignments(course_id: UUID, copy_id: UUID, lesson_ids: Renamed, now: datetime) -> None:
    stamp = {"course_id": copy_id, "created_at": now, "updated_at": now}
    fresh = {**stamp, "due_at": None, "closes_at": None, "version": 1}
    rows = await Assignment.filter(course_id=course_id, archived_at=None).order_by("id")
    assignments, _ = _copies(rows, fresh)
    for assignment in assignments:
        assignment.lesson_id = lesson_ids.get(assignment.lesson_id) if assignment.lesson_id else None
    await Assignment.bulk_create(assignments)


async def _copy_template(course_id: UUID, copy_id: UUID, now: datetime) -> None:
    """The look of the certificates; its id is that of the course."""
    template = await CertificateTemplate.get_or_none(id=course_id)
    if template is not None:
        copy = template.clone(pk=copy_id)
        copy.updated_at = now
        await copy.save(force_create=True)


def _moved(unlock: dict[str, Any] | None, lesson_ids: Renamed) -> dict[str, Any] | None:
    """The same conditions between the copies; a date belongs to the original's time and is left out."""
    after = (unlock or {}).get("after_lesson")
    kept = {name: value for name, value in (unlock or {}).items() if name == "days_after_enrollment"}
    if after and UUID(after) in lesson_ids:
        kept["after_lesson"] = str(lesson_ids[UUID(after)])
    return kept or None
