"""Both stores: a folder, and a bucket of a real S3 server on loopback."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.storage.base import Storage
from server.storage.local import LocalStorage
from server.storage.s3 import S3Storage, s3_client
from server.storage_settings import StorageSettings
from tests.s3 import bucket, s3_server

__all__ = ("bucket", "s3_server")


@pytest.fixture(params=["local", "s3"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """An empty store."""
    if request.param == "local":
        yield LocalStorage(tmp_path / "files")
        return
    settings: StorageSettings = request.getfixturevalue("bucket")
    async with s3_client(settings) as client:
        _ = await client.create_bucket(Bucket=settings.s3_bucket)
        yield S3Storage(client, settings.s3_bucket, f"{tmp_path.name}/")
