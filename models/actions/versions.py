"""Optimistic locking: every change of a versioned row counts up, and a caller may insist on the one they read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

Guard = Callable[[UUID, int], None]
"""Is given a row's id and version inside the transaction, with the row locked; raises to stop the change."""


class Versioned(Protocol):
    """A row with a version and the time of its last change."""

    id: UUID
    version: int
    updated_at: datetime


def apply(row: Versioned, changes: Mapping[str, object], now: datetime) -> list[str]:
    """Set the changes on the row and count it up; returns the names of the columns to be saved."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_at = now
    return [*changes, "version", "updated_at"]
