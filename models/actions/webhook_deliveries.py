"""Deliveries of webhooks: taken up by a courier, and how each try ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.webhooks import switch_off
from models.rules.webhooks import DeliveryState, is_taken, next_wait, off_reason
from models.tables.webhooks import Webhook, WebhookDelivery, WebhookEvent

LEASE: Final = timedelta(seconds=30)
"""Longer than a try takes. Who dies meanwhile leaves the delivery to be taken up again."""
LOG_ENTRIES: Final = 20
KEPT: Final = timedelta(days=30)

_TAKE: Final = """
WITH busy AS (SELECT * FROM unnest($3::uuid[], $4::int[]) AS b (id, n)), due AS (
  SELECT d.id FROM webhook w LEFT JOIN busy b ON b.id = w.id
  CROSS JOIN LATERAL (
    SELECT id, due_at FROM webhook_delivery
    WHERE webhook_id = w.id AND state = 'waiting' AND due_at <= $1
    ORDER BY due_at, id LIMIT greatest(0, $5 - coalesce(b.n, 0)) FOR UPDATE SKIP LOCKED
  ) d
  WHERE w.enabled ORDER BY d.due_at, d.id LIMIT $6
)
UPDATE webhook_delivery d SET due_at = $2 FROM due WHERE d.id = due.id
RETURNING d.id, d.webhook_id, d.event_id, d.due_at
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery in one courier's hands until `due_at`."""

    id: UUID
    webhook_id: UUID
    event_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Try:
    """How one try ended: the status of the answer, or an error where none came; `answer` is how its body begins."""

    at: datetime
    ms: int
    status: int | None = None
    error: str = ""
    answer: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it stands in the log."""
        at = self.at.isoformat(timespec="milliseconds")
        return {"at": at, "ms": self.ms, "status": self.status, "error": self.error, "answer": self.answer}


async def take(now: datetime, *, busy: Mapping[UUID, int], each: int, limit: int) -> Sequence[Taken]:
    """Take up what is due, at most `limit`, and so many for each endpoint that with those `busy` it has `each`."""
    values = [now, now + LEASE, list(busy), list(busy.values()), each, limit]
    rows = await get_connection("default").execute_query_dict(_TAKE, values)
    return [Taken(**row) for row in rows]


async def load(taken: Taken) -> tuple[Webhook, WebhookEvent] | None:
    """The endpoint and the event; None, and the delivery is forgotten, when one of them is gone."""
    webhook = await Webhook.get_or_none(id=taken.webhook_id)
    event = await WebhookEvent.get_or_none(id=taken.event_id)
    if webhook is None or event is None:
        await WebhookDelivery.filter(id=taken.id).delete()
        return None
    return webhook, event


async def note(taken: Taken, ended: Try, chance: float) -> DeliveryState | None:
    """Write a try down: done, tried again later, or dead; the endpoint may be switched off by it.

    None when the delivery is in other hands by now: it took longer than the lease, or it is being sent anew.
    """
    async with in_transaction() as tx:
        row = await WebhookDelivery.select_for_update().using_db(tx).get_or_none(id=taken.id, due_at=taken.due_at)
        if row is None or row.state != DeliveryState.WAITING:
            return None
        row.tries += 1
        row.log = [*row.log, ended.as_json()][-LOG_ENTRIES:]
        wait = None if is_taken(ended.status) else next_wait(row.tries, chance)
        if is_taken(ended.status):
            row.state, row.done_at = DeliveryState.DELIVERED.value, ended.at
        elif wait is None:
            row.state, row.done_at = DeliveryState.DEAD.value, ended.at
        else:
            row.due_at = ended.at + wait
        await row.save(using_db=tx, update_fields=["tries", "log", "state", "due_at", "done_at"])
    await _judge(taken.webhook_id, ended)
    return DeliveryState(row.state)


async def _judge(webhook_id: UUID, ended: Try) -> None:
    """What a try says about its endpoint."""
    if is_taken(ended.status):
        await Webhook.filter(id=webhook_id, failing_since__not_isnull=True).update(failing_since=None)
        return
    async with in_transaction() as tx:
        row = await Webhook.select_for_update().using_db(tx).get_or_none(id=webhook_id, enabled=True)
        if row is None:
            return
        if row.failing_since is None:
            row.failing_since = ended.at
            await row.save(using_db=tx, update_fields=["failing_since"])
        if reason := off_reason(ended.status, row.failing_since, ended.at):
            await switch_off(tx, row, reason, ended.at)


async def sweep(now: datetime) -> int:
    """Forget what was told long ago, also what still waits for an endpoint that is off; the number of rows."""
    old = now - KEPT
    gone = await WebhookDelivery.filter(created_at__lt=old).delete()
    return gone + await WebhookEvent.filter(at__lt=old).delete()
