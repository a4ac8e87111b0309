"""A disk that is full and a store that dies during an upload: a clear refusal, nothing half, no row without its object."""

import resource
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer
from tortoise.context import TortoiseContext

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.tables.files import File
from server.clock import utc_now
from server.errors import Unavailable
from server.settings import Settings
from server.storage.choose import open_shelf
from server.storage.s3 import PART_BYTES, s3_client
from server.storage_settings import StorageSettings
from tests.files import PDF, fetch, upload
from tests.s3 import bucket, s3_server
from tests.school import School
from workers.files import finish_removals

__all__ = ("bucket", "s3_server")

ROOM = 1_048_576
LARGE = PDF + bytes(2 * ROOM)
S3_NAMES = ("storage", "s3_bucket", "s3_addressing", "s3_access_key_id", "s3_secret_access_key")


Full = Callable[[Path], AbstractContextManager[None]]


@contextmanager
def limited(_folder: Path) -> Iterator[None]:
    """The kernel lets this process write no file beyond ROOM (EFBIG)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A real file system with ROOM bytes (ENOSPC)."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a file system; the limit of the process shows the same")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("full", [limited, mounted], ids=["limit", "tmpfs"])
async def test_a_full_disk_refuses_the_file_and_keeps_nothing_of_it(
    school: School, settings: Settings, full: Full
) -> None:
    tess, folder = await school.teacher(), settings.data_dir / "files"
    with full(folder):
        refused = await upload(tess, "Large.pdf", LARGE)
        left = [file for file in folder.rglob("*") if file.is_file()]
        rows = await File.all().count()
        small = await upload(tess, "Small.pdf", PDF)
        read = await fetch(tess, small.id)

    assert (refused.status, refused.body["code"], refused.headers["Retry-After"]) == (503, "storage_full", "60")
    assert (left, rows) == ([], 0)
    assert (small.status, read[:2]) == (201, (200, PDF))


class Dying:
    """An S3 server of the test's own, which dies and comes back with what it had."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, self.port = self._server.get_host_and_port()
        self.url = f"http://{host}:{self.port}"

    def die(self) -> None:
        self._server.stop()

    def return_(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()


@pytest.fixture
def dying() -> Iterator[Dying]:
    server = Dying()
    yield server
    server.die()


async def pieces(dying: Dying, *, after: int) -> AsyncIterator[bytes]:
    """A file of two parts; the store dies when so many bytes have arrived."""
    yield PDF
    sent, piece = len(PDF), bytes(262_144)
    while sent < 2 * PART_BYTES:
        yield piece
        if sent < after <= sent + len(piece):
            dying.die()
        sent += len(piece)


async def test_a_store_that_dies_during_an_upload_leaves_no_object_and_the_sweep_no_row(
    settings: Settings, database: TortoiseContext, bucket: StorageSettings, dying: Dying
) -> None:
    there = {name: getattr(bucket, name) for name in S3_NAMES} | {"s3_endpoint_url": dying.url}
    now = settings.model_copy(update=there)
    who = await create_account(email="t@school.example", full_name="Tess", password_hash=None, cause=Cause(utc_now()))
    async with s3_client(now) as client, open_shelf(now, utc_now) as shelf:
        _ = await client.create_bucket(Bucket=now.s3_bucket)
        with pytest.raises(Unavailable) as refused:
            _ = await shelf.receive(who.id, "Large.pdf", pieces(dying, after=PART_BYTES + ROOM), 3 * PART_BYTES)
        states = [row.state for row in await File.all()]
        dying.return_()
        swept = await finish_removals(shelf)
        swept += await shelf.storage.drop_unfinished(utc_now())  # a real store says that they are young

        assert (refused.value.code, states) == ("storage_away", ["removed"])
        assert (swept, await File.all().count()) == (2, 0)
        assert [key async for key in shelf.storage.older_than(utc_now())] == []
