"""Entity tags of versioned rows, and the check of `If-Match` that an action runs under its lock."""

from typing import Annotated, Protocol
from uuid import UUID

from models.actions.versions import Guard
from server.endpoint import Header, etag, require_match

IfMatch = Annotated[str | None, Header("If-Match")]
"""The tag that the caller read; without it the last writer wins."""


class Tagged(Protocol):
    """A row with an id and a version."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def version(self) -> int:
        """Counts its changes."""


def tag_of(row: Tagged) -> str:
    """The row's entity tag."""
    return etag(row.id, row.version)


def matching(if_match: str | None) -> Guard:
    """A guard that raises PreconditionFailed when the row is no longer what the caller read."""

    def check(row_id: UUID, version: int) -> None:
        require_match(if_match, etag(row_id, version))

    return check
