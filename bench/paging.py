"""Page 1,000 of a list of a million rows against its page 1 (H3).

Private PostgreSQL, a million rows in each list, through the queries that the routes use; the two pages in turns, the
figure is the median of the ratios of the pairs.
"""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import asyncpg

from bench.machine import private_servers
from bench.measuring import median, ratios
from bench.report import Line, at_most
from models.queries import catalogue, enrollments, files
from server.database import connection_arguments

ROWS: Final = 1_000_000
PAGE: Final = 20
FAR: Final = 1_000
WARM_UP: Final = 20
COURSE: Final = UUID("01900000-0000-7000-8000-000000000000")

_ID: Final = "('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid"
_AT: Final = "'2026-01-01'::timestamptz + i * interval '1 second'"
_FILL: Final = (
    f"""
    INSERT INTO user_account (id, email, email_key, full_name, role, is_active, mfa_enabled, locale, time_zone,
                              created_at, updated_at)
    SELECT {_ID}, i || '@school.example', i || '@school.example', 'Learner ' || i, 'student', true, false, 'en', 'UTC',
           {_AT}, {_AT} FROM generate_series(0, {{rows}} - 1) AS i""",  # noqa: S608 - numbers of this module only
    f"""
    INSERT INTO course (id, slug, title, summary, description, category, tags, language, state, version,
                        created_at, updated_at)
    SELECT {_ID}, 'course-' || i, 'Course ' || i, '', '', '', '[]', 'en', 'published', 1, {_AT}, {_AT}
    FROM generate_series(0, {{rows}} - 1) AS i""",  # noqa: S608 - numbers of this module only
    f"""
    INSERT INTO enrollment (id, course_id, user_id, state, reason, run, percent, enrolled_at)
    SELECT {_ID}, '{COURSE}', {_ID}, 'active', 'self', 1, 0, {_AT} FROM generate_series(0, {{rows}} - 1) AS i""",  # noqa: S608 - numbers of this module only
    f"""
    INSERT INTO file (id, owner_id, name, media_type, size, sha256, state, created_at, changed_at)
    SELECT {_ID}, '{COURSE}', 'map.pdf', 'application/pdf', 1, '', 'ready', {_AT}, {_AT}
    FROM generate_series(0, {{rows}} - 1) AS i""",  # noqa: S608 - numbers of this module only
)
Key = tuple[Any, ...] | None
Turn = Callable[[Key], Awaitable[Key]]
"""Reads the page after a key; the key after it."""


async def _catalogue(after: Key) -> Key:
    return (await catalogue.find(catalogue.Search(), after=after, limit=PAGE)).last


async def _roster(after: Key) -> Key:
    return (await enrollments.places(after=after, limit=PAGE, course_id=COURSE))[1]


async def _files(after: Key) -> Key:
    return (await files.files_of(COURSE, after=after, limit=PAGE))[1]


LISTS: Final[dict[str, Turn]] = {
    "courses, the newest first": _catalogue,
    "learners of a course": _roster,
    "files of a person": _files,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Milliseconds of page 1 and of the far page, read one after the other."""

    first: float
    far: float


async def _fill(url: str, rows: int) -> None:
    """On a connection of its own that may work for long, without asking foreign keys and triggers about each row."""
    connection = await asyncpg.connect(**connection_arguments(url))
    try:
        _ = await connection.execute("SET session_replication_role = replica")
        for statement in _FILL:
            _ = await connection.execute(statement.format(rows=rows))
        _ = await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _ms(turn: Turn, after: Key) -> float:
    started = time.perf_counter()
    _ = await turn(after)
    return (time.perf_counter() - started) * 1000


async def _pairs(turn: Turn, rounds: int, far_page: int) -> list[Pair]:
    """The two pages in turns; who comes first changes, so that neither always finds a warmer cache."""
    key: Key = None
    for _ in range(far_page - 1):
        key = await turn(key)
    found = []
    for number in range(rounds + WARM_UP):
        if number % 2:
            first = await _ms(turn, None)
            far = await _ms(turn, key)
        else:
            far = await _ms(turn, key)
            first = await _ms(turn, None)
        found.append(Pair(first, far))
    return found[WARM_UP:]


async def measure(rounds: int = 100, rows: int = ROWS, far_page: int = FAR) -> list[Line]:
    """Fill the lists on a private server and read them; the worst list decides."""
    async with private_servers(statement_timeout_ms=60_000) as settings:
        await _fill(settings.database_url, rows)
        found = {name: await _pairs(turn, rounds, far_page) for name, turn in LISTS.items()}
    figures = {
        name: {"first_ms": median([pair.first for pair in pairs]), "far_ms": median([pair.far for pair in pairs])}
        for name, pairs in found.items()
    }
    lists = {name: ratios([p.far for p in pairs], [p.first for p in pairs]) for name, pairs in found.items()}
    worst = max(lists, key=lambda name: statistics.median(lists[name]))
    what = f"page {far_page:,} of {rows:,} rows against page 1; the worst list: {worst}"
    return [Line("H3", what, lists[worst], at_most(1.2), figures)]
