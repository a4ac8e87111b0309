"""Frames as RFC 6455 wants them, and the same bytes read back."""

import pytest
from aiohttp import WSMsgType
from hypothesis import given
from hypothesis import strategies as st

from realtime.frames import ping_frame, text_frame
from realtime.peer import unframe


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_the_length_takes_the_shortest_form(size: int, head: bytes) -> None:
    assert text_frame(b"x" * size) == head + b"x" * size


def test_a_ping_is_a_final_control_frame() -> None:
    assert ping_frame(b"12345678") == b"\x89\x0812345678"


@given(st.lists(st.tuples(st.booleans(), st.one_of(st.binary(max_size=125), st.just(b"y" * 70_000)))))
def test_joined_frames_come_apart_as_they_were(parts: list[tuple[bool, bytes]]) -> None:
    wanted = [(WSMsgType.PING if ping and len(data) < 126 else WSMsgType.TEXT, data) for ping, data in parts]
    joined = b"".join(ping_frame(data) if kind is WSMsgType.PING else text_frame(data) for kind, data in wanted)
    assert unframe(joined) == wanted
