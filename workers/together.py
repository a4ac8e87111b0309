"""Group commit: what several jobs ask of PostgreSQL at about the same time is asked in one statement."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


LINGER_S: Final = 0.004


class Together(Generic[Item, Result]):
    """The first call goes at once; while calls keep coming, each batch waits a moment for company."""

    def __init__(self, act: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]) -> None:
        """`act` does a batch; its results are in the order of the items."""
        self._act = act
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._running: asyncio.Task[None] | None = None
        self._busy_until = 0.0

    async def __call__(self, item: Item) -> Result:
        """The result for one item. Raises what the batch raised."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._waiting:
            if time.monotonic() < self._busy_until:
                await asyncio.sleep(LINGER_S)
            batch, self._waiting = self._waiting, []
            await self._do(batch)
            self._busy_until = time.monotonic() + 2 * LINGER_S

    async def _do(self, batch: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        """Also for those who have stopped waiting: what they asked is still meant."""
        try:
            results = await self._act([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - whoever asked must hear of it
            for future in _open(batch):
                future.set_exception(error)
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        if self._running is not None:
            await self._running


def _open(batch: Sequence[tuple[object, asyncio.Future[Result]]]) -> list[asyncio.Future[Result]]:
    return [future for _, future in batch if not future.done()]
