"""Refunds that are made at the gateway itself: seen by webhook or by the daily comparison, each once."""

import asyncio

import pytest

from models.tables.enrollments import Enrollment
from models.tables.payments import LedgerEntry, Order, Payment, Refund
from models.tables.system import Outbox
from simulators.paymob import WORLD as PAYMOB_WORLD
from tests.payments.desks import DESKS, GATEWAYS
from tests.payments.shop import Shop, broken
from tests.payments.test_refunds import refund, sold
from tests.payments.test_trouble import control
from tests.school import Answer
from workers.payments import reconcile


async def by_hand(shop: Shop, order: Answer, gateway: str, amount: object, do: str = "refund") -> None:
    """Somebody of the merchant's sends money back in the gateway's dashboard."""
    payment = await Payment.get(order_id=order.id, state="paid")
    ref = payment.ref if gateway == "myfatoorah" else payment.payment_ref
    await control(payment.url, f"{DESKS[gateway].things}/{ref}/{do}", {"amount": amount}, status={200, 201})
    await shop.postman(gateway).idle()


async def told(kind: str) -> int:
    return sum(row.payload["kind"] == kind for row in await Outbox.filter(kind="mail.notice"))


@pytest.mark.parametrize("heard", ["webhook", "comparison"])
@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_what_is_sent_back_at_the_gateway_is_in_our_books(shop: Shop, gateway: str, heard: str) -> None:
    buyer, order = await sold(shop, gateway)
    shop.behaviour(gateway).copies = 0 if heard == "comparison" else 2

    await by_hand(shop, order, gateway, DESKS[gateway].told(2_500))
    _ = await reconcile(shop.till, None, shop.hands())
    assert await shop.state(buyer, order) == "partially_refunded"
    assert await Enrollment.filter(user_id=buyer.id, state="active").count() == 1

    await by_hand(shop, order, gateway, DESKS[gateway].told(10_000))
    report = await reconcile(shop.till, None, shop.hands())
    assert len(report["differences"]) == (1 if heard == "comparison" else 0)
    assert await shop.state(buyer, order) == "refunded"
    assert (await Enrollment.get(user_id=buyer.id)).reason == "refunded"
    rows = await Refund.all().order_by("created_at")
    assert [(row.state, row.amount_minor, row.reason) for row in rows] == [
        ("done", 2_500, "made_at_gateway"),
        ("done", 10_000, "made_at_gateway"),
    ]
    assert await told("payment_refunded") == 2
    assert (await reconcile(shop.till, None, shop.hands()))["differences"] == []
    assert await broken() == []


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_refund_of_ours_is_not_taken_for_one_from_outside(shop: Shop, gateway: str) -> None:
    _, order = await sold(shop, gateway)
    shop.behaviour(gateway).refunds_wait = True
    ours = await refund(shop, order, 2_500)
    assert ours.state == "pending"
    payment = await Payment.get(order_id=order.id)
    shop.behaviour(gateway).refunds_wait = False
    shop.behaviour(gateway).copies = 0
    await by_hand(shop, order, gateway, DESKS[gateway].told(2_500))
    _ = await asyncio.gather(*(shop.till.compare_refunds(payment.id) for _ in range(5)))
    shop.forward(minutes=6)
    decided = {"stripe": f"refunds/{ours.ref}", "myfatoorah": f"refunds/{ours.ref}"}
    if path := decided.get(gateway):
        status = {"stripe": "succeeded", "myfatoorah": "Refunded"}[gateway]
        await control(payment.url, path, {"status": status})
    else:
        await control(payment.url, f"transactions/{ours.ref}/settle", {"paid": True})
    await shop.sweep()
    _ = await shop.till.compare_refunds(payment.id)
    rows = await Refund.filter(state="done")
    assert sorted((row.amount_minor, row.reason) for row in rows) == [(2_500, "asked"), (2_500, "made_at_gateway")]
    assert (await Order.get(id=order.id)).refunded_minor == 5_000
    assert await broken() == []


async def test_a_payment_that_is_voided_at_paymob_is_refunded_here(shop: Shop) -> None:
    buyer, order = await sold(shop, "paymob")
    await by_hand(shop, order, "paymob", None, do="void")
    assert await shop.state(buyer, order) == "refunded"
    assert await broken() == []


@pytest.mark.parametrize(
    ("settled", "amount", "undone"), [(False, None, True), (False, 2_500, False), (True, None, False)]
)
async def test_paymob_is_asked_to_void_what_is_not_settled_and_to_refund_the_rest(
    shop: Shop, *, settled: bool, amount: int | None, undone: bool
) -> None:
    _, order = await sold(shop, "paymob")
    world = shop.simulators["paymob"][PAYMOB_WORLD]
    parent = world.transactions[int((await Payment.get(order_id=order.id)).payment_ref)]
    parent["is_settled"] = settled

    assert (await refund(shop, order, amount)).state == "done"
    assert (parent["is_voided"], parent["refunded_amount_cents"] > 0) == (undone, not undone)
    shop.forward(minutes=6)
    await shop.sweep()
    assert await Refund.all().count() == 1
    assert await broken() == []


async def test_a_void_whose_answer_was_lost_is_not_followed_by_a_refund(shop: Shop) -> None:
    buyer, order = await sold(shop, "paymob")
    shop.behaviour("paymob").trouble = "lost_answer"
    shop.behaviour("paymob").copies = 0
    assert (await refund(shop, order, None)).state == "asked"
    await by_hand(shop, order, "paymob", None, do="void")  # what the lost answer was about

    shop.behaviour("paymob").trouble = ""
    shop.forward(minutes=6)
    await shop.sweep()
    assert [row.state for row in await Refund.all()] == ["done"]
    assert await shop.state(buyer, order) == "refunded"
    assert await LedgerEntry.filter(account="refunds").count() == 1
    assert await broken() == []


async def test_a_refund_has_a_credit_note_for_its_buyer_and_nobody_else(shop: Shop) -> None:
    buyer, order = await sold(shop, "stripe")
    shop.behaviour("stripe").refunds_wait = True
    made = await refund(shop, order, 2_500)
    path = f"/refunds/{made.id}/credit-note"
    assert (await buyer.get(path)).body["code"] == "not_refunded"
    await control((await Payment.get(order_id=order.id)).url, f"refunds/{made.ref}", {"status": "succeeded"})
    await shop.postman("stripe").idle()

    stranger = await shop.school.person("Eve")
    assert (await stranger.get(path)).status == 404
    assert (await buyer.get("/refunds/018f0000-0000-7000-8000-000000000000/credit-note")).status == 404
    headers = {"Authorization": f"Bearer {buyer.id} student"}
    paper = await shop.school.client.get(f"/api/v1{path}", headers=headers)
    assert paper.headers["Content-Disposition"] == 'attachment; filename="CN-000001.pdf"'
    assert (await paper.read()).startswith(b"%PDF-")
    admin = await shop.school.admin("Boss")
    assert (await admin.get("/refunds")).body["items"][0]["credit_note_number"] == "CN-000001"
