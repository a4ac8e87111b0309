"""What may come a little later goes out in slices, and the loop does other things in between."""

import asyncio

from realtime.connection import SLICE, send_in_slices


class Wire:
    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def write(self, framed: bytes) -> None:
        self.frames.append(framed)


async def test_a_large_audience_is_written_to_in_turns_with_other_work() -> None:
    wires = [Wire() for _ in range(2 * SLICE + 1)]
    audience = set(wires)
    send_in_slices(audience, wires, b"old")
    assert sum(len(wire.frames) for wire in wires) == SLICE
    send_in_slices(audience, wires, b"new")
    audience.discard(wires[-1])  # left while the others were written to
    for _ in range(2):
        await asyncio.sleep(0)
    assert all(wire.frames == [b"old", b"new"] for wire in wires[:-1])
    assert not wires[-1].frames


async def test_a_class_gets_it_at_once() -> None:
    wires = [Wire() for _ in range(SLICE)]
    send_in_slices(set(wires), wires, b"x")
    assert all(wire.frames == [b"x"] for wire in wires)
