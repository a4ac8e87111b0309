"""Reading endpoints of webhooks and the log of their deliveries."""

from datetime import datetime
from uuid import UUID

from models.queries.keyset import past
from models.refusals import NotThere
from models.tables.webhooks import Webhook, WebhookDelivery

After = tuple[datetime, UUID] | None


async def webhook_by_id(webhook_id: UUID) -> Webhook:
    """The endpoint. Raises NotThere."""
    row = await Webhook.get_or_none(id=webhook_id)
    if row is None:
        raise NotThere("There is no such endpoint")
    return row


async def delivery_of(delivery_id: UUID) -> WebhookDelivery:
    """The delivery. Raises NotThere."""
    row = await WebhookDelivery.get_or_none(id=delivery_id)
    if row is None:
        raise NotThere("There is no such delivery")
    return row


async def webhooks(*, after: After, limit: int) -> tuple[list[Webhook], After]:
    """Endpoints, the newest first, and where the next page begins."""
    found = Webhook.all().order_by("-created_at", "-id")
    rows = await (found.filter(past("created_at", *after)) if after else found).limit(limit + 1)
    return rows[:limit], (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None


async def deliveries(
    webhook_id: UUID, *, state: str | None, after: After, limit: int
) -> tuple[list[WebhookDelivery], After]:
    """The log of an endpoint, the newest first, and where the next page begins."""
    found = WebhookDelivery.filter(webhook_id=webhook_id).order_by("-created_at", "-id")
    if state is not None:
        found = found.filter(state=state)
    rows = await (found.filter(past("created_at", *after)) if after else found).limit(limit + 1)
    return rows[:limit], (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None


async def count_deliveries(webhook_id: UUID, *, state: str | None) -> int:
    """How many there are."""
    found = WebhookDelivery.filter(webhook_id=webhook_id)
    return await (found if state is None else found.filter(state=state)).count()
