"""Gateways and their webhooks; revenue, the ledger and reconciliation."""

from datetime import UTC, date, datetime, time
from http import HTTPStatus
from typing import Final
from uuid import UUID

from aiohttp import web

from handlers.schemas.jobs import JobOut
from handlers.schemas.payments import (
    GatewayOut,
    GatewayQuery,
    GatewaysOut,
    LedgerQuery,
    PostingOut,
    RevenueLineOut,
    RevenueOut,
    RevenueQuery,
    ledger_rows,
    revenue_rows,
)
from models.actions.jobs import queue_job
from models.queries import ledger
from models.rules.payments import GatewayName
from server.access import account_of
from server.cause import cause_of
from server.endpoint import (
    Created,
    Page,
    Quota,
    Replay,
    Routes,
    Table,
    admins,
    public,
    read_cursor,
    write_cursor,
)
from server.errors import BadRequest, Conflict, Forbidden, NotFound, Unavailable
from server.gateways.base import Delivery, Forged, GatewayDown, GatewayRefused
from server.http.body import raw_body
from server.keys import CLOCK, TILL
from server.metrics import GATEWAY_EVENTS

routes = Routes(tag="Payments")
hooks = Routes(tag="Payments", documented=False)
"""Gateways send what they like in the query."""
WEBHOOKS: Final = Quota(6_000, shared=False)
LARGEST_EVENT: Final = 262_144
RECONCILE: Final = "payments_reconcile"


@routes.get("/payments/gateways", allow=public)
async def list_gateways(request: web.Request, *, query: GatewayQuery) -> GatewaysOut:
    """The gateways that can be paid at, perhaps in one currency."""
    found = request.app[TILL].gateways.values()
    taking = [each for each in found if query.currency is None or each.takes(query.currency)]
    return GatewaysOut(items=[GatewayOut(gateway=each.name, live=each.live) for each in taking])


@hooks.post(
    "/payments/webhooks/{gateway}",
    allow=public,
    replay=Replay.OFF,
    quota=WEBHOOKS,
    raises=(NotFound, BadRequest, Forbidden, Unavailable),
)
async def receive_event(request: web.Request, *, gateway: str) -> web.Response:
    """A gateway's event: 200 once it is stored and has taken effect, 4xx for what it did not sign, 503 to be sent again."""
    known = {each.value: each for each in GatewayName}
    till = request.app[TILL]
    at = till.gateways.get(known[gateway]) if gateway in known else None
    if at is None:
        raise NotFound("There is no such gateway here")
    body = await raw_body(request, LARGEST_EVENT)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        outcome = await till.receive(at, Delivery(body, headers, dict(request.query)))
    except Forged as error:
        GATEWAY_EVENTS.labels(at.name, "forged").inc()
        if at.name is GatewayName.PAYMOB:
            raise Forbidden("Not signed by the gateway", code="bad_signature") from error
        raise BadRequest("Not signed by the gateway", code="bad_signature") from error
    except GatewayRefused as refusal:
        GATEWAY_EVENTS.labels(at.name, "unreadable").inc()
        raise BadRequest("The event cannot be read", code="bad_event") from refusal
    except GatewayDown as error:
        GATEWAY_EVENTS.labels(at.name, "later").inc()
        raise Unavailable("Send it again", code="gateway_down") from error
    GATEWAY_EVENTS.labels(at.name, "taken").inc()
    return web.json_response({"outcome": outcome}, status=HTTPStatus.OK)


@routes.get("/payments/revenue", allow=admins)
async def read_revenue(request: web.Request, *, query: RevenueQuery) -> Table[RevenueOut]:
    """Revenue by day, month, gateway or course, and currency (JSON, CSV)."""
    since, until = query.range(request.app[CLOCK]().date())
    sums = await ledger.revenue(query.by, since=_midnight(since), until=_midnight(until))
    out = RevenueOut(by=query.by, items=[RevenueLineOut.of(line) for line in sums])
    return Table(out, name=f"revenue-by-{query.by}", rows=revenue_rows(sums))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@routes.get("/payments/ledger", allow=admins)
async def read_ledger(request: web.Request, *, query: LedgerQuery) -> Table[Page[PostingOut]]:
    """The double-entry ledger, the newest first (JSON, CSV)."""
    del request
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await ledger.postings(after=after, limit=query.limit)
    page: Page[PostingOut] = Page(items=[PostingOut.of(row) for row in rows], next=write_cursor(last))
    return Table(page, name="ledger", rows=ledger_rows(rows))


@routes.post("/payments/reconcile", allow=admins, status=HTTPStatus.ACCEPTED, raises=(Conflict,))
async def reconcile(request: web.Request) -> Created[JobOut]:
    """Compare the payments of the last days with what the gateways say, and heal what differs: a job."""
    job = await queue_job(account_of(request), RECONCILE, {}, total=0, cause=cause_of(request))
    made = Created(JobOut.of(job), f"/api/v1/jobs/{job.id}")
    made.status = HTTPStatus.ACCEPTED
    return made
