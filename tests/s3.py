"""A real S3 server on loopback, for the tests that ask for it."""

from collections.abc import Iterator

import pytest
from moto.server import ThreadedMotoServer
from pydantic import SecretStr

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
