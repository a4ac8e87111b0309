"""What every store of objects promises. An object is bytes under a key that we made; it never changes."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

PIECE: Final = 262_144
"""Bytes read at a time."""


class StorageAway(Exception):
    """The store does not answer, or refuses for reasons of its own; the same call may work later."""


class StorageFull(StorageAway):
    """There is no room left."""


class ObjectMissing(Exception):
    """There is no object under this key: the store answered, and was sure."""


@dataclass(frozen=True, slots=True)
class Link:
    """How a signed URL shall answer: as this media type, with this Content-Disposition, for so many seconds."""

    media_type: str
    disposition: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a direct upload, as the store named it."""

    number: int
    etag: str


class Storage(Protocol):
    """A store of objects. Every call raises StorageAway when the store cannot be reached."""

    async def put(self, key: str, pieces: AsyncIterable[bytes], media_type: str) -> int:
        """Store an object whole or not at all, replacing one of the same key; its size in bytes, once it is durable.

        What `pieces` raises comes through, and nothing is stored then.
        """
        ...

    async def size(self, key: str) -> int:
        """Bytes. Raises ObjectMissing."""
        ...

    def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to but without `stop`. Raises ObjectMissing."""
        ...

    async def delete(self, key: str) -> None:
        """Delete an object; without one nothing happens."""
        ...

    def older_than(self, moment: datetime) -> AsyncIterator[str]:
        """The keys of objects that were stored before."""
        ...

    async def drop_unfinished(self, moment: datetime) -> int:
        """Forget uploads that were begun before and never finished; how many."""
        ...

    async def signed_url(self, key: str, link: Link) -> str | None:
        """Where anyone may read it for a while; None when the store has no addresses of its own."""
        ...

    @property
    def direct(self) -> "DirectUploads | None":
        """How clients may upload to the store themselves; None when they cannot."""
        ...


class DirectUploads(Protocol):
    """Uploads in parts that go to the store and not through us."""

    async def begin(self, key: str, media_type: str) -> str:
        """Begin one; its name."""
        ...

    async def part_url(self, key: str, upload: str, number: int, *, seconds: int) -> str:
        """Where part `number` (from 1) is PUT."""
        ...

    async def finish(self, key: str, upload: str, parts: Sequence[Part]) -> None:
        """Make the object of its parts. Raises ObjectMissing when the upload or a part is not there."""
        ...

    async def abandon(self, key: str, upload: str) -> None:
        """Forget an upload and its parts."""
        ...
