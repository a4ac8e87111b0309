"""The port of a payment gateway, and the plain values that cross it.

Amounts are minor units of an ISO 4217 currency. Every word that crosses back was signed by the gateway, or asked
for over our own connection; what was neither is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from models.rules.payments import DisputeWord, GatewayName, RefundState, Word


class GatewayDown(Exception):
    """No usable answer: whether it was done is not known."""


class GatewayRefused(Exception):
    """The gateway said no; saying the same again will not help."""


class Forged(Exception):
    """An event that was not signed by the gateway, or too long ago."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """What the payer is to be asked for. `reference` names this try and no other."""

    reference: str
    amount: int
    currency: str
    title: str
    buyer_name: str
    buyer_email: str
    locale: str
    return_url: str
    """Where the browser comes back to; may hold a query."""
    webhook_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A checkout that waits for the payer: the gateway's id of it, and its page."""

    ref: str
    url: str


@dataclass(frozen=True, slots=True)
class Known:
    """A payment as we know it, to ask a gateway about it."""

    reference: str
    ref: str
    amount: int
    currency: str
    payment_ref: str = ""


@dataclass(frozen=True, slots=True)
class RefundAsk:
    """A refund to be made. `before` is what was refunded of this payment before it, in minor units."""

    reference: str
    payment: Known
    amount: int
    reason: str
    before: int = 0
    again: bool = False
    """It may have been asked for already: find out first."""


@dataclass(frozen=True, slots=True)
class RefundWord:
    """What a gateway says of a refund: its id there, our own name of it where it is echoed, its state."""

    state: RefundState
    ref: str = ""
    reference: str = ""
    amount: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SentBack:
    """What a gateway says of all that went back of a payment: the sum, and each refund where it lists them."""

    total: int
    refunds: tuple[RefundWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A verified event. `id` is the same whenever the gateway sends it again.

    It names its payment by the checkout's id (`ref`), our name of the try (`reference`) or the payment's id; without
    any it concerns nobody. `ask` says that what is signed does not suffice: ask the gateway before acting.
    """

    id: str
    kind: str
    ref: str = ""
    reference: str = ""
    payment_ref: str = ""
    word: Word | None = None
    refund: RefundWord | None = None
    dispute: DisputeWord | None = None
    ask: bool = False
    moved_back: bool = False
    """Money may have gone back at the gateway itself: compare its refunds with ours."""

    @property
    def concerns_payment(self) -> bool:
        """Whether it says anything about a payment."""
        return bool(self.ref or self.reference or self.payment_ref)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A webhook as it came: the raw body, headers by lower-case name, and the query."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)


class Gateway(Protocol):
    """One gateway. Calls raise GatewayDown or GatewayRefused."""

    @property
    def name(self) -> GatewayName:
        """Which it is."""

    @property
    def live(self) -> bool:
        """Whether real money moves."""

    @property
    def repeats_safely(self) -> bool:
        """Whether opening the same reference again opens the same checkout; else a new try needs a new reference."""

    def takes(self, currency: str) -> bool:
        """Whether it can be paid in this currency."""

    def can_charge(self, amount: int, currency: str) -> bool:
        """Whether it can charge exactly this amount; nothing is ever rounded here."""

    async def open(self, checkout: Checkout) -> Opened:
        """Ask for a page on which the payer can pay."""

    async def look(self, payment: Known) -> Word:
        """Ask what became of a payment; one that is not found yet is pending."""

    async def close(self, payment: Known) -> None:
        """Close the payer's page where the gateway can; elsewhere do nothing."""

    async def refund(self, ask: RefundAsk) -> RefundWord:
        """Ask for a refund; `again` never makes a second one."""

    async def look_at_refund(self, ask: RefundAsk, ref: str) -> RefundWord:
        """Ask what became of a refund."""

    async def sent_back(self, payment: Known) -> SentBack:
        """Ask what went back of a payment, whoever asked for it."""

    def read(self, delivery: Delivery, now: datetime) -> Event:
        """Verify and read a webhook. Raises Forged, or GatewayRefused for what is signed but not readable."""
