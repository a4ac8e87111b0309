"""The worker: which jobs there are, when they run by themselves, and what they hold while they do."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, cast

import orjson
from arq import cron
from arq.connections import RedisSettings
from arq.typing import WorkerCoroutine
from arq.worker import Function, Worker, func

from models.actions.feed_upkeep import sweep_feeds
from models.actions.outbox import sweep_done
from models.actions.schedules import sweep_runs
from models.actions.upkeep import sweep_old_rows
from models.actions.webhook_deliveries import sweep as sweep_webhooks
from models.rules.schedules import Schedule
from server.clock import utc_now
from server.database import open_orm
from server.mail.base import Mailer
from server.mail.choose import choose_mailer
from server.pdf.pool import Press
from server.settings import Settings
from server.tracing import open_tracing
from workers.analytics import add_up_analytics
from workers.calendar import watch_schedules
from workers.courses import sweep_courses
from workers.deps import Deps
from workers.files import compare_files, sweep_files
from workers.jobs import run_jobs
from workers.lives import sweep_lives
from workers.payments import reconcile_daily, sweep_payments
from workers.queue import Queue
from workers.registry import KINDS, SCHEDULES
from workers.relay import Relay
from workers.running import as_job
from workers.webhooks import carry_webhooks
from workers.xapi import tell_record_store

Job = Callable[..., Awaitable[Any]]
HEARTBEAT_S: Final = 5
JOB_TIMEOUT_S: Final = 60
MAX_TRIES: Final = 5
MAX_JOBS: Final = 20
"""At once in one worker."""
POLL_S: Final = 0.02
"""arq's own half a second would be the latency of every job."""
POOL_SIZE: Final = 6
LEEWAY_S: Final = 10
"""arq's own timeout comes after ours, which knows what it interrupts."""
STARTS_BY_ARQ: Final = 5


def to_json(value: dict[str, Any]) -> bytes:
    """Jobs travel as JSON: arq's pickle would run whatever somebody writes into Redis."""
    return orjson.dumps(value, default=str)


def from_json(data: bytes) -> dict[str, Any]:
    """The other way."""
    found: dict[str, Any] = orjson.loads(data)
    return found


async def sweep_rows(_ctx: dict[str, Any]) -> int:
    """Delete rows that have served: idempotency keys, used tickets, done work, what channels need not tell any more."""
    now = utc_now()
    await sweep_runs(now)
    _ = await sweep_feeds(now)
    _ = await sweep_webhooks(now)
    return await sweep_old_rows(now) + await sweep_done(now)


async def _open(ctx: dict[str, Any]) -> None:
    """Open the database, and begin; the settings came with the context."""
    settings: Settings = ctx["settings"]
    ctx["tracing"] = open_tracing(settings, "worker")
    ctx["orm"] = await open_orm(settings.database_url, pool_size=POOL_SIZE, statement_timeout_ms=60_000)
    begin(ctx, choose_mailer(settings))


async def _close(ctx: dict[str, Any]) -> None:
    """Close what was opened."""
    await end(ctx)
    await ctx["orm"].close_connections()
    if ctx["tracing"] is not None:
        await ctx["tracing"].close()


def begin(ctx: dict[str, Any], mailer: Mailer, schedules: Sequence[Schedule] = SCHEDULES) -> None:
    """Begin to carry work from the outbox, and to watch the clock."""
    settings: Settings = ctx["settings"]
    ctx["deps"] = Deps(settings, utc_now, mailer, Press(), tracing=ctx.get("tracing"))
    relay = Relay(settings.database_url, Queue(ctx["redis"]), utc_now)
    beside = (relay.run(), watch_schedules(utc_now, schedules), carry_webhooks(settings, utc_now))
    ctx["tasks"] = [asyncio.create_task(each) for each in beside]


async def end(ctx: dict[str, Any]) -> None:
    """Stop what `begin` began."""
    for task in ctx["tasks"]:
        task.cancel()
    _ = await asyncio.gather(*ctx["tasks"], return_exceptions=True)
    await ctx["deps"].taking.settled()
    ctx["deps"].press.close()


def ordered_work() -> list[Function]:
    """What the outbox may ask for. arq tries nothing again by itself: the outbox does (see workers.running)."""
    return [
        func(
            cast("WorkerCoroutine", as_job(kind)),
            name=kind.name,
            timeout=kind.timeout_s + LEEWAY_S,
            max_tries=STARTS_BY_ARQ,
            keep_result=0,
        )
        for kind in KINDS
    ]


def _as_job(job: Job) -> WorkerCoroutine:
    """As arq wants it (its type says that every job takes anything); what breaks is reported where that is set."""

    @functools.wraps(job)
    async def told(ctx: dict[str, Any]) -> Any:
        try:
            return await job(ctx)
        except Exception as error:
            if (tracing := ctx.get("tracing")) is not None:
                name = getattr(job, "__name__", "")
                tracing.failed(error, f"job {name}", {"kind": name})
            raise

    return cast("WorkerCoroutine", told)


def make_worker(settings: Settings) -> Worker:
    """The worker of this process, not yet started; it ends at SIGTERM or SIGINT."""
    lives, rows, courses = _as_job(sweep_lives), _as_job(sweep_rows), _as_job(sweep_courses)
    jobs, payments, books = _as_job(run_jobs), _as_job(sweep_payments), _as_job(reconcile_daily)
    files, shelves, sums = _as_job(sweep_files), _as_job(compare_files), _as_job(add_up_analytics)
    statements = _as_job(tell_record_store)
    return Worker(
        functions=[files, shelves, sums, statements, lives, rows, courses, jobs, payments, books, *ordered_work()],
        cron_jobs=[
            cron(lives, second=set(range(0, 60, 5)), timeout=30, run_at_startup=True, keep_result=0),
            cron(courses, second=set(range(2, 60, 10)), timeout=60, keep_result=0),
            cron(jobs, second=set(range(60)), timeout=600, keep_result=0),
            cron(payments, second=set(range(4, 60, 5)), timeout=240, keep_result=0),
            cron(sums, second={9, 39}, timeout=60, keep_result=0),
            cron(statements, second={14, 44}, timeout=240, keep_result=0),
            cron(books, hour={2}, minute={23}, timeout=3_600, keep_result=0),
            cron(files, minute={11, 31, 51}, timeout=600, keep_result=0),
            cron(shelves, hour={3}, minute={41}, timeout=3_600, keep_result=0),
            cron(rows, minute={7, 37}, timeout=60, keep_result=0),
        ],
        redis_settings=RedisSettings.from_dsn(settings.redis_url),
        ctx={"settings": settings},
        on_startup=_open,
        on_shutdown=_close,
        job_serializer=to_json,
        job_deserializer=from_json,
        poll_delay=POLL_S,
        health_check_interval=HEARTBEAT_S,
        job_timeout=JOB_TIMEOUT_S,
        max_jobs=MAX_JOBS,
        max_tries=MAX_TRIES,
    )
