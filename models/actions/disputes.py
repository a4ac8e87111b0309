"""Disputes: the payer asks the bank for the money; the books, the places and the admins follow, each once."""

from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import enrollments
from models.actions.audit import Cause, record
from models.actions.ledger import post
from models.actions.locks import locked_course
from models.actions.notifications import News, notify_all
from models.actions.orders import locked_items
from models.actions.seats import has_seat
from models.rules import ledger
from models.rules.enrolling import LIVING, READING, EnrollmentState
from models.rules.ledger import Movement
from models.rules.money import shown
from models.rules.notices import Notice
from models.rules.payments import (
    DisputeAccess,
    DisputeState,
    DisputeWord,
    OrderState,
    has_access,
    next_dispute_state,
)
from models.tables.enrollments import Enrollment
from models.tables.payments import Dispute, Order, OrderItem, Payment
from models.tables.users import User

DISPUTED = "disputed"
PROBLEMS = {DisputeState.OPEN: DISPUTED, DisputeState.LOST: "dispute_lost", DisputeState.WON: ""}
NOTICES = {
    DisputeState.OPEN: Notice.PAYMENT_DISPUTED,
    DisputeState.LOST: Notice.DISPUTE_LOST,
    DisputeState.WON: Notice.DISPUTE_WON,
}


async def hear(payment_id: UUID, word: DisputeWord, *, access: DisputeAccess, now: datetime) -> str:
    """Let a gateway's word about a dispute take effect; what it did, in a word for the log.

    One that speaks of another amount, currency or mode than the payment is noted and told, and booked by nobody.
    """
    found = await Payment.get(id=payment_id)
    async with in_transaction() as tx:
        _ = await locked_items(found.order_id)
        order = await Order.filter(id=found.order_id).select_for_update().get()
        payment = await Payment.filter(id=payment_id).select_for_update().get()
        if lie := _lie_in(word, payment):
            order.problem = "dispute_differs"
            await order.save(update_fields=["problem"])
            await record(tx, Cause(now), "payment.lie", "payment", payment.id, after={"lie": lie, "dispute": word.ref})
            return "dispute_differs"
        dispute, told = await _dispute(order, payment, word, now)
        await _book(order, dispute, word, now)
        after = next_dispute_state(DisputeState(dispute.state), word.state)
        if after != dispute.state:
            dispute.state, dispute.closed_at, told = after.value, now, False
        await dispute.save()
        if not told:
            await _follow(order, dispute, access, now)
            await record(tx, Cause(now), "payment.dispute", "payment", payment.id, after={"state": dispute.state})
    return f"dispute_{dispute.state}"


def _lie_in(word: DisputeWord, payment: Payment) -> str:
    checks = {
        "amount": word.amount is None or not 0 < word.amount <= payment.amount_minor,
        "currency": word.currency != payment.currency,
        "mode": word.live is not None and word.live != payment.live,
    }
    return next((name for name, holds in checks.items() if holds), "")


async def _dispute(order: Order, payment: Payment, word: DisputeWord, now: datetime) -> tuple[Dispute, bool]:
    """The dispute, and whether it was heard of before; the payment is locked."""
    standing = await Dispute.filter(gateway=payment.gateway, ref=word.ref, payment_id=payment.id).first()
    if standing is not None:
        return standing, True
    if payment.disputed_at is None:
        payment.disputed_at = now
        await payment.save(update_fields=["disputed_at"])
    made = await Dispute.create(
        order_id=order.id,
        payment_id=payment.id,
        gateway=payment.gateway,
        ref=word.ref,
        reason=word.reason[:80],
        amount_minor=word.amount or 0,
        currency=payment.currency,
        opened_at=now,
    )
    return made, False


async def _book(order: Order, dispute: Dispute, word: DisputeWord, now: datetime) -> None:
    """Post what was taken and what came back; in whatever order it is heard, each once."""
    gateway, amount = dispute.gateway, dispute.amount_minor
    if word.withdrawn and not dispute.withdrawn:
        await post(order, Movement.DISPUTE, dispute.id, ledger.disputed(gateway=gateway, amount=amount), now)
        dispute.withdrawn = True
    if word.reinstated and not dispute.reinstated:
        back = ledger.disputed(gateway=gateway, amount=-amount)
        await post(order, Movement.DISPUTE_RETURNED, dispute.id, back, now)
        dispute.reinstated = True


async def _follow(order: Order, dispute: Dispute, access: DisputeAccess, now: datetime) -> None:
    """What a new state of a dispute does to the order and its places, and who is told."""
    state = DisputeState(dispute.state)
    order.problem = PROBLEMS[state]
    await order.save(update_fields=["problem"])
    if not has_access(access, state):
        await _take_places(order, now)
    elif state is DisputeState.WON and not await _give_places_back(order):
        order.problem = "dispute_won_without_seat"
        await order.save(update_fields=["problem"])
    data = {
        "number": order.number,
        "amount": shown(dispute.amount_minor, dispute.currency),
        "reason": dispute.reason or "-",
        "gateway": dispute.gateway.capitalize(),
    }
    news = News(NOTICES[state], data, path=f"/orders/{order.id}", key=str(dispute.id))
    await notify_all(None, [admin.id for admin in await User.filter(role="admin", is_active=True)], news, now)


async def _take_places(order: Order, now: datetime) -> None:
    """End the places; what was done there is kept."""
    for item in await OrderItem.filter(order_id=order.id):
        if item.enrollment_id is not None:
            await enrollments.drop(item.enrollment_id, reason=DISPUTED, now=now)


async def _give_places_back(order: Order) -> bool:
    """Wake the places that the dispute ended, where there is a seat; whether every one stands again."""
    whole = True
    for item in await OrderItem.filter(order_id=order.id, enrollment__reason=DISPUTED):
        course = await locked_course(item.course_id)
        place = await Enrollment.filter(id=item.enrollment_id).select_for_update().get()
        living = await Enrollment.filter(course_id=course.id, user_id=order.user_id, state__in=LIVING).first()
        if living is None and order.state != OrderState.REFUNDED and await has_seat(course):
            ended = EnrollmentState.COMPLETED if place.completed_at else EnrollmentState.ACTIVE
            place.state, place.reason, place.ended_at = ended.value, "paid", None
            await place.save(update_fields=["state", "reason", "ended_at"])
        else:
            whole = whole and living is not None and living.state in READING
    return whole
