"""A school that sells: the application with its simulated gateways, buyers, and what must always hold."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from tortoise.connection import get_connection

from models.actions import coupons
from models.ids import new_id
from models.queries import invariants
from models.tables.payments import Coupon, LedgerEntry, Order, OrderItem, Payment, Refund
from server.clock import utc_now
from server.keys import TILL
from server.paying import Till
from simulators.base import BEHAVIOUR, POSTMAN, Behaviour, Letter, Postman
from tests.payments.desks import DESKS
from tests.school import Answer, Course, Person, School, course_by
from workers.payments import sweep


@dataclass
class Hands:
    """A clock that runs, and that the test moves on."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@dataclass
class Shop:
    """Everything at hand."""

    school: School
    app: web.Application
    simulators: dict[str, web.Application]
    hands: Hands
    origin: str
    courses: dict[str, Course] = field(default_factory=dict)

    @property
    def till(self) -> Till:
        return self.app[TILL]

    def behaviour(self, gateway: str) -> Behaviour:
        return self.simulators[gateway][BEHAVIOUR]

    def postman(self, gateway: str) -> Postman:
        return self.simulators[gateway][POSTMAN]

    def forward(self, **amount: float) -> None:
        """Let time pass here and there."""
        self.hands.ahead += timedelta(**amount)
        for gateway in self.simulators:
            self.behaviour(gateway).ahead_s = self.hands.ahead.total_seconds()

    async def course(self, gateway: str, amount: int = 12_500, **fields: Any) -> Course:
        """A course in the gateway's currency."""
        if "teacher" not in self.courses:
            teacher = await self.school.teacher(f"Teacher{len(self.courses)}")
            self.courses["teacher"] = await course_by(teacher)
        owner = self.courses["teacher"].owner
        return await course_by(owner, price={"amount": amount, "currency": DESKS[gateway].currency}, **fields)

    def chance(self) -> str:
        """A name that nobody has."""
        return new_id().hex

    async def coupon(self) -> None:
        """A coupon of a tenth that may be used three times, unless there is one."""
        if not await Coupon.exists(code_key="spring-10"):
            fields = {"code": "SPRING-10", "kind": "percent", "value": 10, "limit_total": 3}
            _ = await coupons.create(fields, now=self.hands())

    async def order(self, buyer: Person, gateway: str, *courses: Course, **fields: Any) -> Answer:
        return await buyer.post("/orders", {"course_ids": [c.id for c in courses], "gateway": gateway, **fields})

    async def press(self, url: str, do: str = "pay", card: str = "4242424242424242") -> str:
        """Press a button on the payer's page; where it leads, or "" when it stays."""
        async with (
            aiohttp.ClientSession() as http,
            http.post(url, data={"do": do, "card": card}, allow_redirects=False) as answer,
        ):
            return answer.headers.get("Location", "")

    async def pay(self, order: Answer, gateway: str) -> str:
        """Pay, and wait until every webhook is delivered; the way back."""
        back = await self.press(order.body["checkout_url"])
        await self.postman(gateway).idle()
        return back

    async def come_back(self, url: str) -> int:
        """The browser follows the way back."""
        parts = urlsplit(url)
        answer = await self.school.client.get(f"{parts.path}?{parts.query}", allow_redirects=False)
        return answer.status

    async def deliver(self, letter: Letter, body: bytes | None = None, headers: dict[str, str] | None = None) -> int:
        """Deliver a webhook once more, perhaps changed."""
        parts = urlsplit(letter.url)
        sent = dict(letter.headers) if headers is None else headers
        answer = await self.school.client.post(
            f"{parts.path}?{parts.query}" if parts.query else parts.path,
            data=letter.body if body is None else body,
            headers=sent,
        )
        return answer.status

    async def sweep(self) -> None:
        """What the worker does every few seconds, with every payment due."""
        await sweep(self.till, self.hands())

    async def state(self, buyer: Person, order: Answer) -> str:
        return str((await buyer.get(f"/orders/{order.id}")).body["state"])


async def broken() -> list[str]:
    """The invariants that do not hold; none. Nobody does the ordered work here, so it may lie."""
    return sorted(await invariants.broken(leave_out={invariants.WORK_LIES}))


async def once(order_id: str) -> None:
    """One payment, one enrolment for each course, one mail, balanced books."""
    order = await Order.get(id=order_id)
    assert order.state == "paid"
    assert await Payment.filter(order_id=order_id, state="paid").count() == 1
    assert await OrderItem.filter(order_id=order_id, enrollment_id=None).count() == 0
    assert await LedgerEntry.filter(order_id=order_id, kind="sale", account="sales").count() == 1
    mails = await get_connection("default").execute_query_dict(
        "SELECT 1 FROM outbox WHERE payload->>'kind' = 'payment_confirmed' AND payload->>'path' = $1",
        [f"/orders/{order_id}"],
    )
    assert len(mails) == 1
    assert await broken() == []


async def refund_of(order_id: str) -> Refund:
    return await Refund.get(order_id=order_id)
