"""The envelope, with real WebSocket clients: whatever comes is answered by its name (live.md §2)."""

from typing import Any

import pytest

from realtime.protocol import MAX_FRAME_BYTES
from tests.realtime.wire import Class, Place


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


# --- the envelope


GARBAGE = [
    "",
    "x",
    "[]",
    "null",
    "{}",
    '{"id": 1}',
    '{"id": "1", "t": "clock"}',
    '{"id": -1, "t": "clock"}',
    '{"id": 1.5, "t": "clock"}',
    '{"id": 99999999999999999999999999999999, "t": "clock"}',
    '{"id": 1, "t": "clock", "d": {"c0": NaN}}',
    '{"id": 1, "t": "clock", "d": {"c0": 1e999}}',
    '{"id": 1, "t": "clock", "d": {"c0": Infinity}}',
    '{"id": 1, "t": "clock", "d": 7}',
    '{"id": 1, "t": "clock", "d": {"c0": "1"}}',
    '{"id": 1, "t": "clock", "d": {"c0": 1, "extra": 1}}',
    '{"id": 1, "t": "clock", "d": {"c0": 1}, "extra": 1}',
    '{"id": 1, "t": "no.such"}',
    '{"id": 1, "t": "\\u0000"}',
    '{"id": 1, "t": "\\ud800"}',
    '{"id": 1, "t": "subscribe", "d": {"ch": "\\ud800"}}',
    '{"id": 1, "t": "subscribe", "d": {"ch": 7}}',
    '{"id": 1, "t": "clock", "d": ' + "[" * 8_000 + "]" * 8_000 + "}",
    '{"id": 1, "t": "clock", "d": {"c0": ' + "9" * 5_000 + "}}",
    "\ufeff{}",
]


async def test_no_frame_breaks_a_socket_and_each_is_answered(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    for text in GARBAGE:
        await wire.ws.send_str(text)
        told = await wire.frame()
        assert (told["ok"], told["error"]["code"], told["error"]["retry"]) == (False, "bad_request", False), text[:80]
    assert (await wire.ask("clock", d={"c0": 5}))["c0"] == 5


HOSTILE: list[tuple[str, str | None, dict[str, Any], str]] = [
    ("subscribe", None, {"ch": ""}, "not_found"),
    ("subscribe", None, {"ch": "live:"}, "not_found"),
    ("subscribe", None, {"ch": "live:\0"}, "not_found"),
    ("subscribe", None, {"ch": "live:00000000-0000-0000-0000-000000000000"}, "not_found"),
    ("subscribe", None, {"ch": "live:{018f0000-0000-7000-8000-000000000000}"}, "not_found"),
    ("subscribe", None, {"ch": "CH", "as": "king"}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "resume": {"epoch": "e"}}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "pending": ["a\0b"]}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "pending": ["x"] * 51}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "pending": ["x" * 65]}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "as": "host"}, "forbidden"),
    ("subscribe", None, {"ch": "CH", "as": "projector"}, "forbidden"),
    ("resync", None, {"ch": "CH", "s": 0}, "not_found"),
    ("ready", "CH", {"run": "x"}, "not_found"),
    ("answer.submit", "CH", {"run": "x", "sub": "s", "at": 1}, "not_found"),
    ("react", "CH", {"kind": "like"}, "not_found"),
    ("leave", "CH", {}, "not_found"),
    ("host.next", "CH", {}, "forbidden"),
    ("host.kick", "CH", {"participant": "x"}, "forbidden"),
    ("host.next", "live:x", {}, "not_found"),
    ("host.next", None, {}, "not_found"),
]


async def test_what_a_guest_may_not_or_cannot_is_refused_by_its_name(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    for t, ch, d, code in HOSTILE:
        named = {key: lesson.ch if value == "CH" else value for key, value in d.items()}
        assert await wire.refused(t, lesson.ch if ch == "CH" else ch, named) == code, (t, d)


SUBMITS: list[dict[str, Any]] = [
    {"sub": "a\0b"},
    {"sub": "\ud800"},
    {"sub": ""},
    {"sub": 7},
    {"at": "now"},
    {"at": 10**400},
    {"rev": 2**63},
    {"rev": -1},
    {"confidence": 10**30},
    {"choices": "Aral"},
    {"choices": [None]},
    {"choices": [{"id": 1}]},
    {"choices": ["\ud800"]},
    {"choices": ["a\0"]},
    {"choices": [0]},
    {"choices": []},
    {"text": "Aral"},
    {"correct": True},
]


async def test_no_answer_breaks_anything(lesson: Class) -> None:
    host, player = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    good = lesson.submission(item)
    for bad in SUBMITS:
        assert await player.refused("answer.submit", lesson.ch, {**good, **bad}) == "bad_request", bad
    assert await player.refused("answer.submit", lesson.ch, {**good, "run": "\ud800"}) in {"closed", "bad_request"}
    assert (await player.ask("answer.submit", lesson.ch, good))["status"] == "accepted"


async def test_a_frame_of_16_kib_is_read_and_a_longer_one_closes_with_1009(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    head = '{"id": 1, "t": "clock", "d": {"c0": 1}'
    await wire.ws.send_str(head + " " * (MAX_FRAME_BYTES - len(head) - 1) + "}")
    assert (await wire.reply(1))["c0"] == 1
    await wire.ws.send_str(head + " " * (MAX_FRAME_BYTES - len(head)) + "}")
    assert await wire.closed() == 1009


async def test_long_letters_count_by_their_bytes(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    await wire.ws.send_str('{"id": 1, "t": "' + "ä" * (MAX_FRAME_BYTES // 2) + '"}')
    assert await wire.closed() == 1009


async def test_binary_frames_are_not_spoken(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    await wire.ws.send_bytes(b'{"id": 1, "t": "clock", "d": {"c0": 1}}')
    assert await wire.closed() == 1003


async def test_who_sends_too_much_is_told_to_wait_and_then_cut(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    for _ in range(120):
        await wire.ws.send_str("garbage costs a credit, too")
    assert await wire.closed() == 4029
    codes = [told["error"]["code"] for told in wire.heard if not told["ok"]]
    assert 25 <= codes.count("bad_request") <= 35
    limited = next(told["error"] for told in wire.heard if not told["ok"] and told["error"]["code"] == "rate_limited")
    assert limited["retry"]
    assert limited["after_ms"] > 0


async def test_the_clock_sample_lies_between_two_looks_at_the_clock(place: Place, lesson: Class) -> None:
    wire = await place.enter(lesson.teacher.token)
    before = wire.welcome["now"]
    told = await wire.ask("clock", d={"c0": 123.5})
    assert before <= told["s1"] <= told["s2"]
    assert told["c0"] == 123.5
