"""The PostgreSQL and Valkey of one test run: a keeper process that starts them when first asked.

pytest's controller starts the keeper and holds its standard input; when that closes, however pytest ends, the keeper
stops both servers and removes their folder. Each pytest process asks it over a Unix socket for a database of its own,
cloned from a template that holds the tables.
"""

import asyncio
import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
from redis.asyncio import Redis

from server.datadir import DataDir, claim
from server.embedded import Addresses, addresses, start_postgres, start_valkey
from server.supervisor import Supervisor

ROOT = Path(__file__).parent.parent
TEMPLATE = "lectern_template"
VALKEY_DATABASES = 64
START_SECONDS = 60
STOP_SECONDS = 30
ENDED = b'{"error": "the keeper of the services ended"}'
FILLED_TABLES = """
SELECT string_agg(format('SELECT %L WHERE EXISTS (SELECT 1 FROM %I)', quote_ident(relname), relname), ' UNION ALL ')
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'aerich'
"""


class Services:
    """The controller's end: the keeper process and the folder it works in. `root` is the tree whose code it runs."""

    def __init__(self, root: Path = ROOT) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.services", str(self.folder)],
            cwd=root,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def close(self) -> None:
        """End the keeper and wait until its servers are gone."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.close()
        try:
            self._keeper.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def borrow(folder: Path, borrower: str) -> Addresses:
    """Return the URLs of an empty database and an empty Valkey database for one borrower; the first call starts both."""
    return Addresses(**_ask(folder, "lend", borrower))


def empty(folder: Path, borrower: str) -> None:
    """Have both databases of a borrower emptied."""
    _ = _ask(folder, "empty", borrower)


def _ask(folder: Path, wish: str, borrower: str) -> dict[str, str]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(START_SECONDS)
        _connect(connection, folder / "keeper.sock")
        connection.sendall(f"{wish} {borrower}\n".encode())
        answer: dict[str, str] = json.loads(connection.makefile("rb").readline() or ENDED)
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer


def _connect(connection: socket.socket, path: Path) -> None:
    """Wait for the keeper's note that it listens, then connect."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            connection.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


@dataclass(slots=True)
class Keeper:
    """Starts the servers at the first request, makes one database for each borrower, and empties it on request."""

    place: DataDir
    supervisor: Supervisor
    ready: asyncio.Lock = field(default_factory=asyncio.Lock)
    started: bool = False
    borrowers: list[str] = field(default_factory=list)
    cleaners: dict[str, "Cleaner"] = field(default_factory=dict)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one request: a wish and a borrower's name in, what there is to tell or an error out, as a line each."""
        wish, borrower = (await reader.readline()).decode().split()
        try:
            reply = await (self.lend if wish == "lend" else self.empty)(borrower)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            reply = {"error": f"no services for tests: {type(error).__name__}: {error}"}
        writer.write(json.dumps(reply).encode() + b"\n")
        await writer.drain()
        writer.close()

    async def lend(self, borrower: str) -> dict[str, str]:
        async with self.ready:
            if not self.started:
                await start_postgres(self.supervisor, self.place, durable=False)
                await start_valkey(self.supervisor, self.place, durable=False, databases=VALKEY_DATABASES)
                await make_template(addresses(self.place))
                self.started = True
            if borrower not in self.borrowers:
                self.borrowers.append(borrower)
                await _admin(self.place, f'CREATE DATABASE "test_{borrower}" TEMPLATE {TEMPLATE}')
        found = addresses(self.place)
        return {
            "database_url": found.database_url.replace("/lectern?", f"/test_{borrower}?"),
            "redis_url": found.redis_url.replace("db=0", f"db={self.borrowers.index(borrower)}"),
        }

    async def empty(self, borrower: str) -> dict[str, str]:
        if borrower not in self.cleaners:
            self.cleaners[borrower] = Cleaner(**await self.lend(borrower))
        await self.cleaners[borrower].clean()
        return {}


@dataclass(slots=True)
class Cleaner:
    """Empties one borrower's databases on a connection that it keeps: one that is new knows no table yet."""

    database_url: str
    redis_url: str
    connection: asyncpg.Connection | None = None
    probe: str = ""

    async def clean(self) -> None:
        """Delete the rows of the tables that have any, without asking foreign keys about the order, and all keys."""
        connection = await self._connected()
        async with connection.transaction():
            await connection.execute("SET LOCAL lock_timeout = '10s'; SET LOCAL session_replication_role = replica")
            for row in await connection.fetch(self.probe):
                await connection.execute(f"DELETE FROM {row[0]}")  # noqa: S608 - quoted by the server
        async with Redis.from_url(self.redis_url) as client:
            await client.flushdb()

    async def _connected(self) -> asyncpg.Connection:
        if self.connection is None or self.connection.is_closed():
            self.connection = await asyncpg.connect(self.database_url)
            self.probe = await self.connection.fetchval(FILLED_TABLES)
        return self.connection


async def _admin(place: DataDir, statement: str) -> None:
    connection = await asyncpg.connect(host=str(place.sockets), user="lectern", database="postgres")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def make_template(found: Addresses) -> None:
    """Make the template from the migrations, the very first time."""
    from server.migrating import migrate  # noqa: PLC0415 - broken tables must not break tests that need none

    connection = await asyncpg.connect(found.database_url)
    try:
        await connection.execute(f"CREATE DATABASE {TEMPLATE}")
    finally:
        await connection.close()
    await migrate(found.database_url.replace("/lectern?", f"/{TEMPLATE}?"))


async def keep(folder: Path) -> None:
    """Serve until standard input closes."""
    loop, lifeline = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lifeline), sys.stdin)

    def quiet(*_words: str) -> None:
        pass

    with claim(folder / "data") as place:
        async with Supervisor(emit=quiet, say=quiet) as supervisor:
            keeper = Keeper(place, supervisor)
            server = await asyncio.start_unix_server(keeper.answer, folder / "keeper.sock")
            await lifeline.read()
            server.close()
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)


if __name__ == "__main__":
    asyncio.run(keep(Path(sys.argv[1])))
