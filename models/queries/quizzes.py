"""Quizzes with what is shown beside them: their lesson, and how much there is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.connection import get_connection

from models.refusals import NotThere
from models.tables.quizzes import Quiz


@dataclass(frozen=True, slots=True)
class QuizCard:
    """A quiz, the first lesson that names it, the number of its questions and the sum of their points."""

    quiz: Quiz
    lesson_id: UUID | None
    question_count: int
    points: float


Key = tuple[UUID, ...]
"""The id alone."""


async def quiz_of(quiz_id: UUID) -> QuizCard:
    """One living quiz. Raises NotThere."""
    quiz = await Quiz.filter(id=quiz_id, archived_at=None).first()
    if quiz is None:
        raise NotThere("There is no such quiz")
    return (await _cards([quiz]))[0]


async def quizzes_of(
    course_id: UUID, *, drafts: bool, after: Key | None, limit: int
) -> tuple[list[QuizCard], Key | None]:
    """One page of a course's quizzes in the order they were made; `drafts` are for staff."""
    wanted = Quiz.filter(course_id=course_id, archived_at=None)
    if not drafts:
        wanted = wanted.filter(state="published")
    if after is not None:
        wanted = wanted.filter(id__gt=after[0])
    rows = await wanted.order_by("id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return await _cards(rows[:limit]), last


async def count(course_id: UUID, *, drafts: bool) -> int:
    """How many quizzes there are."""
    wanted = Quiz.filter(course_id=course_id, archived_at=None)
    return await (wanted if drafts else wanted.filter(state="published")).count()


async def _cards(quizzes: Sequence[Quiz]) -> list[QuizCard]:
    rows = await get_connection("default").execute_query_dict(
        """
        SELECT z.id,
          (SELECT l.id FROM lesson l WHERE l.quiz_id = z.id AND l.archived_at IS NULL ORDER BY l.id LIMIT 1) AS lesson_id,
          count(v.id) + (SELECT coalesce(sum(d.count), 0) FROM quiz_draw d
            WHERE d.quiz_id = z.id AND d.archived_at IS NULL) AS n,
          coalesce(sum(v.points), 0) + (SELECT coalesce(sum(d.count * d.points), 0) FROM quiz_draw d
            WHERE d.quiz_id = z.id AND d.archived_at IS NULL) AS points
        FROM quiz z
        LEFT JOIN question q ON q.quiz_id = z.id AND q.archived_at IS NULL
        LEFT JOIN question_version v ON v.question_id = q.id AND v.number = q.current_version
        WHERE z.id = ANY($1::uuid[]) GROUP BY z.id
        """,
        [[quiz.id for quiz in quizzes]],
    )
    facts = {row["id"]: (row["lesson_id"], row["n"], row["points"]) for row in rows}
    return [QuizCard(quiz, *facts[quiz.id]) for quiz in quizzes]
