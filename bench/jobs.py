"""Background work through the outbox against bare arq: jobs per second, and how soon one job starts (J1).

Both run in a worker process of their own on the same private PostgreSQL and Valkey, in turns; a figure is the median
of the pairs. Bare arq is tuned: JSON, no results kept, a poll every 20 ms, as many jobs at once as ours.
Ours writes each order in a transaction of its own, as requests do, and counts as done when PostgreSQL says so.
"""

import asyncio
import contextlib
import multiprocessing
import statistics
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final

import uvloop
from arq import create_pool
from arq.connections import ArqRedis, RedisSettings
from arq.worker import Worker, func
from tortoise.connection import get_connection

from bench.machine import on_all_cores, private_servers
from bench.measuring import median, ratios
from bench.report import Line, at_least, at_most
from models.actions.outbox import Order, order_work
from models.tables.system import Outbox
from server.clock import utc_now
from server.database import open_orm
from server.mail.memory import MemoryMailer
from server.settings import Settings
from workers import main as ours
from workers.deps import Deps
from workers.kinds import Kind
from workers.running import as_job

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
    # arq's protocol for functions wants a name that ours has only at run time.
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
        functions=[func(noop, name=NOOP, keep_result=0)],  # type: ignore[arg-type]  # as above
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


class Side(ABC):
    """One of the two: its worker process, and how work is given to it."""

    def __init__(self, make: Make, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        self._seen, self._ready = context.Array("q", 2), context.Event()
        self._process = context.Process(target=run, args=(make, settings, self._seen, self._ready))
        self._process.start()

    async def wait_until_ready(self) -> None:
        """Wait for the worker."""
        assert await asyncio.to_thread(self._ready.wait, 60)

    @abstractmethod
    async def order(self) -> None:
        """Give it one job."""

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
        await asyncio.sleep(0.03)  # it has said that it is done, and rests again
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


async def measure(pairs: int, count: int, single: int) -> list[Line]:
    """Both sides in turns."""
    # Who orders, PostgreSQL, Valkey and the worker share the cores: on one core with PostgreSQL, those who order, which
    # in bare arq do without it, would be what is measured.
    with on_all_cores():
        return await _measured(pairs, count, single)


async def _measured(pairs: int, count: int, single: int) -> list[Line]:
    found: dict[str, list[float]] = {name: [] for name in ("ours_rate", "bare_rate", "ours_ms", "bare_ms")}
    async with private_servers(pool_size=10) as settings:
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
    return _lines(found)


def _lines(found: dict[str, list[float]]) -> list[Line]:
    figures = {name: median(values, 2) for name, values in found.items()}
    speed, wait = ratios(found["ours_rate"], found["bare_rate"]), ratios(found["ours_ms"], found["bare_ms"])
    return [
        Line("J1", "jobs/s through the outbox against bare arq", speed, at_least(0.7), figures),
        Line("J1", "start of one job against bare arq", wait, at_most(3.0), figures),
    ]
