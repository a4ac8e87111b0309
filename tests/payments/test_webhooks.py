"""What is sold is told: the order, each place that it gives, and what goes back."""

from models.rules.webhook_events import EventKind
from tests.payments.shop import Shop
from tests.payments.test_refunds import refund
from tests.told import listen, told


async def test_an_order_of_two_courses_tells_each_place_and_a_refund_each_end(shop: Shop) -> None:
    courses = [await shop.course("stripe"), await shop.course("stripe")]
    buyer = await shop.school.person("Sam")
    await listen()
    order = await shop.order(buyer, "stripe", *courses)
    _ = await shop.pay(order, "stripe")
    assert await shop.state(buyer, order) == "paid"

    (paid,) = await told(EventKind.ORDER_PAID)
    assert (paid["id"], paid["total"]) == (order.id, {"amount": 25_000, "currency": "KWD"})
    started = await told(EventKind.ENROLLMENT_STARTED)
    assert {(each["course_id"], each["id"]) for each in started} == {
        (item["course_id"], item["enrollment_id"]) for item in paid["items"]
    }
    assert {each["course_id"] for each in started} == {course.id for course in courses}
    assert {each["reason"] for each in started} == {"paid"}

    _ = await refund(shop, order, 5_000)
    _ = await refund(shop, order, None)
    back = await told(EventKind.ORDER_REFUNDED)
    assert [each["refunded"]["amount"] for each in back] == [5_000, 20_000]
    assert [each["order_state"] for each in back] == ["partially_refunded", "refunded"]
    assert [each["reason"] for each in await told(EventKind.ENROLLMENT_ENDED)] == ["refunded", "refunded"]
    assert len(await told(EventKind.ORDER_PAID)) == 1
