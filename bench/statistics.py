"""The gradebook and the statistics of a quiz against the same rows fetched by asyncpg and summed by NumPy (D1).

Both sides run in turns, each time in a process of its own that does its work twice and times the second, so that
connections are open and caches warm; a figure is the median of the pairs. What a side needs in memory is its process's
peak above what it had before the work, at a quarter of the rows and at all of them: it stays flat where PostgreSQL sums.
"""

import asyncio
import multiprocessing
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_hex
from typing import Any, Final
from uuid import UUID

import asyncpg
import numpy as np
from tortoise.connection import get_connection

from bench.machine import cores, private_servers
from bench.measuring import median, ratios
from bench.report import Line, at_most
from models.ids import new_id
from models.queries.gradebook import gradebook
from models.queries.statistics import Which, statistics_of
from models.rules.questions import dump, parse_content
from models.rules.statistics import discrimination_index
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Question, QuestionVersion, Quiz
from models.tables.users import User
from server.database import connection_arguments, open_orm

LEARNERS, QUIZZES = 1_000, 50
ATTEMPTS, QUESTIONS = 50_000, 10
NOW: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
KIB: Final = 1024
SLICE: Final = 5_000
Work = Callable[[], Awaitable[object]]
Run = dict[str, float]
"""Seconds, MiB and the figure of one side in one turn."""


async def _course(title: str, learners: int) -> Course:
    course = Course(title=title, slug=title, state="published", created_at=NOW, updated_at=NOW)
    await course.save()
    people = [
        User(email=name, email_key=name, full_name=name, role="student", created_at=NOW, updated_at=NOW)
        for name in (f"{title}-{at}@bench.example" for at in range(learners))
    ]
    await User.bulk_create(people)
    await Enrollment.bulk_create([Enrollment(course_id=course.id, user_id=user.id, enrolled_at=NOW) for user in people])
    return course


async def _quizzes(course: Course, count: int) -> list[Quiz]:
    rows = [
        Quiz(course_id=course.id, title=f"Quiz {at}", state="published", created_at=NOW, updated_at=NOW)
        for at in range(count)
    ]
    await Quiz.bulk_create(rows)
    return rows


async def fill_gradebook() -> UUID:
    """A course in which every learner has one attempt at every quiz."""
    course = await _course("book", LEARNERS)
    _ = await _quizzes(course, QUIZZES)
    await get_connection("default").execute_query(
        """INSERT INTO attempt (id, quiz_id, enrollment_id, user_id, number, kind, state, started_at, submitted_at,
             plan, answers, score, max_score, percent, passed)
           SELECT gen_random_uuid(), z.id, e.id, e.user_id, 1, 'self', 'graded', $2, $2, '{}', '{}',
             round((s.r * 10)::numeric, 2), 10, round((s.r * 100)::numeric, 1), s.r > 0.7
           FROM enrollment e CROSS JOIN quiz z CROSS JOIN LATERAL (SELECT random() AS r WHERE e.id <> z.id) s
           WHERE e.course_id = $1 AND z.course_id = $1""",
        [course.id, NOW],
    )
    return course.id


_MARKS: Final = """
INSERT INTO attempt_mark (id, attempt_id, question_id, version_id, answer, fraction, points, max_points, why)
SELECT gen_random_uuid(), a.id, v.question_id, v.id,
  jsonb_build_object('choice', v.content->'choices'->(CASE WHEN s.p > 0 THEN 0 ELSE 1 END)->>'id'), s.p, s.p, 1, '[]'
FROM attempt a JOIN question q ON q.quiz_id = a.quiz_id JOIN question_version v ON v.question_id = q.id
CROSS JOIN LATERAL (SELECT CASE WHEN random() * 100 < a.percent THEN 1.0 ELSE 0.0 END AS p WHERE a.id <> v.id) s
WHERE a.quiz_id = $1 AND a.number BETWEEN $2 AND $3
"""


async def fill_quiz(attempts: int) -> UUID:
    """A quiz with attempts of ten questions, whose marks hang together a little."""
    course = await _course(f"quiz{attempts}", 1)
    (quiz,) = await _quizzes(course, 1)
    content = parse_content(
        "single",
        {"choices": [{"text": "A", "correct": True}, {"text": "B", "correct": False}]},
        new_id=lambda: token_hex(4),
    )
    for at in range(QUESTIONS):
        question = Question(id=new_id(), quiz_id=quiz.id, position=at, created_at=NOW, updated_at=NOW)
        await question.save()
        version = QuestionVersion(question_id=question.id, number=1, kind="single", stem=f"Question {at}", points=1.0)
        version.content, version.created_at = dump(content), NOW
        await version.save()
    await get_connection("default").execute_query(
        """INSERT INTO attempt (id, quiz_id, enrollment_id, user_id, number, kind, state, started_at, submitted_at,
             plan, answers, score, max_score, percent, passed)
           SELECT gen_random_uuid(), $1, e.id, e.user_id, n, 'self', 'graded', $3, $3, '{}', '{}', 5, 10,
             floor(random() * 101), true
           FROM enrollment e CROSS JOIN generate_series(1, $4::int) n WHERE e.course_id = $2""",
        [quiz.id, course.id, NOW, attempts],
    )
    for first in range(1, attempts + 1, SLICE):  # a statement may take 20 seconds
        await get_connection("default").execute_query(_MARKS, [quiz.id, first, first + SLICE - 1])
    return quiz.id


def our_book(course: UUID) -> Work:
    """The gradebook as the API reads it."""
    return lambda: gradebook(course)


def our_items(quiz: UUID) -> Work:
    """The statistics as the API reads them."""

    async def work() -> float:
        _, items = await statistics_of(quiz, Which.ALL)
        return sum(discrimination_index(item.moments) or 0 for item in items)

    return work


def numpy_book(dsn: str, course: UUID) -> Work:
    """Every attempt's row fetched, and the best percent of each cell by NumPy."""

    async def work() -> object:
        connection = await asyncpg.connect(**connection_arguments(dsn))
        rows = await connection.fetch(
            """SELECT a.enrollment_id, a.quiz_id, a.score, a.max_score FROM attempt a JOIN quiz z ON z.id = a.quiz_id
               WHERE z.course_id = $1 AND a.state IN ('submitted', 'graded')""",
            course,
        )
        await connection.close()
        lines = {each: at for at, each in enumerate(sorted({row[0] for row in rows}))}
        columns = {each: at for at, each in enumerate(sorted({row[1] for row in rows}))}
        best = np.full((len(lines), len(columns)), -np.inf)
        at = (np.array([lines[row[0]] for row in rows]), np.array([columns[row[1]] for row in rows]))
        shares = 100 * np.array([row[2] for row in rows]) / np.array([row[3] for row in rows])
        np.maximum.at(best, at, shares)
        return np.round(best, 2)

    return work


def numpy_items(dsn: str, quiz: UUID) -> Work:
    """Every mark's row fetched, and the same figures by NumPy."""

    async def work() -> float:
        connection = await asyncpg.connect(**connection_arguments(dsn))
        rows = await connection.fetch(
            """SELECT m.attempt_id, m.question_id, m.points, m.answer->>'choice' FROM attempt_mark m
               JOIN attempt a ON a.id = m.attempt_id WHERE a.quiz_id = $1 AND a.state = 'graded'""",
            quiz,
        )
        await connection.close()
        lines = {each: at for at, each in enumerate(dict.fromkeys(row[0] for row in rows))}
        columns = {each: at for at, each in enumerate(dict.fromkeys(row[1] for row in rows))}
        marks = np.zeros((len(lines), len(columns)))
        marks[[lines[row[0]] for row in rows], [columns[row[1]] for row in rows]] = [row[2] for row in rows]
        _ = np.unique([f"{columns[row[1]]}{row[3]}" for row in rows], return_counts=True)
        return float(sum(_figures(marks)))

    return work


def _figures(marks: np.ndarray[Any, np.dtype[np.float64]]) -> list[float]:
    """Discrimination of every question; the other figures are computed, as ours are, and let go."""
    totals = marks.sum(axis=1)
    _ = (np.median(totals), totals.std(ddof=1), np.histogram(totals, bins=10), marks.std(axis=0, ddof=1))
    found = []
    for column in marks.T:
        rest = totals - column
        _ = (np.cov(np.sort(column), np.sort(rest)), np.cov(column, totals))
        found.append(100 * float(np.corrcoef(column, rest)[0, 1]))
    return found


SIDES: Final[dict[str, Callable[[str, UUID], Work]]] = {
    "our_book": lambda _dsn, course: our_book(course),
    "our_items": lambda _dsn, quiz: our_items(quiz),
    "numpy_book": numpy_book,
    "numpy_items": numpy_items,
}


def _peak_kib() -> int:
    """The process's highest resident size so far; `getrusage` would tell that of its parent before it began."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


async def _run(side: str, dsn: str, thing: UUID) -> Run:
    orm = await open_orm(dsn, statement_timeout_ms=300_000)
    _ = await get_connection("default").execute_query("SELECT 1")
    work, before = SIDES[side](dsn, thing), _peak_kib()
    answer = await work()
    started = time.perf_counter()
    _ = await work()
    taken = time.perf_counter() - started
    await orm.close_connections()
    value = answer if isinstance(answer, float) else 0.0
    return {"seconds": taken, "mib": (_peak_kib() - before) / KIB, "value": value}


def _in_process(side: str, dsn: str, thing: UUID, pipe: Connection, core: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    pipe.send(asyncio.run(_run(side, dsn, thing)))


async def run_apart(side: str, dsn: str, thing: UUID) -> Run:
    """One side in a process of its own: seconds of the second run, MiB of its peak, and its figure."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_in_process, args=(side, dsn, thing, there, cores()[0]))
    process.start()
    found: Run = await asyncio.to_thread(here.recv)
    process.join()
    return found


async def measure(pairs: int, attempts: int = ATTEMPTS) -> list[Line]:
    """Both sides in turns."""
    found: dict[str, list[Run]] = {side: [] for side in SIDES}
    async with private_servers(statement_timeout_ms=300_000) as settings:
        dsn = settings.database_url
        things = {"book": await fill_gradebook(), "items": await fill_quiz(attempts)}
        few = await fill_quiz(attempts // 4)
        await get_connection("default").execute_query("ANALYZE")
        for number in range(pairs):
            for side in sorted(SIDES, reverse=bool(number % 2)):
                found[side].append(await run_apart(side, dsn, things[side.split("_")[1]]))
        quarter = {side: await run_apart(side, dsn, few) for side in ("our_items", "numpy_items")}
    return _lines(found, quarter)


def _lines(found: dict[str, list[Run]], quarter: dict[str, Run]) -> list[Line]:
    seconds = {side: [run["seconds"] for run in runs] for side, runs in found.items()}
    figures: dict[str, Any] = {f"{side}_s": median(taken) for side, taken in seconds.items()}
    figures["memory_mib"] = {
        side: {"a_quarter": round(quarter[side]["mib"], 1), "all": median([run["mib"] for run in found[side]], 1)}
        for side in quarter
    }
    figures["agree_to"] = abs(found["our_items"][0]["value"] - found["numpy_items"][0]["value"])
    book, items = (ratios(seconds[f"our_{what}"], seconds[f"numpy_{what}"]) for what in ("book", "items"))
    # Half a MiB is what a process's peak moves by itself.
    flat = [run["mib"] / max(quarter["our_items"]["mib"], 0.5) for run in found["our_items"]]
    return [
        Line("D1", "gradebook against asyncpg + NumPy", book, at_most(2.0), figures),
        Line("D1", "item statistics against asyncpg + NumPy", items, at_most(2.0), figures),
        Line("D1", "memory of item statistics, all attempts against a quarter", flat, at_most(1.5), figures),
    ]
