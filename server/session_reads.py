"""Reading the sign-ins of many requests in one statement: as fresh as one read each, at a fraction of the cost.

A request's read begins only after the request came in, so what was ended before is seen as ended; requests that
come in while a read is under way share the next one. Nothing is kept, so nothing can be stale.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from uuid import UUID

from models.rules.accounts import SessionFacts

ReadMany = Callable[[Collection[UUID]], Awaitable[Mapping[UUID, SessionFacts]]]
Waiter = asyncio.Future[SessionFacts | None]
MOST = 500
"""Sign-ins in one statement."""


class SessionReads:
    """Gathers reads of sign-ins; one statement is under way at a time."""

    def __init__(self, read_many: ReadMany) -> None:
        self._read_many = read_many
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
                await self._read_next()
        finally:
            self._task = None

    async def _read_next(self) -> None:
        batch = {session_id: self._waiting.pop(session_id) for session_id in list(self._waiting)[:MOST]}
        try:
            found = await self._read_many(batch.keys())
        except asyncio.CancelledError:
            _fail(batch, asyncio.CancelledError())
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, those who asked must hear of it
            _fail(batch, error)
        else:
            for session_id, waiters in batch.items():
                for waiter in _present(waiters):
                    waiter.set_result(found.get(session_id))


def _fail(batch: Mapping[UUID, list[Waiter]], error: BaseException) -> None:
    for waiters in batch.values():
        for waiter in _present(waiters):
            waiter.set_exception(error)


def _present(waiters: list[Waiter]) -> list[Waiter]:
    """Those who did not hang up."""
    return [waiter for waiter in waiters if not waiter.done()]
