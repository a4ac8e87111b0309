"""What buyers are told when nothing was bought."""

from typing import Any

from models.tables.payments import Payment
from models.tables.system import Outbox
from tests.payments.shop import Shop
from tests.payments.test_trouble import control


async def told() -> list[dict[str, Any]]:
    rows = await Outbox.filter(kind="mail.notice").order_by("created_at", "id")
    return [row.payload for row in rows if row.payload["kind"] in {"payment_failed", "checkout_abandoned"}]


async def test_a_checkout_that_was_left_alone_is_reminded_of_once(shop: Shop) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    for _ in range(2):
        order = await shop.order(buyer, "stripe", course)
        assert order.status == 201
        shop.forward(minutes=41)
        await shop.sweep()
        assert await shop.state(buyer, order) == "expired"
    mails = await told()
    assert [(mail["kind"], mail["path"]) for mail in mails] == [("checkout_abandoned", f"/courses/{course.id}/buy")]


async def test_who_gave_up_is_not_reminded(shop: Shop) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    order = await shop.order(buyer, "stripe", course)
    assert (await buyer.post(f"/orders/{order.id}/cancel")).status == 200
    assert await told() == []


async def test_a_delayed_payment_that_fails_is_told(shop: Shop) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course("stripe")
    order = await shop.order(buyer, "stripe", course)
    _ = await shop.press(order.body["checkout_url"], do="later")
    payment = await Payment.get(order_id=order.id)
    await control(payment.url, f"sessions/{payment.ref}/settle", {"paid": False})
    await shop.postman("stripe").idle()
    assert await shop.state(buyer, order) == "failed"
    assert [mail["kind"] for mail in await told()] == ["payment_failed"]
