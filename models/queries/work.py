"""The work of the outbox as admins see it: never what it is about, which may be a secret link."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from models.queries.keyset import past
from models.tables.system import Outbox

Key = tuple[datetime, UUID]


class WorkState(StrEnum):
    """Where a piece of work is."""

    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"
    DONE = "done"


_OPEN = Q(done_at__isnull=True, failed_at__isnull=True)
_WHERE = {
    WorkState.WAITING: _OPEN & Q(lease_until__isnull=True),
    WorkState.RUNNING: _OPEN & Q(lease_until__isnull=False),
    WorkState.FAILED: Q(failed_at__isnull=False, done_at__isnull=True),
    WorkState.DONE: Q(done_at__isnull=False),
}


def state_of(row: Outbox) -> WorkState:
    """Where this one is."""
    if row.done_at is not None:
        return WorkState.DONE
    if row.failed_at is not None:
        return WorkState.FAILED
    return WorkState.RUNNING if row.lease_until is not None else WorkState.WAITING


async def find_work(
    state: WorkState | None, kind: str | None, *, after: Key | None, limit: int
) -> tuple[Sequence[Outbox], Key | None]:
    """One page of work, the newest first."""
    wanted = _narrowed(state, kind)
    if after is not None:
        wanted &= past("created_at", after[0], after[1])
    rows = await Outbox.filter(wanted).order_by("-created_at", "-id").limit(limit + 1)
    page = rows[:limit]
    return page, (page[-1].created_at, page[-1].id) if len(rows) > limit else None


async def count_work(state: WorkState | None, kind: str | None) -> int:
    """How much there is."""
    return await Outbox.filter(_narrowed(state, kind)).count()


def _narrowed(state: WorkState | None, kind: str | None) -> Q:
    wanted = _WHERE[state] if state is not None else Q()
    return wanted & Q(kind=kind) if kind else wanted
