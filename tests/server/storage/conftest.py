"""Both stores: a folder, and a bucket of a real S3 server on loopback."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer
from pydantic import SecretStr

from server.storage.base import Storage
from server.storage.local import LocalStorage
from server.storage.s3 import S3Storage, s3_client
from server.storage_settings import StorageSettings


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The URL of an S3 server of this process's own."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str) -> StorageSettings:
    """Settings for that server."""
    return StorageSettings(
        storage="s3",
        s3_bucket="lectern",
        s3_endpoint_url=s3_server,
        s3_addressing="path",
        s3_access_key_id="key",
        s3_secret_access_key=SecretStr("secret"),
    )


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
