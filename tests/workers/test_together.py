"""Calls that come together are done together; each gets its own result, or the error of its batch."""

import asyncio
from collections.abc import Sequence

import pytest

from workers.together import Together


class Squares:
    """Squares numbers, and remembers in which batches."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        await asyncio.sleep(0)
        if 13 in numbers:
            raise ValueError("unlucky")
        return [number * number for number in numbers]


async def test_many_calls_are_few_batches_and_each_gets_its_own() -> None:
    squares = Squares()
    together = Together(squares)
    assert await asyncio.gather(*(together(number) for number in range(10))) == [n * n for n in range(10)]
    assert len(squares.batches) <= 2
    assert await together(11) == 121


async def test_an_error_reaches_all_of_its_batch_and_nobody_later() -> None:
    together = Together(Squares())
    found = await asyncio.gather(*(together(number) for number in (12, 13)), return_exceptions=True)
    assert [type(each) for each in found] == [ValueError, ValueError]
    assert await together(3) == 9


async def test_what_was_asked_is_done_though_nobody_waits_any_more() -> None:
    squares = Squares()
    together = Together(squares)
    asking = asyncio.create_task(together(5))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await together.settled()
    assert squares.batches == [[5]]
