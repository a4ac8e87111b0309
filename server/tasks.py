"""Ending background tasks for sure."""

import asyncio
from collections.abc import Collection
from typing import Any

AGAIN_S = 0.5


async def end_tasks(tasks: Collection["asyncio.Task[Any]"]) -> None:
    """Cancel tasks until each has ended; what they raise on the way is dropped.

    Once is not enough: a library's own timeout that expires in the same moment swallows the cancellation
    (redis-py's did, and a shutdown hung for ever), and a loop that retries after faults then goes on.
    """
    pending = {task for task in tasks if task is not asyncio.current_task()}
    while pending:
        for task in pending:
            task.cancel()
        done, pending = await asyncio.wait(pending, timeout=AGAIN_S)
        for task in done:
            if not task.cancelled():
                task.exception()
