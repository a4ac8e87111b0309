"""Refunds: send money back, and see what became of it."""

from datetime import datetime
from uuid import UUID

from aiohttp import web

from handlers.schemas.orders import RefundIn, RefundOut, RefundQuery, credit_note_name
from models.actions import refunds
from models.queries import orders as queries
from models.rules.payments import refund_step
from server.cause import cause_of
from server.endpoint import Created, Page, Routes, admins, read_cursor, write_cursor
from server.errors import Conflict, Forbidden, NotFound
from server.invoices import credit_note_pdf
from server.keys import SETTINGS, TILL
from server.order_access import refund_owner
from server.step_up import freshly

routes = Routes(tag="Payments")


@routes.post("/orders/{order_id}/refunds", allow=freshly(admins), raises=(NotFound, Conflict, Forbidden))
async def create_refund(request: web.Request, *, order_id: UUID, body: RefundIn) -> Created[RefundOut]:
    """Send back a part, or all that is left; when all went back, the places end. Asks for a fresh password or code."""
    order = (await queries.bill_of(order_id)).order
    finest = refund_step(order.gateway, order.currency)
    refund = await refunds.ask(order_id, amount=body.amount, reason=body.reason, step=finest, cause=cause_of(request))
    await request.app[TILL].send_back(refund.id)
    return Created(RefundOut.of(await queries.refund_by_id(refund.id)), f"/api/v1/refunds?order_id={order_id}")


@routes.get(
    "/refunds/{refund_id}/credit-note",
    allow=refund_owner,
    raises=(NotFound, Conflict),
    media_type="application/pdf",
)
async def read_credit_note(request: web.Request, *, refund_id: UUID) -> web.Response:
    """The credit note of a refund that was made, as PDF."""
    refund = await queries.refund_by_id(refund_id)
    name = credit_note_name(refund.credit_note)
    if name is None:
        raise Conflict("There is a credit note once the money is sent back", code="not_refunded")
    body = await credit_note_pdf(await queries.bill_of(refund.order_id), refund, issuer=request.app[SETTINGS].origin)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return web.Response(body=body, content_type="application/pdf", headers=headers)


@routes.get("/refunds", allow=admins)
async def list_refunds(request: web.Request, *, query: RefundQuery) -> Page[RefundOut]:
    """List refunds, the newest first."""
    del request
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await queries.refunds(after=after, limit=query.limit, **query.narrowed())
    return Page(items=[RefundOut.of(row) for row in rows], next=write_cursor(last))
