"""Orders with their courses, payments and refunds; and what of them is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.expressions import Q

from models.queries.keyset import past
from models.refusals import NotThere
from models.rules.payments import LATE_WATCH, OrderState, PaymentState, RefundState
from models.tables.payments import Coupon, GatewayEvent, Order, OrderItem, Payment, Refund

UNDONE_AFTER = timedelta(seconds=20)
"""An event that was stored but not worked on after so long was left by a process that died."""
REFUND_WATCH = timedelta(days=60)
"""Whoever wants money back has mostly asked by then; webhooks tell of what comes later."""
Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Bill:
    """An order with its courses, and the page where it can be paid while it is open."""

    order: Order
    items: Sequence[OrderItem]
    payments: Sequence[Payment]
    refunds: Sequence[Refund]

    @property
    def checkout_url(self) -> str | None:
        """Where to pay; None when there is nothing to pay any more."""
        if self.order.state != OrderState.PENDING:
            return None
        return next((payment.url for payment in reversed(self.payments) if payment.url), None)


async def bill_of(order_id: UUID) -> Bill:
    """One order. Raises NotThere."""
    order = await Order.filter(id=order_id).first()
    if order is None:
        raise NotThere("There is no such order")
    return (await _bills([order]))[0]


async def bills(*, after: Key | None, limit: int, **which: Any) -> tuple[list[Bill], Key | None]:
    """One page of orders, the newest first: `user_id`, `state` and `gateway` narrow it."""
    wanted = Q(**which)
    if after is not None:
        wanted &= past("created_at", after[0], after[1])
    rows = await Order.filter(wanted).order_by("-created_at", "-id").limit(limit + 1)
    page = rows[:limit]
    last = (page[-1].created_at, page[-1].id) if len(rows) > limit else None
    return await _bills(page), last


async def count(**which: Any) -> int:
    """How many there are."""
    return await Order.filter(**which).count()


async def _bills(orders: Sequence[Order]) -> list[Bill]:
    ids = [order.id for order in orders]
    items = await OrderItem.filter(order_id__in=ids).order_by("id")
    payments = await Payment.filter(order_id__in=ids).order_by("created_at", "id")
    refunds = await Refund.filter(order_id__in=ids).order_by("created_at", "id")
    return [
        Bill(
            order,
            [item for item in items if item.order_id == order.id],
            [payment for payment in payments if payment.order_id == order.id],
            [refund for refund in refunds if refund.order_id == order.id],
        )
        for order in orders
    ]


async def order_of(order_id: UUID) -> Order | None:
    """The order, if there is one."""
    return await Order.filter(id=order_id).first()


async def teaches_in(order_id: UUID, user_id: UUID) -> bool:
    """Whether a person is staff of one of the order's courses."""
    return await OrderItem.exists(
        order_id=order_id, course__staff__user_id=user_id, course__staff__role__in=["owner", "co_instructor"]
    )


async def payment_for(gateway: str, *, ref: str = "", reference: str = "", payment_ref: str = "") -> Payment | None:
    """The payment that a gateway speaks of; its own id of the page counts most."""
    mine = Payment.filter(gateway=gateway)
    for names in ({"ref": ref}, {"reference": reference}, {"payment_ref": payment_ref}):
        if all(names.values()) and (found := await mine.filter(**names).first()):
            return found
    return None


async def payments_of(order_id: UUID) -> Sequence[Payment]:
    """The tries to pay an order, the oldest first."""
    return await Payment.filter(order_id=order_id).order_by("created_at", "id")


async def payment_by_id(payment_id: UUID) -> Payment:
    """The payment; it exists."""
    return await Payment.get(id=payment_id)


async def due_payments(now: datetime, *, limit: int) -> list[UUID]:
    """Payments whose gateway is to be asked."""
    rows = await Payment.filter(look_at__lte=now).order_by("look_at").limit(limit)
    return [row.id for row in rows]


async def due_orders(now: datetime, *, limit: int) -> list[UUID]:
    """Open orders whose time is over."""
    rows = await Order.filter(state=OrderState.PENDING.value, expires_at__lte=now).order_by("expires_at").limit(limit)
    return [row.id for row in rows]


async def due_refunds(now: datetime, *, limit: int) -> list[UUID]:
    """Refunds to be asked for or about."""
    waiting = [RefundState.ASKED.value, RefundState.PENDING.value]
    rows = await Refund.filter(look_at__lte=now, state__in=waiting).order_by("look_at").limit(limit)
    return [row.id for row in rows]


async def undone_events(now: datetime, *, limit: int) -> list[GatewayEvent]:
    """Events that were stored and then left."""
    return await GatewayEvent.filter(done_at=None, received_at__lte=now - UNDONE_AFTER).order_by("id").limit(limit)


async def to_reconcile(now: datetime) -> list[UUID]:
    """Every payment of the last days that has a page: what the gateway says of them is compared with our books."""
    rows = await Payment.filter(ref__not_isnull=True, created_at__gte=now - LATE_WATCH).order_by("id")
    return [row.id for row in rows]


async def refund_of(refund_id: UUID) -> Refund | None:
    """The refund, if there is one."""
    return await Refund.filter(id=refund_id).first()


async def refund_by_id(refund_id: UUID) -> Refund:
    """The refund; it exists."""
    return await Refund.get(id=refund_id)


async def refunds(*, after: Key | None, limit: int, **which: Any) -> tuple[list[Refund], Key | None]:
    """One page of refunds, the newest first."""
    wanted = Q(**which)
    if after is not None:
        wanted &= past("created_at", after[0], after[1])
    rows = await Refund.filter(wanted).order_by("-created_at", "-id").limit(limit + 1)
    last = (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], last


async def coupons(*, after: Key | None, limit: int) -> tuple[list[Coupon], Key | None]:
    """One page of coupons, the newest first."""
    found = Coupon.all()
    if after is not None:
        found = found.filter(past("created_at", after[0], after[1]))
    rows = await found.order_by("-created_at", "-id").limit(limit + 1)
    last = (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], last


async def coupon_by_id(coupon_id: UUID) -> Coupon:
    """One coupon. Raises NotThere."""
    coupon = await Coupon.filter(id=coupon_id).first()
    if coupon is None:
        raise NotThere("There is no such coupon")
    return coupon


async def uses_of(coupon_ids: Sequence[UUID], states: Sequence[str]) -> dict[UUID, int]:
    """How often each coupon was redeemed, counting orders in these states; one statement for any number."""
    rows = await get_connection("default").execute_query_dict(
        "SELECT coupon_id, count(*) AS n FROM course_order WHERE coupon_id = ANY($1::uuid[]) AND state = ANY($2::text[])"
        " GROUP BY coupon_id",
        [list(coupon_ids), [str(state) for state in states]],
    )
    return dict.fromkeys(coupon_ids, 0) | {row["coupon_id"]: row["n"] for row in rows}


async def sent_back_of(payment_id: UUID) -> int:
    """How much of a payment went back, by our books."""
    return sum(row.amount_minor for row in await Refund.filter(payment_id=payment_id, state=RefundState.DONE.value))


async def paid_lately(now: datetime) -> list[UUID]:
    """Payments of the last weeks: what was sent back of them at the gateway itself is asked every day."""
    rows = await Payment.filter(state=PaymentState.PAID.value, paid_at__gte=now - REFUND_WATCH).order_by("id")
    return [row.id for row in rows]


async def asks_now(payment_id: UUID) -> bool:
    """Whether a refund of ours was asked for whose name at the gateway we do not know yet."""
    return await Refund.exists(payment_id=payment_id, state=RefundState.ASKED.value, ref="")
