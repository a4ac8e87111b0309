"""Courses as cards: found, paged and counted in as many statements for ten as for ten thousand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection

from models.rules.access import CourseRole
from models.rules.courses import CourseState
from models.rules.enrolling import SEATED
from models.rules.searching import fold_query
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
class Rating:
    """What learners think: the mean of 1 to 5 stars, None while nobody said."""

    average: float | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A course with what is shown beside it."""

    course: Course
    staff: list[Teacher] = field(default_factory=list)
    counts: Counts = Counts()
    rating: Rating = Rating()


class Sort(StrEnum):
    """The orders of the list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    RELEVANCE = "relevance"


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
    sort: Sort | None = None
    """None: by relevance when there is a text, else the newest first."""


_SORTS = {
    Sort.NEWEST: ("c.created_at", "DESC"),
    Sort.OLDEST: ("c.created_at", "ASC"),
    Sort.TITLE: ("c.title", "ASC"),
}
"""Name -> what is sorted by before the id, and the direction of both."""
_QUERY = "(websearch_to_tsquery('simple', {0}) || websearch_to_tsquery('english', {0}))"
"""Words as they are for every language, and English word stems beside them."""
_ALIKE = 0.4
"""How alike (pg_trgm's word similarity, 0 to 1) a title must be to what was typed when no word fits."""


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
    if search.category is not None:
        where.add("lower(c.category) = lower({})", search.category)
    if search.tag is not None:
        where.add("c.tags @> {}::jsonb", json.dumps([search.tag]))
    if search.difficulty is not None:
        where.add("c.difficulty = {}", search.difficulty)
    if search.free is not None:
        where.add("coalesce(c.price_minor, 0) = 0" if search.free else "c.price_minor > 0")
    return where


@dataclass(frozen=True, slots=True)
class Found:
    """A page of cards, the keys after which the next page starts (None at the end), and how many there are in all."""

    cards: list[Card]
    last: Key | None
    total: int | None


async def find(search: Search, *, after: Key | None, limit: int, count: bool = False) -> Found:
    """One page of what a search finds.

    A text is looked for as words, ranked by PostgreSQL. Only when no course has them, titles that are written alike
    are taken; the keys of the next page then say so.
    """
    if after is not None:
        return await _find(search, after, limit, alike=after[0] == "alike", count=count)
    found = await _find(search, None, limit, alike=False, count=count)
    if found.cards or not search.text:
        return found
    return await _find(search, None, limit, alike=True, count=count)


async def _find(search: Search, after: Key | None, limit: int, *, alike: bool, count: bool) -> Found:
    where = _conditions(search)
    column, direction = _order(search, where, alike=alike)
    counted = await _count(where) if count else None
    if after is not None:
        sign = ">" if direction == "ASC" else "<"
        where.add(f"({column}, c.id) {sign} ({{}}, {{}})", *after[1:])
    # Only constants of this module stand in the text; whatever was sent travels as a parameter.
    statement = (
        f"SELECT c.id, {column} AS key FROM course c WHERE {where.sql}"  # noqa: S608 - see above
        f" ORDER BY {column} {direction}, c.id {direction} LIMIT {limit + 1}"
    )
    rows = await get_connection("default").execute_query_dict(statement, where.values)
    cards = await cards_of([row["id"] for row in rows[:limit]])
    mode = "alike" if alike else "words"
    last = (mode, rows[limit - 1]["key"], rows[limit - 1]["id"]) if len(rows) > limit else None
    return Found(cards, last, counted)


def _order(search: Search, where: Conditions, *, alike: bool) -> tuple[str, str]:
    """Add the condition on the text, and say what to sort by."""
    rank = _text(search.text, where, alike=alike) if search.text else None
    sort = search.sort or (Sort.RELEVANCE if rank else Sort.NEWEST)
    if sort is Sort.RELEVANCE:
        return (rank, "DESC") if rank else _SORTS[Sort.NEWEST]
    return _SORTS[sort]


def _text(text: str, where: Conditions, *, alike: bool) -> str:
    """Add the condition on the text; returns how well a course fits, as SQL."""
    if alike:
        value = where.value(text)
        where.parts.append(f"word_similarity({value}, c.title) >= {_ALIKE}")
        return f"word_similarity({value}, c.title)::float8"
    query = _QUERY.format(where.value(fold_query(text)))
    where.parts.append(f"c.search @@ {query}")
    return f"ts_rank(c.search, {query})::float8"


async def _count(where: Conditions) -> int:
    statement = f"SELECT count(*) AS n FROM course c WHERE {where.sql}"  # noqa: S608 - see `_find`
    rows = await get_connection("default").execute_query_dict(statement, where.values)
    return int(rows[0]["n"])


async def card_of(course_id: UUID) -> Card:
    """One course as a card; it must exist."""
    return (await cards_of([course_id]))[0]


async def cards_of(ids: Sequence[UUID]) -> list[Card]:
    """Cards in the order of the ids: four statements for any number."""
    if not ids:
        return []
    courses = {course.id: course for course in await Course.filter(id__in=ids)}
    staff = await _staff_of(ids)
    counts = await _counts_of(ids)
    ratings = await _ratings_of(ids)
    return [
        Card(courses[each], staff.get(each, []), counts[each], ratings.get(each, Rating()))
        for each in ids
        if each in courses
    ]


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


async def _ratings_of(ids: Sequence[UUID]) -> dict[UUID, Rating]:
    rows = await get_connection("default").execute_query_dict(
        "SELECT course_id, round(avg(stars), 2)::float8 AS average, count(*) AS count FROM review"
        " WHERE course_id = ANY($1::uuid[]) AND hidden_at IS NULL GROUP BY course_id",
        [list(ids)],
    )
    return {row["course_id"]: Rating(row["average"], row["count"]) for row in rows}


async def due_to_publish(now: datetime, *, limit: int) -> list[UUID]:
    """Ids of drafts whose time to be published has come, the oldest first."""
    wanted = Course.filter(state=CourseState.DRAFT, publish_at__lte=now).order_by("publish_at")
    return [row.id for row in await wanted.limit(limit).only("id")]


@dataclass(frozen=True, slots=True)
class StaffMember(Teacher):
    """Who teaches a course, as the staff see it."""

    email: str = ""


async def staff_members(course_id: UUID) -> list[StaffMember]:
    """Everybody who teaches a course, in the order in which they came."""
    rows = await get_connection("default").execute_query_dict(
        "SELECT s.user_id, u.full_name, s.role, u.email FROM course_staff s JOIN user_account u ON u.id = s.user_id"
        " WHERE s.course_id = $1 ORDER BY s.created_at, s.id",
        [course_id],
    )
    return [StaffMember(row["user_id"], row["full_name"], CourseRole(row["role"]), row["email"]) for row in rows]
