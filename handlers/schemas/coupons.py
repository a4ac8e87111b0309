"""Shapes of coupons."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.rules.pricing import CouponKind
from models.tables.payments import Coupon
from server.endpoint import In, Minor, Moment, Out, Patch

Code = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")
]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
Limit = Annotated[int, Field(ge=1, le=1_000_000)]
CourseIds = Annotated[list[UUID], Field(max_length=200, strict=False)]
Kind = Annotated[CouponKind, Field(strict=False)]


class CouponIn(In):
    """A new coupon: `value` is a whole percentage, or minor units of `currency`; no courses means all."""

    code: Code
    kind: Kind
    value: Minor
    currency: Currency | None = None
    course_ids: CourseIds = Field([])
    limit_total: Limit | None = None
    limit_per_user: Limit | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    is_active: bool = True


class CouponPatch(Patch):
    """Changes of a coupon; null clears what may be empty."""

    code: Code = "unused"
    value: Minor = 0
    currency: Currency | None = None
    course_ids: CourseIds = Field([])
    limit_total: Limit | None = None
    limit_per_user: Limit | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    is_active: bool = True


def columns(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as columns."""
    if "course_ids" in sent:
        sent = {**sent, "course_ids": [str(course_id) for course_id in sent["course_ids"]]}
    if "kind" in sent:
        sent = {**sent, "kind": sent["kind"].value}
    return sent


class CouponOut(Out):
    """A coupon, and how often it was used."""

    id: UUID
    code: str
    kind: CouponKind
    value: int
    currency: str | None
    course_ids: list[UUID]
    limit_total: int | None
    limit_per_user: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    is_active: bool
    used: int
    created_at: datetime

    @classmethod
    def of(cls, row: Coupon, used: int) -> Self:
        """From the row and its uses."""
        return cls(
            id=row.id,
            code=row.code,
            kind=CouponKind(row.kind),
            value=row.value,
            currency=row.currency,
            course_ids=[UUID(each) for each in row.course_ids],
            limit_total=row.limit_total,
            limit_per_user=row.limit_per_user,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_active=row.is_active,
            used=used,
            created_at=row.created_at,
        )
