"""Keeps objects and rows of files together: what a crash left on either side goes, what is lost is told."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import structlog

from models.actions import files
from server.clock import utc_now
from server.storage.base import ObjectMissing, StorageAway
from server.storage.choose import open_shelf
from server.storage.shelf import Shelf

BATCH: Final = 500
SETTLED: Final = timedelta(hours=24)
"""Younger objects are left alone: their row may be on its way in another transaction."""
_log = structlog.get_logger(__name__)


async def sweep_files(ctx: dict[str, Any]) -> int:
    """Finish what was begun; how much there was. Safe to run twice and at once."""
    async with open_shelf(ctx["settings"], utc_now) as shelf:
        return await finish_removals(shelf)


async def compare_files(ctx: dict[str, Any]) -> int:
    """Compare all rows with all objects; how many had no other half."""
    async with open_shelf(ctx["settings"], utc_now) as shelf:
        return await drop_strays(shelf) + await tell_lost(shelf)


async def finish_removals(shelf: Shelf) -> int:
    """Delete the objects of removed files, and of uploads that never ended."""
    done = 0
    try:
        for file_id in await files.give_up(shelf.clock(), limit=BATCH):
            await shelf.storage.delete(str(file_id))
            await files.forget(file_id)
            done += 1
        done += await shelf.storage.drop_unfinished(shelf.clock() - SETTLED)
    except StorageAway as error:
        _log.warning("files_wait", error=type(error).__name__)
    return done


async def drop_strays(shelf: Shelf) -> int:
    """Delete objects that no row knows."""
    done = 0
    try:
        async for keys in _batches(shelf.storage.older_than(shelf.clock() - SETTLED)):
            for stray in await files.unknown_among(keys):
                _log.warning("object_without_row", key=str(stray))
                await shelf.storage.delete(str(stray))
                done += 1
    except StorageAway as error:
        _log.warning("files_wait", error=type(error).__name__)
    return done


async def tell_lost(shelf: Shelf) -> int:
    """Mark files whose object is certainly gone; a store that does not answer loses nothing."""
    done, last = 0, None
    while batch := await files.ready_after(last, limit=BATCH):
        for file_id in batch:
            last = file_id
            try:
                _ = await shelf.storage.size(str(file_id))
            except ObjectMissing:
                _log.error("file_lost", file=str(file_id))
                await files.lose(file_id, shelf.clock())
                done += 1
            except StorageAway as error:
                _log.warning("files_wait", error=type(error).__name__)
                return done
    return done


async def _batches(keys: AsyncIterator[str]) -> AsyncIterator[list[UUID]]:
    """The keys that are ids, many at a time; whatever else lies there is not ours."""
    held: list[UUID] = []
    async for key in keys:
        try:
            held.append(UUID(key))
        except ValueError:
            continue
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held
