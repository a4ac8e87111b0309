"""Endpoints of outgoing webhooks: make, change, rotate their secret, delete. Secrets arrive sealed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.notifications import News, notify_all
from models.actions.webhook_events import tell
from models.queries.notifications import admins
from models.queries.webhooks import delivery_of
from models.refusals import NotNow, NotThere
from models.rules.notices import Notice
from models.rules.webhook_events import EventKind
from models.rules.webhooks import OVERLAP, DeliveryState, OffReason
from models.tables.webhooks import Webhook, WebhookDelivery

MOST: Final = 50
"""Every event asks all endpoints."""


def host_of(url: str) -> str:
    """What logs and mails tell of an endpoint: the rest of its address may be a secret."""
    return urlsplit(url).netloc.rpartition("@")[2][:200]


async def create(webhook_id: UUID, fields: Mapping[str, Any], sealed: bytes, cause: Cause) -> Webhook:
    """Make an endpoint. Raises NotNow(`too_many_webhooks`)."""
    async with in_transaction() as tx:
        if await Webhook.all().using_db(tx).count() >= MOST:
            raise NotNow(f"There can be {MOST} endpoints at most", code="too_many_webhooks")
        row = Webhook(id=webhook_id, **fields, secret=sealed, created_at=cause.now, updated_at=cause.now)
        await row.save(using_db=tx, force_create=True)
        after = {"host": host_of(row.url), "events": row.events}
        await record(tx, cause, "webhook.create", "webhook", row.id, after=after)
    return row


async def change(webhook_id: UUID, changes: Mapping[str, Any], cause: Cause) -> Webhook:
    """Change an endpoint; who switches it on forgives what was. Raises NotThere."""
    async with in_transaction() as tx:
        row = await _locked(tx, webhook_id)
        values = {**changes, "updated_at": cause.now}
        if changes.get("enabled") and not row.enabled:
            values |= {"off_reason": None, "failing_since": None}
        _ = row.update_from_dict(values)
        await row.save(using_db=tx, update_fields=list(values))
        after = {name: host_of(value) if name == "url" else value for name, value in changes.items()}
        await record(tx, cause, "webhook.change", "webhook", row.id, after=after)
    return row


async def rotate(webhook_id: UUID, sealed: bytes, cause: Cause) -> Webhook:
    """Give an endpoint another secret; the one before signs beside it for a day. Raises NotThere."""
    async with in_transaction() as tx:
        row = await _locked(tx, webhook_id)
        row.previous_secret, row.previous_until = row.secret, cause.now + OVERLAP
        row.secret, row.updated_at = sealed, cause.now
        await row.save(using_db=tx, update_fields=["secret", "previous_secret", "previous_until", "updated_at"])
        await record(tx, cause, "webhook.rotate", "webhook", row.id)
    return row


async def delete(webhook_id: UUID, cause: Cause) -> None:
    """Delete an endpoint and its log. Raises NotThere."""
    async with in_transaction() as tx:
        row = await _locked(tx, webhook_id)
        await WebhookDelivery.filter(webhook_id=webhook_id).using_db(tx).delete()
        await row.delete(using_db=tx)
        await record(tx, cause, "webhook.delete", "webhook", webhook_id, before={"host": host_of(row.url)})


async def test(webhook_id: UUID, cause: Cause) -> WebhookDelivery:
    """Tell an endpoint a test event, whatever it has subscribed to. Raises NotThere, NotNow(`webhook_off`)."""
    async with in_transaction() as tx:
        _require_on(await _locked(tx, webhook_id))
        made = await tell(tx, EventKind.WEBHOOK_TEST, {"webhook_id": webhook_id}, [webhook_id], cause.now)
        await record(tx, cause, "webhook.test", "webhook", webhook_id)
        return await WebhookDelivery.get(id=made[0], using_db=tx)


async def redeliver(delivery_id: UUID, cause: Cause) -> WebhookDelivery:
    """Send an event once more, now, under the same id, with a day of tries. Raises NotThere, NotNow(`webhook_off`)."""
    async with in_transaction() as tx:
        row = await delivery_of(delivery_id)
        _require_on(await _locked(tx, row.webhook_id))
        row.state, row.due_at, row.tries, row.done_at = DeliveryState.WAITING.value, cause.now, 0, None
        await row.save(using_db=tx, update_fields=["state", "due_at", "tries", "done_at"])
        await record(tx, cause, "webhook.redeliver", "webhook", row.webhook_id, after={"delivery": str(row.id)})
    return row


def _require_on(row: Webhook) -> None:
    if not row.enabled:
        raise NotNow("The endpoint is switched off", code="webhook_off")


async def switch_off(tx: BaseDBAsyncClient, row: Webhook, reason: OffReason, now: datetime) -> None:
    """Switch off an endpoint that is not there any more, and tell the admins."""
    row.enabled, row.off_reason, row.updated_at = False, reason.value, now
    await row.save(using_db=tx, update_fields=["enabled", "off_reason", "updated_at"])
    news = News(Notice.WEBHOOK_OFF, {"host": host_of(row.url)}, "/admin", key=f"{row.id}:{now.isoformat()}")
    await notify_all(tx, [admin.id for admin in await admins()], news, now)
    await record(tx, Cause(now), "webhook.off", "webhook", row.id, after={"reason": reason.value})


async def _locked(tx: BaseDBAsyncClient, webhook_id: UUID) -> Webhook:
    row = await Webhook.select_for_update().using_db(tx).get_or_none(id=webhook_id)
    if row is None:
        raise NotThere("There is no such endpoint")
    return row
