"""Statistics of a quiz: a few statements that let PostgreSQL sum, so that memory here is flat for any number of attempts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import orjson
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.queries.regrades import versions
from models.rules.questions import Content, load, parse_answer
from models.rules.questions.content import Json, Show
from models.rules.statistics import BINS, Moments, bins
from models.rules.texts import fold
from models.tables.quizzes import QuestionVersion

ANSWERS_COUNTED: Final = 200
"""Different answers of one question that are told apart, the most frequent first; others are summed up."""


class Which(StrEnum):
    """Which attempts of each learner are looked at; only those with every mark."""

    ALL = "all"
    FIRST = "first"
    LATEST = "latest"
    HIGHEST = "highest"


_ORDERS: Final = {
    Which.FIRST: "submitted_at, id",
    Which.LATEST: "submitted_at DESC, id DESC",
    Which.HIGHEST: "percent DESC, submitted_at, id",
}
_GRADED: Final = "FROM attempt WHERE quiz_id = $1 AND state = 'graded'"
_CHOSEN: Final = {Which.ALL: f"SELECT id, percent, started_at, submitted_at {_GRADED}"} | {
    which: "SELECT DISTINCT ON (enrollment_id) id, percent, started_at, submitted_at"
    f" {_GRADED} ORDER BY enrollment_id, {order}"
    for which, order in _ORDERS.items()
}
# Sums of floats depend on their order in the last digit: rounding to millionths makes equal totals equal.
_ITEMS: Final = """
WITH chosen AS ({chosen}),
mark AS MATERIALIZED (
  SELECT m.question_id AS q, m.attempt_id AS a, m.points AS x, m.max_points AS most
  FROM attempt_mark m JOIN chosen c ON c.id = m.attempt_id),
total AS (SELECT a, round(sum(x) * 1e6) / 1e6 AS t FROM mark GROUP BY a),
joined AS MATERIALIZED (
  SELECT mark.q, x, most, t,
    CASE WHEN question.bank_id IS NULL THEN round((t - x) * 1e6) / 1e6 ELSE t END AS r
  FROM mark JOIN total USING (a) JOIN question ON question.id = mark.q),
sorted AS (
  SELECT s.q, covar_samp(u.x, u.r) AS cov_sorted
  FROM (SELECT q, array_agg(x ORDER BY x) AS xs, array_agg(r ORDER BY r) AS rs FROM joined GROUP BY q) s
  CROSS JOIN LATERAL unnest(s.xs, s.rs) AS u(x, r) GROUP BY s.q)
SELECT j.q, count(*) AS n, avg(x) AS mean, max(most) AS max_mark,
  CASE WHEN min(x) = max(x) AND count(*) > 1 THEN 0 ELSE var_samp(x) END AS var_mark,
  CASE WHEN min(r) = max(r) AND count(*) > 1 THEN 0 ELSE var_samp(r) END AS var_rest,
  CASE WHEN min(x) = max(x) AND count(*) > 1 THEN 0 ELSE covar_samp(x, r) END AS cov_rest,
  CASE WHEN min(x) = max(x) AND count(*) > 1 THEN 0 ELSE covar_samp(x, t) END AS cov_total,
  CASE WHEN (min(x) = max(x) OR min(r) = max(r)) AND count(*) > 1 THEN 0 ELSE min(sorted.cov_sorted) END AS cov_sorted
FROM joined j JOIN sorted ON sorted.q = j.q GROUP BY j.q
"""
_WHOLE: Final = """
WITH chosen AS ({chosen}),
total AS (
  SELECT c.id, c.percent, extract(epoch FROM c.submitted_at - c.started_at) AS seconds,
    round(sum(m.points) * 1e6) / 1e6 AS t
  FROM chosen c JOIN attempt_mark m ON m.attempt_id = c.id GROUP BY c.id, c.percent, c.started_at, c.submitted_at)
SELECT count(*) AS n, avg(t) AS mean, min(t) AS low, max(t) AS high, avg(percent) AS mean_percent,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY t) AS median, avg(seconds)::float8 AS mean_seconds,
  CASE WHEN min(t) = max(t) AND count(*) > 1 THEN 0 ELSE var_samp(t) END AS variance
FROM total
"""
_BINS: Final = """
WITH chosen AS ({chosen})
SELECT width_bucket(percent, 0, 100, $2) - 1 AS bin, count(*) AS n FROM chosen GROUP BY 1 ORDER BY 1
"""
_RESPONSES: Final = """
WITH chosen AS ({chosen}),
counted AS (
  SELECT m.question_id AS q, m.version_id AS version, m.answer, count(*) AS n
  FROM attempt_mark m JOIN chosen c ON c.id = m.attempt_id JOIN question_version v ON v.id = m.version_id
  WHERE v.kind NOT IN ('essay', 'file') GROUP BY 1, 2, 3),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY q ORDER BY n DESC, answer::text) AS place FROM counted)
SELECT q, CASE WHEN place <= $2 THEN version END AS version, CASE WHEN place <= $2 THEN answer END AS answer,
  sum(n)::bigint AS n
FROM placed GROUP BY 1, 2, 3, place <= $2
"""

_SETTINGS: Final = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    # A million marks are sorted in memory rather than on disk, and may take longer than a small read.
    "SET LOCAL work_mem = '96MB'",
    "SET LOCAL statement_timeout = '19s'",
)


@dataclass(frozen=True, slots=True)
class Responses:
    """How often each answer to a question was given: `{text, n, correct?}`; blanks, and rare answers, apart."""

    rows: Sequence[Json] = ()
    blank: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its present wording, the moments of its marks, the answers."""

    version: QuestionVersion
    content: Content
    drawn: bool
    moments: Moments
    responses: Responses


@dataclass(frozen=True, slots=True)
class Whole:
    """All attempts together; points, seconds, and counts by tenths of the whole score."""

    n: int = 0
    mean: float | None = None
    median: float | None = None
    low: float | None = None
    high: float | None = None
    variance: float | None = None
    mean_percent: float | None = None
    mean_seconds: float | None = None
    bins: list[int] = field(default_factory=lambda: [0] * BINS)


async def statistics_of(quiz_id: UUID, which: Which) -> tuple[Whole, list[Item]]:
    """The attempts of a quiz as a whole, and question by question in the order of the quiz; all from one snapshot."""
    chosen = _CHOSEN[which]
    async with in_transaction() as tx:
        for setting in _SETTINGS:
            _ = await tx.execute_query(setting)
        (whole,) = await tx.execute_query_dict(_WHOLE.format(chosen=chosen), [quiz_id])
        counts = await tx.execute_query_dict(_BINS.format(chosen=chosen), [quiz_id, BINS])
        rows = await tx.execute_query_dict(_ITEMS.format(chosen=chosen), [quiz_id])
        answers = await tx.execute_query_dict(_RESPONSES.format(chosen=chosen), [quiz_id, ANSWERS_COUNTED])
    spread = bins([(row["bin"], row["n"]) for row in counts if row["bin"] is not None])
    return Whole(**whole, bins=spread), await _items(rows, answers)


async def _items(rows: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]) -> list[Item]:
    moments = {row["q"]: Moments(**{name: value for name, value in row.items() if name != "q"}) for row in rows}
    present = await get_connection("default").execute_query_dict(
        """
        SELECT v.id, q.bank_id IS NOT NULL AS drawn FROM question q
        JOIN question_version v ON v.question_id = q.id AND v.number = q.current_version
        WHERE q.id = ANY($1::uuid[]) ORDER BY q.bank_id NULLS FIRST, q.position, q.id
        """,
        [[*moments]],
    )
    needed = {row["version"] for row in answers if row["version"]} | {row["id"] for row in present}
    wordings = {each.id: each for each in await versions(needed)}
    contents = {key: load(each.kind, each.content) for key, each in wordings.items()}
    responses = _responses(answers, contents)
    found = []
    for row in present:
        version = wordings[row["id"]]
        told = responses.get(version.question_id, Responses())
        found.append(Item(version, contents[version.id], row["drawn"], moments[version.question_id], told))
    return found


def _responses(rows: Sequence[Mapping[str, Any]], contents: Mapping[UUID, Content]) -> dict[UUID, Responses]:
    tallies: dict[UUID, dict[str, Json]] = defaultdict(dict)
    blank: dict[UUID, int] = defaultdict(int)
    other: dict[UUID, int] = defaultdict(int)
    for row in rows:
        if row["version"] is None:
            other[row["q"]] += row["n"]
        elif row["answer"] is None:
            blank[row["q"]] += row["n"]
        else:
            _count(tallies[row["q"]], contents[row["version"]], orjson.loads(row["answer"]), row["n"])
    return {
        q: Responses(sorted(tallies[q].values(), key=_rank), blank[q], other[q]) for q in {*tallies, *blank, *other}
    }


def _rank(row: Json) -> tuple[int, str]:
    return -int(str(row["n"])), str(row["text"])


def _count(tally: dict[str, Json], content: Content, stored: object, n: int) -> None:
    """Add one answer that was given `n` times; equal texts of different wordings are one line."""
    answer = parse_answer(content, stored)
    texts = _texts(content.dump())
    for row in [] if answer is None else content.distribution([answer], Show()):
        label = str(texts.get(str(row.get("id")), row.get("text", row.get("value"))))
        blank = f"{row['blank']}: " if "blank" in row else ""
        unit = f" {row['unit']}" if row.get("unit") else ""
        text = f"{blank}{label}{unit}"
        line = tally.setdefault(fold(text), {"text": text, "n": 0, "correct": row.get("correct")})
        line["n"] = int(str(line["n"])) + n * int(str(row["n"]))


def _texts(stored: object) -> dict[str, str]:
    """Id -> text of everything in a stored question that has both."""
    if isinstance(stored, list):
        return {key: text for each in stored for key, text in _texts(each).items()}
    if not isinstance(stored, dict):
        return {}
    own = {str(stored["id"]): str(stored["text"])} if {"id", "text"} <= stored.keys() else {}
    return own | {key: text for each in stored.values() for key, text in _texts(each).items()}
