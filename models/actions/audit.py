"""The audit log: who did what to what. Rows are written in the transaction of the change, and only added."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.tables.system import AuditLog


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a change happens: who asks, when, from where, in which request."""

    now: datetime
    actor_id: UUID | None = None
    acting_as_id: UUID | None = None
    address: str = ""
    request_id: str = ""
    user_agent: str = ""

    def by(self, actor_id: UUID) -> Self:
        """The same cause, once it is known who acts."""
        return replace(self, actor_id=actor_id)


async def record(
    tx: BaseDBAsyncClient,
    cause: Cause,
    action: str,
    object_type: str,
    object_id: UUID | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add a row within `tx`. `before` and `after` hold JSON values of what changed, never a secret."""
    _ = await AuditLog.create(
        using_db=tx,
        at=cause.now,
        actor_id=cause.actor_id,
        acting_as_id=cause.acting_as_id,
        action=action,
        object_type=object_type,
        object_id=object_id,
        before=before,
        after=after,
        address=cause.address,
        request_id=cause.request_id,
    )
