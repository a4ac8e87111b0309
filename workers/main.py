"""The worker: which jobs there are, when they run by themselves, and what they hold while they do."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

import orjson
from arq import cron
from arq.connections import RedisSettings
from arq.typing import WorkerCoroutine
from arq.worker import Worker

from models.actions.upkeep import sweep_old_rows
from server.clock import utc_now
from server.database import open_orm
from server.settings import Settings
from workers.courses import sweep_courses
from workers.jobs import run_jobs
from workers.lives import sweep_lives

Job = Callable[..., Awaitable[Any]]
HEARTBEAT_S: Final = 5
JOB_TIMEOUT_S: Final = 60
MAX_TRIES: Final = 5
POLL_S: Final = 0.02
"""arq's own half a second would be the latency of every job."""


def to_json(value: dict[str, Any]) -> bytes:
    """Jobs travel as JSON: arq's pickle would run whatever somebody writes into Redis."""
    return orjson.dumps(value, default=str)


def from_json(data: bytes) -> dict[str, Any]:
    """The other way."""
    found: dict[str, Any] = orjson.loads(data)
    return found


async def sweep_rows(_ctx: dict[str, Any]) -> int:
    """Delete rows that have served: idempotency keys after 24 h, used tickets after an hour."""
    return await sweep_old_rows(utc_now())


async def _open(ctx: dict[str, Any]) -> None:
    """Open the database; the settings came with the context."""
    settings: Settings = ctx["settings"]
    ctx["orm"] = await open_orm(settings.database_url, pool_size=4, statement_timeout_ms=60_000)


async def _close(ctx: dict[str, Any]) -> None:
    """Close what was opened."""
    await ctx["orm"].close_connections()


def _as_job(job: Job) -> WorkerCoroutine:
    """Ours take what they need and no more; arq's type says that every job takes anything."""
    return cast("WorkerCoroutine", job)


def make_worker(settings: Settings) -> Worker:
    """The worker of this process, not yet started; it ends at SIGTERM or SIGINT."""
    lives, rows, courses = _as_job(sweep_lives), _as_job(sweep_rows), _as_job(sweep_courses)
    jobs = _as_job(run_jobs)
    return Worker(
        functions=[lives, rows, courses, jobs],
        cron_jobs=[
            cron(lives, second=set(range(0, 60, 5)), timeout=30, run_at_startup=True, keep_result=0),
            cron(courses, second=set(range(2, 60, 10)), timeout=60, keep_result=0),
            cron(jobs, second=set(range(60)), timeout=600, keep_result=0),
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
        max_tries=MAX_TRIES,
    )
