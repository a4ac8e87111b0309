"""What webhooks are told in a test: an endpoint that is never called, and the events that wait for it."""

from typing import Any

from jsonschema import Draft202012Validator

from models.actions import webhooks
from models.actions.audit import Cause
from models.ids import new_id
from models.rules.webhook_events import EventKind, data_schema
from models.tables.webhooks import WebhookEvent
from tests.school import NOW


async def listen() -> None:
    """Subscribe to everything."""
    _ = await webhooks.create(new_id(), {"url": "https://other.example/hook"}, b"sealed", Cause(NOW))


async def told(kind: EventKind | None = None) -> list[dict[str, Any]]:
    """The data of the events of a kind (of all without one), each of its promised shape, in the order of telling."""
    events = await WebhookEvent.filter(**({} if kind is None else {"kind": kind})).order_by("id")
    for event in events:
        shape = Draft202012Validator(
            data_schema(EventKind(event.kind)), format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        shape.validate(event.data)
    return [event.data for event in events]


async def kinds() -> list[str]:
    """The kinds of all events so far, sorted."""
    _ = await told()
    return sorted(await WebhookEvent.all().values_list("kind", flat=True))  # type: ignore[arg-type]
