"""Frames, close codes and waits of a client."""

import json
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.line import Closed, closed_by
from clients.protocol import LONGEST_WAIT_MS, AfterClose, RefusedError, after_close, command, decode, wait_ms


@pytest.mark.parametrize(
    ("code", "then"),
    [
        (1000, AfterClose.RECONNECT),
        (1006, AfterClose.RECONNECT),
        (4000, AfterClose.RECONNECT),
        (4001, AfterClose.SIGN_IN),
        (4003, AfterClose.STOP),
        (4008, AfterClose.RECONNECT),
        (4009, AfterClose.STOP),
        (4011, AfterClose.STOP),
        (4029, AfterClose.RECONNECT),
    ],
)
def test_each_close_code_asks_for_what_the_contract_says(code: int, then: AfterClose) -> None:
    assert after_close(code) is then


@given(attempt=st.integers(0, 60), seed=st.integers(), after_ms=st.integers(0, 60_000))
def test_a_wait_is_never_shorter_than_asked_nor_longer_than_the_cap(attempt: int, seed: int, after_ms: int) -> None:
    waited = wait_ms(attempt, Random(seed), after_ms=after_ms)
    assert after_ms < waited <= after_ms + LONGEST_WAIT_MS


def test_waits_double_until_the_cap_and_differ_between_clients() -> None:
    longest = [max(wait_ms(attempt, Random(seed)) for seed in range(300)) for attempt in range(8)]
    assert [round(each, -2) for each in longest] == [200, 500, 1000, 2000, 4000, 5000, 5000, 5000]
    assert len({wait_ms(4, Random(seed)) for seed in range(50)}) > 40


def test_a_command_names_its_channel_only_when_it_has_one() -> None:
    assert json.loads(command(1, "clock", "", {"c0": 5})) == {"id": 1, "t": "clock", "d": {"c0": 5}}
    assert json.loads(command(2, "ready", "live:x", {}))["ch"] == "live:x"


def test_unknown_fields_and_names_are_no_error() -> None:
    frame = decode('{"ch":"live:x","t":"new.thing","s":3,"p":2,"colour":"red","d":{"a":1}}')
    assert (frame.t, frame.s, frame.p, frame.d) == ("new.thing", 3, 2, {"a": 1})


@pytest.mark.parametrize("text", ["", "{", "[]", '{"s":"one"}'])
def test_what_is_no_frame_is_refused(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(text)


@pytest.mark.parametrize(
    ("code", "reason", "closed"),
    [
        (4000, '{"after_ms": 1500}', Closed(4000, 1500)),
        (4000, "after_ms=2500", Closed(4000, 2500)),
        (4029, "slow down", Closed(4029, 0)),
        (4000, None, Closed(4000, 0)),
        (None, "", Closed(1006, 0)),
        (4000, "[1]", Closed(4000, 0)),
    ],
)
def test_a_close_reason_may_say_how_long_to_stay_away(code: int | None, reason: str | None, closed: Closed) -> None:
    assert closed_by(code, reason) == closed


def test_a_refusal_keeps_the_whole_error() -> None:
    refusal = RefusedError({"code": "stale_state", "detail": "open", "retry": False, "phase": "open"})
    assert (refusal.code, refusal.retry, refusal.after_ms, refusal.error["phase"]) == ("stale_state", False, 0, "open")
