"""Background tasks end, however often they swallow a cancellation."""

import asyncio

from server.tasks import end_tasks


async def stubborn(times: int, begun: asyncio.Event) -> None:
    for _ in range(times):
        try:
            begun.set()
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            continue
    await asyncio.Event().wait()


async def failing(begun: asyncio.Event) -> None:
    begun.set()
    try:
        await asyncio.Event().wait()
    finally:
        raise RuntimeError("while ending")


async def test_a_task_that_swallows_its_cancellation_is_cancelled_again() -> None:
    begun = asyncio.Event()
    task = asyncio.create_task(stubborn(1, begun))
    await begun.wait()
    await end_tasks([task])
    assert task.cancelled()


async def test_what_a_task_raises_while_it_ends_is_dropped() -> None:
    begun = asyncio.Event()
    task = asyncio.create_task(failing(begun))
    await begun.wait()
    await end_tasks([task])
    assert task.done()


async def test_no_tasks_are_no_trouble() -> None:
    await end_tasks([])
