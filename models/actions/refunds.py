"""Refunds: ask for one within what was paid, let one process at a time speak to the gateway, and hear its word."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import enrollments, feeds, webhook_events
from models.actions.audit import Cause, record
from models.actions.ledger import CREDIT_NOTES, next_number, post
from models.actions.notifications import News, notify
from models.actions.orders import locked_items
from models.refusals import NotFit, NotNow, NotThere
from models.rules import ledger
from models.rules.ledger import Movement
from models.rules.money import shown
from models.rules.notices import Notice
from models.rules.payments import (
    SETTLED,
    STANDING_REFUNDS,
    OrderState,
    PaymentState,
    RefundState,
    look_again,
    next_refund_state,
    refundable,
    settled_state,
)
from models.tables.payments import Dispute, Order, OrderItem, Payment, Refund

BUSY = timedelta(minutes=3)
"""Longer than any conversation with a gateway."""
OUTSIDE = "made_at_gateway"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A refund that only the caller may speak of now. `before` is what was sent back before it, in minor units."""

    refund: Refund
    payment: Payment
    before: int
    again: bool


async def ask(order_id: UUID, *, amount: int | None, reason: str, step: int, cause: Cause) -> Refund:
    """Note a refund, of all that is left by default. `step` is what the gateway's amounts are multiples of.

    Raises NotThere, NotNow (`nothing_paid`, `refund_too_large`), NotFit.
    """
    async with in_transaction() as tx:
        order = await Order.filter(id=order_id).select_for_update().first()
        if order is None:
            raise NotThere("There is no such order")
        payment = await Payment.filter(order_id=order_id, fulfilled=True).select_for_update().first()
        if payment is None or order.state not in SETTLED:
            raise NotNow("Nothing was paid that could be sent back", code="nothing_paid", state=order.state)
        gone = await _standing(payment.id) + await _disputed_away(payment.id)
        left = refundable(paid=payment.amount_minor, standing=gone)
        wanted = left if amount is None else amount
        if not 0 < wanted <= left:
            raise NotNow("That is more than is left of what was paid", code="refund_too_large", left=left)
        if wanted % step:
            raise NotFit("The gateway cannot send back exactly this", code="gateway_cannot_refund", step=step)
        made = await _write(payment, wanted, reason, cause)
        told = {"amount": wanted, "currency": order.currency, "reason": reason}
        await record(tx, cause, "order.refund", "order", order.id, after=told)
    return made


async def _standing(payment_id: UUID) -> int:
    rows = await Refund.filter(payment_id=payment_id, state__in=list(STANDING_REFUNDS))
    return sum(row.amount_minor for row in rows)


async def _disputed_away(payment_id: UUID) -> int:
    """What a bank took from us of a payment, and has not given back."""
    rows = await Dispute.filter(payment_id=payment_id, withdrawn=True, reinstated=False)
    return sum(row.amount_minor for row in rows)


async def _write(payment: Payment, amount: int, reason: str, cause: Cause, ref: str = "") -> Refund:
    number = await Refund.filter(payment_id=payment.id).count() + 1
    return await Refund.create(
        order_id=payment.order_id,
        payment_id=payment.id,
        reference=f"{payment.reference}-R{number}",
        ref=ref,
        amount_minor=amount,
        currency=payment.currency,
        of_sale=payment.fulfilled,
        reason=reason,
        asked_by=cause.actor_id,
        look_at=cause.now,
        created_at=cause.now,
    )


async def claim(refund_id: UUID, *, now: datetime) -> Claimed | None:
    """Take a refund that waits to be asked for or about. None: it is done, or somebody speaks of this payment now."""
    found = await Refund.get(id=refund_id)
    async with in_transaction():
        payment = await Payment.filter(id=found.payment_id).select_for_update().get()
        refund = await Refund.get(id=refund_id)
        busy = await Refund.exists(payment_id=payment.id, busy_until__gt=now)
        if busy or refund.state not in {RefundState.ASKED, RefundState.PENDING}:
            return None
        again = refund.tries > 0
        refund.busy_until, refund.tries = now + BUSY, refund.tries + 1
        await refund.save(update_fields=["busy_until", "tries"])
        done = await Refund.filter(payment_id=payment.id, state=RefundState.DONE.value)
        return Claimed(refund, payment, sum(row.amount_minor for row in done), again)


async def let_go(refund_id: UUID, *, now: datetime) -> None:
    """End a claim, and say when to speak of it again."""
    refund = await Refund.get(id=refund_id)
    waits = refund.state in {RefundState.ASKED, RefundState.PENDING}
    next_look = now + look_again(refund.tries) if waits else None
    await Refund.filter(id=refund_id).update(busy_until=None, look_at=next_look)


async def find(gateway: str, *, reference: str, ref: str) -> Refund | None:
    """A refund by our name of it or by the gateway's."""
    if reference and (found := await Refund.filter(reference=reference, payment__gateway=gateway).first()):
        return found
    return await Refund.filter(ref=ref, payment__gateway=gateway).first() if ref else None


async def from_outside(payment_id: UUID, *, ref: str, amount: int, now: datetime) -> Refund | None:
    """Note a refund that was made at the gateway itself, as far as anything is left; None when nothing fits."""
    async with in_transaction():
        payment = await Payment.filter(id=payment_id).select_for_update().get()
        if found := await Refund.filter(payment_id=payment_id, ref=ref).first():
            return found
        return await _note_outside(payment, ref, amount, now)


async def catch_up(payment_id: UUID, *, total: int, now: datetime) -> Refund | None:
    """Note what a gateway that tells only sums has sent back beyond our refunds; None when that is nothing.

    One of ours that is on its way may be in the sum already, so the sum is then not asked.
    """
    async with in_transaction():
        payment = await Payment.filter(id=payment_id).select_for_update().get()
        if await Refund.exists(payment_id=payment_id, state=RefundState.ASKED.value):
            return None
        more = total - await _standing(payment_id)
        return await _note_outside(payment, f"{payment.payment_ref}:{total}", more, now)


async def _note_outside(payment: Payment, ref: str, amount: int, now: datetime) -> Refund | None:
    left = refundable(paid=payment.amount_minor, standing=await _standing(payment.id))
    if payment.state != PaymentState.PAID or not 0 < amount <= left:
        return None
    return await _write(payment, amount, OUTSIDE, Cause(now), ref)


async def hear(refund_id: UUID, state: RefundState, *, ref: str, problem: str, now: datetime) -> str:
    """Let a gateway's word about a refund take effect; what it did, in a word for the log."""
    found = await Refund.get(id=refund_id)
    async with in_transaction():
        _ = await locked_items(found.order_id)
        order = await Order.filter(id=found.order_id).select_for_update().get()
        refund = await Refund.filter(id=refund_id).select_for_update().get()
        before = RefundState(refund.state)
        after = next_refund_state(before, state)
        refund.ref, refund.state = refund.ref or ref, after.value
        if after is not before:
            await _turn(order, refund, before, after, now)
        if after is RefundState.FAILED:
            refund.problem = (problem or "refused")[:200]
        await refund.save()
    return after.value


async def _turn(order: Order, refund: Refund, before: RefundState, after: RefundState, now: datetime) -> None:
    if after is RefundState.DONE:
        await _done(order, refund, now)
    elif before is RefundState.DONE:
        await _came_back(order, refund, now)


async def _done(order: Order, refund: Refund, now: datetime) -> None:
    refund.done_at, refund.look_at = now, None
    refund.credit_note = await next_number(CREDIT_NOTES) if refund.of_sale else None
    kind = Movement.REFUND if refund.of_sale else Movement.LATE_REFUND
    postings = ledger.refund(gateway=order.gateway, amount=refund.amount_minor, of_sale=refund.of_sale)
    await post(order, kind, refund.id, postings, now)
    if refund.of_sale:
        await _count(order, refund.amount_minor, now)
        if order.state == OrderState.REFUNDED:
            await _take_places(order, now)
    data = {"number": order.number, "amount": shown(refund.amount_minor, refund.currency)}
    news = News(Notice.PAYMENT_REFUNDED, data, path=f"/orders/{order.id}", key=str(refund.id))
    await notify(None, order.user_id, news, now)
    await webhook_events.order_refunded(None, order, refund, now)


async def _came_back(order: Order, refund: Refund, now: datetime) -> None:
    """The payer's bank sent it back: the books say so, and people decide what follows."""
    kind = Movement.REFUND_RETURNED if refund.of_sale else Movement.LATE_REFUND_RETURNED
    postings = ledger.returned(gateway=order.gateway, amount=refund.amount_minor, of_sale=refund.of_sale)
    await post(order, kind, refund.id, postings, now)
    order.problem = kind.value
    await order.save(update_fields=["problem"])
    if refund.of_sale:
        await _count(order, -refund.amount_minor, now)


async def _count(order: Order, amount: int, now: datetime) -> None:
    before = order.state
    order.refunded_minor += amount
    order.state = settled_state(paid=order.total_minor, refunded=order.refunded_minor).value
    await order.save(update_fields=["refunded_minor", "state"])
    if order.state != before:
        await feeds.order_changed(None, order, now)


async def _take_places(order: Order, now: datetime) -> None:
    """A place whose whole price went back ends; what was done there is kept."""
    for item in await OrderItem.filter(order_id=order.id):
        if item.enrollment_id is not None:
            await enrollments.drop(item.enrollment_id, reason="refunded", now=now)
