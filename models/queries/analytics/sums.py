"""Sums by day and in all: what the job has added up, and the changes that still wait, from one snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection

from models.rules.analytics.days import Days
from models.rules.analytics.measures import COUNTS, MONEY, Measure, Takings

Scope = Sequence[UUID] | None
"""Which courses; None for all there are."""

_BOTH: Final = """
(SELECT course_id, measure, currency, slot, amount FROM analytics_slot
 UNION ALL SELECT course_id, measure, currency, slot, amount FROM analytics_change) x
"""
# The bounds on `slot` are a day too wide on both sides, for the index; the days of the zone decide.
_BY_DAY: Final = f"""
SELECT day, measure, currency, sum(amount)::bigint AS amount
FROM (SELECT (slot AT TIME ZONE $2)::date AS day, measure, currency, amount FROM {_BOTH}
      WHERE ($1::uuid[] IS NULL OR course_id = ANY($1))
        AND slot >= $3::date::timestamp - interval '1 day' AND slot < $4::date::timestamp + interval '2 days') y
WHERE day BETWEEN $3 AND $4
GROUP BY day, measure, currency
"""  # noqa: S608 - constants of this module only
_IN_ALL: Final = f"""
SELECT course_id, measure, currency, sum(amount)::bigint AS amount FROM {_BOTH}
WHERE $1::uuid[] IS NULL OR course_id = ANY($1) GROUP BY course_id, measure, currency
"""  # noqa: S608 - constants of this module only


@dataclass(frozen=True, slots=True)
class Sums:
    """What happened: every count (0 where nothing did), and money by currency in the order of the currencies."""

    counts: Mapping[Measure, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    money: Sequence[Takings] = ()


@dataclass(frozen=True, slots=True)
class DaySums:
    """One day of a zone."""

    day: date
    sums: Sums


async def by_day(days: Days, courses: Scope) -> list[DaySums]:
    """Every day of the span, also those on which nothing happened."""
    rows = await get_connection("default").execute_query_dict(_BY_DAY, [courses, days.zone, days.since, days.until])
    found = _grouped(rows, "day")
    return [DaySums(day, found.get(day, Sums())) for day in days.all]


async def in_all(courses: Scope) -> Sums:
    """Everything that ever happened."""
    rows = await get_connection("default").execute_query_dict(_IN_ALL, [courses])
    return sums_of(rows)


async def by_course(courses: Sequence[UUID]) -> dict[UUID, Sums]:
    """Everything that ever happened, course by course; a course without anything is left out."""
    rows = await get_connection("default").execute_query_dict(_IN_ALL, [courses])
    return _grouped(rows, "course_id")


def sums_of(rows: Iterable[Mapping[str, Any]]) -> Sums:
    """Rows of `measure`, `currency` and `amount` as counts and money."""
    counts, money = dict.fromkeys(COUNTS, 0), dict[str, dict[str, int]]()
    for row in rows:
        measure = Measure(row["measure"])
        if measure in MONEY:
            takings = money.setdefault(row["currency"], {})
            takings[measure] = takings.get(measure, 0) + row["amount"]
        else:
            counts[measure] += row["amount"]
    return Sums(counts, [Takings(currency, **money[currency]) for currency in sorted(money)])


def _grouped(rows: Iterable[Mapping[str, Any]], name: str) -> dict[Any, Sums]:
    groups: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return {key: sums_of(each) for key, each in groups.items()}
