"""Double entry: every movement of money as postings that sum to zero in their currency.

A positive amount is a debit, a negative one a credit. The accounts: `gateway:NAME` (money that a gateway owes us),
`sales` (list prices), `discounts` (what coupons took off), `owed` (money of payers that bought nothing, yet),
`refunds` (sales taken back), `disputes` (what banks took from us for payers who dispute a payment).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SALES: Final = "sales"
DISCOUNTS: Final = "discounts"
OWED: Final = "owed"
REFUNDS: Final = "refunds"
DISPUTES: Final = "disputes"


class Movement(StrEnum):
    """Why money moves."""

    SALE = "sale"
    LATE = "late_payment"
    """It arrived for an order that had been closed, or paid already."""
    LATE_SALE = "late_sale"
    """The late money bought its courses after all."""
    REFUND = "refund"
    LATE_REFUND = "late_refund"
    REFUND_RETURNED = "refund_returned"
    """The payer's bank sent a refund back."""
    LATE_REFUND_RETURNED = "late_refund_returned"
    DISPUTE = "dispute"
    """The payer's bank took the money."""
    DISPUTE_RETURNED = "dispute_returned"
    """And gave it back."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of a movement, in minor units."""

    account: str
    amount: int


def gateway_account(gateway: str) -> str:
    """The account of what a gateway owes us."""
    return f"gateway:{gateway}"


def is_balanced(postings: Iterable[Posting]) -> bool:
    """Whether debits and credits are equal."""
    return sum(posting.amount for posting in postings) == 0


def sale(*, gateway: str, subtotal: int, discount: int) -> tuple[Posting, ...]:
    """An order was paid: the gateway owes the total, the coupon's part is a discount."""
    return _real(
        Posting(gateway_account(gateway), subtotal - discount), Posting(DISCOUNTS, discount), Posting(SALES, -subtotal)
    )


def late(*, gateway: str, amount: int) -> tuple[Posting, ...]:
    """Money arrived that bought nothing: we owe it."""
    return _real(Posting(gateway_account(gateway), amount), Posting(OWED, -amount))


def late_sale(*, subtotal: int, discount: int) -> tuple[Posting, ...]:
    """What we owed buys the order after all."""
    return _real(Posting(OWED, subtotal - discount), Posting(DISCOUNTS, discount), Posting(SALES, -subtotal))


def refund(*, gateway: str, amount: int, of_sale: bool) -> tuple[Posting, ...]:
    """Money goes back to the payer, out of sales or out of what we owe."""
    return _real(Posting(REFUNDS if of_sale else OWED, amount), Posting(gateway_account(gateway), -amount))


def returned(*, gateway: str, amount: int, of_sale: bool) -> tuple[Posting, ...]:
    """A refund came back: the opposite of `refund`."""
    return tuple(
        Posting(each.account, -each.amount) for each in refund(gateway=gateway, amount=amount, of_sale=of_sale)
    )


def disputed(*, gateway: str, amount: int) -> tuple[Posting, ...]:
    """A bank took money from us; gave it back, where the amount is negative."""
    return _real(Posting(DISPUTES, amount), Posting(gateway_account(gateway), -amount))


def _real(*postings: Posting) -> tuple[Posting, ...]:
    return tuple(posting for posting in postings if posting.amount)
