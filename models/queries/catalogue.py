"""Courses as cards: found, paged and counted in as many statements for ten as for ten thousand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection

from models.rules.access import CourseRole
from models.rules.enrolling import SEATED
from models.tables.courses import Course

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Teacher:
    """Who teaches a course, as shown to everyone."""

    user_id: UUID
    full_name: str
    role: CourseRole


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a course, and how many learn there."""

    sections: int = 0
    lessons: int = 0
    quizzes: int = 0
    learners: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A course with what is shown beside it."""

    course: Course
    staff: list[Teacher] = field(default_factory=list)
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; `staff_id` lists that person's own courses in every state."""

    text: str = ""
    category: str | None = None
    tag: str | None = None
    difficulty: str | None = None
    free: bool | None = None
    instructor_id: UUID | None = None
    staff_id: UUID | None = None
    sort: str = "newest"


SORTS: dict[str, tuple[str, str]] = {
    "newest": ("c.created_at, c.id", "DESC"),
    "oldest": ("c.created_at, c.id", "ASC"),
    "title": ("c.title, c.id", "ASC"),
}
"""Name -> the columns of the keyset and their direction."""


class Conditions:
    """Conditions of a statement with their values, numbered as PostgreSQL wants them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def value(self, value: Any) -> str:
        """The placeholder that stands for a value."""
        self.values.append(value)
        return f"${len(self.values)}"

    def add(self, condition: str, *values: Any) -> None:
        """Add a condition whose `{}` stand for the values, in turn."""
        self.parts.append(condition.format(*map(self.value, values)))

    @property
    def sql(self) -> str:
        """All conditions together."""
        return " AND ".join(self.parts) or "true"


_TAUGHT_BY = "EXISTS (SELECT 1 FROM course_staff s WHERE s.course_id = c.id AND s.user_id = {})"


def _conditions(search: Search) -> Conditions:
    where = Conditions()
    if search.staff_id is None:
        where.add("c.state = 'published'")
    else:
        where.add(_TAUGHT_BY, search.staff_id)
    if search.instructor_id is not None:
        where.add(_TAUGHT_BY, search.instructor_id)
    if search.text:
        where.add("(c.title || ' ' || c.summary || ' ' || c.description) ILIKE {}", f"%{_literal(search.text)}%")
    if search.category is not None:
        where.add("lower(c.category) = lower({})", search.category)
    if search.tag is not None:
        where.add("c.tags @> {}::jsonb", json.dumps([search.tag]))
    if search.difficulty is not None:
        where.add("c.difficulty = {}", search.difficulty)
    if search.free is not None:
        where.add("coalesce(c.price_minor, 0) = 0" if search.free else "c.price_minor > 0")
    return where


def _literal(text: str) -> str:
    """A text that LIKE takes as it stands."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def find(search: Search, *, after: Key | None, limit: int) -> tuple[list[Card], Key | None]:
    """One page of cards, and the keys after which the next one starts (None at the end)."""
    where = _conditions(search)
    columns, direction = SORTS[search.sort]
    if after is not None:
        sign = ">" if direction == "ASC" else "<"
        where.add(f"({columns}) {sign} ({{}}, {{}})", *after)
    order = ", ".join(f"{column} {direction}" for column in columns.split(", "))
    # Only constants of this module stand in the text; whatever was sent travels as a parameter.
    statement = f"SELECT c.id, {columns} FROM course c WHERE {where.sql} ORDER BY {order} LIMIT {limit + 1}"  # noqa: S608
    rows = await get_connection("default").execute_query(statement, where.values)
    keys = [tuple(row)[1:] for row in rows[1]]
    cards = await cards_of([key[1] for key in keys[:limit]])
    return cards, keys[limit - 1] if len(keys) > limit else None


async def count(search: Search) -> int:
    """How many courses a search finds."""
    where = _conditions(search)
    statement = f"SELECT count(*) AS n FROM course c WHERE {where.sql}"  # noqa: S608 - see `find`
    rows = await get_connection("default").execute_query_dict(statement, where.values)
    return int(rows[0]["n"])


async def card_of(course_id: UUID) -> Card:
    """One course as a card; it must exist."""
    return (await cards_of([course_id]))[0]


async def cards_of(ids: Sequence[UUID]) -> list[Card]:
    """Cards in the order of the ids: three statements for any number."""
    if not ids:
        return []
    courses = {course.id: course for course in await Course.filter(id__in=ids)}
    staff = await _staff_of(ids)
    counts = await _counts_of(ids)
    return [Card(courses[each], staff.get(each, []), counts[each]) for each in ids if each in courses]


async def _staff_of(ids: Sequence[UUID]) -> dict[UUID, list[Teacher]]:
    rows = await get_connection("default").execute_query_dict(
        "SELECT s.course_id, s.user_id, u.full_name, s.role FROM course_staff s JOIN user_account u ON u.id = s.user_id"
        " WHERE s.course_id = ANY($1::uuid[]) ORDER BY s.created_at, s.id",
        [list(ids)],
    )
    found: dict[UUID, list[Teacher]] = {}
    for row in rows:
        teacher = Teacher(row["user_id"], row["full_name"], CourseRole(row["role"]))
        found.setdefault(row["course_id"], []).append(teacher)
    return found


async def _counts_of(ids: Sequence[UUID]) -> dict[UUID, Counts]:
    rows = await get_connection("default").execute_query_dict(
        """
        SELECT c.id,
          (SELECT count(*) FROM section s WHERE s.course_id = c.id AND s.archived_at IS NULL) AS sections,
          (SELECT count(*) FROM lesson l WHERE l.course_id = c.id AND l.archived_at IS NULL) AS lessons,
          (SELECT count(*) FROM quiz q WHERE q.course_id = c.id AND q.archived_at IS NULL
             AND q.state = 'published') AS quizzes,
          (SELECT count(*) FROM enrollment e WHERE e.course_id = c.id AND e.state = ANY($2)) AS learners
        FROM course c WHERE c.id = ANY($1::uuid[])
        """,
        [list(ids), [state.value for state in SEATED]],
    )
    return {row.pop("id"): Counts(**row) for row in rows}
