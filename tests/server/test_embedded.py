import asyncio
import os
import signal
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import psutil
import pytest
from redis.asyncio import Redis

from server.datadir import DataDir, Occupied, claim
from server.embedded import (
    LOCK_FILE,
    Addresses,
    Unusable,
    addresses,
    resolved,
    start_postgres,
    start_valkey,
    with_servers,
)
from server.settings import Settings
from server.supervisor import Supervisor

pytestmark = pytest.mark.faults


def ignore(*_words: str) -> None:
    """What the servers say is of no interest here."""


@asynccontextmanager
async def servers(folder: Path, say: Callable[[str], None] = ignore) -> AsyncIterator[tuple[DataDir, Supervisor]]:
    with claim(folder) as place:
        async with Supervisor(emit=ignore, say=say) as supervisor:
            supervisor.remember_in(place.run)
            await start_postgres(supervisor, place)
            await start_valkey(supervisor, place)
            yield place, supervisor


async def write(where: Addresses, value: str) -> None:
    connection = await asyncpg.connect(where.database_url)
    await connection.execute("CREATE TABLE IF NOT EXISTS kept (value text)")
    await connection.execute("INSERT INTO kept VALUES ($1)", value)
    await connection.close()
    async with Redis.from_url(where.redis_url) as client:
        await client.rpush("kept", value)


async def read(where: Addresses) -> tuple[list[str], list[str]]:
    connection = await asyncpg.connect(where.database_url)
    rows = [row["value"] for row in await connection.fetch("SELECT value FROM kept")]
    await connection.close()
    async with Redis.from_url(where.redis_url, decode_responses=True) as client:
        return rows, await client.lrange("kept", 0, -1)


async def test_what_was_written_is_there_in_the_next_run(tmp_path: Path) -> None:
    async with servers(tmp_path) as (place, _):
        await write(addresses(place), "first")
        sockets = place.sockets
    assert not sockets.exists()
    async with servers(tmp_path) as (place, _):
        assert await read(addresses(place)) == (["first"], ["first"])


async def test_the_sockets_are_in_a_short_folder_that_others_may_not_enter(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20) / ("deeper" * 20)
    async with servers(deep) as (place, _):
        assert stat.S_IMODE(place.sockets.stat().st_mode) == 0o700
        assert all(len(str(path)) < 100 for path in place.sockets.iterdir())
        await write(addresses(place), "far down")


async def test_no_server_runs_as_root(tmp_path: Path) -> None:
    async with servers(tmp_path) as (_, supervisor):
        pids = [supervisor.pid("postgres"), supervisor.pid("valkey")]
        assert all(psutil.Process(pid).uids().effective != 0 for pid in pids)


async def test_servers_that_were_killed_come_back_with_their_data(tmp_path: Path) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    async with servers(tmp_path, said.put_nowait) as (place, supervisor):
        await write(addresses(place), "before")
        for name in ("postgres", "valkey"):
            pid = supervisor.pid(name)
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            async with asyncio.timeout(20):
                while f"{name} was killed by SIGKILL" not in await said.get():
                    pass
        await supervisor.ready_again()
        assert await read(addresses(place)) == (["before"], ["before"])


async def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with claim(tmp_path), pytest.raises(Occupied, match="DATA_DIR"), claim(tmp_path):
        pass


async def test_a_command_beside_a_run_uses_the_servers_of_that_run(tmp_path: Path) -> None:
    async with servers(tmp_path) as (place, _):
        await write(addresses(place), "shared")
        async with Supervisor(emit=ignore, say=ignore) as mine, resolved(Settings(data_dir=tmp_path), mine) as found:
            assert mine.pid("postgres") is None
            assert await read(Addresses(found.database_url, found.redis_url)) == (["shared"], ["shared"])


async def test_given_urls_are_used_and_nothing_is_started(tmp_path: Path) -> None:
    given = Settings(data_dir=tmp_path / "none", database_url="postgresql://x@y/z", redis_url="redis://y")
    async with Supervisor(emit=ignore, say=ignore) as supervisor, resolved(given, supervisor) as found:
        assert found == given
    assert not (tmp_path / "none").exists()


async def test_only_the_server_without_a_url_is_started(tmp_path: Path) -> None:
    half = Settings(data_dir=tmp_path, database_url="postgresql://x@y/z")
    async with Supervisor(emit=ignore, say=ignore) as supervisor, resolved(half, supervisor) as found:
        assert (supervisor.pid("postgres"), found.database_url) == (None, "postgresql://x@y/z")
        async with Redis.from_url(found.redis_url) as client:
            assert await client.ping()


async def test_a_lock_whose_process_id_now_belongs_to_another_program_does_not_stop_the_start(tmp_path: Path) -> None:
    async with servers(tmp_path) as (place, _):
        await write(addresses(place), "old")
        lock = (place.path / "postgres" / LOCK_FILE).read_text()
    _, *rest = lock.splitlines()
    stale = tmp_path / "postgres" / LOCK_FILE
    stale.write_text("\n".join([str(os.getpid()), *rest]) + "\n")
    async with servers(tmp_path) as (place, _):
        assert await read(addresses(place)) == (["old"], ["old"])


async def test_data_of_another_major_version_is_left_alone_with_advice(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with claim(tmp_path) as place:
        async with Supervisor(emit=ignore, say=ignore) as supervisor:
            with pytest.raises(Unusable, match="written by PostgreSQL 17"):
                await with_servers(Settings(data_dir=tmp_path), supervisor, place)
