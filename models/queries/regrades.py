"""What a regrade and a grader need to look up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from tortoise.connection import get_connection

from models.queries.files import handed_in_with
from models.tables.files import File
from models.tables.quizzes import QuestionVersion
from models.tables.users import User


async def current_versions(quiz_id: UUID) -> dict[UUID, QuestionVersion]:
    """The present wording of every question that anybody was asked in this quiz."""
    rows = await get_connection("default").execute_query_dict(
        """
        SELECT v.id FROM question q
        JOIN question_version v ON v.question_id = q.id AND v.number = q.current_version
        WHERE q.id IN (SELECT DISTINCT m.question_id FROM attempt_mark m
                       JOIN attempt a ON a.id = m.attempt_id WHERE a.quiz_id = $1)
        """,
        [quiz_id],
    )
    found = await versions([row["id"] for row in rows])
    return {version.question_id: version for version in found}


async def versions(ids: Collection[UUID]) -> list[QuestionVersion]:
    """Wordings by id."""
    return await QuestionVersion.filter(id__in=list(ids)) if ids else []


async def names_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """The full names of people."""
    return {user.id: user.full_name for user in await User.filter(id__in=list(set(ids))).only("id", "full_name")}


@dataclass(frozen=True, slots=True)
class ToGrade:
    """One answer for a grader, with the question as it was asked."""

    mark_id: UUID
    attempt_id: UUID
    user_id: UUID
    full_name: str
    submitted_at: datetime
    version: QuestionVersion
    answer: dict[str, Any] | None
    points: float | None
    max_points: float
    feedback: str | None
    files: Sequence[File] = ()


Key = tuple[UUID, UUID]
"""Question and mark."""


async def to_grade(
    quiz_id: UUID, *, question_id: UUID | None, waiting: bool, after: Key | None, limit: int
) -> tuple[list[ToGrade], Key | None]:
    """One page of answers, question by question across attempts: those that wait for a person, or all.

    One statement with keyset paging.
    """
    rows = await get_connection("default").execute_query_dict(
        """
        SELECT m.id, m.question_id, m.version_id, m.attempt_id, a.user_id, u.full_name, a.submitted_at,
               m.answer, m.points, m.max_points, m.feedback
        FROM attempt a JOIN attempt_mark m ON m.attempt_id = a.id JOIN user_account u ON u.id = a.user_id
        WHERE a.quiz_id = $1 AND a.state IN ('submitted', 'graded') AND ($2::uuid IS NULL OR m.question_id = $2)
          AND (NOT $3 OR m.points IS NULL) AND ($4::uuid IS NULL OR (m.question_id, m.id) > ($4, $5))
        ORDER BY m.question_id, m.id LIMIT $6
        """,
        [quiz_id, question_id, waiting, *(after or (None, None)), limit + 1],
    )
    wordings = {each.id: each for each in await versions({row["version_id"] for row in rows})}
    found = [
        ToGrade(
            row["id"],
            row["attempt_id"],
            row["user_id"],
            row["full_name"],
            row["submitted_at"],
            wordings[row["version_id"]],
            row["answer"] and orjson.loads(row["answer"]),
            row["points"],
            row["max_points"],
            row["feedback"],
        )
        for row in rows[:limit]
    ]
    last = (rows[limit - 1]["question_id"], rows[limit - 1]["id"]) if len(rows) > limit else None
    return await _with_files(found), last


async def _with_files(found: Sequence[ToGrade]) -> list[ToGrade]:
    """Each answer with the files that it names."""
    handed = await handed_in_with("attempt", {each.attempt_id for each in found if _named(each)})
    return [
        replace(each, files=[file for file in handed.get(each.attempt_id, ()) if str(file.id) in _named(each)])
        for each in found
    ]


def _named(each: ToGrade) -> Sequence[str]:
    named: Sequence[str] = (each.answer or {}).get("files", ())
    return named
