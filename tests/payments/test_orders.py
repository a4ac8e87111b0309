"""Orders, coupons, invoices and the books over HTTP."""

import asyncio
from typing import Any

import pytest

from models.rules.access import Role
from models.tables.enrollments import Enrollment
from models.tables.payments import LedgerEntry, Order, Payment
from tests.payments.shop import Shop, broken, once
from tests.school import Answer, Person

COUPON = {"code": "SPRING-10", "kind": "percent", "value": 10}


async def coupon(shop: Shop, **fields: Any) -> Answer:
    admin = await shop.school.admin("Coupons")
    return await admin.make("/coupons", {**COUPON, **fields})


async def test_the_price_is_ours_and_frozen(shop: Shop) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    sent = {"course_ids": [course.id], "gateway": "stripe", "total": {"amount": 1, "currency": "KWD"}}
    assert (await buyer.post("/orders", sent)).status == 422

    order = await shop.order(buyer, "stripe", course)
    _ = await course.owner.patch(course.path, {"price": {"amount": 99_000, "currency": "KWD"}})
    again = await shop.order(buyer, "stripe", course)
    assert (again.status, again.id, again.body["checkout_url"]) == (200, order.id, order.body["checkout_url"])
    assert again.body["total"] == {"amount": 12_500, "currency": "KWD"}


async def test_twenty_orders_at_once_are_one(shop: Shop) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    answers = await asyncio.gather(*(shop.order(buyer, "stripe", course) for _ in range(20)))
    assert {answer.status for answer in answers} <= {200, 201}
    assert len({answer.id for answer in answers}) == 1
    assert await Order.all().count() == 1


async def test_the_last_seat_is_held_for_one_buyer(shop: Shop) -> None:
    course = await shop.course("stripe", capacity=1)
    buyers = [await shop.school.person(f"Buyer{number}") for number in range(8)]
    answers = await asyncio.gather(*(shop.order(buyer, "stripe", course) for buyer in buyers))
    assert sorted(answer.status for answer in answers) == [201] + [409] * 7
    assert await broken() == []


async def test_a_course_cannot_become_smaller_than_the_seats_that_are_taken_and_held(shop: Shop) -> None:
    course = await shop.course("stripe", capacity=3)
    for number in range(2):
        _ = await shop.order(await shop.school.person(f"Buyer{number}"), "stripe", course)

    smaller = await course.owner.patch(course.path, {"capacity": 1})
    just = await course.owner.patch(course.path, {"capacity": 2})

    assert (smaller.status, smaller.body["code"], just.status) == (409, "capacity_below_enrolled", 200)
    assert (smaller.body["enrolled"], smaller.body["held"]) == (0, 2)


async def test_several_courses_go_into_one_order(shop: Shop) -> None:
    buyer = await shop.school.person("Sam")
    one, two = await shop.course("stripe", 12_500), await shop.course("stripe", 5_000)
    order = await shop.order(buyer, "stripe", one, two)
    assert order.body["total"]["amount"] == 17_500
    assert (await shop.order(buyer, "stripe", one)).body["code"] == "open_order"
    _ = await shop.pay(order, "stripe")
    await once(order.id)
    assert await Enrollment.filter(user_id=buyer.id, state="active").count() == 2
    assert (await shop.order(buyer, "stripe", one)).body["code"] == "already_enrolled"


async def test_courses_of_different_currencies_are_not_ordered_together(shop: Shop) -> None:
    buyer = await shop.school.person("Sam")
    answer = await shop.order(buyer, "stripe", await shop.course("stripe"), await shop.course("paymob"))
    assert (answer.status, answer.body["code"]) == (409, "mixed_currencies")


async def test_a_gateway_that_does_not_take_the_currency_says_so(shop: Shop) -> None:
    buyer = await shop.school.person("Sam")
    answer = await shop.order(buyer, "paymob", await shop.course("stripe"))
    assert (answer.status, answer.body["code"]) == (422, "gateway_cannot_charge")
    offered = await shop.school.nobody.get("/payments/gateways?currency=EGP")
    assert [each["gateway"] for each in offered.body["items"]] == ["stripe", "paymob"]


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http://127.0.0.1"])
async def test_payers_are_sent_to_our_own_pages_only(shop: Shop, url: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    assert (await shop.order(buyer, "stripe", course, return_url=url)).status == 422


async def test_an_order_is_its_buyers(shop: Shop) -> None:
    buyer, stranger, course = (
        await shop.school.person("Sam"),
        await shop.school.person("Eve"),
        await shop.course("stripe"),
    )
    order = await shop.order(buyer, "stripe", course)
    for path in ("", "/invoice"):
        assert (await stranger.get(f"/orders/{order.id}{path}")).status == 404
    assert (await stranger.post(f"/orders/{order.id}/cancel")).status == 404
    assert (await course.owner.get(f"/orders/{order.id}")).status == 200
    assert (await stranger.get("/orders")).body["items"] == []


async def test_a_whole_discount_is_paid_at_once(shop: Shop) -> None:
    _ = await coupon(shop, value=100)
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    order = await shop.order(buyer, "stripe", course, coupon="spring-10")
    assert (order.body["state"], order.body["checkout_url"]) == ("paid", None)
    assert await Enrollment.filter(user_id=buyer.id, state="active").count() == 1
    assert {row.account: row.amount_minor for row in await LedgerEntry.all()} == {"sales": -12_500, "discounts": 12_500}
    assert await broken() == []


async def test_a_coupons_limit_holds_when_many_order_at_once(shop: Shop) -> None:
    made = await coupon(shop, limit_total=3)
    # Several courses: orders of one wait for one another at its seats already.
    courses = [await shop.course("stripe") for _ in range(5)]
    buyers = [await shop.school.person(f"Buyer{number}") for number in range(10)]
    wishes = zip(buyers, [*courses, *courses], strict=True)
    answers = await asyncio.gather(*(shop.order(who, "stripe", what, coupon="SPRING-10") for who, what in wishes))
    assert sorted(answer.status for answer in answers) == [201] * 3 + [409] * 7
    assert {answer.body["code"] for answer in answers if answer.status == 409} == {"coupon_used_up"}
    admin = Person(shop.school.client, buyers[0].id, "", Role.ADMIN)
    assert (await admin.get(f"/coupons/{made.id}")).body["used"] == 3
    assert await broken() == []


async def test_a_coupon_is_used_once_by_each_and_free_again_when_the_order_ends(shop: Shop) -> None:
    _ = await coupon(shop, limit_per_user=1)
    buyer = await shop.school.person("Sam")
    one, two = await shop.course("stripe"), await shop.course("stripe")
    order = await shop.order(buyer, "stripe", one, coupon="SPRING-10")
    assert order.body["total"]["amount"] == 11_250
    assert (await shop.order(buyer, "stripe", two, coupon="SPRING-10")).body["code"] == "coupon_used_by_you"
    _ = await buyer.post(f"/orders/{order.id}/cancel")
    assert (await shop.order(buyer, "stripe", two, coupon="SPRING-10")).status == 201


async def test_a_quote_uses_nothing_up(shop: Shop) -> None:
    _ = await coupon(shop, limit_total=1)
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    for _ in range(3):
        quote = await buyer.post("/coupons/quote", {"coupon": "SPRING-10", "course_ids": [course.id]})
        assert (quote.status, quote.body["total"]["amount"]) == (200, 11_250)
    unknown = await buyer.post("/coupons/quote", {"coupon": "NO-SUCH", "course_ids": [course.id]})
    assert (unknown.status, unknown.body["code"]) == (409, "coupon_unknown")


async def test_coupons_are_changed_listed_and_deleted_by_admins(shop: Shop) -> None:
    made = await coupon(shop)
    admin = await shop.school.admin("Second")
    assert (await admin.post("/coupons", COUPON)).body["code"] == "coupon_taken"
    assert (await admin.post("/coupons", {**COUPON, "code": "X1", "value": 101})).status == 422
    assert (await admin.post("/coupons", {**COUPON, "code": "X2", "kind": "fixed"})).status == 422
    assert (await admin.patch(f"/coupons/{made.id}", {"limit_total": 5})).body["limit_total"] == 5
    assert (await admin.patch(f"/coupons/{made.id}", {"limit_total": None})).body["limit_total"] is None
    assert [each["id"] for each in (await admin.get("/coupons")).body["items"]] == [made.id]
    assert (await admin.delete(f"/coupons/{made.id}")).status == 204
    assert (await admin.get(f"/coupons/{made.id}")).status == 404
    student = await shop.school.person("Sam")
    assert (await student.get("/coupons")).status == 403


async def test_invoices_are_numbered_without_gaps_also_under_load(shop: Shop) -> None:
    _ = await coupon(shop, value=100)
    course = await shop.course("stripe")
    buyers = [await shop.school.person(f"Buyer{number}") for number in range(12)]
    answers = await asyncio.gather(*(shop.order(buyer, "stripe", course, coupon="SPRING-10") for buyer in buyers))
    names = sorted(answer.body["invoice_number"] for answer in answers)
    assert names == [f"INV-{number:06d}" for number in range(1, 13)]


async def test_an_invoice_is_a_pdf_once_the_order_is_paid(shop: Shop) -> None:
    buyer, course = await shop.school.person("سلمى"), await shop.course("stripe", title="Maps & أكاذيب")
    order = await shop.order(buyer, "stripe", course)
    assert (await buyer.get(f"/orders/{order.id}/invoice")).body["code"] == "not_paid"
    _ = await shop.pay(order, "stripe")
    headers = {"Authorization": f"Bearer {buyer.id} student"}
    answer = await shop.school.client.get(f"/api/v1/orders/{order.id}/invoice", headers=headers)
    assert (answer.status, answer.content_type) == (200, "application/pdf")
    assert (await answer.read()).startswith(b"%PDF-")


async def test_the_books_are_told_as_json_and_as_a_table(shop: Shop) -> None:
    _ = await coupon(shop)
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    order = await shop.order(buyer, "stripe", course, coupon="SPRING-10")
    _ = await shop.pay(order, "stripe")
    admin = await shop.school.admin("Books")
    for by in ("day", "month", "gateway", "course"):
        line = (await admin.get(f"/payments/revenue?by={by}")).body["items"][0]
        assert (line["gross_minor"], line["discounts_minor"], line["net_minor"]) == (12_500, 1_250, 11_250)
    ledger = (await admin.get("/payments/ledger")).body["items"]
    assert sum(row["amount_minor"] for row in ledger) == 0
    table = await admin.get("/payments/revenue?by=gateway", Accept="text/csv")
    assert table.body.splitlines()[1] == "stripe,KWD,12.5,1.25,0,0,11.25,1"
    assert (await buyer.get("/payments/ledger")).status == 403
    found = (await admin.get("/admin/orders?state=paid&gateway=stripe&count=true")).body
    assert (found["total"], found["items"][0]["buyer_id"]) == (1, str(buyer.id))


async def test_a_reconciliation_is_a_job(shop: Shop) -> None:
    admin = await shop.school.admin("Books")
    job = await admin.post("/payments/reconcile")
    assert (job.status, job.body["state"]) == (202, "queued")
    assert await Payment.all().count() == 0
