"""Paying at each gateway, end to end: an order, the payer's page, the gateway's events, and a place in the course."""

import asyncio

import pytest

from tests.payments.desks import GATEWAYS
from tests.payments.shop import Shop, once


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_who_pays_is_enrolled(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)

    order = await shop.order(buyer, gateway, course)
    assert (order.status, order.body["state"]) == (201, "pending"), order.body
    assert order.body["total"]["amount"] == 12_500
    back = await shop.pay(order, gateway)

    assert await shop.state(buyer, order) == "paid"
    assert await shop.come_back(back) == 303
    await once(order.id)


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_declined_card_may_be_tried_again(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)

    _ = await shop.press(order.body["checkout_url"], card="4000000000000002")
    await shop.postman(gateway).idle()
    assert await shop.state(buyer, order) == "pending"
    _ = await shop.press(order.body["checkout_url"], do="approve")
    await shop.postman(gateway).idle()

    await once(order.id)


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_the_same_event_fifty_times_at_once_and_fifty_in_a_row_pays_once(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)
    shop.behaviour(gateway).copies = 0
    _ = await shop.pay(order, gateway)
    letters = shop.postman(gateway).letters
    assert await shop.state(buyer, order) == "pending"

    statuses = await asyncio.gather(*(shop.deliver(letter) for letter in letters for _ in range(50)))
    assert set(statuses) <= {200, 503}
    for _ in range(50):
        assert await shop.deliver(letters[-1]) == 200

    await once(order.id)


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_payment_whose_webhook_was_lost_is_found(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)
    shop.behaviour(gateway).copies = 0
    _ = await shop.pay(order, gateway)

    shop.forward(minutes=1)
    await shop.sweep()

    await once(order.id)


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_the_way_back_is_a_reason_to_ask_and_no_proof(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)
    lie = f"{shop.origin}/payments/return/{gateway}?order={order.id}&success=true&paymentId=1"
    assert await shop.come_back(lie) == 303
    assert await shop.state(buyer, order) == "pending"

    shop.behaviour(gateway).copies = 0
    back = await shop.pay(order, gateway)
    assert await shop.come_back(back) == 303
    await once(order.id)
