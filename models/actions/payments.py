"""What a gateway's word does: one transaction with the payment, the order, the places, the ledger and the news.

Webhooks, polls and reconciliation all end here, so the same word twice, late or in any order does the same as once.
"""

from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.ledger import post
from models.actions.orders import fulfil, late_seats, locked_items, release
from models.rules import ledger
from models.rules.ledger import Movement
from models.rules.payments import (
    LATE_WATCH,
    Expected,
    OrderState,
    PaymentState,
    Settling,
    Word,
    lie_in,
    look_again,
    next_payment_state,
    settle,
)
from models.tables.payments import GatewayEvent, Order, Payment, Refund

LATE_REASON = "late_payment"
ENDED = {
    PaymentState.FAILED: OrderState.FAILED,
    PaymentState.CANCELLED: OrderState.EXPIRED,
    PaymentState.EXPIRED: OrderState.EXPIRED,
}


async def hear(payment_id: UUID, word: Word, *, now: datetime) -> str:
    """Let a gateway's word take effect; what it did, in a word for the log."""
    found = await Payment.get(id=payment_id)
    async with in_transaction() as tx:
        _ = await locked_items(found.order_id)
        order = await Order.filter(id=found.order_id).select_for_update().get()
        payment = await Payment.filter(id=payment_id).select_for_update().get()
        state = next_payment_state(PaymentState(payment.state), word.state)
        if state == payment.state:
            return await _note(payment, word)
        if state is PaymentState.PAID and (lie := lie_in(word, _expected(payment))):
            payment.lie = order.problem = lie.value
            await payment.save(update_fields=["lie"])
            await order.save(update_fields=["problem"])
            told = {"lie": lie.value, "amount": word.amount, "currency": word.currency, "reference": word.reference}
            await record(tx, Cause(now), "payment.lie", "payment", payment.id, after=told)
            return lie.value
        return await _move(order, payment, word, state, now)


def _expected(payment: Payment) -> Expected:
    return Expected(payment.amount_minor, payment.currency, payment.live, payment.reference)


async def _note(payment: Payment, word: Word) -> str:
    """Nothing moved; a declined try is worth a note, and the payment's own id may come late."""
    if word.reason and payment.state == PaymentState.PENDING:
        payment.reason = word.reason[:200]
    if word.payment_ref and not payment.payment_ref:
        payment.payment_ref = word.payment_ref
    await payment.save(update_fields=["reason", "payment_ref"])
    return "unchanged"


async def _move(order: Order, payment: Payment, word: Word, state: PaymentState, now: datetime) -> str:
    payment.state, payment.reason = state.value, word.reason[:200]
    payment.payment_ref = word.payment_ref or payment.payment_ref
    if state is PaymentState.PAID:
        payment.paid_at, payment.look_at, payment.lie = now, None, ""
        outcome = await _settle(order, payment, now)
    else:
        outcome = state.value
        if order.state == OrderState.PENDING and state in ENDED:
            await release(order, ENDED[state], now)
    await payment.save()
    return outcome


async def _settle(order: Order, payment: Payment, now: datetime) -> str:
    state = OrderState(order.state)
    free, has_place = (True, False) if state is OrderState.PENDING else await late_seats(order)
    gateway, sums = payment.gateway, {"subtotal": order.subtotal_minor, "discount": order.discount_minor}
    if settle(state, seats_free=free, has_them_already=has_place) is Settling.SEND_BACK:
        await post(order, Movement.LATE, payment.id, ledger.late(gateway=gateway, amount=payment.amount_minor), now)
        await _send_back(order, payment, now)
        return "sent_back"
    if state is OrderState.PENDING:
        await post(order, Movement.SALE, payment.id, ledger.sale(gateway=gateway, **sums), now)
    else:
        await post(order, Movement.LATE, payment.id, ledger.late(gateway=gateway, amount=payment.amount_minor), now)
        await post(order, Movement.LATE_SALE, payment.id, ledger.late_sale(**sums), now)
    payment.fulfilled = True
    await fulfil(order, now)
    return "fulfilled"


async def _send_back(order: Order, payment: Payment, now: datetime) -> None:
    _ = await Refund.create(
        order_id=order.id,
        payment_id=payment.id,
        reference=f"{payment.reference}-L",
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        of_sale=False,
        reason=LATE_REASON,
        look_at=now,
        created_at=now,
    )


async def looked(payment_id: UUID, *, now: datetime) -> None:
    """Say when the gateway is asked next: less and less often, and in the end no more."""
    payment = await Payment.get(id=payment_id)
    order = await Order.get(id=payment.order_id)
    settled = payment.state == PaymentState.PAID or (
        payment.state in ENDED and payment.state != PaymentState.EXPIRED and order.state != OrderState.PENDING
    )
    over = now > order.expires_at + LATE_WATCH
    payment.looks += 1
    payment.look_at = None if settled or over else now + look_again(payment.looks)
    await Payment.filter(id=payment_id).update(looks=payment.looks, look_at=payment.look_at)


async def keep_event(event: GatewayEvent) -> GatewayEvent:
    """Store a verified event before anything is done about it; one that came before is returned as it stands."""
    try:
        async with in_transaction():
            await event.save(force_create=True)
    except IntegrityError:
        return await GatewayEvent.get(gateway=event.gateway, event_id=event.event_id)
    return event


async def event_done(event_id: UUID, outcome: str, *, now: datetime) -> None:
    """Note what an event did; the first note stands."""
    await GatewayEvent.filter(id=event_id, done_at=None).update(done_at=now, outcome=outcome[:40])
