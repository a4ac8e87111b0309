"""Shapes that all figures share: days and zones that are asked for, counts, money, one day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, model_validator

from handlers.schemas.users import TimeZone
from models.queries.analytics.sums import DaySums, Sums
from models.rules.analytics.days import MOST_DAYS, Days, known_zone, span
from models.rules.analytics.measures import COUNTS, Takings
from server.endpoint import In, Out
from server.http.tables import Cell

Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]
Row = Sequence[Cell]


class ZoneQuery(In):
    """In which time zone days and weeks begin; one's own by default."""

    tz: TimeZone | None = None

    def zone(self, own: str) -> str:
        """The zone."""
        return known_zone(self.tz or own)


class DaysQuery(ZoneQuery):
    """From which day up to and including which; the last 30 days by default, 366 at most."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and not 0 <= (self.until - self.since).days < MOST_DAYS:
            raise ValueError(f"`from` must not lie after `to`, nor more than {MOST_DAYS} days before it")
        return self

    def days(self, own_zone: str, now: datetime) -> Days:
        """The days that are asked for."""
        return span(self.zone(own_zone), now, since=self.since, until=self.until)


class MoneyOut(Out):
    """Money of one currency in minor units; `net` is what stays after coupons, refunds and disputes; it may be below zero."""

    currency: str
    sales: int
    gross_minor: int
    discounts_minor: int
    refunds_minor: int
    disputes_minor: int
    net_minor: int

    @classmethod
    def of(cls, takings: Takings) -> Self:
        """From the sums."""
        return cls(
            currency=takings.currency,
            sales=takings.sales,
            gross_minor=takings.gross,
            discounts_minor=takings.discounts,
            refunds_minor=takings.refunds,
            disputes_minor=takings.disputes,
            net_minor=takings.net,
        )


class CountsOut(Out):
    """What happened: how often, and seconds in lessons and in quizzes."""

    enrolled: int
    completed: int
    ended: int
    lessons: int
    seconds: int
    attempts: int
    passed: int
    quiz_seconds: int
    certificates: int
    sessions: int

    @classmethod
    def of(cls, sums: Sums) -> Self:
        """From the sums."""
        return cls.model_validate({each.value: sums.counts[each] for each in COUNTS})

    def cells(self) -> list[Cell]:
        """The counts in the order of their names."""
        return [getattr(self, each.value) for each in COUNTS]


class DayOut(Out):
    """One day."""

    day: date
    counts: CountsOut
    money: list[MoneyOut]

    @classmethod
    def of(cls, sums: DaySums) -> Self:
        """From the sums."""
        return cls(day=sums.day, counts=CountsOut.of(sums.sums), money=[MoneyOut.of(each) for each in sums.sums.money])


def day_rows(days: Sequence[DayOut]) -> Iterator[Row]:
    """Days as a table: the counts, then what stayed of each currency in minor units."""
    currencies = sorted({each.currency for day in days for each in day.money})
    yield ["day", *(each.value for each in COUNTS), *(f"net_minor_{currency}" for currency in currencies)]
    for day in days:
        net = {each.currency: each.net_minor for each in day.money}
        yield [day.day.isoformat(), *day.counts.cells(), *(net.get(currency, 0) for currency in currencies)]
