"""Objects as files in a folder: written beside, made durable, then renamed into place, so that none is ever half."""

import asyncio
import contextlib
import errno
import os
import re
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from server.storage.base import PIECE, DirectUploads, Link, ObjectMissing, StorageAway, StorageFull

_KEY: Final = re.compile(r"[0-9a-z][0-9a-z-]{2,80}")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class LocalStorage:
    """Objects below `folder`, spread over subfolders by the last two characters of the key."""

    direct: DirectUploads | None = None

    def __init__(self, folder: Path) -> None:
        self._objects = folder / "objects"
        self._incoming = folder / "incoming"

    async def put(self, key: str, pieces: AsyncIterable[bytes], media_type: str) -> int:
        """See Storage. The folders' entries are made durable too: a rename alone does not survive a power cut."""
        del media_type  # the row knows it
        place = self._place(key)
        with _told():
            beside, file = await asyncio.to_thread(self._open_beside)
        try:
            size = 0
            async for piece in pieces:
                with _told():
                    size += await asyncio.to_thread(file.write, piece)
            with _told():
                await asyncio.to_thread(_settle, file, beside, place)
        finally:
            await asyncio.to_thread(_drop, file, beside)
        return size

    def _open_beside(self) -> tuple[Path, BinaryIO]:
        self._incoming.mkdir(parents=True, exist_ok=True)
        beside = self._incoming / secrets.token_hex(16)
        return beside, beside.open("xb")

    async def size(self, key: str) -> int:
        """See Storage."""
        with _told():
            return (await asyncio.to_thread(self._place(key).stat)).st_size

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """See Storage."""
        with _told():
            file = await asyncio.to_thread(self._place(key).open, "rb")
        try:
            await asyncio.to_thread(file.seek, start)
            left = stop - start if stop is not None else None
            while left is None or left > 0:
                with _told():
                    piece = await asyncio.to_thread(file.read, PIECE if left is None else min(PIECE, left))
                if not piece:
                    return
                left = None if left is None else left - len(piece)
                yield piece
        finally:
            file.close()

    async def delete(self, key: str) -> None:
        """See Storage."""
        with _told():
            await asyncio.to_thread(self._place(key).unlink, missing_ok=True)

    async def older_than(self, moment: datetime) -> AsyncIterator[str]:
        """See Storage."""
        with _told():
            for file in await asyncio.to_thread(_older, self._objects, moment):
                yield file.name

    async def drop_unfinished(self, moment: datetime) -> int:
        """See Storage."""
        with _told():
            left = await asyncio.to_thread(_older, self._incoming, moment)
            for file in left:
                await asyncio.to_thread(file.unlink, missing_ok=True)
        return len(left)

    async def signed_url(self, key: str, link: Link) -> str | None:
        """None: we serve the bytes ourselves."""
        del key, link
        return None

    def _place(self, key: str) -> Path:
        """Where an object lies. A key of any other form than ours is a bug: it must never reach the file system."""
        if not _KEY.fullmatch(key):
            raise ValueError("no key of ours")
        return self._objects / key[-2:] / key


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """The system's errors in the store's words."""
    try:
        yield
    except FileNotFoundError as error:
        raise ObjectMissing from error
    except OSError as error:
        raise (StorageFull if error.errno in _FULL else StorageAway)(error.strerror or "") from error


def _settle(file: BinaryIO, beside: Path, place: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    place.parent.mkdir(parents=True, exist_ok=True)
    beside.replace(place)
    for folder in (place.parent, place.parent.parent):
        entries = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entries)
        finally:
            os.close(entries)


def _drop(file: BinaryIO, beside: Path) -> None:
    """Close the file, and delete it when it was not renamed; a full disk fails again at closing."""
    with contextlib.suppress(OSError):
        file.close()
    beside.unlink(missing_ok=True)


def _older(folder: Path, moment: datetime) -> list[Path]:
    found = []
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            if file.is_file() and datetime.fromtimestamp(file.stat().st_mtime, UTC) < moment:
                found.append(file)
    return found
