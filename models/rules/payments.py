"""Orders, payments and refunds as machines that only move forward, and what a gateway's word is worth."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from models.rules.money import step

ORDER_LIVES: Final = timedelta(minutes=40)
PAGE_LIVES: Final = timedelta(minutes=35)
"""The gateway's page closes before the order does; Stripe's shortest is 30 minutes."""
LATE_WATCH: Final = timedelta(days=3)
"""How long a payment of a closed order is still asked about: delayed methods take days."""


class GatewayName(StrEnum):
    """The gateways we speak to."""

    STRIPE = "stripe"
    MYFATOORAH = "myfatoorah"
    PAYMOB = "paymob"


def refund_step(gateway: str, currency: str) -> int:
    """The minor units of which a refund there is a multiple: Stripe wants amounts of three decimals to end in 0."""
    return step(currency) if gateway == GatewayName.STRIPE else 1


class OrderState(StrEnum):
    """The life of an order."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUNDED = "refunded"
    PARTIALLY_REFUNDED = "partially_refunded"


CLOSED_UNPAID: Final = frozenset({OrderState.FAILED, OrderState.CANCELLED, OrderState.EXPIRED})
SETTLED: Final = frozenset({OrderState.PAID, OrderState.PARTIALLY_REFUNDED, OrderState.REFUNDED})


class PaymentState(StrEnum):
    """The life of one try to pay at a gateway; `creating` until the gateway has said where."""

    CREATING = "creating"
    PENDING = "pending"
    AUTHORISED = "authorised"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    PAID = "paid"


_RANK: Final = {
    PaymentState.CREATING: 0,
    PaymentState.PENDING: 1,
    PaymentState.AUTHORISED: 2,
    PaymentState.FAILED: 3,
    PaymentState.CANCELLED: 3,
    PaymentState.EXPIRED: 3,
    PaymentState.PAID: 4,
}


def next_payment_state(now: PaymentState, told: PaymentState) -> PaymentState:
    """The state after a gateway's word: later words win, `paid` wins over everything and is never taken back."""
    return told if _RANK[told] > _RANK[now] else now


class RefundState(StrEnum):
    """The life of a refund; `failed` may also come after `done`, when the payer's bank sends the money back."""

    ASKED = "asked"
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


_REFUND_RANK: Final = {RefundState.ASKED: 0, RefundState.PENDING: 1, RefundState.DONE: 2, RefundState.FAILED: 3}
STANDING_REFUNDS: Final = (RefundState.ASKED, RefundState.PENDING, RefundState.DONE)
"""Refunds that use up what was paid."""


def next_refund_state(now: RefundState, told: RefundState) -> RefundState:
    """The state after a gateway's word; never backwards."""
    return told if _REFUND_RANK[told] > _REFUND_RANK[now] else now


def settled_state(*, paid: int, refunded: int) -> OrderState:
    """The state of an order that was paid, from its sums; a free order stays paid."""
    if refunded <= 0:
        return OrderState.PAID
    return OrderState.REFUNDED if refunded >= paid else OrderState.PARTIALLY_REFUNDED


def refundable(*, paid: int, standing: int) -> int:
    """What may still be sent back: what was paid, less every refund that stands."""
    return max(0, paid - standing)


@dataclass(frozen=True, slots=True)
class Word:
    """What a gateway says of one payment, in our terms. Only what was signed or asked for over our own connection.

    `ref` is the gateway's id of the checkout, `payment_ref` of the payment itself (refunds need it); amounts are
    minor units; `reference` is our own name of the try where the gateway echoes it in a place we may trust.
    """

    state: PaymentState
    amount: int | None = None
    currency: str | None = None
    live: bool | None = None
    reference: str | None = None
    payment_ref: str | None = None
    reason: str = ""


class Lie(StrEnum):
    """In what a gateway's word differs from the order; nothing is fulfilled then, and somebody is told."""

    AMOUNT = "amount_differs"
    CURRENCY = "currency_differs"
    MODE = "mode_differs"
    ORDER = "order_differs"
    UNPROVED = "amount_not_told"


@dataclass(frozen=True, slots=True)
class Expected:
    """What we asked the payer for."""

    amount: int
    currency: str
    live: bool
    reference: str


def lie_in(word: Word, asked: Expected) -> Lie | None:
    """The first thing in which a word that says `paid` differs from what was asked, or None.

    The amount and the currency must be told; what is not told otherwise cannot differ.
    """
    if word.amount is None or word.currency is None:
        return Lie.UNPROVED
    checks = {
        Lie.CURRENCY: word.currency != asked.currency,
        Lie.AMOUNT: word.amount != asked.amount,
        Lie.MODE: word.live is not None and word.live != asked.live,
        Lie.ORDER: word.reference is not None and word.reference != asked.reference,
    }
    return next((lie for lie, holds in checks.items() if holds), None)


class DisputeState(StrEnum):
    """The life of a dispute: the payer's bank decides. `won` may follow `lost`, when it thinks again."""

    OPEN = "open"
    LOST = "lost"
    WON = "won"


_DISPUTE_RANK: Final = {DisputeState.OPEN: 0, DisputeState.LOST: 1, DisputeState.WON: 2}


def next_dispute_state(now: DisputeState, told: DisputeState) -> DisputeState:
    """The state after a gateway's word; never backwards."""
    return told if _DISPUTE_RANK[told] > _DISPUTE_RANK[now] else now


@dataclass(frozen=True, slots=True)
class DisputeWord:
    """What a gateway says of a dispute: its id there, and whether the money was taken from us and came back."""

    ref: str
    state: DisputeState
    amount: int | None = None
    currency: str | None = None
    live: bool | None = None
    reason: str = ""
    withdrawn: bool = False
    reinstated: bool = False


class DisputeAccess(StrEnum):
    """What becomes of the places of a payer who disputes the payment."""

    KEEP = "keep"
    WHEN_LOST = "when_lost"
    AT_ONCE = "at_once"


def has_access(policy: DisputeAccess, state: DisputeState) -> bool:
    """Whether the payer keeps the places while the dispute stands so."""
    match state:
        case DisputeState.WON:
            return True
        case DisputeState.LOST:
            return policy is DisputeAccess.KEEP
        case _:
            return policy is not DisputeAccess.AT_ONCE


class Settling(StrEnum):
    """What a payment that has arrived does to its order."""

    FULFIL = "fulfil"
    SEND_BACK = "send_back"


def settle(state: OrderState, *, seats_free: bool, has_them_already: bool) -> Settling:
    """What to do with money: an open order is fulfilled, its seats are held.

    Late money, for an order that was closed, enrols when there is a seat and the payer has none yet; a second
    payment of a paid order goes back.
    """
    if state is OrderState.PENDING:
        return Settling.FULFIL
    if state in CLOSED_UNPAID and seats_free and not has_them_already:
        return Settling.FULFIL
    return Settling.SEND_BACK


def look_again(looks: int) -> timedelta:
    """How long to wait before a gateway is asked once more: 15 s, doubling, at most 5 minutes."""
    return min(timedelta(seconds=15 * 2 ** min(looks, 10)), timedelta(minutes=5))
