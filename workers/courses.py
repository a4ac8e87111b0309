"""What time does to courses while nobody looks: attempts whose time is over are closed."""

from collections.abc import Awaitable, Iterable
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

import structlog

from models.actions.attempts import close_if_over
from models.queries.attempts import overdue
from server.clock import utc_now

BATCH: Final = 200
_log = structlog.get_logger(__name__)


class Act(Protocol):
    """Something done to one thing at a time; safe to do twice."""

    def __call__(self, thing_id: UUID, /, *, now: datetime) -> Awaitable[object]:
        """Do it."""


async def sweep_courses(_ctx: dict[str, Any]) -> int:
    """Do what is due; the number of things that were touched. Safe to run twice and at once."""
    return await close_attempts(utc_now())


async def close_attempts(now: datetime) -> int:
    """Close attempts that nobody reads."""
    return await each_of(await overdue(now, limit=BATCH), close_if_over, now)


async def each_of(ids: Iterable[UUID], act: Act, now: datetime) -> int:
    """Do it to each; one that fails is told to the log and keeps none of the others waiting."""
    done = 0
    for thing_id in ids:
        try:
            await act(thing_id, now=now)
        except Exception:  # noqa: BLE001 - a bug in one must not stop the others; it is logged with its stack
            _log.exception("sweep_failed", act=getattr(act, "__name__", ""), id=str(thing_id))
        else:
            done += 1
    return done
