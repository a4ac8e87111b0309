"""Shapes of outgoing webhooks."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from models.rules.webhook_events import SUBSCRIBABLE, EventKind
from models.rules.webhooks import DeliveryState, OffReason, secret_text
from models.tables.webhooks import Webhook, WebhookDelivery
from server.endpoint import In, Out, PageQuery, Patch
from server.outgoing.urls import LONGEST


def _subscribable(kind: EventKind) -> EventKind:
    if kind not in SUBSCRIBABLE:
        raise ValueError("is sent on demand only")
    return kind


Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Subscribed = Annotated[EventKind, Field(strict=False), AfterValidator(_subscribable)]
Events = Annotated[list[Subscribed], Field(max_length=100)]


class WebhookIn(In):
    """A new endpoint: where events are posted to, and which; no events means all, also those of later versions."""

    url: Url
    events: Events = Field([])
    description: Description = ""
    enabled: bool = True


class WebhookPatch(Patch):
    """Changes of an endpoint."""

    url: Url = "unused"
    events: Events = Field([])
    description: Description = ""
    enabled: bool = True


def columns(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as columns."""
    if "events" in sent:
        return {**sent, "events": sorted({kind.value for kind in sent["events"]})}
    return sent


class WebhookOut(Out):
    """An endpoint, without its secret.

    `failing_since` is the first failure since the last success; `off_reason` says why it was switched off by us.
    """

    id: UUID
    url: str
    events: list[EventKind]
    description: str
    enabled: bool
    off_reason: OffReason | None
    failing_since: datetime | None
    previous_secret_until: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Webhook, **more: Any) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            url=row.url,
            events=[EventKind(kind) for kind in row.events],
            description=row.description,
            enabled=row.enabled,
            off_reason=OffReason(row.off_reason) if row.off_reason else None,
            failing_since=row.failing_since,
            previous_secret_until=row.previous_until,
            created_at=row.created_at,
            updated_at=row.updated_at,
            **more,
        )


class NewWebhookOut(WebhookOut):
    """An endpoint with its secret, which is shown this once."""

    secret: str

    @classmethod
    def of_new(cls, row: Webhook, secret: bytes) -> Self:
        """From the row and the secret that it keeps sealed."""
        return cls.of(row, secret=secret_text(secret))


class DeliveriesQuery(PageQuery):
    """Which deliveries."""

    state: Annotated[DeliveryState, Field(strict=False)] | None = None


class TryOut(Out):
    """One try: how long it took, what was answered (the first KB), or why there was no answer."""

    at: datetime
    ms: int
    status: int | None
    error: str
    answer: str


class DeliveryOut(Out):
    """One event on its way to one endpoint; `event_id` is the `webhook-id` of the message. The last tries come last."""

    id: UUID
    webhook_id: UUID
    event_id: UUID
    type: EventKind
    state: DeliveryState
    next_try_at: datetime | None
    created_at: datetime
    done_at: datetime | None
    tries: list[TryOut]

    @classmethod
    def of(cls, row: WebhookDelivery) -> Self:
        """From the row."""
        state = DeliveryState(row.state)
        return cls(
            id=row.id,
            webhook_id=row.webhook_id,
            event_id=row.event_id,
            type=EventKind(row.kind),
            state=state,
            next_try_at=row.due_at if state is DeliveryState.WAITING else None,
            created_at=row.created_at,
            done_at=row.done_at,
            tries=[TryOut(**each) for each in row.log],
        )
