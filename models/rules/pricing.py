"""What an order costs: prices, a coupon, and the currency's step. Integers only; nothing is taken from the client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.rules.money import LARGEST, round_down

WHOLE = 100


class CouponKind(StrEnum):
    """How a coupon takes off."""

    PERCENT = "percent"
    FIXED = "fixed"


class CouponRefusal(StrEnum):
    """Why a coupon does not count."""

    UNKNOWN = "coupon_unknown"
    INACTIVE = "coupon_inactive"
    NOT_YET = "coupon_not_yet"
    ENDED = "coupon_ended"
    OTHER_COURSES = "coupon_other_courses"
    OTHER_CURRENCY = "coupon_other_currency"
    USED_UP = "coupon_used_up"
    USED_BY_YOU = "coupon_used_by_you"


class OrderRefusal(StrEnum):
    """Why courses cannot be ordered together."""

    MIXED_CURRENCIES = "mixed_currencies"
    NOTHING_TO_PAY = "course_is_free"
    TOO_MUCH = "amount_too_large"


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon's terms: `value` is a whole percentage, or minor units of `currency`; no `course_ids` means all."""

    kind: CouponKind
    value: int
    currency: str | None = None
    course_ids: frozenset[UUID] = frozenset()
    is_active: bool = True
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    limit_total: int | None = None
    limit_per_user: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One course at its list price, in minor units."""

    course_id: UUID
    price: int
    currency: str


@dataclass(frozen=True, slots=True)
class Line:
    """One course with what the coupon takes off it."""

    course_id: UUID
    price: int
    discount: int

    @property
    def total(self) -> int:
        """What is paid for it."""
        return self.price - self.discount


@dataclass(frozen=True, slots=True)
class Quote:
    """What an order costs; every sum is the sum of the lines."""

    currency: str
    lines: tuple[Line, ...]

    @property
    def subtotal(self) -> int:
        """Before the coupon."""
        return sum(line.price for line in self.lines)

    @property
    def discount(self) -> int:
        """What the coupon takes off."""
        return sum(line.discount for line in self.lines)

    @property
    def total(self) -> int:
        """What is paid."""
        return self.subtotal - self.discount


def may_use(
    coupon: Coupon, items: Sequence[Item], *, used: int, used_by_you: int, now: datetime
) -> CouponRefusal | None:
    """The reason against the coupon, or None. `used` counts uses that stand, and those of open orders."""
    checks = {
        CouponRefusal.INACTIVE: not coupon.is_active,
        CouponRefusal.NOT_YET: coupon.starts_at is not None and now < coupon.starts_at,
        CouponRefusal.ENDED: coupon.ends_at is not None and now >= coupon.ends_at,
        CouponRefusal.OTHER_COURSES: not any(_counts_for(coupon, item) for item in items),
        CouponRefusal.OTHER_CURRENCY: coupon.kind is CouponKind.FIXED
        and any(i.currency != coupon.currency for i in items),
        CouponRefusal.USED_UP: coupon.limit_total is not None and used >= coupon.limit_total,
        CouponRefusal.USED_BY_YOU: coupon.limit_per_user is not None and used_by_you >= coupon.limit_per_user,
    }
    return next((reason for reason, holds in checks.items() if holds), None)


def quote(items: Sequence[Item], coupon: Coupon | None = None) -> Quote | OrderRefusal:
    """What the items cost together, at least one of them.

    Each discounted line is rounded down to the currency's step, so that every line, and so every total, can be
    charged. A fixed coupon is spread over its courses in order, and never takes off more than they cost.
    """
    currencies = {item.currency for item in items}
    if len(currencies) != 1:
        return OrderRefusal.MIXED_CURRENCIES
    if not any(item.price for item in items):
        return OrderRefusal.NOTHING_TO_PAY
    made = Quote(currencies.pop(), _lines(items, coupon))
    return OrderRefusal.TOO_MUCH if made.subtotal > LARGEST else made


def _lines(items: Sequence[Item], coupon: Coupon | None) -> tuple[Line, ...]:
    left = coupon.value if coupon and coupon.kind is CouponKind.FIXED else 0
    lines = []
    for item in items:
        off = 0
        if coupon and _counts_for(coupon, item):
            off = min(left, item.price) if coupon.kind is CouponKind.FIXED else _share(item.price, coupon.value)
            left = max(0, left - off)
        to_pay = round_down(item.price - off, item.currency)
        lines.append(Line(item.course_id, item.price, item.price - to_pay))
    return tuple(lines)


def _share(price: int, percent: int) -> int:
    """A percentage of a price, a fraction of a minor unit in the payer's favour."""
    return -(-price * percent // WHOLE)


def _counts_for(coupon: Coupon, item: Item) -> bool:
    return not coupon.course_ids or item.course_id in coupon.course_ids
