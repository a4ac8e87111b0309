"""Outgoing webhooks, for admins: endpoints, their secrets, and the log of deliveries."""

import secrets
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.webhooks import (
    DeliveriesQuery,
    DeliveryOut,
    NewWebhookOut,
    WebhookIn,
    WebhookOut,
    WebhookPatch,
    columns,
)
from models.actions import webhooks
from models.ids import new_id
from models.queries import webhooks as queries
from models.rules.webhooks import SECRET_BYTES
from models.tables.webhooks import Webhook
from server.cause import cause_of
from server.endpoint import Created, Page, PageQuery, Replay, Routes, admins, read_cursor, write_cursor
from server.errors import Conflict, FieldError, Invalid, NotFound
from server.keyring import Keyring, Purpose
from server.keys import SETTINGS
from server.outgoing.addresses import Reach
from server.outgoing.urls import refusal
from server.sealing import Sealer

routes = Routes(tag="Notifications")


async def _require_reachable(request: web.Request, url: str) -> None:
    settings = request.app[SETTINGS]
    reach = Reach.of(https_only=settings.production, allowed=settings.outgoing_private_networks)
    if why := await refusal(url, reach):
        fault = FieldError(("body", "url"), why.value, "Events are not sent there.")
        raise Invalid("This address cannot be used", errors=[fault])


def _new_secret(request: web.Request, webhook_id: UUID) -> tuple[bytes, bytes]:
    """A secret, and how it is stored."""
    secret = secrets.token_bytes(SECRET_BYTES)
    sealer = Sealer(Keyring.of(request.app[SETTINGS]), Purpose.WEBHOOK)
    return secret, sealer.seal(secret, webhook_id)


@routes.get("/webhooks", allow=admins)
async def list_webhooks(_request: web.Request, *, query: PageQuery) -> Page[WebhookOut]:
    """List endpoints, the newest first."""
    rows, last = await queries.webhooks(after=read_cursor(query.cursor, tuple[datetime, UUID]), limit=query.limit)
    total = await Webhook.all().count() if query.count else None
    return Page(items=[WebhookOut.of(row) for row in rows], next=write_cursor(last), total=total)


@routes.post("/webhooks", allow=admins, raises=(Conflict, Invalid), replay=Replay.SEALED)
async def create_webhook(request: web.Request, *, body: WebhookIn) -> Created[NewWebhookOut]:
    """Make an endpoint; its secret is shown this once."""
    await _require_reachable(request, body.url)
    webhook_id = new_id()
    secret, sealed = _new_secret(request, webhook_id)
    row = await webhooks.create(webhook_id, columns(dict(body)), sealed, cause_of(request))
    return Created(NewWebhookOut.of_new(row, secret), f"/api/v1/webhooks/{row.id}")


@routes.get("/webhooks/{webhook_id}", allow=admins, raises=(NotFound,))
async def read_webhook(_request: web.Request, *, webhook_id: UUID) -> WebhookOut:
    """Read an endpoint."""
    return WebhookOut.of(await queries.webhook_by_id(webhook_id))


@routes.patch("/webhooks/{webhook_id}", allow=admins, raises=(NotFound, Invalid))
async def change_webhook(request: web.Request, *, webhook_id: UUID, body: WebhookPatch) -> WebhookOut:
    """Change an endpoint; one that is switched on goes on with what waits."""
    changes = columns(body.changes())
    if "url" in changes:
        await _require_reachable(request, body.url)
    return WebhookOut.of(await webhooks.change(webhook_id, changes, cause_of(request)))


@routes.delete("/webhooks/{webhook_id}", allow=admins, raises=(NotFound,))
async def delete_webhook(request: web.Request, *, webhook_id: UUID) -> None:
    """Delete an endpoint and the log of its deliveries."""
    await webhooks.delete(webhook_id, cause_of(request))


@routes.post(
    "/webhooks/{webhook_id}/rotate", allow=admins, status=HTTPStatus.OK, raises=(NotFound,), replay=Replay.SEALED
)
async def rotate_webhook(request: web.Request, *, webhook_id: UUID) -> NewWebhookOut:
    """Make another secret, shown this once; the one before signs beside it for 24 hours."""
    secret, sealed = _new_secret(request, webhook_id)
    return NewWebhookOut.of_new(await webhooks.rotate(webhook_id, sealed, cause_of(request)), secret)


@routes.post("/webhooks/{webhook_id}/test", allow=admins, status=HTTPStatus.OK, raises=(NotFound, Conflict))
async def test_webhook(request: web.Request, *, webhook_id: UUID) -> DeliveryOut:
    """Send a test event; its delivery is in the log."""
    return DeliveryOut.of(await webhooks.test(webhook_id, cause_of(request)))


@routes.get("/webhooks/{webhook_id}/deliveries", allow=admins, raises=(NotFound,))
async def list_deliveries(_request: web.Request, *, webhook_id: UUID, query: DeliveriesQuery) -> Page[DeliveryOut]:
    """List what an endpoint was told in the last 30 days and how that went, the newest first."""
    _ = await queries.webhook_by_id(webhook_id)
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await queries.deliveries(webhook_id, state=query.state, after=after, limit=query.limit)
    total = await queries.count_deliveries(webhook_id, state=query.state) if query.count else None
    return Page(items=[DeliveryOut.of(row) for row in rows], next=write_cursor(last), total=total)


@routes.post("/deliveries/{delivery_id}/redeliver", allow=admins, status=HTTPStatus.OK, raises=(NotFound, Conflict))
async def redeliver(request: web.Request, *, delivery_id: UUID) -> DeliveryOut:
    """Send an event once more, under the same id."""
    return DeliveryOut.of(await webhooks.redeliver(delivery_id, cause_of(request)))
