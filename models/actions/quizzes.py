"""Quizzes: make, change, publish, archive."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.locks import locked_course
from models.actions.versions import Guard, apply
from models.refusals import NotFit, NotNow, NotThere
from models.rules.courses import LessonKind
from models.rules.problems import Problem
from models.tables.courses import Lesson
from models.tables.quizzes import Question, Quiz, QuizDraw

PUBLISHED = "published"


async def create(course_id: UUID, fields: Mapping[str, Any], *, lesson_id: UUID | None, now: datetime) -> Quiz:
    """Make a draft, perhaps as the quiz of a lesson. Raises NotFit."""
    _check_window(fields)
    async with in_transaction():
        _ = await locked_course(course_id)
        quiz = Quiz(**fields, course_id=course_id, created_at=now, updated_at=now)
        await quiz.save()
        if lesson_id is not None:
            await _attach(quiz, lesson_id, now)
    return quiz


async def locked(quiz_id: UUID) -> Quiz:
    """The quiz's row, locked after its course until the transaction ends. Raises NotThere."""
    quiz = await Quiz.filter(id=quiz_id, archived_at=None).first()
    if quiz is not None:
        _ = await locked_course(quiz.course_id)
        quiz = await Quiz.filter(id=quiz_id, archived_at=None).select_for_update().first()
    if quiz is None:
        raise NotThere("There is no such quiz")
    return quiz


async def change(quiz_id: UUID, changes: Mapping[str, Any], *, guard: Guard, now: datetime) -> Quiz:
    """Change what was sent; `lesson_id` moves the quiz to a lesson, None takes it from all. Raises NotFit."""
    async with in_transaction():
        quiz = await locked(quiz_id)
        guard(quiz.id, quiz.version)
        columns = {name: value for name, value in changes.items() if name != "lesson_id"}
        _check_window({"opens_at": quiz.opens_at, "closes_at": quiz.closes_at, **columns})
        if "lesson_id" in changes:
            await _detach(quiz, now)
            if changes["lesson_id"] is not None:
                await _attach(quiz, changes["lesson_id"], now)
        await quiz.save(update_fields=apply(quiz, columns, now))
    return quiz


def _check_window(fields: Mapping[str, Any]) -> None:
    opens, closes = fields.get("opens_at"), fields.get("closes_at")
    if opens is not None and closes is not None and closes <= opens:
        raise NotFit(
            "The quiz would close before it opens",
            problems=[Problem(("closes_at",), "before_opening", "Must lie after opens_at.")],
        )


async def _attach(quiz: Quiz, lesson_id: UUID, now: datetime) -> None:
    lesson = await Lesson.filter(id=lesson_id, course_id=quiz.course_id, archived_at=None).select_for_update().first()
    if lesson is None:
        raise NotFit(
            "No such lesson", problems=[Problem(("lesson_id",), "unknown_id", "The course has no such lesson.")]
        )
    if lesson.kind not in {LessonKind.QUIZ, LessonKind.LIVE}:
        fault = Problem(("lesson_id",), "not_for_this_kind", "Only quiz and live lessons name a quiz.")
        raise NotFit("No lesson for a quiz", problems=[fault])
    await lesson.save(update_fields=apply(lesson, {"quiz_id": quiz.id}, now))


async def _detach(quiz: Quiz, now: datetime) -> None:
    for lesson in await Lesson.filter(quiz_id=quiz.id, archived_at=None).select_for_update():
        await lesson.save(update_fields=apply(lesson, {"quiz_id": None}, now))


async def publish(quiz_id: UUID, *, now: datetime) -> Quiz:
    """Show the quiz to learners; twice is once. Raises NotNow(`not_ready`, with what is `missing`)."""
    async with in_transaction():
        quiz = await locked(quiz_id)
        if quiz.state == PUBLISHED:
            return quiz
        asks = await Question.exists(quiz_id=quiz_id, archived_at=None)
        if not asks and not await QuizDraw.exists(quiz_id=quiz_id, archived_at=None):
            lack = {"code": "no_question", "detail": "The quiz has no question."}
            raise NotNow("The quiz cannot be published yet", code="not_ready", missing=[lack])
        await quiz.save(update_fields=apply(quiz, {"state": PUBLISHED, "published_at": now}, now))
    return quiz


async def remove(quiz_id: UUID, *, guard: Guard, now: datetime) -> None:
    """Take a quiz out of its course and lessons; attempts and their marks are kept."""
    async with in_transaction():
        quiz = await locked(quiz_id)
        guard(quiz.id, quiz.version)
        await _detach(quiz, now)
        await quiz.save(update_fields=apply(quiz, {"archived_at": now}, now))
