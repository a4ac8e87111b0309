"""A whole machine for fault tests: real PostgreSQL and Valkey, and API processes under the real supervisor."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import asyncpg
import psutil
from redis.asyncio import Redis
from yarl import URL

from clients.rest import Rest
from server.cli.children import api_specs, settle_port, worker_spec
from server.datadir import claim
from server.embedded import with_servers
from server.migrating import migrate
from server.settings import Settings
from server.supervisor import Supervisor
from tests.faults.proxy import FaultProxy, proxying

ENVIRONMENT = {
    "LECTERN_ENV": "test",
    "RATE_LIMITS": "off",
    "BCRYPT_COST": "4",
    "LOG_LEVEL": "warning",
    "VERIFY_EMAIL": "off",
}
PASSWORD = "a password of tests"
BACK_S = 120.0
"""A quarter of a minute on a machine that has nothing else to do."""


@dataclass(slots=True)
class Machine:
    """What runs: `rest` speaks to it as nobody, `said` are the supervisor's words, `heard` the children's lines.

    Classes come in by the `proxy`, whose lines can be made slow, cut and silenced; `rest` goes past it.
    """

    settings: Settings
    supervisor: Supervisor
    rest: Rest
    proxy: FaultProxy
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    @property
    def door(self) -> URL:
        """Where classes come in."""
        return URL(f"http://127.0.0.1:{self.proxy.port}")

    @property
    def apis(self) -> list[str]:
        """The names of the API processes."""
        return [name for name in ("api-1", "api-2", "api-3", "api-4") if self.supervisor.pid(name) is not None]

    async def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Ask PostgreSQL itself."""
        connection = await asyncpg.connect(self.settings.database_url)
        try:
            return [dict(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    async def teacher(self) -> Rest:
        """A new instructor, signed in."""
        email = "teacher@school.example"
        await self.rest.register(email, "Nadia Teacher", PASSWORD)
        _ = await self.rows("""UPDATE user_account SET role = 'instructor' WHERE email = $1""", email)
        return await self.rest.login(email, PASSWORD)

    def end(self, name: str, how: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal to one of the children, `kill -9` if none is named; returns the process id it had."""
        pid = self.supervisor.pid(name)
        assert pid is not None, f"{name} does not run"
        os.kill(pid, how)
        return pid

    async def restart(self, *names: str, how: signal.Signals = signal.SIGKILL) -> None:
        """End these children at once, and wait until each runs again in another process and is ready."""
        before = {name: self.end(name, how) for name in names}
        async with asyncio.timeout(BACK_S):
            while any(self.supervisor.pid(name) in {None, pid} for name, pid in before.items()):  # noqa: ASYNC110 - the supervisor has no event for it
                await asyncio.sleep(0.05)
            await self.supervisor.ready_again()

    @asynccontextmanager
    async def frozen(self, name: str) -> AsyncIterator[None]:
        """A child and all its own children do nothing for the length of the block (SIGSTOP), and then go on."""
        pid = self.supervisor.pid(name)
        assert pid is not None, f"{name} does not run"
        # The parent first: PostgreSQL's postmaster must not make more children while we stop those it has.
        os.kill(pid, signal.SIGSTOP)
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        try:
            for each in family:
                each.suspend()
            yield
        finally:
            for each in reversed(family):
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.resume()

    async def flush_redis(self) -> None:
        """Forget everything that Redis holds."""
        async with Redis.from_url(self.settings.redis_url) as client:
            await client.flushall()


@asynccontextmanager
async def running(*, processes: int = 2, worker: bool = False, **environment: str) -> AsyncIterator[Machine]:
    """Start everything in a folder of its own, and stop and remove it at the end of the block.

    Not pytest's `tmp_path`: each start of pytest closes its parent folder to other users, and as root our servers
    run as one of them.
    """
    said: list[str] = []
    heard: list[str] = []
    more = ENVIRONMENT | environment
    with TemporaryDirectory(prefix="lt-", ignore_cleanup_errors=True) as folder, claim(Path(folder)) as place:
        settings = settle_port(Settings(data_dir=place.path, port=0, database_url="", redis_url=""))
        async with (
            Supervisor(emit=lambda name, line: heard.append(f"{name}: {line}"), say=said.append) as supervisor,
            aiohttp.ClientSession() as http,
            proxying("127.0.0.1", settings.port) as proxy,
        ):
            settings = await with_servers(settings, supervisor, place)
            _ = await migrate(settings.database_url)
            workers = [worker_spec(settings, **more)] if worker else []
            await supervisor.start(*workers, *api_specs(settings, processes, **more))
            yield Machine(settings, supervisor, Rest(http, f"http://127.0.0.1:{settings.port}"), proxy, said, heard)
