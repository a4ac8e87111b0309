"""The other ways that the gateways can be spoken to, by settings."""

from typing import Any

import pytest

from models.rules.payments import GatewayName
from server.gateways.myfatoorah_calls import MyFatoorah
from server.gateways.paymob_calls import Paymob
from simulators.myfatoorah import WORLD
from tests.payments.shop import Shop, once
from tests.payments.test_refunds import refund


def set_to(shop: Shop, name: GatewayName, **changes: Any) -> None:
    gateway = shop.till.gateways[name]
    assert isinstance(gateway, MyFatoorah | Paymob)
    gateway._settings = gateway._settings.model_copy(update=changes)


async def sell(shop: Shop, gateway: str) -> None:
    buyer, course = await shop.school.person("Sam"), await shop.course(gateway)
    order = await shop.order(buyer, gateway, course)
    assert order.status == 201, order.body
    _ = await shop.pay(order, gateway)
    if await shop.state(buyer, order) == "pending":  # the legacy flow's webhook is set in the dashboard
        shop.forward(minutes=1)
        await shop.sweep()
    await once(order.id)
    assert (await refund(shop, order, None)).state == "done"
    assert await shop.state(buyer, order) == "refunded"


async def test_paymobs_legacy_flow(shop: Shop) -> None:
    set_to(shop, GatewayName.PAYMOB, paymob_flow="legacy", paymob_iframe_id=7)
    await sell(shop, "paymob")


@pytest.mark.parametrize("method", ["", "vm"])
async def test_myfatoorahs_page_for_one_method_and_its_first_webhooks(shop: Shop, method: str) -> None:
    set_to(shop, GatewayName.MYFATOORAH, myfatoorah_flow="execute", myfatoorah_method=method)
    shop.simulators["myfatoorah"][WORLD].version = "v1"
    await sell(shop, "myfatoorah")


async def test_a_method_that_the_account_lacks_is_refused(shop: Shop) -> None:
    set_to(shop, GatewayName.MYFATOORAH, myfatoorah_flow="execute", myfatoorah_method="ap")
    buyer, course = await shop.school.person("Sam"), await shop.course("myfatoorah")
    order = await shop.order(buyer, "myfatoorah", course)
    assert (order.status, order.body["code"]) == (503, "gateway_refused")
    assert [each["state"] for each in (await buyer.get("/orders")).body["items"]] == ["failed"]
