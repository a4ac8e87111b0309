"""Between our books and the gateways: opening pages, hearing events, asking what became of things.

No transaction is open while a gateway is spoken to; what it says takes effect in one (models.actions.payments).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import structlog

from models.actions import disputes, orders, payments, refunds
from models.queries import orders as queries
from models.rules.payments import PAGE_LIVES, DisputeAccess, GatewayName, PaymentState, RefundState, Word
from models.tables.payments import GatewayEvent, Order, Payment, Refund
from server.clock import Clock
from server.gateways.base import (
    Checkout,
    Delivery,
    Event,
    Gateway,
    GatewayDown,
    GatewayRefused,
    Known,
    RefundAsk,
    RefundWord,
)

KEPT_HEADERS: Final = ("stripe-signature", "myfatoorah-signature", "myfatoorah-webhook-version")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Till:
    """What paying needs: the gateways, the time, and where we are."""

    gateways: Mapping[GatewayName, Gateway]
    clock: Clock
    origin: str
    access: DisputeAccess = DisputeAccess.WHEN_LOST

    async def open_page(self, order: Order) -> None:
        """Give an open order a page to pay on, unless it has one.

        Raises GatewayDown when the gateway does not answer (ask again: nothing is paid twice), GatewayRefused when
        it refused; the order has failed then.
        """
        gateway = self.gateways[GatewayName(order.gateway)]
        fresh = not gateway.repeats_safely
        payment = await orders.try_to_open(order.id, live=gateway.live, fresh=fresh, now=self.clock())
        if payment is None:
            return
        try:
            page = await gateway.open(self._checkout(order, payment, await _titles(order)))
        except GatewayRefused as refusal:
            _log.exception("gateway_refused", gateway=gateway.name, reference=payment.reference)
            await orders.not_opened(payment.id, reason=str(refusal), now=self.clock())
            raise
        await orders.opened(payment.id, ref=page.ref, url=page.url, now=self.clock())

    def _checkout(self, order: Order, payment: Payment, title: str) -> Checkout:
        return Checkout(
            reference=payment.reference,
            amount=payment.amount_minor,
            currency=payment.currency,
            title=title,
            buyer_name=order.buyer_name,
            buyer_email=order.buyer_email,
            locale=order.locale.partition("-")[0],
            return_url=f"{self.origin}/payments/return/{order.gateway}?order={order.id}",
            webhook_url=f"{self.origin}/api/v1/payments/webhooks/{order.gateway}",
            expires_at=order.created_at + PAGE_LIVES,
        )

    async def close_page(self, order_id: UUID) -> None:
        """Close the payer's page of an order that was given up, where the gateway can; late money is taken care of."""
        for payment in await queries.payments_of(order_id):
            gateway = self.gateways.get(GatewayName(payment.gateway))
            if gateway is None or not payment.ref or payment.state == PaymentState.PAID:
                continue
            try:
                await gateway.close(known(payment))
            except GatewayDown:
                _log.info("page_not_closed", payment=str(payment.id))

    async def receive(self, gateway: Gateway, delivery: Delivery) -> str:
        """A webhook: verify, store, act; its outcome. Raises Forged, GatewayRefused, or GatewayDown to be sent it again."""
        now = self.clock()
        event = gateway.read(delivery, now)
        kept = await payments.keep_event(
            GatewayEvent(
                gateway=gateway.name.value,
                event_id=event.id[:200],
                kind=event.kind[:80],
                body=delivery.body,
                headers={name: delivery.headers[name] for name in KEPT_HEADERS if name in delivery.headers},
                query=dict(delivery.query),
                received_at=now,
            )
        )
        return kept.outcome if kept.done_at is not None else await self._act(gateway, event, kept.id)

    async def take_up(self, kept: GatewayEvent) -> str:
        """Act on an event that was stored, and then left by a process that died."""
        gateway = self.gateways.get(GatewayName(kept.gateway))
        if gateway is None:
            return "not configured"
        delivery = Delivery(bytes(kept.body), kept.headers, kept.query)
        # It was verified when it was stored, so it may be old now.
        return await self._act(gateway, gateway.read(delivery, kept.received_at), kept.id)

    async def _act(self, gateway: Gateway, event: Event, event_id: UUID) -> str:
        outcome = await self._effect(gateway, event)
        await payments.event_done(event_id, outcome, now=self.clock())
        _log.info("gateway_event", gateway=gateway.name, kind=event.kind, outcome=outcome)
        return outcome

    async def _effect(self, gateway: Gateway, event: Event) -> str:
        if event.refund is not None:
            return await self._hear_refund(gateway, event, event.refund)
        if not event.concerns_payment:
            return "ignored"
        payment = await queries.payment_for(
            gateway.name.value, ref=event.ref, reference=event.reference, payment_ref=event.payment_ref
        )
        if payment is None:
            return "unknown_payment"
        if event.dispute is not None:
            return await disputes.hear(payment.id, event.dispute, access=self.access, now=self.clock())
        word = event.word
        if event.ask or word is None:
            word = await self._ask(gateway, payment)
        outcome = await payments.hear(payment.id, word, now=self.clock())
        return await self.compare_refunds(payment.id) if event.moved_back else outcome

    async def _ask(self, gateway: Gateway, payment: Payment) -> Word:
        return await gateway.look(known(payment)) if payment.ref else Word(PaymentState.PENDING)

    async def look(self, payment_id: UUID) -> str:
        """Ask the gateway what became of a payment, and let its word take effect. Raises GatewayDown."""
        payment = await queries.payment_by_id(payment_id)
        gateway = self.gateways.get(GatewayName(payment.gateway))
        try:
            if gateway is None:
                return "not configured"
            return await payments.hear(payment_id, await self._ask(gateway, payment), now=self.clock())
        except GatewayRefused as refusal:
            _log.warning("look_refused", payment=str(payment_id), reason=str(refusal))
            return "refused"
        finally:
            await payments.looked(payment_id, now=self.clock())

    async def look_at_order(self, order_id: UUID) -> None:
        """Ask about every try of an order that may have been paid; a gateway that is down changes nothing."""
        for payment in await queries.payments_of(order_id):
            if payment.ref and payment.state != PaymentState.PAID:
                try:
                    _ = await self.look(payment.id)
                except GatewayDown:
                    _log.info("look_failed", payment=str(payment.id))

    async def end_order(self, order_id: UUID) -> None:
        """Let an order end whose time is over, after a last question to the gateway."""
        await self.look_at_order(order_id)
        await orders.expire(order_id, now=self.clock())

    async def send_back(self, refund_id: UUID) -> None:
        """Ask for a refund, or what became of it; a gateway that is down is asked again later."""
        claimed = await refunds.claim(refund_id, now=self.clock())
        if claimed is None:
            return
        try:
            word = await self._refund_word(claimed)
        except GatewayDown as error:
            _log.warning("refund_not_asked", refund=str(refund_id), error=str(error))
        except GatewayRefused as refusal:
            _log.warning("refund_refused", refund=str(refund_id), reason=str(refusal))
            await self._hear_word(refund_id, RefundWord(RefundState.FAILED, reason=str(refusal)))
        else:
            await self._hear_word(refund_id, word)
        finally:
            await refunds.let_go(refund_id, now=self.clock())

    async def _refund_word(self, claimed: refunds.Claimed) -> RefundWord:
        refund, payment = claimed.refund, claimed.payment
        gateway = self.gateways.get(GatewayName(payment.gateway))
        if gateway is None:
            raise GatewayDown("not configured")
        ask = RefundAsk(
            reference=refund.reference,
            payment=known(payment),
            amount=refund.amount_minor,
            reason=refund.reason,
            before=claimed.before,
            again=claimed.again,
        )
        if refund.ref:
            return await gateway.look_at_refund(ask, refund.ref)
        if not payment.payment_ref:
            word = await gateway.look(known(payment))
            ask = replace(ask, payment=replace(ask.payment, payment_ref=word.payment_ref or ""))
        return await gateway.refund(ask)

    async def _hear_word(self, refund_id: UUID, word: RefundWord) -> str:
        return await refunds.hear(refund_id, word.state, ref=word.ref, problem=word.reason, now=self.clock())

    async def _hear_refund(self, gateway: Gateway, event: Event, word: RefundWord) -> str:
        refund = await refunds.find(gateway.name.value, reference=word.reference, ref=word.ref)
        if refund is None:
            refund = await self._outside(gateway, event, word)
        return "unknown_refund" if refund is None else await self._hear_word(refund.id, word)

    async def compare_refunds(self, payment_id: UUID) -> str:
        """Take note of what was sent back at the gateway itself: books, places and mails follow. Raises GatewayDown."""
        payment = await queries.payment_by_id(payment_id)
        gateway = self.gateways.get(GatewayName(payment.gateway))
        if gateway is None or payment.state != PaymentState.PAID or not payment.payment_ref:
            return "unchanged"
        before = await queries.sent_back_of(payment_id)
        try:
            told = await gateway.sent_back(known(payment))
        except GatewayRefused as refusal:
            _log.warning("refunds_not_told", payment=str(payment_id), reason=str(refusal))
            return "refused"
        for word in told.refunds or (await self._the_rest(payment, told.total),):
            if word is not None:
                await self._compare(payment, word)
        return "refund_found" if await queries.sent_back_of(payment_id) != before else "unchanged"

    async def _the_rest(self, payment: Payment, total: int) -> RefundWord | None:
        made = await refunds.catch_up(payment.id, total=total, now=self.clock()) if total else None
        return None if made is None else RefundWord(RefundState.DONE, ref=made.ref, amount=made.amount_minor)

    async def _compare(self, payment: Payment, word: RefundWord) -> None:
        refund = await refunds.find(payment.gateway, reference=word.reference, ref=word.ref)
        if refund is None and word.amount and not await queries.asks_now(payment.id):
            refund = await refunds.from_outside(payment.id, ref=word.ref, amount=word.amount, now=self.clock())
        if refund is not None:
            _ = await self._hear_word(refund.id, word)

    async def _outside(self, gateway: Gateway, event: Event, word: RefundWord) -> Refund | None:
        """A refund that we did not ask for: somebody made it at the gateway. One of ours that is on its way is waited for."""
        payment = await queries.payment_for(gateway.name.value, ref=event.ref, payment_ref=event.payment_ref)
        if payment is None or word.amount is None:
            return None
        if await queries.asks_now(payment.id):
            raise GatewayDown("a refund of ours is under way: send this again")
        # Ours may have got its name between the two questions.
        if found := await refunds.find(gateway.name.value, reference=word.reference, ref=word.ref):
            return found
        return await refunds.from_outside(payment.id, ref=word.ref, amount=word.amount, now=self.clock())


def known(payment: Payment) -> Known:
    """A payment as gateways are asked about it."""
    return Known(
        reference=payment.reference,
        ref=payment.ref or "",
        amount=payment.amount_minor,
        currency=payment.currency,
        payment_ref=payment.payment_ref,
    )


async def _titles(order: Order) -> str:
    bill = await queries.bill_of(order.id)
    more = f" +{len(bill.items) - 1}" if len(bill.items) > 1 else ""
    return f"{bill.items[0].title[:100]}{more} ({order.number})"
