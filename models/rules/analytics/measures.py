"""What is summed up for each course and quarter of an hour."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Measure(StrEnum):
    """What happened; the same names stand in the triggers of the migration `analytics`."""

    ENROLLED = "enrolled"
    """Somebody took a place; whoever only waited for one does not count."""
    COMPLETED = "completed"
    ENDED = "ended"
    """A place was given up, or its access is over."""
    LESSONS = "lessons"
    """A lesson was done."""
    SECONDS = "seconds"
    """Time in lessons: between two reports of a player, at most 120 s (`models.rules.watching.dwelt`)."""
    ATTEMPTS = "attempts"
    """An attempt was handed in."""
    PASSED = "passed"
    QUIZ_SECONDS = "quiz_seconds"
    """From the start of an attempt until it was handed in, at most until its deadline, or an hour without one."""
    CERTIFICATES = "certificates"
    """A first certificate was issued; reissues do not count."""
    SESSIONS = "sessions"
    """A live session ended; rehearsals do not count."""
    SALES = "sales"
    GROSS = "gross"
    DISCOUNTS = "discounts"
    REFUNDS = "refunds"
    DISPUTES = "disputes"
    """What banks took from us for payers who disputed a payment, less what came back."""


MONEY: Final = frozenset({Measure.SALES, Measure.GROSS, Measure.DISCOUNTS, Measure.REFUNDS, Measure.DISPUTES})
"""Measures that have a currency; amounts are minor units."""
COUNTS: Final = tuple(each for each in Measure if each not in MONEY)


@dataclass(frozen=True, slots=True)
class Takings:
    """Money of one currency in minor units; `sales` counts orders' items."""

    currency: str
    sales: int = 0
    gross: int = 0
    discounts: int = 0
    refunds: int = 0
    disputes: int = 0

    @property
    def net(self) -> int:
        """What stays after coupons, refunds and disputes; may be below zero in a time of refunds."""
        return self.gross - self.discounts - self.refunds - self.disputes
