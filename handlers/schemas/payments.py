"""Shapes of gateways, revenue and the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.queries.ledger import By, Sum
from models.rules.money import to_major
from models.rules.payments import GatewayName
from models.tables.payments import LedgerEntry
from server.endpoint import In, Out, PageQuery
from server.http.tables import Cell

Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]


class GatewayQuery(In):
    """For which currency."""

    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None


class GatewayOut(Out):
    """A gateway that can be paid at; `live` says whether real money moves."""

    gateway: GatewayName
    live: bool


class GatewaysOut(Out):
    """The gateways that are configured, and take the currency that was asked for."""

    items: list[GatewayOut]


class RevenueQuery(In):
    """From which day up to and including which day (UTC), summed by what."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    by: By = By.MONTH

    def range(self, today: date) -> tuple[date, date]:
        """The days; the last year by default. The second is the first day that no longer counts."""
        until = (self.until or today) + timedelta(days=1)
        return self.since or until - timedelta(days=366), until


class RevenueLineOut(Out):
    """One group in one currency; `net` is what stays after coupons, refunds and disputes (it may be below zero)."""

    group: str
    currency: str
    gross_minor: int
    discounts_minor: int
    refunds_minor: int
    disputes_minor: int
    net_minor: int
    orders: int

    @classmethod
    def of(cls, line: Sum) -> Self:
        """From the query's answer."""
        return cls(
            group=line.group,
            currency=line.currency,
            gross_minor=line.gross,
            discounts_minor=line.discounts,
            refunds_minor=line.refunds,
            disputes_minor=line.disputes,
            net_minor=line.net,
            orders=line.orders,
        )


class RevenueOut(Out):
    """Revenue by group and currency."""

    by: By
    items: list[RevenueLineOut]


def revenue_rows(lines: Iterable[Sum]) -> Iterator[Sequence[Cell]]:
    """The same as a table, in major units."""
    yield ("group", "currency", "gross", "discounts", "refunds", "disputes", "net", "orders")
    for line in lines:
        amounts = (line.gross, line.discounts, line.refunds, line.disputes, line.net)
        yield (line.group, line.currency, *(_major(amount, line.currency) for amount in amounts), line.orders)


def _major(amount: int, currency: str) -> float | int:
    value = to_major(amount, currency)
    return int(value) if value == value.to_integral_value() else float(value)


class PostingOut(Out):
    """One posting; a positive amount is a debit. Those of one movement sum to zero."""

    id: UUID
    movement_id: UUID
    kind: str
    account: str
    amount_minor: int
    currency: str
    order_id: UUID
    at: datetime

    @classmethod
    def of(cls, row: LedgerEntry) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            movement_id=row.movement_id,
            kind=row.kind,
            account=row.account,
            amount_minor=row.amount_minor,
            currency=row.currency,
            order_id=row.order_id,
            at=row.at,
        )


def ledger_rows(rows: Iterable[LedgerEntry]) -> Iterator[Sequence[Cell]]:
    """The same as a table, in major units."""
    yield ("at", "movement", "kind", "account", "amount", "currency", "order")
    for row in rows:
        amount = _major(row.amount_minor, row.currency)
        yield (row.at.isoformat(), str(row.movement_id), row.kind, row.account, amount, row.currency, str(row.order_id))


class LedgerQuery(PageQuery):
    """Which page of the ledger."""
