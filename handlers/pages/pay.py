"""Buying a course, coming back from a gateway, and the page of an order. Their scripts fetch the rest from the API."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from aiohttp import web

from handlers.pages.access import VISITOR, signed_in_page
from models.queries.orders import order_of
from models.rules.payments import SETTLED, GatewayName, OrderState
from models.tables.payments import Order
from server.endpoint import Routes, public
from server.errors import NotFound
from server.keys import TILL
from server.page_view import page, see_other

routes: Final = Routes(prefix="", tag="Pages", documented=False)


@routes.get("/courses/{course_id}/buy", allow=signed_in_page)
async def buy(request: web.Request, *, course_id: UUID) -> web.Response:
    """The price, a coupon, and the gateways to choose from."""
    return await page(request, "buy.html", course=course_id)


@routes.get("/orders/{order_id}", allow=signed_in_page)
async def order(request: web.Request, *, order_id: UUID) -> web.Response:
    """What became of an order; admins may send its money back here."""
    return await page(request, "order.html", order=order_id, is_admin=request[VISITOR].role == "admin")


@routes.get("/payments/return/{gateway}", allow=public, raises=(NotFound,))
async def come_back(request: web.Request, *, gateway: str) -> web.Response:
    """Where payers come back to: a reason to ask the gateway, never a proof of anything."""
    till, found = request.app[TILL], await _order_in(request, gateway)
    if found.state == OrderState.PENDING:
        await till.look_at_order(found.id)
        found = await order_of(found.id) or found
    if found.return_url and found.state in SETTLED:
        joint = "&" if "?" in found.return_url else "?"
        return await see_other(request, f"{found.return_url}{joint}{urlencode({'order': str(found.id)})}")
    return await see_other(request, f"/orders/{found.id}")


async def _order_in(request: web.Request, gateway: str) -> Order:
    try:
        order_id = UUID(request.query.get("order", ""))
    except ValueError:
        raise NotFound("There is no such order") from None
    found = await order_of(order_id)
    if found is None or gateway not in set(GatewayName) or found.gateway != gateway:
        raise NotFound("There is no such order")
    return found
