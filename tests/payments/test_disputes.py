"""Disputes: the bank takes the money and may give it back; books, places and admins follow, in whatever order it is heard."""

from itertools import permutations
from typing import Any

import pytest
from tortoise.connection import get_connection

from models.actions.audit import Cause
from models.actions.refunds import ask
from models.refusals import NotNow
from models.rules.payments import DisputeAccess, GatewayName
from models.tables.enrollments import Enrollment
from models.tables.payments import Dispute, Order, Payment
from models.tables.system import Outbox
from server.gateways.base import Delivery
from server.paying import Till
from tests.payments.shop import Shop, broken
from tests.payments.test_refunds import sold
from tests.payments.test_trouble import control
from tests.school import Answer, Person


async def disputed(shop: Shop, order: Answer, event: str, **changes: Any) -> None:
    """The bank does something, and Stripe tells."""
    payment = await Payment.get(order_id=order.id)
    await control(payment.url, f"intents/{payment.payment_ref}/dispute", {"event": event, **changes})
    await shop.postman("stripe").idle()


async def disputed_at(till: Till, shop: Shop, order: Answer, event: str, **changes: Any) -> None:
    """The same, heard by a shop with other rules."""
    shop.behaviour("stripe").copies = 0
    await disputed(shop, order, event, **changes)
    letter = shop.postman("stripe").letters[-1]
    headers = {name.lower(): value for name, value in letter.headers.items()}
    _ = await till.receive(till.gateways[GatewayName.STRIPE], Delivery(letter.body, headers))


async def books(account: str) -> int:
    rows = await get_connection("default").execute_query_dict(
        "SELECT coalesce(sum(amount_minor), 0)::bigint AS amount FROM ledger_entry WHERE account = $1", [account]
    )
    return int(rows[0]["amount"])


async def mails() -> list[str]:
    kinds = [row.payload["kind"] for row in await Outbox.filter(kind="mail.notice").order_by("created_at", "id")]
    return [kind for kind in kinds if "disput" in kind]


def with_policy(shop: Shop, access: DisputeAccess) -> Till:
    till = shop.till
    return Till(till.gateways, till.clock, till.origin, access)


async def place_of(buyer: Person) -> str:
    return (await Enrollment.filter(user_id=buyer.id).order_by("-run").first() or Enrollment()).state


async def test_a_dispute_that_is_lost_takes_the_money_and_then_the_place(shop: Shop) -> None:
    _ = await shop.school.admin("Boss")
    buyer, order = await sold(shop, "stripe")

    await disputed(shop, order, "created")
    assert ((await Order.get(id=order.id)).problem, await books("disputes"), await mails()) == (
        "disputed",
        0,
        ["payment_disputed"],
    )
    await disputed(shop, order, "funds_withdrawn")
    assert (await books("disputes"), await books("gateway:stripe")) == (12_500, 0)
    assert await place_of(buyer) == "active"
    with pytest.raises(NotNow, match="more than is left"):
        _ = await ask((await Order.get(id=order.id)).id, amount=1_000, reason="x", step=10, cause=Cause(shop.hands()))

    await disputed(shop, order, "closed", status="lost")
    await disputed(shop, order, "closed", status="lost")
    assert (await place_of(buyer), await shop.state(buyer, order)) == ("dropped", "paid")
    assert await mails() == ["payment_disputed", "dispute_lost"]
    admin = await shop.school.admin("Clerk")
    line = (await admin.get("/payments/revenue?by=course")).body["items"][0]
    assert (line["disputes_minor"], line["net_minor"]) == (12_500, 0)
    assert (await admin.get("/payments/revenue?by=gateway")).body["items"][0]["net_minor"] == 0
    assert await broken() == []


async def test_a_dispute_that_is_won_gives_everything_back(shop: Shop) -> None:
    _ = await shop.school.admin("Boss")
    strict = with_policy(shop, DisputeAccess.AT_ONCE)
    buyer, order = await sold(shop, "stripe")
    await disputed_at(strict, shop, order, "created")
    assert await place_of(buyer) == "dropped"
    await disputed_at(strict, shop, order, "funds_withdrawn")
    await disputed_at(strict, shop, order, "closed", status="won")
    await disputed_at(strict, shop, order, "funds_reinstated")
    assert (await place_of(buyer), (await Order.get(id=order.id)).problem) == ("active", "")
    assert (await books("disputes"), await books("gateway:stripe")) == (0, 12_500)
    assert await mails() == ["payment_disputed", "dispute_won"]
    assert await broken() == []


async def test_a_seat_that_is_gone_meanwhile_does_not_come_back(shop: Shop) -> None:
    strict = with_policy(shop, DisputeAccess.AT_ONCE)
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe", capacity=1)
    order = await shop.order(buyer, "stripe", course)
    _ = await shop.pay(order, "stripe")
    await disputed_at(strict, shop, order, "created")
    other = await shop.school.person("Olga")
    _ = await shop.pay(await shop.order(other, "stripe", course), "stripe")
    await disputed_at(strict, shop, order, "closed", status="won")
    assert (await place_of(buyer), await place_of(other)) == ("dropped", "active")
    assert (await Order.get(id=order.id)).problem == "dispute_won_without_seat"
    assert await broken() == []


EVENTS = ({"event": "created"}, {"event": "funds_withdrawn"}, {"event": "funds_reinstated", "status": "won"})


@pytest.mark.parametrize("arrival", list(permutations(range(3))))
async def test_whatever_the_order_of_its_events_a_dispute_ends_the_same(shop: Shop, arrival: tuple[int, ...]) -> None:
    buyer, order = await sold(shop, "stripe")
    shop.behaviour("stripe").copies = 0
    before = len(shop.postman("stripe").letters)
    for event in EVENTS:
        await disputed(shop, order, **event)
    letters = shop.postman("stripe").letters[before:]
    for at in (*arrival, *arrival):
        assert await shop.deliver(letters[at]) == 200
    dispute = await Dispute.get(order_id=order.id)
    assert (dispute.state, dispute.withdrawn, dispute.reinstated) == ("won", True, True)
    assert (await books("disputes"), await place_of(buyer)) == (0, "active")
    assert await broken() == []


@pytest.mark.parametrize("lie", [{"amount": 12_510}, {"amount": 0}, {"currency": "egp"}, {"livemode": True}])
async def test_a_dispute_that_differs_from_the_payment_is_told_and_not_booked(shop: Shop, lie: dict[str, Any]) -> None:
    buyer, order = await sold(shop, "stripe")
    await disputed(shop, order, "funds_withdrawn", **lie)
    assert (await Order.get(id=order.id)).problem == "dispute_differs"
    assert (await Dispute.all().count(), await books("disputes"), await place_of(buyer)) == (0, 0, "active")
