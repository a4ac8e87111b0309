"""Who may see an order: the buyer, staff of one of its courses, and admins; for all others there is no such order."""

from uuid import UUID

from aiohttp import web

from models.queries.orders import order_of, refund_of, teaches_in
from server.access import PathParams, Rule, account_of
from server.errors import NotFound
from server.keys import PRINCIPAL


async def _owner(request: web.Request, params: PathParams) -> None:
    order_id: UUID = params["order_id"]
    who, order = account_of(request), await order_of(order_id)
    if order is not None and (order.user_id == who or request[PRINCIPAL].is_admin or await teaches_in(order_id, who)):
        return
    raise NotFound("There is no such order")


async def _buyer(request: web.Request, params: PathParams) -> None:
    order = await order_of(params["order_id"])
    if order is None or order.user_id != account_of(request):
        raise NotFound("There is no such order")


async def _refund(request: web.Request, params: PathParams) -> None:
    refund = await refund_of(params["refund_id"])
    if refund is None:
        raise NotFound("There is no such refund")
    await _owner(request, {"order_id": refund.order_id})


order_owner = Rule("buyer, staff of the order's courses", "O", _owner)
order_buyer = Rule("buyer", "E", _buyer)
refund_owner = Rule("buyer, staff of the order's courses", "O", _refund)
