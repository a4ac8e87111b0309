"""Coupons: make, change, delete, and count under a lock."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.refusals import NotFit, NotNow, NotThere
from models.rules import pricing
from models.rules.payments import SETTLED, OrderState
from models.rules.pricing import CouponKind, CouponRefusal, Item
from models.rules.problems import Problem
from models.tables.payments import Coupon, Order

USING = (OrderState.PENDING, *sorted(SETTLED))
"""Orders that use a coupon up: those that are open or were paid."""


def code_key(code: str) -> str:
    """The form under which a code is unique: people type in any case."""
    return unicodedata.normalize("NFKC", code).casefold().strip()


async def create(fields: Mapping[str, Any], *, now: datetime) -> Coupon:
    """Make a coupon. Raises NotNow(`coupon_taken`) or NotFit."""
    _check(fields)
    try:
        async with in_transaction():
            return await Coupon.create(**fields, code_key=code_key(fields["code"]), created_at=now, updated_at=now)
    except IntegrityError as taken:
        raise NotNow("Another coupon has this code", code="coupon_taken") from taken


async def change(coupon_id: UUID, changes: Mapping[str, Any], *, now: datetime) -> Coupon:
    """Change a coupon; orders keep the price they have. Raises NotThere, NotNow, NotFit."""
    async with in_transaction():
        coupon = await Coupon.filter(id=coupon_id).select_for_update().first()
        if coupon is None:
            raise NotThere("There is no such coupon")
        values = {**changes, "updated_at": now}
        if "code" in changes:
            values["code_key"] = code_key(changes["code"])
        for name, value in values.items():
            setattr(coupon, name, value)
        _check({name: getattr(coupon, name) for name in ("kind", "value", "currency", "starts_at", "ends_at")})
        try:
            async with in_transaction():
                await coupon.save(update_fields=list(values))
        except IntegrityError as taken:
            raise NotNow("Another coupon has this code", code="coupon_taken") from taken
    return coupon


async def delete(coupon_id: UUID, *, now: datetime) -> None:
    """Delete a coupon that was never used; one that was is switched off. Raises NotThere."""
    async with in_transaction():
        coupon = await Coupon.filter(id=coupon_id).select_for_update().first()
        if coupon is None:
            raise NotThere("There is no such coupon")
        if not await Order.exists(coupon_id=coupon_id):
            await coupon.delete()
            return
        coupon.is_active, coupon.updated_at = False, now
        await coupon.save(update_fields=["is_active", "updated_at"])


def _check(fields: Mapping[str, Any]) -> None:
    problems = []
    percent = fields["kind"] == CouponKind.PERCENT
    if percent and not 1 <= fields["value"] <= pricing.WHOLE:
        problems.append(Problem(("value",), "out_of_range", "A percentage lies between 1 and 100."))
    if not percent and (fields["value"] < 1 or not fields.get("currency")):
        problems.append(Problem(("currency",), "needed", "A fixed amount is above zero and has a currency."))
    starts, ends = fields.get("starts_at"), fields.get("ends_at")
    if starts is not None and ends is not None and ends <= starts:
        problems.append(Problem(("ends_at",), "before_start", "Must lie after starts_at."))
    if problems:
        raise NotFit("The coupon makes no sense", problems=problems)


def terms(coupon: Coupon) -> pricing.Coupon:
    """The row as the rules see it."""
    return pricing.Coupon(
        kind=CouponKind(coupon.kind),
        value=coupon.value,
        currency=coupon.currency,
        course_ids=frozenset(UUID(each) for each in coupon.course_ids),
        is_active=coupon.is_active,
        starts_at=coupon.starts_at,
        ends_at=coupon.ends_at,
        limit_total=coupon.limit_total,
        limit_per_user=coupon.limit_per_user,
    )


async def usable(code: str, user_id: UUID, items: Sequence[Item], *, now: datetime) -> Coupon:
    """The coupon, locked until the transaction ends. Raises NotNow with the reason against it."""
    coupon = await Coupon.filter(code_key=code_key(code)).select_for_update().first()
    if coupon is None:
        raise NotNow("There is no such coupon", code=CouponRefusal.UNKNOWN)
    uses = Order.filter(coupon_id=coupon.id, state__in=list(USING))
    used, by_you = await uses.count(), await uses.filter(user_id=user_id).count()
    if refusal := pricing.may_use(terms(coupon), items, used=used, used_by_you=by_you, now=now):
        raise NotNow("The coupon does not count here", code=refusal)
    return coupon
