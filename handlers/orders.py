"""Orders: place, look at, give up; what a coupon makes of a price; the invoice."""

from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from aiohttp import web

from handlers.schemas.orders import AdminOrderOut, OrderIn, OrderOut, OrderQuery, QuoteIn, QuoteOut, invoice_name
from models.actions import orders
from models.queries import orders as queries
from models.rules.payments import OrderState
from server.access import account_of
from server.endpoint import Answer, Page, Routes, admins, read_cursor, signed_in, write_cursor
from server.errors import Conflict, FieldError, Invalid, NotFound, Unavailable
from server.gateways.base import GatewayDown, GatewayRefused
from server.invoices import invoice_pdf
from server.keys import CLOCK, SETTINGS, TILL
from server.order_access import order_buyer, order_owner

routes = Routes(tag="Payments")
CREATED, OK = HTTPStatus.CREATED, HTTPStatus.OK


@routes.post("/orders", allow=signed_in, status=(CREATED, OK), raises=(NotFound, Conflict, Unavailable))
async def create_order(request: web.Request, *, body: OrderIn) -> Answer[OrderOut]:
    """Order courses at today's price and get a page to pay on; a total of 0 is paid at once.

    Asking again for the same gives the open order (200), with its page if it has none yet.
    """
    till, gateway = request.app[TILL], request.app[TILL].gateways.get(body.gateway)
    wish = orders.Wish(
        user_id=account_of(request),
        course_ids=tuple(body.course_ids),
        gateway=body.gateway,
        live=gateway.live if gateway else False,
        can_charge=gateway.can_charge if gateway else _cannot_charge,
        coupon=body.coupon or "",
        return_url=_checked_return(request, body.return_url),
    )
    placed = await orders.place(wish, now=request.app[CLOCK]())
    try:
        await till.open_page(placed.order)
    except GatewayDown as error:
        raise Unavailable("The gateway does not answer; order again in a moment", code="gateway_down") from error
    except GatewayRefused as refusal:
        raise Unavailable("The gateway does not take this payment", code="gateway_refused") from refusal
    bill = await queries.bill_of(placed.order.id)
    where = {"Location": f"/api/v1/orders/{placed.order.id}"}
    return Answer(OrderOut.of(bill), status=CREATED if placed.made else OK, headers=where)


def _cannot_charge(_amount: int, _currency: str) -> bool:
    return False


def _checked_return(request: web.Request, url: str | None) -> str:
    """A page that a payer may be sent to: on our origin or the list. Raises Invalid."""
    if url is None:
        return ""
    settings, parts = request.app[SETTINGS], urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin in {settings.origin, *settings.payment_return_origins} and url.isprintable() and "\\" not in url:
        return url
    raise Invalid(
        "The payer cannot be sent there",
        errors=[FieldError(("body", "return_url"), "foreign_origin", "Must be on our origin or on the list.")],
    )


@routes.get("/orders", allow=signed_in)
async def list_my_orders(request: web.Request, *, query: OrderQuery) -> Page[OrderOut]:
    """List your orders, the newest first."""
    which = {"user_id": account_of(request), **query.narrowed()}
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    bills, last = await queries.bills(after=after, limit=query.limit, **which)
    total = await queries.count(**which) if query.count else None
    return Page(items=[OrderOut.of(bill) for bill in bills], next=write_cursor(last), total=total)


@routes.get("/admin/orders", allow=admins)
async def list_orders(request: web.Request, *, query: OrderQuery) -> Page[AdminOrderOut]:
    """List all orders, the newest first."""
    del request
    which = query.narrowed()
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    bills, last = await queries.bills(after=after, limit=query.limit, **which)
    total = await queries.count(**which) if query.count else None
    return Page(items=[AdminOrderOut.of(bill) for bill in bills], next=write_cursor(last), total=total)


@routes.get("/orders/{order_id}", allow=order_owner, raises=(NotFound,))
async def read_order(request: web.Request, *, order_id: UUID) -> OrderOut:
    """Read an order."""
    del request
    return OrderOut.of(await queries.bill_of(order_id))


@routes.post("/orders/{order_id}/cancel", allow=order_buyer, raises=(NotFound, Conflict))
async def cancel_order(request: web.Request, *, order_id: UUID) -> OrderOut:
    """Give up an open order; its seats are free again. Money that comes late is taken care of."""
    _ = await orders.cancel(order_id, now=request.app[CLOCK]())
    await request.app[TILL].close_page(order_id)
    return OrderOut.of(await queries.bill_of(order_id))


@routes.get("/orders/{order_id}/invoice", allow=order_owner, raises=(NotFound, Conflict), media_type="application/pdf")
async def read_invoice(request: web.Request, *, order_id: UUID) -> web.Response:
    """The invoice of a paid order as PDF, with the refunds made since."""
    bill = await queries.bill_of(order_id)
    name = invoice_name(bill.order.invoice)
    if name is None or bill.order.state in {OrderState.PENDING, OrderState.FAILED}:
        raise Conflict("There is an invoice once the order is paid", code="not_paid")
    body = await invoice_pdf(bill, issuer=request.app[SETTINGS].origin)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return web.Response(body=body, content_type="application/pdf", headers=headers)


@routes.post("/coupons/quote", allow=signed_in, status=OK, raises=(NotFound, Conflict))
async def quote_coupon(request: web.Request, *, body: QuoteIn) -> QuoteOut:
    """What courses would cost with a coupon; nothing is used up."""
    now = request.app[CLOCK]()
    return QuoteOut.of(await orders.quoted(account_of(request), body.course_ids, body.coupon, now=now))
