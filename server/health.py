"""Whether this process can do its work: what it depends on, asked with a short deadline."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from redis.asyncio import Redis
from tortoise import connections
from tortoise.exceptions import OperationalError

from server.logging import log

PROBE_SECONDS = 2.0
WORKER_HEARTBEAT = "arq:queue:health-check"
"""arq's own key: the worker renews it, and it expires soon after the worker has died."""
MIGRATIONS = Path(__file__).parent.parent / "migrations" / "models"

Probe = Callable[[], Awaitable[str]]
"""Asks one part; returns what is wrong with it, or nothing."""


class Part(StrEnum):
    """What a process depends on."""

    POSTGRESQL = "postgresql"
    REDIS = "redis"
    MIGRATIONS = "migrations"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part; `detail` says what is wrong, or is empty."""

    part: Part
    ok: bool
    detail: str = ""


class Readiness:
    """Asks every part, and never asks one twice at the same time.

    A query on a frozen PostgreSQL cannot be cancelled (measured: `asyncio.wait_for(query, 3)` still hung after
    25 s). So a probe that is late is left to end by itself, and until then the part counts as away.
    """

    def __init__(self, redis: Redis, *, seconds: float = PROBE_SECONDS) -> None:
        self._redis = redis
        self._seconds = seconds
        self._running: dict[Part, asyncio.Task[str]] = {}
        self._probes: dict[Part, Probe] = {
            Part.POSTGRESQL: _postgresql,
            Part.REDIS: self._ask_redis,
            Part.MIGRATIONS: _migrations,
            Part.WORKER: self._ask_worker,
        }

    async def examine(self) -> list[Finding]:
        """Probe every part at once; takes at most two seconds, whatever hangs."""
        tasks = {part: self._task(part) for part in Part}
        await asyncio.wait(tasks.values(), timeout=self._seconds)
        return [_finding(part, task) for part, task in tasks.items()]

    async def close(self) -> None:
        """Give up probes that still hang."""
        for task in self._running.values():
            task.cancel()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=self._seconds)

    def _task(self, part: Part) -> asyncio.Task[str]:
        task = self._running.get(part)
        if task is None or task.done():
            task = self._running[part] = asyncio.ensure_future(_told(self._probes[part]))
        return task

    async def _ask_redis(self) -> str:
        await self._redis.ping()
        return ""

    async def _ask_worker(self) -> str:
        return "" if await self._redis.exists(WORKER_HEARTBEAT) else "no heartbeat"


def shipped_migration() -> str:
    """The name of the newest migration that this version of the code brings, or nothing."""
    return newest(path.name for path in MIGRATIONS.glob("[0-9]*_*.py"))


async def _told(probe: Probe) -> str:
    try:
        return await probe()
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is not ready; the log says why
        log.warning("not_ready", error=type(error).__name__, detail=str(error))
        return "does not answer"


def _finding(part: Part, task: "asyncio.Task[str]") -> Finding:
    detail = task.result() if task.done() else "does not answer in time"
    return Finding(part, ok=not detail, detail=detail)


async def _postgresql() -> str:
    await connections.get("default").execute_query("SELECT 1")
    return ""


async def _migrations() -> str:
    try:
        rows = await connections.get("default").execute_query_dict("SELECT version FROM aerich WHERE app = 'models'")
    except OperationalError:  # there is no such table: nothing was ever applied
        rows = []
    applied, shipped = newest(row["version"] for row in rows), shipped_migration()
    # A database that is ahead is ready: tables are widened before the code that needs it comes (docs/guides/upgrade.md).
    return (
        ""
        if _number(applied) >= _number(shipped)
        else f"the database is at {applied or 'nothing'}, needed is {shipped}"
    )


def newest(names: Iterable[str]) -> str:
    """The migration with the highest number, or nothing."""
    return max(names, key=_number, default="")


def _number(name: str) -> int:
    return int(name.partition("_")[0] or -1)
