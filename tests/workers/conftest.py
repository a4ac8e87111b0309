"""A worker of the test's own, in this process, on real servers."""

import asyncio
import contextlib
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from signal import Signals
from typing import Any

import pytest
from arq.worker import Worker
from tortoise.context import TortoiseContext

from server.cli.working import settle
from server.mail.memory import MemoryMailer
from server.settings import Settings
from tests.workers.desk import Desk
from workers import main

PATIENCE_S = 60.0
"""How long a test waits for something that must happen; nothing is measured by it. What a relay took and could not
send before it was stopped is sent again half a minute later."""


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something that must happen."""
    async with asyncio.timeout(PATIENCE_S):
        while not await happened():  # noqa: ASYNC110 - it happens in PostgreSQL
            await asyncio.sleep(0.02)


@dataclass(slots=True)
class Hand:
    """A worker as it runs, and the mails that it sent."""

    settings: Settings
    mailer: MemoryMailer
    worker: Worker
    task: asyncio.Task[None] = field(init=False)

    async def stop(self) -> None:
        """Stop it as SIGTERM does."""
        self.worker.handle_sig(Signals.SIGTERM)
        self.worker._handle_signals = True  # closing must not send a second one
        await settle(self.worker)
        with contextlib.suppress(asyncio.CancelledError):
            await self.task
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # arq closes redis in a way that has a new name
            await self.worker.close()


def hand(settings: Settings, *, mailer: Any = None) -> Hand:
    """A worker, started; jobs by the clock of other subjects are left out."""
    worker = main.make_worker(settings)
    worker.cron_jobs = []
    worker._handle_signals = False
    sent = mailer or MemoryMailer(settings)

    async def start(ctx: dict[Any, Any]) -> None:
        main.begin(ctx, sent, schedules=())

    worker.on_startup, worker.on_shutdown = start, main.end
    made = Hand(settings, sent, worker)
    made.task = asyncio.create_task(worker.async_run())
    return made


@pytest.fixture
async def worker(settings: Settings, database: TortoiseContext) -> AsyncIterator[Hand]:
    """A running worker whose mails stay here."""
    made = hand(settings)
    yield made
    await made.stop()


@pytest.fixture
def desk(settings: Settings, database: TortoiseContext) -> Desk:
    """Work done by hand, at the test's own time."""
    return Desk(settings)
