"""What one worker process does, from its start to a signal."""

import asyncio
from collections.abc import Callable

import uvloop
from arq.worker import Worker

from server.settings import Settings
from workers.main import make_worker


def work_here(settings: Settings, on_ready: Callable[[], None]) -> None:
    """Run jobs until SIGTERM or SIGINT; a job that is broken off runs again."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(_work(settings, on_ready))


async def _work(settings: Settings, on_ready: Callable[[], None]) -> None:
    worker = make_worker(settings)
    try:
        on_ready()
        await worker.async_run()
    except asyncio.CancelledError:
        pass  # arq's answer to a signal
    finally:
        await settle(worker)
        await worker.close()


async def settle(worker: Worker) -> None:
    """Wait for jobs that were cancelled; arq's own `close` gives up at the first that ended by that."""
    _ = await asyncio.gather(*worker.tasks.values(), return_exceptions=True)
    worker.tasks.clear()
