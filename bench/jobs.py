"""Background work through the outbox against bare arq: jobs per second, and how soon one job starts (J1).

    python -m bench.jobs

Both run in a worker process of their own on the same private PostgreSQL and Valkey, in turns; a figure is the median
of the pairs. Bare arq is tuned: JSON, no results kept, a poll every 20 ms, as many jobs at once as ours.
Ours writes each order in a transaction of its own, as requests do, and counts as done when PostgreSQL says so.
"""

import asyncio
import contextlib
import json
import multiprocessing
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typer
import uvloop
from arq import create_pool
from arq.connections import ArqRedis, RedisSettings
from arq.worker import Worker, func
from rich.console import Console
from rich.table import Table
from tortoise.connection import get_connection

from models.actions.outbox import Order, order_work
from models.tables.system import Outbox
from server.clock import utc_now
from server.database import open_orm
from server.datadir import claim
from server.embedded import with_servers
from server.mail.memory import MemoryMailer
from server.migrating import migrate
from server.settings import Settings
from server.supervisor import Supervisor
from workers import main as ours
from workers.deps import Deps
from workers.kinds import Kind
from workers.running import as_job

RESULTS: Final = Path(__file__).parent / "results" / "jobs.json"
NOOP: Final = "bench.noop"
BARE_QUEUE: Final = "bench:bare"
AT_ONCE: Final = 20
"""Requests that order work at the same time."""
Make = Callable[[Settings, Any, Any], Worker]


def _note(seen: Any, sent_ns: int) -> None:
    """Count a job, and keep how long it waited; the clock is the machine's own, the same in every process."""
    with seen.get_lock():
        seen[0] += 1
        seen[1] = time.monotonic_ns() - sent_ns


def our_worker(settings: Settings, seen: Any, ready: Any) -> Worker:
    """A worker as it is, with one more kind of work and without the schedules."""

    async def noop(_deps: Deps, order: Order) -> None:
        _note(seen, order.payload["sent"])

    worker = ours.make_worker(settings)
    worker.cron_jobs = []
    kind = Kind(NOOP, noop)
    worker.functions[NOOP] = func(as_job(kind), name=NOOP, timeout=70, max_tries=5, keep_result=0)  # type: ignore[arg-type]

    async def start(ctx: dict[Any, Any]) -> None:
        ctx["orm"] = await open_orm(settings.database_url, pool_size=ours.POOL_SIZE)
        ours.begin(ctx, MemoryMailer(settings), schedules=())
        ready.set()

    worker.on_startup = start
    return worker


def bare_worker(settings: Settings, seen: Any, ready: Any) -> Worker:
    """The same jobs in arq alone."""

    async def noop(_ctx: dict[str, Any], sent: int) -> None:
        _note(seen, sent)

    async def start(_ctx: dict[Any, Any]) -> None:
        ready.set()

    return Worker(
        functions=[func(noop, name=NOOP, keep_result=0)],  # type: ignore[arg-type]
        redis_settings=RedisSettings.from_dsn(settings.redis_url),
        queue_name=BARE_QUEUE,
        on_startup=start,
        poll_delay=ours.POLL_S,
        max_jobs=ours.MAX_JOBS,
        job_serializer=ours.to_json,
        job_deserializer=ours.from_json,
        keep_result=0,
    )


def run(make: Make, settings: Settings, seen: Any, ready: Any) -> None:
    """What a worker's process does, until a signal."""

    async def work() -> None:
        worker = make(settings, seen, ready)
        with contextlib.suppress(asyncio.CancelledError):
            await worker.async_run()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(work())


class Side:
    """One of the two: its worker process, and how work is given to it."""

    def __init__(self, make: Make, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        self._seen, self._ready = context.Array("q", 2), context.Event()
        self._process = context.Process(target=run, args=(make, settings, self._seen, self._ready))
        self._process.start()

    async def wait_until_ready(self) -> None:
        """Wait for the worker."""
        assert await asyncio.to_thread(self._ready.wait, 60)

    async def order(self) -> None:
        """Give it one job."""
        raise NotImplementedError

    async def is_done(self, count: int) -> bool:
        """Whether this many were done since the last burst began."""
        return bool(self._seen[0] >= count)

    async def rate(self, count: int) -> float:
        """Jobs per second from the first order to the last job's end."""
        self._seen[0], started = 0, time.perf_counter()
        gate = asyncio.Semaphore(AT_ONCE)

        async def one() -> None:
            async with gate:
                await self.order()

        _ = await asyncio.gather(*(one() for _ in range(count)))
        while not await self.is_done(count):  # noqa: ASYNC110 - it happens in another process
            await asyncio.sleep(0.002)
        return count / (time.perf_counter() - started)

    async def latency_ms(self) -> float:
        """How long one job waits while nothing else is to do."""
        self._seen[0] = 0
        await self.order()
        while not self._seen[0]:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.03)
        return float(self._seen[1]) / 1e6

    def stop(self) -> None:
        """End its process."""
        self._process.terminate()
        self._process.join()


class Ours(Side):
    """Through the outbox."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(our_worker, settings)

    async def order(self) -> None:
        """One row in one transaction."""
        _ = await order_work(None, NOOP, {"sent": time.monotonic_ns()}, now=utc_now())

    async def is_done(self, count: int) -> bool:
        """Whether PostgreSQL has no open work."""
        return await super().is_done(count) and not await Outbox.filter(done_at=None).exists()


class Bare(Side):
    """Straight into Redis."""

    def __init__(self, settings: Settings, redis: ArqRedis) -> None:
        super().__init__(bare_worker, settings)
        self._redis = redis

    async def order(self) -> None:
        """One job."""
        _ = await self._redis.enqueue_job(NOOP, time.monotonic_ns(), _queue_name=BARE_QUEUE)

    async def is_done(self, count: int) -> bool:
        """Whether the queue is empty."""
        return await super().is_done(count) and not await self._redis.zcard(BARE_QUEUE)


@asynccontextmanager
async def machine() -> AsyncIterator[Settings]:
    """Private servers and empty tables."""

    def quiet(*_words: str) -> None:
        pass

    with TemporaryDirectory(prefix="lt-", ignore_cleanup_errors=True) as folder, claim(Path(folder)) as place:
        async with Supervisor(emit=quiet, say=quiet) as supervisor:
            settings = Settings(data_dir=place.path, database_url="", redis_url="")
            settings = await with_servers(settings, supervisor, place)
            _ = await migrate(settings.database_url)
            orm = await open_orm(settings.database_url, pool_size=10)
            yield settings
            await orm.close_connections()


async def measure(pairs: int, count: int, single: int) -> dict[str, Any]:
    """Both sides in turns."""
    found: dict[str, list[float]] = {name: [] for name in ("ours_rate", "bare_rate", "ours_ms", "bare_ms")}
    async with machine() as settings:
        redis = await create_pool(RedisSettings.from_dsn(settings.redis_url), job_serializer=ours.to_json)
        sides: dict[str, Side] = {"ours": Ours(settings), "bare": Bare(settings, redis)}
        for side in sides.values():
            await side.wait_until_ready()
            _ = await side.rate(50)
        for number in range(pairs):
            for name, side in sorted(sides.items(), reverse=bool(number % 2)):
                found[f"{name}_rate"].append(await side.rate(count))
                found[f"{name}_ms"].append(statistics.median([await side.latency_ms() for _ in range(single)]))
            _ = await get_connection("default").execute_query("TRUNCATE outbox")
        for side in sides.values():
            side.stop()
        await redis.aclose()
    return summary(found)


def summary(found: dict[str, list[float]]) -> dict[str, Any]:
    """Medians of the sides, and of the ratios of the pairs."""
    rate = [a / b for a, b in zip(found["ours_rate"], found["bare_rate"], strict=True)]
    wait = [a / b for a, b in zip(found["ours_ms"], found["bare_ms"], strict=True)]
    return {
        "id": "J1",
        "jobs_per_s": {
            "ours": round(statistics.median(found["ours_rate"]), 1),
            "bare_arq": round(statistics.median(found["bare_rate"]), 1),
            "ratio": round(statistics.median(rate), 3),
            "target": ">= 0.7",
        },
        "start_ms": {
            "ours": round(statistics.median(found["ours_ms"]), 2),
            "bare_arq": round(statistics.median(found["bare_ms"]), 2),
            "ratio": round(statistics.median(wait), 3),
            "target": "<= 3",
        },
        "pairs": [{name: round(values[at], 2) for name, values in found.items()} for at in range(len(rate))],
    }


def main(pairs: int = 7, count: int = 600, single: int = 20) -> None:
    """Measure, print and keep."""
    found = asyncio.run(measure(pairs, count, single))
    table = Table("", "ours", "bare arq", "ratio", "target")
    for name in ("jobs_per_s", "start_ms"):
        table.add_row(name, *(str(found[name][column]) for column in ("ours", "bare_arq", "ratio", "target")))
    Console().print(table)
    RESULTS.parent.mkdir(exist_ok=True)
    _ = RESULTS.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    typer.run(main)
