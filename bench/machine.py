"""The machine of a measurement: servers on one core; PostgreSQL, Valkey and the load on the other."""

import contextlib
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psutil
from redis import Redis

from server.cli.children import READY_LINE
from server.database import open_orm
from server.datadir import claim
from server.embedded import with_servers
from server.migrating import migrate
from server.settings import Settings, child_environment
from server.supervisor import Supervisor

ROOT: Final = Path(__file__).parent.parent
PEERS: Final = Path(__file__).parent / "peers"
VENVS: Final = Path(__file__).parent / ".venvs"
START_S: Final = 180.0
STOP_S: Final = 20.0
NS: Final = 1e9


def cores() -> tuple[int, int]:
    """The core of the servers and the core of everything else; the same one where there is only one."""
    here = _home or sorted(os.sched_getaffinity(0))
    return here[0], here[-1]


_home: list[int] = []
FILES: Final = 45_000
"""Ten thousand players and their servers; each process has its own limit."""


def allow_many_files() -> int:
    """Raise the limit of open files, for this process and those it starts, as far as the system lets us; what it is."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (max(FILES, hard), hard):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, hard)))
            return wanted
    return hard


@contextmanager
def on_the_load_core() -> Iterator[None]:
    """Keep this process, and what it starts, off the servers' core."""
    before = os.sched_getaffinity(0)
    _home[:] = sorted(before)
    os.sched_setaffinity(0, {cores()[1]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
        _home.clear()


@contextmanager
def on_all_cores() -> Iterator[None]:
    """Let what is started within go where it likes, as in `make run`."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, _home or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def free_port() -> int:
    """A port that was free just now."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


@dataclass(slots=True)
class Served:
    """A server process on the servers' core."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def cpu_s(self) -> float:
        """Seconds on the processor so far, of all threads, as the kernel counts them in nanoseconds."""
        total = 0
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / NS

    @property
    def kib(self) -> float:
        """Memory that belongs to this process alone."""
        return float(psutil.Process(self.process.pid).memory_full_info().uss) / 1024

    def stop(self) -> None:
        """End it, gently at first."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.terminate()
        try:
            _ = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _ = self.process.wait()


@dataclass(slots=True)
class Machine:
    """Private servers with empty tables, a folder for logs, and the processes that were started."""

    settings: Settings
    folder: Path
    running: list[Served] = field(default_factory=list)

    def api(self, name: str = "api", **environment: str) -> Served:
        """Our own API process, as `serve` starts it; each has a port of its own."""
        port = free_port()
        env = child_environment(self.settings, PYTHONUNBUFFERED="1", **{**self._same(), **environment})
        env["PORT"] = str(port)
        self._forget_quotas()
        return self._start(name, port, [sys.executable, "-m", "server", "serve", "--child"], env)

    def _forget_quotas(self) -> None:
        """All crowds come from one address, whose quota is a school's: what an earlier one used up is given back."""
        with Redis.from_url(self.settings.redis_url) as redis:
            for key in redis.scan_iter("limit:*"):
                _ = redis.delete(key)

    def ours(self, module: str, *, arguments: tuple[str, ...] = ()) -> Served:
        """A module of ours that takes a port and says that it is ready."""
        port = free_port()
        env = child_environment(self.settings, PYTHONUNBUFFERED="1", **self._same())
        return self._start(module, port, [sys.executable, "-m", module, str(port), *arguments], env)

    def peer(self, name: str, *arguments: str, python: Path | None = None) -> Served:
        """A peer's process, in the peer's own environment unless a Python is given."""
        port, python = free_port(), python or environment_of(name)
        argv = [str(python), str(PEERS / name / "app.py"), str(port), *arguments]
        return self._start(name, port, argv, {"PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"})

    def _same(self) -> dict[str, str]:
        return {
            "ACCESS_TOKEN_SECONDS": str(self.settings.access_token_seconds),
            "SECRET_KEY": self.settings.secret_key.get_secret_value(),
            "DATA_DIR": str(self.settings.data_dir),
            "PUBLIC_URL": self.settings.public_url,
        }

    def _start(self, name: str, port: int, argv: list[str], env: dict[str, str]) -> Served:
        log = self.folder / f"{name}-{port}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(  # noqa: S603 - programs of ours, named above
                [sys.executable, "-m", "bench.pinned", str(cores()[0]), *argv],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env=env,
            )
        served = Served(name, port, process)
        self.running.append(served)
        deadline = time.monotonic() + START_S
        while READY_LINE not in log.read_text() or not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} does not start: {log.read_text()[-2000:]}")
            time.sleep(0.02)  # nothing runs beside it, and a log tells nobody that it has grown
        return served

    def stop(self, *served: Served) -> None:
        """End these, or all."""
        for each in served or tuple(self.running):
            each.stop()
            self.running.remove(each)


def environment_of(name: str) -> Path:
    """The Python of a peer's own environment; made at the first call."""
    folder, wanted = VENVS / name, PEERS / name / "requirements.txt"
    python, stamp = folder / "bin" / "python", folder / "made-from.txt"
    if not stamp.exists() or stamp.read_text() != wanted.read_text():
        _ = subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - our own Python
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "-r", str(wanted)]
        _ = subprocess.run(pip, check=True)  # noqa: S603 - the environment that was just made
        _ = stamp.write_text(wanted.read_text())
    return python


@asynccontextmanager
async def private_servers(pool_size: int = 2, *, statement_timeout_ms: int = 15_000) -> AsyncIterator[Settings]:
    """PostgreSQL with empty tables and Valkey, durable as they are in `make run`; the ORM of this process is open."""

    def quiet(*_words: str) -> None:
        pass

    with TemporaryDirectory(prefix="lb-", ignore_cleanup_errors=True) as folder, claim(Path(folder)) as place:
        async with Supervisor(emit=quiet, say=quiet) as supervisor:
            settings = Settings(
                data_dir=place.path,
                database_url="",
                redis_url="",
                access_token_seconds=86_400,
                public_url="http://bench.example",
            )
            settings = await with_servers(settings, supervisor, place)
            _ = await migrate(settings.database_url)
            orm = await open_orm(settings.database_url, pool_size=pool_size, statement_timeout_ms=statement_timeout_ms)
            try:
                yield settings
            finally:
                await orm.close_connections()


@asynccontextmanager
async def machine() -> AsyncIterator[Machine]:
    """Private servers for the block, and none of our processes left after it."""
    async with private_servers() as settings:
        made = Machine(settings, settings.data_dir)
        try:
            yield made
        finally:
            made.stop()
