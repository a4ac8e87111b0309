"""Shapes of background work, for admins."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from models.queries.work import WorkState, state_of
from models.tables.system import Outbox
from server.endpoint import Out, PageQuery


class WorkQuery(PageQuery):
    """Which work."""

    state: WorkState | None = Field(None, strict=False)
    kind: str | None = Field(None, max_length=64)


class WorkOut(Out):
    """A piece of background work; what it is about stays hidden."""

    id: UUID
    kind: str
    state: WorkState
    tries: int
    error: str | None
    created_at: datetime
    due_at: datetime
    failed_at: datetime | None
    done_at: datetime | None

    @classmethod
    def of(cls, row: Outbox) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            kind=row.kind,
            state=state_of(row),
            tries=row.tries,
            error=row.error,
            created_at=row.created_at,
            due_at=row.due_at,
            failed_at=row.failed_at,
            done_at=row.done_at,
        )
