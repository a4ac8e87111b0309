"""What happens to courses while nobody looks: attempts close, offers pass on, places end or are given, courses open."""

from collections.abc import Awaitable, Iterable
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

import structlog

from models.actions.attempt_ends import close_if_over
from models.actions.courses import publish_when_due
from models.actions.invitations import GRANT, grant
from models.actions.outbox import Order
from models.actions.progress import COMPLETED
from models.actions.refolding import REFOLD, refold, tell_completions
from models.actions.waitlist import expire, pass_on_offer
from models.queries.attempts import overdue
from models.queries.catalogue import due_to_publish
from models.queries.enrollments import access_over, offers_over
from models.queries.invitations import held, promised_to
from models.queries.progress import touched_by
from server.clock import utc_now
from workers.deps import Deps
from workers.kinds import Kind

BATCH: Final = 200
_log = structlog.get_logger(__name__)


class Act(Protocol):
    """Something done to one thing at a time; safe to do twice."""

    def __call__(self, thing_id: UUID, /, *, now: datetime) -> Awaitable[object]:
        """Do it."""


async def sweep_courses(_ctx: dict[str, Any]) -> int:
    """Do what is due; the number of things that were touched. Safe to run twice and at once."""
    now = utc_now()
    return await close_attempts(now) + await move_places(now) + await open_courses(now)


async def close_attempts(now: datetime) -> int:
    """Close attempts that nobody reads."""
    return await each_of(await overdue(now, limit=BATCH), close_if_over, now)


async def move_places(now: datetime) -> int:
    """Pass on offers that nobody took, end places whose access is over, and keep promises."""
    passed_on = await each_of(await offers_over(now, limit=BATCH), pass_on_offer, now)
    ended = await each_of(await access_over(now, limit=BATCH), expire, now)
    return passed_on + ended + await each_of(await held(limit=BATCH), grant, now)


async def open_courses(now: datetime) -> int:
    """Publish courses whose time has come, as far as they are ready."""
    return await each_of(await due_to_publish(now, limit=BATCH), publish_when_due, now)


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


async def grant_invitations(deps: Deps, order: Order) -> None:
    """Keep what was promised to an address that was proved just now."""
    for invitation_id in await promised_to(UUID(order.payload["user_id"])):
        await grant(invitation_id, now=deps.clock())


async def refold_lesson(deps: Deps, order: Order) -> None:
    """Fold everybody's progress in a lesson whose rule has changed."""
    lesson_id, last = UUID(order.payload["lesson_id"]), None
    while batch := await touched_by(lesson_id, after=last, limit=BATCH):
        for enrollment_id in batch:
            await refold(enrollment_id, lesson_id, now=deps.clock())
        last = batch[-1]


async def tell_completed(deps: Deps, order: Order) -> None:
    """Tell those who completed a course because its lessons have changed."""
    at = datetime.fromisoformat(order.payload["at"])
    _ = await tell_completions(UUID(order.payload["course_id"]), at, now=deps.clock())


KINDS = (
    Kind(GRANT, grant_invitations),
    Kind(REFOLD, refold_lesson, timeout_s=900),
    Kind(COMPLETED, tell_completed, timeout_s=300),
)
