"""Questions with the wording that is current."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import Q

from models.queries.keyset import past
from models.tables.quizzes import Question, QuestionVersion

Key = tuple[int, UUID]
"""Position and id."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question and one of its versions."""

    question: Question
    version: QuestionVersion

    @property
    def id(self) -> UUID:
        """The question's id."""
        return self.question.id


async def current_version(question: Question) -> QuestionVersion:
    """The wording that new attempts get."""
    return await QuestionVersion.get(question_id=question.id, number=question.current_version)


async def questions_of(quiz_id: UUID) -> list[Written]:
    """The living questions of a quiz in order, each with its current wording: two statements for any number."""
    return await _written(await Question.filter(quiz_id=quiz_id, archived_at=None).order_by("position", "id"))


async def page_of(quiz_id: UUID, *, after: Key | None, limit: int) -> tuple[list[Written], Key | None]:
    """One page of the living questions in order, and the keys after which the next one starts."""
    return await _page(Q(quiz_id=quiz_id), after, limit)


async def page_in_bank(bank_id: UUID, *, after: Key | None, limit: int) -> tuple[list[Written], Key | None]:
    """One page of the living questions of a bank in order, and the keys after which the next one starts."""
    return await _page(Q(bank_id=bank_id), after, limit)


async def _page(home: Q, after: Key | None, limit: int) -> tuple[list[Written], Key | None]:
    wanted = home & Q(archived_at=None)
    if after is not None:
        wanted &= past("position", after[0], after[1], descending=False)
    rows = await Question.filter(wanted).order_by("position", "id").limit(limit + 1)
    last = (rows[limit - 1].position, rows[limit - 1].id) if len(rows) > limit else None
    return await _written(rows[:limit]), last


async def count(quiz_id: UUID) -> int:
    """How many living questions a quiz has."""
    return await Question.filter(quiz_id=quiz_id, archived_at=None).count()


async def count_in_bank(bank_id: UUID) -> int:
    """How many living questions a bank has."""
    return await Question.filter(bank_id=bank_id, archived_at=None).count()


async def in_bank(bank_id: UUID) -> list[Written]:
    """The living questions of a bank in order, each with its current wording."""
    return await _written(await Question.filter(bank_id=bank_id, archived_at=None).order_by("position", "id"))


async def _written(questions: Sequence[Question]) -> list[Written]:
    numbers = {question.id: question.current_version for question in questions}
    rows = await QuestionVersion.filter(question_id__in=[*numbers]) if numbers else []
    current = {row.question_id: row for row in rows if row.number == numbers[row.question_id]}
    return [Written(question, current[question.id]) for question in questions]
