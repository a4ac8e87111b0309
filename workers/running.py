"""Does one piece of ordered work: takes it up under a lease, renews the lease, and notes how it ended.

arq only starts us. Tries, pauses and the dead are kept in PostgreSQL, so neither a killed worker, nor a worker that is
told to stop six times during one piece of work, nor an emptied Redis loses any.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final
from uuid import UUID

import structlog

from models.actions.outbox import Order, bury, give_back, renew, try_later
from models.rules.retrying import is_hopeless, wait_before
from server.logging import REQUEST
from server.tracing import Work
from workers.deps import Deps
from workers.failures import Permanent, Transient
from workers.kinds import Kind
from workers.taking import LEASE

RENEW_S: Final = 5.0
GIVE_BACK_S: Final = 2.0
_log = structlog.get_logger(__name__)

ArqJob = Callable[[dict[str, Any], str], Awaitable[str]]


def as_job(kind: Kind) -> ArqJob:
    """The coroutine that arq runs for a kind of work."""

    async def job(ctx: dict[str, Any], order_id: str) -> str:
        return await run_order(ctx["deps"], kind, UUID(order_id))

    return job


async def run_order(deps: Deps, kind: Kind, order_id: UUID) -> str:
    """Do the work if it is still owed; says in a word what became of it. Raises nothing but a cancellation."""
    order = await deps.taking.begin(order_id, deps.clock())
    if order is None:
        return "not_owed"
    # What is logged and reported on the way carries the order's id.
    REQUEST.set(str(order.id))
    started = time.perf_counter()
    became = await _carried(deps, kind, order)
    if deps.tracing is not None:
        seconds, facts = time.perf_counter() - started, {**_facts(kind, order), "outcome": became}
        deps.tracing.ended(Work(f"job {kind.name}", seconds, facts, became != "done"))
    return became


def _facts(kind: Kind, order: Order) -> dict[str, str | int]:
    return {"request_id": str(order.id), "kind": kind.name, "tries": order.tries + 1}


async def _carried(deps: Deps, kind: Kind, order: Order) -> str:
    try:
        with _kept(deps, order):
            async with asyncio.timeout(kind.timeout_s):
                await kind.run(deps, order)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(asyncio.shield(give_back(order)), GIVE_BACK_S)
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the row must say so
        return await _failed(deps, kind, order, error)
    await deps.taking.finish(order, deps.clock())
    return "done"


@contextlib.contextmanager
def _kept(deps: Deps, order: Order) -> Iterator[None]:
    """Renew the lease while the work goes on; most work is done before it would be the first time."""
    loop, renewing = asyncio.get_running_loop(), list[asyncio.Task[None]]()
    first = loop.call_later(RENEW_S, lambda: renewing.append(loop.create_task(_renew(deps, order))))
    try:
        yield
    finally:
        first.cancel()
        for task in renewing:
            task.cancel()


async def _renew(deps: Deps, order: Order) -> None:
    while True:
        with contextlib.suppress(Exception):
            _ = await renew(order, now=deps.clock(), lease=LEASE)
        await asyncio.sleep(RENEW_S)


async def _failed(deps: Deps, kind: Kind, order: Order, error: Exception) -> str:
    told = f"{type(error).__name__}: {error}"
    expected = isinstance(error, Transient | Permanent | TimeoutError)
    _log.warning(
        "job_failed", kind=kind.name, order=str(order.id), tries=order.tries + 1, error=told, exc_info=not expected
    )
    dead = isinstance(error, Permanent) or is_hopeless(tries=order.tries + 1, most=kind.tries)
    if deps.tracing is not None and (dead or not expected):
        deps.tracing.failed(error, f"job {kind.name}", _facts(kind, order))
    if dead:
        await bury(order, now=deps.clock(), error=told)
        return "dead"
    await try_later(order, due_at=deps.clock() + wait_before(order.tries + 1), error=told)
    return "later"
