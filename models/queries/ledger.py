"""The books: postings in order, sums by period, gateway and currency, and whether all of it is balanced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.keyset import past
from models.tables.payments import LedgerEntry

Key = tuple[datetime, UUID]


class By(StrEnum):
    """What revenue is summed by."""

    DAY = "day"
    MONTH = "month"
    GATEWAY = "gateway"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class Sum:
    """Revenue of one group in one currency, in minor units: `net` is what stays after coupons, refunds and disputes."""

    group: str
    currency: str
    gross: int
    discounts: int
    refunds: int
    orders: int
    disputes: int = 0

    @property
    def net(self) -> int:
        """What stays."""
        return self.gross - self.discounts - self.refunds - self.disputes


async def postings(*, after: Key | None, limit: int) -> tuple[Sequence[LedgerEntry], Key | None]:
    """One page of postings, the newest first."""
    found = LedgerEntry.all()
    if after is not None:
        found = found.filter(past("at", after[0], after[1]))
    rows = await found.order_by("-at", "-id").limit(limit + 1)
    last = (rows[limit - 1].at, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], last


_UNBALANCED = """
SELECT movement_id FROM ledger_entry GROUP BY movement_id, currency HAVING sum(amount_minor) <> 0
"""


async def unbalanced() -> list[UUID]:
    """Movements that do not sum to zero; there are none."""
    return [row["movement_id"] for row in await get_connection("default").execute_query_dict(_UNBALANCED)]


_GROUPS = {
    By.DAY: "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    By.MONTH: "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM')",
    By.GATEWAY: "gateway",
}
_SUMS = {
    # Constants of this module only; the times travel as parameters.
    by: f"""
    SELECT {group} AS "group", currency,
           coalesce(-sum(amount_minor) FILTER (WHERE account = 'sales'), 0)::bigint AS gross,
           coalesce(sum(amount_minor) FILTER (WHERE account = 'discounts'), 0)::bigint AS discounts,
           coalesce(sum(amount_minor) FILTER (WHERE account = 'refunds'), 0)::bigint AS refunds,
           coalesce(sum(amount_minor) FILTER (WHERE account = 'disputes'), 0)::bigint AS disputes,
           count(DISTINCT order_id) FILTER (WHERE account = 'sales') AS orders
    FROM ledger_entry WHERE at >= $1 AND at < $2 GROUP BY 1, 2 ORDER BY 1, 2
    """  # noqa: S608 - constants only
    for by, group in _GROUPS.items()
}
_BY_COURSE = """
SELECT i.course_id::text AS "group", o.currency,
       sum(i.price_minor)::bigint AS gross, sum(i.discount_minor)::bigint AS discounts,
       sum(CASE WHEN o.total_minor = 0 THEN 0
                ELSE round(o.refunded_minor::numeric * (i.price_minor - i.discount_minor) / o.total_minor) END)::bigint
         AS refunds,
       sum(CASE WHEN o.total_minor = 0 THEN 0
                ELSE round(gone.amount * (i.price_minor - i.discount_minor) / o.total_minor) END)::bigint AS disputes,
       count(DISTINCT o.id) AS orders
FROM order_item i JOIN course_order o ON o.id = i.order_id
CROSS JOIN LATERAL (SELECT coalesce(sum(d.amount_minor), 0)::numeric AS amount FROM dispute d
                    WHERE d.order_id = o.id AND d.withdrawn AND NOT d.reinstated) gone
WHERE o.paid_at >= $1 AND o.paid_at < $2 GROUP BY 1, 2 ORDER BY 1, 2
"""


async def revenue(by: By, *, since: datetime, until: datetime) -> list[Sum]:
    """Revenue from `since` up to `until`; refunds count when they were made, by course when the order was paid."""
    statement = _BY_COURSE if by is By.COURSE else _SUMS[by]
    rows = await get_connection("default").execute_query_dict(statement, [since, until])
    return [Sum(**row) for row in rows]
