"""Orders and refunds."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal
from uuid import UUID

from aiohttp import web
from pydantic import Field

from handlers.pages.admin.access import ProvenForm, admins_page, ask_for_proof, done
from handlers.pages.admin.table import Act, Cell, Filter, Input, Key, Line, Listing, TableQuery, moment, show, states
from models.actions import refunds as actions
from models.queries import orders as queries
from models.queries.administration import numbers_of
from models.queries.orders import Bill
from models.rules.money import NotMoney, shown, to_minor
from models.rules.payments import SETTLED, GatewayName, OrderState, RefundState, refund_step
from models.tables.payments import Order, Refund
from server.cause import cause_of
from server.endpoint import Form, Replay, Routes
from server.errors import Conflict, FieldError, Forbidden, Invalid, NotFound
from server.keys import TILL

routes: Final = Routes(prefix="", tag="Pages", documented=False)
_ORDERS = ("number", "buyer", "courses", "total", "refunded", "state", "gateway", "created")
_REFUNDS = ("order", "amount", "state", "reason", "problem", "created", "ended")


class OrdersQuery(TableQuery):
    """Which orders."""

    number: str = Field("", max_length=24)
    state: OrderState | Literal[""] = ""
    gateway: GatewayName | Literal[""] = ""


class RefundsQuery(TableQuery):
    """Which refunds."""

    state: RefundState | Literal[""] = ""


class RefundForm(ProvenForm):
    """How much to send back, in the order's currency (empty: all that is left), and why."""

    amount: str = Field("", max_length=20)
    reason: str = Field(min_length=1, max_length=500)


@routes.get("/admin/orders", allow=admins_page)
async def orders(request: web.Request, *, query: OrdersQuery) -> web.Response:
    """All orders; of paid ones money can be sent back."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        which = {name: value for name, value in query.filters().items() if name in {"state", "gateway", "number"}}
        bills, last = await queries.bills(after=after, limit=limit, **which)
        return [_order(bill) for bill in bills], last

    filters = (
        Filter("number", query.number),
        Filter("state", query.state, states(OrderState)),
        Filter("gateway", query.gateway, states(GatewayName)),
    )
    return await show(request, Listing("orders", _ORDERS, fetch, filters), query)


def _order(bill: Bill) -> Line:
    order = bill.order
    cells = (
        Cell(order.number, "code", href=f"/admin/audit?object={order.id}"),
        Cell(order.buyer_name, note=order.buyer_email),
        Cell(", ".join(item.title for item in bill.items)),
        Cell(shown(order.total_minor, order.currency), "number"),
        Cell(shown(order.refunded_minor, order.currency) if order.refunded_minor else "", "number"),
        Cell(order.state, "state", note=order.problem),
        Cell(order.gateway, "code"),
        moment(order.created_at),
    )
    return Line(cells, _acts(order))


def _acts(order: Order) -> tuple[Act, ...]:
    if order.state not in SETTLED or order.refunded_minor >= order.total_minor:
        return ()
    inputs = (Input("amount", "amount", required=False), Input("reason", "reason"))
    return (Act("refund", f"/admin/orders/{order.id}/refunds", inputs, danger=True),)


@routes.post(
    "/admin/orders/{order_id}/refunds", allow=admins_page, raises=(NotFound, Conflict, Forbidden), replay=Replay.OFF
)
async def refund(request: web.Request, *, order_id: UUID, body: Annotated[RefundForm, Form()]) -> web.Response:
    """Send back a part, or all that is left; asks for a fresh password or code."""
    order = (await queries.bill_of(order_id)).order
    amount = _minor(body.amount, order.currency)
    if asked := await ask_for_proof(request, body):
        return asked
    finest = refund_step(order.gateway, order.currency)
    made = await actions.ask(order_id, amount=amount, reason=body.reason, step=finest, cause=cause_of(request))
    await request.app[TILL].send_back(made.id)
    return await done(request, body, "refund")


def _minor(text: str, currency: str) -> int | None:
    if not text.strip():
        return None
    try:
        return to_minor(text.strip(), currency)
    except NotMoney as error:
        raise Invalid(
            f"{currency} is not written so", errors=[FieldError(("body", "amount"), "not_money", "e.g. 12.50")]
        ) from error


@routes.get("/admin/refunds", allow=admins_page)
async def refunds(request: web.Request, *, query: RefundsQuery) -> web.Response:
    """All refunds, and what became of them."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        which = {"state": query.state.value} if query.state else {}
        rows, last = await queries.refunds(after=after, limit=limit, **which)
        numbers = await numbers_of(row.order_id for row in rows)
        return [_refund(row, numbers[row.order_id]) for row in rows], last

    filters = (Filter("state", query.state, states(RefundState)),)
    return await show(request, Listing("refunds", _REFUNDS, fetch, filters), query)


def _refund(row: Refund, number: str) -> Line:
    cells = (
        Cell(number, "code", href=f"/admin/orders?number={number}"),
        Cell(shown(row.amount_minor, row.currency), "number"),
        Cell(row.state, "state"),
        Cell(row.reason),
        Cell(row.problem),
        moment(row.created_at),
        moment(row.done_at),
    )
    return Line(cells)
