"""A whole machine for fault tests: real PostgreSQL and Valkey, and API processes under the real supervisor."""

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

from clients.rest import Rest
from server.cli.children import api_specs, settle_port
from server.datadir import claim
from server.embedded import with_servers
from server.migrating import migrate
from server.settings import Settings
from server.supervisor import Supervisor

ENVIRONMENT = {
    "LECTERN_ENV": "test",
    "RATE_LIMITS": "off",
    "BCRYPT_COST": "4",
    "LOG_LEVEL": "warning",
    "VERIFY_EMAIL": "off",
}
PASSWORD = "a password of tests"


@dataclass(slots=True)
class Machine:
    """What runs: `rest` speaks to it as nobody, `said` are the supervisor's words, `heard` the children's lines."""

    settings: Settings
    supervisor: Supervisor
    rest: Rest
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

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


@asynccontextmanager
async def running(*, processes: int = 2) -> AsyncIterator[Machine]:
    """Start everything in a folder of its own, and stop and remove it at the end of the block.

    Not pytest's `tmp_path`: each start of pytest closes its parent folder to other users, and as root our servers
    run as one of them.
    """
    said: list[str] = []
    heard: list[str] = []
    with TemporaryDirectory(prefix="lt-", ignore_cleanup_errors=True) as folder, claim(Path(folder)) as place:
        settings = settle_port(Settings(data_dir=place.path, port=0, database_url="", redis_url=""))
        async with (
            Supervisor(emit=lambda name, line: heard.append(f"{name}: {line}"), say=said.append) as supervisor,
            aiohttp.ClientSession() as http,
        ):
            settings = await with_servers(settings, supervisor, place)
            _ = await migrate(settings.database_url)
            await supervisor.start(*api_specs(settings, processes, **ENVIRONMENT))
            yield Machine(settings, supervisor, Rest(http, f"http://127.0.0.1:{settings.port}"), said, heard)
