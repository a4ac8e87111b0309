"""Outgoing webhooks: who gets what, how it is signed, when it is tried again, when an endpoint is given up. Pure.

Headers and signatures are those of the Standard Webhooks specification 1.0 (standardwebhooks.com, github.com/
standard-webhooks/standard-webhooks, spec/standard-webhooks.md), so that its libraries can check them.
"""

import base64
import hmac
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from http import HTTPStatus
from typing import Final

SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - what secrets begin with
SECRET_BYTES: Final = 32
OVERLAP: Final = timedelta(hours=24)
"""So long after a rotation the secret before still signs, beside the new one."""

WAITS: Final = (
    *(timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
    *(timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)),
    *(timedelta(hours=8), timedelta(hours=8)),
)
"""The pauses after each failed try; together a day."""
JITTER: Final = 0.2
"""Each pause is up to this share longer, so that what failed together does not come back together."""
DISABLE_AFTER: Final = timedelta(days=5)
"""An endpoint that answered nothing well for so long is switched off."""


class DeliveryState(StrEnum):
    """The life of one event on its way to one endpoint."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class OffReason(StrEnum):
    """Why we switched an endpoint off."""

    FAILING = "failing"
    GONE = "gone"


def wants(events: Collection[str], kind: str) -> bool:
    """Whether an endpoint with this filter gets a kind of event; an empty filter is none."""
    return not events or kind in events


def secret_text(secret: bytes) -> str:
    """A secret as its owner is shown it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def sign(secret: bytes, message_id: str, at: int, body: bytes) -> str:
    """One signature: `v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`; `at` in seconds since the epoch."""
    signed = f"{message_id}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret, signed, sha256)).decode()


def headers(secrets: Sequence[bytes], message_id: str, at: int, body: bytes) -> dict[str, str]:
    """The three headers of a message; with several secrets, several signatures (a receiver needs one that fits)."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(sign(secret, message_id, at, body) for secret in secrets),
    }


def next_wait(tries: int, chance: float) -> timedelta | None:
    """The pause after this many failed tries (from 1); None: no more. `chance` lies in [0, 1)."""
    if tries > len(WAITS):
        return None
    return WAITS[tries - 1] * (1 + JITTER * chance)


def is_taken(status: int | None) -> bool:
    """Whether the answer says that the event arrived; a redirect does not."""
    return status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


def off_reason(status: int | None, failing_since: datetime, now: datetime) -> OffReason | None:
    """Why an endpoint whose last try failed is switched off, or None. 410 is how an endpoint says goodbye."""
    if status == HTTPStatus.GONE:
        return OffReason.GONE
    return OffReason.FAILING if now - failing_since >= DISABLE_AFTER else None
