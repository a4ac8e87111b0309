"""Payments when things go wrong: forgeries, lies, every order of events, outages, and late money."""

import asyncio
import json
from collections.abc import Container
from decimal import Decimal
from itertools import permutations
from typing import Any

import aiohttp
import pytest
from yarl import URL

from models.tables.enrollments import Enrollment
from models.tables.payments import GatewayEvent, Order, Payment, Refund
from simulators import keys
from simulators import stripe as stripe_simulator
from simulators.base import Letter
from simulators.myfatoorah import WORLD as MYFATOORAH_WORLD
from simulators.myfatoorah_signing import sign, text_v1
from simulators.paymob import WORLD as PAYMOB_WORLD
from simulators.paymob import sign as sign_paymob
from tests.payments.desks import DESKS, GATEWAYS
from tests.payments.forgeries import forgeries
from tests.payments.shop import Shop, broken, once
from tests.school import Answer, Course, Person
from workers.payments import reconcile


async def ordered(shop: Shop, gateway: str, **fields: Any) -> tuple[Person, Course, Answer]:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway, **fields)
    order = await shop.order(buyer, gateway, course)
    assert order.status == 201, order.body
    return buyer, course, order


async def paid_unheard(shop: Shop, gateway: str) -> tuple[Person, Answer, list[Letter]]:
    """An order that was paid, and whose events did not arrive."""
    buyer, _, order = await ordered(shop, gateway)
    shop.behaviour(gateway).copies = 0
    _ = await shop.pay(order, gateway)
    return buyer, order, shop.postman(gateway).letters


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_changed_or_unsigned_event_is_refused_and_leaves_no_trace(shop: Shop, gateway: str) -> None:
    buyer, order, letters = await paid_unheard(shop, gateway)
    tried = dict(forgeries(gateway, letters[-1], int(shop.hands().timestamp())))
    assert len(tried) >= 20
    heard = {name: await shop.deliver(forged) for name, forged in tried.items()}
    assert {name: status for name, status in heard.items() if status not in {400, 403}} == {}
    assert await shop.deliver(letters[-1], body=b" " * 300_000) == 413
    assert await GatewayEvent.all().count() == 0
    assert await shop.state(buyer, order) == "pending"
    assert await shop.deliver(letters[-1]) == 200
    await once(order.id)


async def test_a_gateway_that_is_not_configured_has_no_webhook(shop: Shop) -> None:
    for name in ("paypal", "STRIPE", "stripe ", "é"):
        answer = await shop.school.client.post(f"/api/v1/payments/webhooks/{name}", data=b"{}")
        assert answer.status == 404


def _stripe_letter(shop: Shop, letter: Letter, **changes: Any) -> Letter:
    event = json.loads(letter.body)
    event["id"] = "evt_lie"
    event["data"]["object"] |= changes
    body = json.dumps(event).encode()
    stamp = int(shop.hands().timestamp())
    signature = stripe_simulator.sign(body, keys.STRIPE_WEBHOOK_SECRET, stamp)
    return Letter(letter.url, body, {"Stripe-Signature": signature})


@pytest.mark.parametrize(
    ("lie", "problem"),
    [
        ({"amount_total": 1}, "amount_differs"),
        ({"currency": "egp"}, "currency_differs"),
        ({"livemode": True}, "mode_differs"),
        ({"client_reference_id": "ORD-OTHER-1"}, "order_differs"),
        ({"amount_total": None}, "amount_not_told"),
    ],
)
async def test_a_signed_event_that_differs_from_the_order_fulfils_nothing(
    shop: Shop, lie: dict[str, Any], problem: str
) -> None:
    buyer, order, letters = await paid_unheard(shop, "stripe")
    assert await shop.deliver(_stripe_letter(shop, letters[-1], **lie)) == 200
    assert await shop.state(buyer, order) == "pending"
    assert (await Order.get(id=order.id)).problem == problem
    assert await Enrollment.filter(reason="paid").count() == 0
    assert await shop.deliver(letters[-1]) == 200
    await once(order.id)


async def test_a_myfatoorah_event_cannot_lie_about_what_is_not_signed(shop: Shop) -> None:
    buyer, _, order = await ordered(shop, "myfatoorah")
    world = shop.simulators["myfatoorah"][MYFATOORAH_WORLD]
    one = world.invoices[max(world.invoices)]
    text = f"Invoice.Id={one['id']},Invoice.Status=PAID,Transaction.Status=SUCCESS,Transaction.PaymentId=1,"
    text += f"Invoice.ExternalIdentifier={one['reference']}"
    data = {
        "Invoice": {"Id": str(one["id"]), "Status": "PAID", "ExternalIdentifier": one["reference"]},
        "Transaction": {"Status": "SUCCESS", "PaymentId": "1"},
        "Amount": {"ValueInBaseCurrency": "12.500", "BaseCurrency": "KWD"},
    }
    body = json.dumps({"Event": {"Code": 1, "Reference": "WH-1"}, "Data": data}).encode()
    headers = {"MyFatoorah-Signature": sign(text, keys.MYFATOORAH_SECRET)}
    url = f"{shop.origin}/api/v1/payments/webhooks/myfatoorah"
    assert await shop.deliver(Letter(url, body, headers)) == 200
    assert await shop.state(buyer, order) == "pending"


@pytest.mark.parametrize(
    ("lie", "problem"),
    [
        ({"InvoiceValueInDisplayCurreny": "0.001"}, "amount_differs"),
        ({"DisplayCurrency": "SAR"}, "currency_differs"),
        ({"CustomerReference": "ORD-OTHER-1"}, "order_differs"),
        ({"InvoiceValueInDisplayCurreny": None}, "amount_not_told"),
    ],
)
async def test_a_signed_event_of_myfatoorahs_that_differs_fulfils_nothing(
    shop: Shop, lie: dict[str, Any], problem: str
) -> None:
    shop.simulators["myfatoorah"][MYFATOORAH_WORLD].version = "v1"
    buyer, order, letters = await paid_unheard(shop, "myfatoorah")
    event = json.loads(letters[-1].body)
    event["Data"] |= lie
    signed = {"MyFatoorah-Signature": sign(text_v1(event["Data"]), keys.MYFATOORAH_SECRET)}
    assert await shop.deliver(Letter(letters[-1].url, json.dumps(event).encode(), signed)) == 200
    assert await shop.state(buyer, order) == "pending"
    assert (await Order.get(id=order.id)).problem == problem
    assert await Enrollment.filter(reason="paid").count() == 0


async def test_what_myfatoorah_answers_about_another_amount_fulfils_nothing(shop: Shop) -> None:
    buyer, order, letters = await paid_unheard(shop, "myfatoorah")
    world = shop.simulators["myfatoorah"][MYFATOORAH_WORLD]
    world.invoices[max(world.invoices)]["value"] = Decimal("0.001")
    assert await shop.deliver(letters[-1]) == 200
    assert await shop.state(buyer, order) == "pending"
    assert (await Order.get(id=order.id)).problem == "amount_differs"


@pytest.mark.parametrize(
    ("lie", "problem"),
    [
        ({"amount_cents": 1}, "amount_differs"),
        ({"currency": "USD"}, "currency_differs"),
        ({"integration_id": 9}, "mode_differs"),
    ],
)
async def test_a_signed_event_of_paymobs_that_differs_fulfils_nothing(
    shop: Shop, lie: dict[str, Any], problem: str
) -> None:
    buyer, order, letters = await paid_unheard(shop, "paymob")
    true = json.loads(letters[-1].body)["obj"] | lie
    url = f"{shop.origin}/api/v1/payments/webhooks/paymob?hmac={sign_paymob(true, keys.PAYMOB_HMAC_SECRET)}"
    assert await shop.deliver(Letter(url, json.dumps({"type": "TRANSACTION", "obj": true}).encode(), {})) == 200
    assert await shop.state(buyer, order) == "pending"
    assert (await Order.get(id=order.id)).problem == problem
    assert await Enrollment.filter(reason="paid").count() == 0


async def test_paymobs_unsigned_fields_pay_for_nobody_else(shop: Shop) -> None:
    _, order, letters = await paid_unheard(shop, "paymob")
    victim = await shop.school.person("Vera")
    other = await shop.order(victim, "paymob", await shop.course("paymob"))
    lie = json.loads(letters[-1].body)
    lie["obj"]["order"]["merchant_order_id"] = (await Payment.get(order_id=other.id)).reference
    lie["obj"]["payment_key_claims"] = {"extra": {"order": other.id}}
    assert await shop.deliver(letters[-1], body=json.dumps(lie).encode()) == 200
    assert await shop.state(victim, other) == "pending"
    await once(order.id)


async def test_a_payer_cannot_void_or_refund_with_the_signature_of_the_own_payment(shop: Shop) -> None:
    buyer, _, order = await ordered(shop, "paymob")
    _ = await shop.pay(order, "paymob")
    letter = shop.postman("paymob").letters[-1]
    lie = json.loads(letter.body)
    lie["obj"] |= {"is_refund": True, "is_void": True, "refunded_amount_cents": 12_500}
    assert await shop.deliver(letter, body=json.dumps(lie).encode()) == 200
    assert await shop.state(buyer, order) == "paid"
    assert await Refund.all().count() == 0


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_whatever_the_order_of_declined_paid_and_refunded_the_end_is_the_same(shop: Shop, gateway: str) -> None:
    shop.behaviour(gateway).copies = 0
    amount = DESKS[gateway].told(2_500)
    for arrival in permutations(range(3)):
        buyer, course = await shop.school.person(shop.chance()), await shop.course(gateway)
        order = await shop.order(buyer, gateway, course)
        before = len(shop.postman(gateway).letters)
        _ = await shop.press(order.body["checkout_url"], do="decline")
        _ = await shop.press(order.body["checkout_url"])
        letters = shop.postman(gateway).letters[before:]
        ref = await paid_ref(shop, gateway, order)
        await control(order.body["checkout_url"], f"{ref}/refund", {"amount": amount}, status={200, 201})
        three = [letters[0], letters[-1], shop.postman(gateway).letters[-1]]
        for at in arrival:
            assert await shop.deliver(three[at]) == 200
        # One that came before its payment was known is found by the comparison.
        _ = await reconcile(shop.till, None, shop.hands())
        assert await shop.state(buyer, order) == "partially_refunded", arrival
    assert await Payment.filter(state="paid").count() == await Refund.filter(state="done").count() == 6
    assert await broken() == []


async def paid_ref(shop: Shop, gateway: str, order: Answer) -> str:
    """The path of a payment in the gateway's dashboard, before we have heard of it."""
    payment = await Payment.get(order_id=order.id)
    match gateway:
        case "stripe":
            session = shop.simulators["stripe"][stripe_simulator.WORLD].sessions[payment.ref or ""]
            return f"intents/{session['payment_intent']}"
        case "myfatoorah":
            return f"invoices/{payment.ref}"
        case _:
            return f"transactions/{shop.simulators['paymob'][PAYMOB_WORLD].orders[int(payment.ref or 0)]['last']}"


@pytest.mark.parametrize("gateway", GATEWAYS)
@pytest.mark.parametrize("trouble", ["error", "html", "empty", "hang", "lost_answer"])
async def test_a_gateway_in_trouble_costs_nobody_money(shop: Shop, gateway: str, trouble: Any) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    shop.behaviour(gateway).trouble = trouble
    refused = await shop.order(buyer, gateway, course)
    assert refused.status == 503, refused.body
    shop.behaviour(gateway).trouble = ""

    order = await shop.order(buyer, gateway, course)
    assert order.status in {200, 201}, order.body
    _ = await shop.pay(order, gateway)
    await once(order.id)


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_an_outage_while_polling_is_waited_out(shop: Shop, gateway: str) -> None:
    buyer, order, _ = await paid_unheard(shop, gateway)
    shop.behaviour(gateway).trouble = "error"
    shop.forward(minutes=1)
    await shop.sweep()
    assert await shop.state(buyer, order) == "pending"
    shop.behaviour(gateway).trouble = ""
    shop.forward(minutes=6)
    await shop.sweep()
    await once(order.id)


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_an_order_that_nobody_pays_ends_and_lets_go_of_its_seat(shop: Shop, gateway: str) -> None:
    buyer, course, order = await ordered(shop, gateway, capacity=1)
    other = await shop.school.person("Olga")
    assert (await shop.order(other, gateway, course)).body["code"] == "course_full"

    shop.forward(minutes=41)
    await shop.sweep()

    assert await shop.state(buyer, order) == "expired"
    assert (await shop.order(other, gateway, course)).status == 201
    assert await broken() == []


async def late_money(shop: Shop, gateway: str) -> tuple[Person, Course, Answer]:
    """An order that was given up after the payer had begun to pay, and is paid then."""
    buyer, course, order = await ordered(shop, gateway, capacity=1)
    shop.behaviour(gateway).trouble = "error"  # the page cannot be closed
    assert (await buyer.post(f"/orders/{order.id}/cancel")).status == 200
    shop.behaviour(gateway).trouble = ""
    return buyer, course, order


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_late_money_enrols_when_there_is_a_seat(shop: Shop, gateway: str) -> None:
    buyer, _, order = await late_money(shop, gateway)
    _ = await shop.pay(order, gateway)
    assert await shop.state(buyer, order) == "paid"
    assert await broken() == []


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_late_money_goes_back_when_the_seat_is_gone(shop: Shop, gateway: str) -> None:
    buyer, course, order = await late_money(shop, gateway)
    other = await shop.school.person("Olga")
    winner = await shop.order(other, gateway, course)
    _ = await shop.pay(winner, gateway)
    _ = await shop.pay(order, gateway)
    await shop.sweep()
    await shop.postman(gateway).idle()

    assert (await shop.state(buyer, order), await shop.state(other, winner)) == ("cancelled", "paid")
    refund = await Refund.get(order_id=order.id)
    assert (refund.state, refund.amount_minor, refund.of_sale) == ("done", 12_500, False)
    assert await broken() == []


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_delayed_method_is_paid_when_its_money_comes(shop: Shop, gateway: str) -> None:
    buyer, _, order = await ordered(shop, gateway)
    _ = await shop.press(order.body["checkout_url"], do="later")
    await shop.postman(gateway).idle()
    assert await shop.state(buyer, order) == "pending"

    payment = await Payment.get(order_id=order.id)
    transactions = max(shop.simulators["paymob"][PAYMOB_WORLD].transactions, default=0)
    path = {
        "stripe": f"sessions/{payment.ref}",
        "myfatoorah": f"invoices/{payment.ref}",
        "paymob": f"transactions/{transactions}",
    }[gateway]
    await control(order.body["checkout_url"], f"{path}/settle", {"paid": True})
    await shop.postman(gateway).idle()
    await once(order.id)


async def control(page: str, path: str, body: dict[str, Any], status: Container[int] = frozenset({200})) -> None:
    async with aiohttp.ClientSession() as http, http.post(URL(page).origin() / "_control" / path, json=body) as answer:
        assert answer.status in status, await answer.text()


async def test_an_event_that_a_dead_process_left_is_taken_up(shop: Shop) -> None:
    _, order, letters = await paid_unheard(shop, "stripe")
    gateway = shop.till.gateways[next(name for name in shop.till.gateways if name == "stripe")]
    stored = json.loads(letters[-1].body)
    _ = await GatewayEvent.create(
        gateway="stripe",
        event_id=stored["id"],
        kind=stored["type"],
        body=letters[-1].body,
        headers={name.lower(): value for name, value in letters[-1].headers.items()},
        received_at=shop.hands(),
    )
    assert gateway.live is False
    shop.forward(seconds=400)
    await shop.sweep()
    await once(order.id)
    assert await GatewayEvent.filter(done_at=None).count() == 0


async def test_the_daily_comparison_heals_and_reports(shop: Shop) -> None:
    _, order, _ = await paid_unheard(shop, "paymob")
    report = await reconcile(shop.till, None, shop.hands())
    assert report["outcomes"] == {"fulfilled": 1}
    assert len(report["differences"]) == 1
    assert report["unbalanced_movements"] == []
    await once(order.id)
    assert (await reconcile(shop.till, None, shop.hands()))["differences"] == []


async def test_many_pollers_and_webhooks_at_once_pay_once(shop: Shop) -> None:
    _, order, letters = await paid_unheard(shop, "paymob")
    payment = await Payment.get(order_id=order.id)
    _ = await asyncio.gather(
        *(shop.till.look(payment.id) for _ in range(8)), *(shop.deliver(letters[-1]) for _ in range(8))
    )
    await once(order.id)
