"""Shapes of question banks and of the slots that draw from them."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from handlers.schemas.courses import Tags
from handlers.schemas.questions import Points
from models.queries.draws import BankCard
from models.tables.quizzes import QuizDraw
from server.endpoint import In, Line, Out, Patch


class BankIn(In):
    """A new bank."""

    title: Line


class BankPatch(Patch):
    """Changes of a bank."""

    title: Line = "unused"


class BankOut(Out):
    """A bank and how many questions it has."""

    id: UUID
    course_id: UUID
    title: str
    question_count: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, card: BankCard) -> Self:
        """From the row and its count."""
        bank = card.bank
        return cls(
            id=bank.id,
            course_id=bank.course_id,
            title=bank.title,
            question_count=card.question_count,
            created_at=bank.created_at,
            updated_at=bank.updated_at,
        )


class DrawIn(In):
    """A slot: `count` questions at random from a bank, of those that carry every tag, each worth `points`."""

    bank_id: UUID
    count: Annotated[int, Field(ge=1, le=200)] = 1
    tags: Tags = Field([])
    points: Points = 1.0


class DrawOut(Out):
    """A slot of a quiz."""

    id: UUID
    quiz_id: UUID
    bank_id: UUID
    position: int
    count: int
    tags: list[str]
    points: float | None

    @classmethod
    def of(cls, draw: QuizDraw) -> Self:
        """From the row."""
        return cls(
            id=draw.id,
            quiz_id=draw.quiz_id,
            bank_id=draw.bank_id,
            position=draw.position,
            count=draw.count,
            tags=draw.tags,
            points=draw.points,
        )


class DrawsOut(Out):
    """The slots of a quiz in order."""

    items: list[DrawOut]
