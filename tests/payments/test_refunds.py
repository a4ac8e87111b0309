"""Money that goes back: never more than was paid, never twice, and only by an admin who showed a password lately."""

import asyncio
from uuid import UUID

import pytest
from tortoise.connection import get_connection

from models.actions.audit import Cause
from models.actions.refunds import ask
from models.refusals import NotNow
from models.rules.payments import GatewayName
from models.tables.enrollments import Enrollment
from models.tables.payments import Order, Payment, Refund
from server.paying import known
from simulators.myfatoorah import WORLD as MYFATOORAH_WORLD
from tests.payments.desks import GATEWAYS
from tests.payments.shop import Shop, broken
from tests.payments.test_trouble import control
from tests.school import Answer, Person


async def sold(shop: Shop, gateway: str) -> tuple[Person, Answer]:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)
    _ = await shop.pay(order, gateway)
    assert await shop.state(buyer, order) == "paid"
    return buyer, order


async def refund(shop: Shop, order: Answer, amount: int | None) -> Refund:
    """What the route does behind its rule (step-up has tests of its own)."""
    made = await ask(UUID(order.id), amount=amount, reason="asked", step=1, cause=Cause(shop.hands()))
    await shop.till.send_back(made.id)
    for gateway in GATEWAYS:
        await shop.postman(gateway).idle()
    return await Refund.get(id=made.id)


async def test_a_refund_asks_for_an_admin_and_a_fresh_password(shop: Shop) -> None:
    buyer, order = await sold(shop, "stripe")
    assert (await buyer.post(f"/orders/{order.id}/refunds", {"reason": "x"})).status == 403
    admin = await shop.school.admin("Boss")
    stale = await admin.post(f"/orders/{order.id}/refunds", {"reason": "x"})
    assert (stale.status, stale.body["reason"]) == (403, "step_up_required")
    assert await Refund.all().count() == 0


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_whole_refund_ends_the_place_and_a_part_does_not(shop: Shop, gateway: str) -> None:
    buyer, order = await sold(shop, gateway)

    assert (await refund(shop, order, 2_500)).state == "done"
    assert await shop.state(buyer, order) == "partially_refunded"
    assert await Enrollment.filter(user_id=buyer.id, state="active").count() == 1

    assert (await refund(shop, order, None)).state == "done"
    assert await shop.state(buyer, order) == "refunded"
    place = await Enrollment.get(user_id=buyer.id)
    assert (place.state, place.reason) == ("dropped", "refunded")
    notes = [row.credit_note for row in await Refund.all().order_by("created_at")]
    assert notes == [1, 2]
    assert await broken() == []


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_twenty_refunds_at_once_are_no_more_than_was_paid(shop: Shop, gateway: str) -> None:
    _, order = await sold(shop, gateway)

    found = await asyncio.gather(*(refund(shop, order, 2_000) for _ in range(20)), return_exceptions=True)
    assert [each for each in found if not isinstance(each, Refund | NotNow)] == []
    assert {each.code for each in found if isinstance(each, NotNow)} == {"refund_too_large"}
    assert sum(isinstance(each, Refund) for each in found) == 6
    for _ in range(8):
        shop.forward(minutes=6)
        await shop.sweep()
        await shop.postman(gateway).idle()

    rows = await Refund.all()
    assert len(rows) == 6
    assert {row.state for row in rows} == {"done"}
    assert (await Order.get(id=order.id)).refunded_minor == 12_000
    assert await broken() == []


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_refund_whose_answer_was_lost_is_not_made_twice(shop: Shop, gateway: str) -> None:
    buyer, order = await sold(shop, gateway)
    shop.behaviour(gateway).trouble = "lost_answer"
    shop.behaviour(gateway).copies = 0
    assert (await refund(shop, order, 2_500)).state == "asked"

    shop.behaviour(gateway).trouble = ""
    shop.forward(minutes=6)
    await shop.sweep()

    shop.forward(minutes=6)
    await shop.sweep()
    assert [row.state for row in await Refund.all()] == ["done"]
    assert (await Order.get(id=order.id)).refunded_minor == 2_500
    payment = known(await Payment.get(order_id=order.id))
    assert (await shop.till.gateways[GatewayName(gateway)].sent_back(payment)).total == 2_500
    assert await shop.state(buyer, order) == "partially_refunded"
    assert await broken() == []


async def test_a_refund_that_people_must_approve_waits(shop: Shop) -> None:
    buyer, order = await sold(shop, "myfatoorah")
    shop.behaviour("myfatoorah").refunds_wait = True
    page = (await Payment.get(order_id=order.id)).url
    first = await refund(shop, order, 2_500)
    assert first.state == "pending"
    await control(page, f"refunds/{first.ref}", {"status": "Canceled"})
    await shop.postman("myfatoorah").idle()
    assert (await Refund.get(id=first.id)).state == "failed"

    second = await refund(shop, order, None)
    assert second.amount_minor == 12_500
    assert len(shop.simulators["myfatoorah"][MYFATOORAH_WORLD].refunds) == 2
    await control(page, f"refunds/{second.ref}", {"status": "Refunded"})
    await shop.postman("myfatoorah").idle()
    assert await shop.state(buyer, order) == "refunded"
    assert await broken() == []


async def test_a_refund_that_the_bank_sends_back_is_in_the_books(shop: Shop) -> None:
    buyer, order = await sold(shop, "stripe")
    made = await refund(shop, order, 2_500)
    page = (await Payment.get(order_id=order.id)).url
    await control(page, f"refunds/{made.ref}", {"status": "failed"})
    await shop.postman("stripe").idle()

    assert (await Refund.get(id=made.id)).state == "failed"
    assert await shop.state(buyer, order) == "paid"
    assert (await Order.get(id=order.id)).problem == "refund_returned"
    sums = await get_connection("default").execute_query_dict(
        "SELECT sum(amount_minor)::bigint AS left FROM ledger_entry WHERE account = 'refunds'"
    )
    assert sums[0]["left"] == 0
    assert await broken() == []


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_nothing_is_sent_back_that_was_not_paid(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)
    with pytest.raises(NotNow, match="Nothing was paid"):
        _ = await refund(shop, order, None)
