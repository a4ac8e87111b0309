"""Question banks of a course, and the slots of quizzes that draw from them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.locks import locked_course
from models.actions.quizzes import locked as locked_quiz
from models.queries.draws import candidates
from models.refusals import NotFit, NotNow, NotThere
from models.rules.problems import Problem
from models.tables.quizzes import Bank, Question, QuizDraw

MAX_BANKS = 500
MAX_DRAWS = 100


async def create(course_id: UUID, title: str, *, now: datetime) -> Bank:
    """Make an empty bank. Raises NotNow(`too_many_banks`)."""
    async with in_transaction():
        _ = await locked_course(course_id)
        if await Bank.filter(course_id=course_id, archived_at=None).count() >= MAX_BANKS:
            raise NotNow("A course holds no more banks", code="too_many_banks", most=MAX_BANKS)
        return await Bank.create(course_id=course_id, title=title, created_at=now, updated_at=now)


async def locked(bank_id: UUID) -> Bank:
    """The bank's row, locked until the transaction ends. Raises NotThere."""
    bank = await Bank.filter(id=bank_id, archived_at=None).select_for_update().first()
    if bank is None:
        raise NotThere("There is no such bank")
    return bank


async def change(bank_id: UUID, changes: Mapping[str, Any], *, now: datetime) -> Bank:
    """Change what was sent."""
    async with in_transaction():
        bank = await locked(bank_id)
        for name, value in {**changes, "updated_at": now}.items():
            setattr(bank, name, value)
        await bank.save()
    return bank


async def remove(bank_id: UUID, *, now: datetime) -> None:
    """Take a bank and its questions away; attempts keep what they drew. Raises NotNow(`bank_in_use`)."""
    async with in_transaction():
        bank = await locked(bank_id)
        if await QuizDraw.exists(bank_id=bank.id, archived_at=None, quiz__archived_at=None):
            raise NotNow("A quiz draws from this bank", code="bank_in_use")
        _ = await Question.filter(bank_id=bank.id, archived_at=None).update(archived_at=now)
        bank.archived_at = now
        await bank.save(update_fields=["archived_at"])


async def add_draw(
    quiz_id: UUID, bank_id: UUID, *, count: int, tags: Sequence[str], points: float, now: datetime
) -> QuizDraw:
    """Add a slot at the end of a quiz. Raises NotFit for a bank of another course or with too few such questions."""
    async with in_transaction():
        quiz = await locked_quiz(quiz_id)
        bank = await Bank.filter(id=bank_id, course_id=quiz.course_id, archived_at=None).select_for_update().first()
        if bank is None:
            fault = Problem(("bank_id",), "unknown_id", "The course has no such bank.")
            raise NotFit("No such bank", problems=[fault])
        if len(await candidates(bank.id, tags)) < count:
            fault = Problem(("count",), "too_few", "The bank has fewer questions with these tags.")
            raise NotFit("The bank has too few questions", problems=[fault])
        living = QuizDraw.filter(quiz_id=quiz.id, archived_at=None)
        if await living.count() >= MAX_DRAWS:
            raise NotNow("A quiz holds no more slots", code="too_many_draws", most=MAX_DRAWS)
        return await QuizDraw.create(
            quiz_id=quiz.id,
            bank_id=bank.id,
            position=await _next_position(quiz.id),
            count=count,
            tags=list(tags),
            points=points,
            created_at=now,
        )


async def _next_position(quiz_id: UUID) -> int:
    question = await Question.filter(quiz_id=quiz_id, archived_at=None).order_by("-position").first()
    draw = await QuizDraw.filter(quiz_id=quiz_id, archived_at=None).order_by("-position").first()
    return 1 + max(question.position if question else -1, draw.position if draw else -1)


async def remove_draw(draw_id: UUID, *, now: datetime) -> None:
    """Take a slot out of its quiz; attempts keep what they drew. Raises NotThere."""
    async with in_transaction():
        draw = await QuizDraw.filter(id=draw_id, archived_at=None).first()
        if draw is None:
            raise NotThere("There is no such slot")
        _ = await locked_quiz(draw.quiz_id)
        draw.archived_at = now
        await draw.save(update_fields=["archived_at"])
