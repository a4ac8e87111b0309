"""Which store holds the files, from the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.clock import Clock
from server.settings import Settings
from server.storage.base import Storage
from server.storage.local import LocalStorage
from server.storage.s3 import S3Storage, s3_client
from server.storage.shelf import Shelf


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Storage]:
    """The store, for as long as the context is open; nothing is asked of it yet."""
    if settings.storage == "local":
        yield LocalStorage(settings.data_dir / "files")
        return
    async with s3_client(settings) as client:
        yield S3Storage(client, settings.s3_bucket, settings.s3_prefix)


@asynccontextmanager
async def open_shelf(settings: Settings, clock: Clock) -> AsyncIterator[Shelf]:
    """The store with its limits."""
    async with open_storage(settings) as storage:
        yield Shelf(storage, clock, settings.file_max_bytes, settings.file_quota_bytes)
