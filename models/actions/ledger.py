"""Posting movements of money, and numbers without gaps; both only inside a transaction of somebody else's."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tortoise.connection import get_connection

from models.ids import new_id
from models.rules.ledger import Movement, Posting, is_balanced
from models.tables.payments import LedgerEntry, Order

INVOICES = "invoice"
CREDIT_NOTES = "credit_note"

_TAKE = """
INSERT INTO number_series (id, name, used) VALUES ($1, $2, 1)
ON CONFLICT (name) DO UPDATE SET used = number_series.used + 1 RETURNING used
"""


async def next_number(series: str) -> int:
    """The next number. The series stays locked until the transaction ends, so a number that is rolled back is reused."""
    rows = await get_connection("default").execute_query_dict(_TAKE, [new_id(), series])
    return int(rows[0]["used"])


async def post(order: Order, kind: Movement, cause: UUID, postings: Sequence[Posting], now: datetime) -> None:
    """Add one movement. `cause` is the payment's or refund's id: the same movement cannot be posted twice."""
    if not is_balanced(postings):
        raise ValueError(f"{kind} of {cause} is not balanced")
    movement = new_id()
    for posting in postings:
        _ = await LedgerEntry.create(
            movement_id=movement,
            kind=kind.value,
            account=posting.account,
            amount_minor=posting.amount,
            currency=order.currency,
            order_id=order.id,
            gateway=order.gateway,
            cause=f"{kind}:{cause}",
            at=now,
        )
