"""The shop against a model: whatever people, gateways and time do in whatever order, the books and the places agree."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.actions.audit import Cause
from models.actions.refunds import ask
from models.refusals import Refused
from models.rules.payments import GatewayName
from models.tables.payments import Order, Payment, Refund
from server.paying import known
from tests.payments.desks import DESKS, GATEWAYS
from tests.payments.shop import Shop, broken
from tests.payments.test_trouble import control
from tests.school import Person
from workers.payments import reconcile

ACTS = (
    "order",
    "coupon",
    "pay",
    "decline",
    "deliver",
    "duplicate",
    "cancel",
    "late",
    "expire",
    "refund",
    "part",
    "outside",
    "dispute",
    "poll",
    "compare",
)
BANK = (
    {"event": "created"},
    {"event": "funds_withdrawn"},
    {"event": "closed", "status": "lost"},
    {"event": "funds_reinstated", "status": "won"},
)
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 1)), min_size=4, max_size=14)
BOUGHT = [(act, 0, 0) for act in ("order", "pay", "deliver")]
SENT_BACK = [*BOUGHT, *((act, 0, 0) for act in ("part", "outside", "deliver", "part", "compare", "refund"))]
"""What chance seldom comes upon: one order that is paid and sent back piece by piece, from both sides."""


class Model:
    """What has happened, as far as people see it: who pressed `pay` on which page."""

    def __init__(self, shop: Shop, gateway: str, seed: int) -> None:
        self.shop, self.gateway = shop, gateway
        self.chance = random.Random(seed)
        self.delivered = 0

    async def step(self, act: str, buyer: Person, course: Any) -> None:
        """Somebody does something, or time passes."""
        latest = await Order.filter(user_id=buyer.id).order_by("-created_at").first()
        if act in {"order", "coupon"}:
            extra = {"coupon": "SPRING-10"} if act == "coupon" else {}
            answer = await self.shop.order(buyer, self.gateway, course, **extra)
            assert answer.status in {200, 201, 409}, answer.body
        elif latest and act in {"pay", "decline", "cancel", "refund", "part", "outside", "dispute"}:
            await self.on_order(act, latest, buyer)
        elif act == "compare":
            _ = await reconcile(self.shop.till, None, self.shop.hands())
        elif act in {"deliver", "duplicate"}:
            await self.deliver(everything=act == "duplicate")
        else:
            self.shop.forward(minutes={"late": 41, "expire": 4}.get(act, 1))
            await self.shop.sweep()

    async def on_order(self, act: str, order: Order, buyer: Person) -> None:
        """Somebody does something about an order."""
        match act:
            case "cancel":
                assert (await buyer.post(f"/orders/{order.id}/cancel")).status in {200, 409}
            case "refund" | "part":
                await self.refund(order, 2_500 if act == "part" else None)
            case "outside" | "dispute":
                paid = await Payment.filter(order_id=order.id, state="paid").first()
                if paid and (act == "outside" or self.gateway == "stripe"):
                    await self.by_hand(act, paid)
            case _:
                payment = await Payment.filter(order_id=order.id).first()
                if payment and payment.url:
                    _ = await self.shop.press(payment.url, do=act)

    async def by_hand(self, act: str, payment: Payment) -> None:
        """The merchant sends back a fifth in the gateway's dashboard, or the payer's bank does its next thing."""
        amount = "2.500" if self.gateway == "myfatoorah" else 2_500
        ref = payment.ref if self.gateway == "myfatoorah" else payment.payment_ref
        asked = self.chance.choice(BANK) if act == "dispute" else {"amount": amount}
        path = f"{DESKS[self.gateway].things}/{ref}/{'dispute' if act == 'dispute' else 'refund'}"
        await control(payment.url, path, asked, status={200, 201, 400, 404})

    async def deliver(self, *, everything: bool) -> None:
        letters = list(self.shop.postman(self.gateway).letters)
        chosen = letters if everything else letters[self.delivered :]
        self.chance.shuffle(chosen)
        for letter in chosen:
            assert await self.shop.deliver(letter) in {200, 400, 503}
        self.delivered = len(letters)

    async def refund(self, order: Order, amount: int | None) -> None:
        try:
            made = await ask(order.id, amount=amount, reason="asked", step=10, cause=Cause(self.shop.hands()))
        except Refused:
            return
        await self.shop.till.send_back(made.id)

    async def settle(self) -> None:
        """Let everything come to rest: every webhook, every poll, the end of every order."""
        await self.deliver(everything=True)
        for _ in range(4):
            self.shop.forward(minutes=15)
            await self.shop.sweep()
        _ = await reconcile(self.shop.till, None, self.shop.hands())


@pytest.mark.parametrize("gateway", GATEWAYS)
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plan=steps, seed=st.integers(0, 2**16))
@example(plan=SENT_BACK, seed=0)
async def test_no_sequence_of_events_makes_money_and_places_disagree(
    shop: Shop, gateway: str, plan: list[tuple[str, int, int]], seed: int
) -> None:
    buyers = [await shop.school.person(shop.chance()) for _ in range(3)]
    courses = [await shop.course(gateway, capacity=2) for _ in range(2)]
    await shop.coupon()
    shop.behaviour(gateway).copies = 0
    model = Model(shop, gateway, seed)
    model.delivered = len(shop.postman(gateway).letters)
    for act, who, what in plan:
        await model.step(act, buyers[who], courses[what])
        assert await broken() == [], act
    await model.settle()

    assert await broken() == []
    mine = [buyer.id for buyer in buyers]
    assert await Order.filter(user_id__in=mine, state="pending").count() == 0
    waiting = await Refund.filter(order__user_id__in=mine, state__in=["asked", "pending"]).count()
    assert waiting == 0
    for order in await Order.filter(user_id__in=mine, state__in=["paid", "partially_refunded"]):
        assert await Payment.filter(order_id=order.id, fulfilled=True).count() == 1 or order.total_minor == 0
    # What went back there is what went back here.
    for payment in await Payment.filter(order__user_id__in=mine, state="paid"):
        there = await shop.till.gateways[GatewayName(gateway)].sent_back(known(payment))
        here = await Refund.filter(payment_id=payment.id, state="done")
        assert there.total == sum(row.amount_minor for row in here)
        if payment.fulfilled:
            assert (await Order.get(id=payment.order_id)).refunded_minor == there.total
    # Whoever paid has a place, or the money back.
    for payment in await Payment.filter(order__user_id__in=mine, state="paid", fulfilled=False):
        back = await Refund.filter(payment_id=payment.id, state="done")
        assert sum(row.amount_minor for row in back) == payment.amount_minor
