"""Reading the sign-ins of many requests in one statement: as fresh as one read each, at a fraction of the cost.

A request's read begins only after the request came in, so what was ended before is seen as ended; requests that
come in while a read is under way share the next one. Nothing is kept, so nothing can be stale.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from models.rules.accounts import SessionFacts

ReadMany = Callable[[Collection[UUID]], Awaitable[Mapping[UUID, SessionFacts]]]
OpenReader = Callable[[], AbstractAsyncContextManager[ReadMany]]
Waiter = asyncio.Future[SessionFacts | None]
MOST = 500
"""Sign-ins in one statement."""


class SessionReads:
    """Gathers reads of sign-ins; one statement is under way at a time, on one connection while requests keep coming."""

    def __init__(self, open_reader: OpenReader) -> None:
        self._open_reader = open_reader
        self._waiting: dict[UUID, list[Waiter]] = {}
        self._task: asyncio.Task[None] | None = None

    async def facts(self, session_id: UUID) -> SessionFacts | None:
        """A sign-in and its account as they are now, or None. Raises what the read raised."""
        waiter: Waiter = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(session_id, []).append(waiter)
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        return await waiter

    async def _work(self) -> None:
        try:
            while self._waiting:
                await self._read_while_asked()
        finally:
            self._task = None

    async def _read_while_asked(self) -> None:
        batch: dict[UUID, list[Waiter]] = {}
        try:
            async with self._open_reader() as read_many:
                while self._waiting:
                    batch = self._next_batch()
                    found = await read_many(batch.keys())
                    for session_id, waiters in batch.items():
                        for waiter in _present(waiters):
                            waiter.set_result(found.get(session_id))
        except asyncio.CancelledError:
            _fail(batch or self._next_batch(), asyncio.CancelledError())
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, those who asked must hear of it
            _fail(batch or self._next_batch(), error)

    def _next_batch(self) -> dict[UUID, list[Waiter]]:
        return {session_id: self._waiting.pop(session_id) for session_id in list(self._waiting)[:MOST]}


def _fail(batch: Mapping[UUID, list[Waiter]], error: BaseException) -> None:
    for waiters in batch.values():
        for waiter in _present(waiters):
            waiter.set_exception(error)


def _present(waiters: list[Waiter]) -> list[Waiter]:
    """Those who did not hang up."""
    return [waiter for waiter in waiters if not waiter.done()]
