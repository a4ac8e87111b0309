"""Brings questions of a file into a quiz."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from models.actions.questions import MAX_QUESTIONS, Wording, add_all
from models.formats import Level, Note, Plain
from models.queries.questions import Written, count


async def bring_in(quiz_id: UUID, questions: Sequence[Plain], *, now: datetime) -> list[Written]:
    """Add the questions at the end of a quiz, all or none. Raises NotNow(`too_many_questions`)."""
    return await add_all(quiz_id, [_wording(plain) for plain in questions], now=now)


def _wording(plain: Plain) -> Wording:
    envelope = {
        "stem": plain.stem,
        "points": plain.points,
        "seconds": plain.seconds,
        "feedback": plain.feedback,
        "tags": list(plain.tags),
    }
    return Wording(plain.kind, envelope, plain.content)


async def fitting(quiz_id: UUID, questions: Sequence[Plain]) -> tuple[Sequence[Plain], list[Note]]:
    """Those questions for which the quiz has room, and a note for each of the others."""
    room = max(0, MAX_QUESTIONS - await count(quiz_id))
    detail = f"A quiz holds {MAX_QUESTIONS} questions."
    return questions[:room], [
        Note(Level.REFUSED, plain.where, plain.name, "too_many_questions", detail) for plain in questions[room:]
    ]
