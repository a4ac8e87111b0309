"""Whether an answer may be written and with which times, without any I/O."""

from fractions import Fraction
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.acceptance import LAG_CAP_MS, LAG_SLACK_MS, Lag, Submission, accept, allowance, credit
from realtime.protocol import AnswerSubmit, Code, Refused
from realtime.session import Close, CloseFacts, Labels, Open, Pause, Recovered, Resume, Reveal, Show, Skip, TimeUp
from realtime.state import GRACE_MS, Item
from tests.realtime.plans import LEAD, SECONDS, Log, item, pinned, plan, shown

WINDOW = SECONDS * 1000
RUN = "018f0000-0000-7000-8000-000000000001"
SESSION, SEAT = uuid4(), str(uuid4())


def draw(asked: Item) -> Labels:
    lists = {name: list(ids) for name, ids in asked.content.lists().items()}
    return Labels(RUN, lists, {each: f"x{each}" for ids in lists.values() for each in ids})


def prepared(*items: Item, **options: Any) -> Log:
    log = Log(plan(*items, **options))
    log.give(Show(draw))
    return log


def opened(*items: Item, **options: Any) -> Log:
    log = prepared(*items, **options)
    log.give(Open())
    log.now += LEAD
    return log


def hand_in(
    log: Log, *, rtt: float | None = 80.0, last_beat: int | None = None, factor: Fraction = Fraction(1), **fields: Any
) -> Submission:
    sent = {"run": RUN, "sub": "s1", "at": log.now, **({"choices": ["x0a"]} if len(fields.keys() & KEYS) == 0 else {})}
    body = msgspec.convert({**sent, **fields}, AnswerSubmit)
    return accept(log.plan, log.state, SESSION, SEAT, body, received=log.now, lag=Lag(rtt, last_beat), factor=factor)


KEYS = {"choices", "value", "text", "words", "order", "pairs"}


def refused(log: Log, **fields: Any) -> Code:
    with pytest.raises(Refused) as caught:
        hand_in(log, **fields)
    return caught.value.code


def test_an_answer_in_the_window_is_in_time() -> None:
    log = opened()
    log.now += 4_000
    taken = hand_in(log, at=log.now - 50)
    assert (taken.in_time, taken.credited, taken.received, taken.tap) == (True, log.now - 50, log.now, log.now - 50)
    assert (taken.run, taken.participant, taken.answer) == (RUN, SEAT, {"choices": ["x0a"]})


@pytest.mark.parametrize(("rtt", "expected"), [(None, 20), (0.0, 20), (80.0, 100), (279.0, 299), (5_000.0, LAG_CAP_MS)])
def test_the_allowance_is_what_we_measured_and_a_little_and_never_more_than_the_cap(
    rtt: float | None, expected: int
) -> None:
    assert allowance(Lag(rtt), 0) == expected


@given(
    at=st.floats(allow_nan=False),
    received=st.integers(10**12, 2 * 10**12),
    rtt=st.one_of(st.none(), st.floats(0, 10**6)),
)
def test_no_claim_gains_more_than_the_cap(at: float, received: int, rtt: float | None) -> None:
    credited = credit(at, received, Lag(rtt))
    assert received - min(LAG_CAP_MS, (rtt or 0) + LAG_SLACK_MS) <= credited + 1
    assert credited <= received


def test_before_the_opening_it_is_not_open() -> None:
    log = prepared()
    assert refused(log) is Code.NOT_OPEN
    log.give(Open())
    assert refused(log, at=log.now + LEAD) is Code.NOT_OPEN
    log.now += LEAD
    assert hand_in(log, at=log.now - 200, rtt=300).credited == log.now, "no tap is before the opening"


@pytest.mark.parametrize(
    ("tap_ms", "late_by_ms", "in_time"),
    [
        (WINDOW, GRACE_MS, True),
        (WINDOW, GRACE_MS + 1, False),
        (WINDOW + 1, 1, False),
        (WINDOW - 100, 200, True),
    ],
)
def test_in_time_is_a_tap_in_the_window_received_within_the_grace(
    tap_ms: int, late_by_ms: int, *, in_time: bool
) -> None:
    log = opened()
    opens_at = log.now
    log.now = opens_at + WINDOW + late_by_ms
    assert hand_in(log, at=opens_at + tap_ms, rtt=10_000).in_time is (in_time and WINDOW + late_by_ms - tap_ms <= 300)


def test_a_lie_about_the_tap_does_not_save_a_late_answer() -> None:
    log = opened()
    log.now += WINDOW + LAG_CAP_MS + 1
    assert not hand_in(log, at=0, rtt=10_000).in_time


def test_a_factor_stretches_ones_own_window_only() -> None:
    log = opened()
    log.now += WINDOW + 5_000
    assert (hand_in(log).in_time, hand_in(log, factor=Fraction(3, 2)).in_time) == (False, True)


def test_closing_by_hand_ends_a_stretched_window_too() -> None:
    log = opened()
    log.give(Close(), after=1_000)
    log.now += 400
    assert not hand_in(log, factor=Fraction(3)).in_time
    assert hand_in(log, at=log.now - 400, rtt=10_000).in_time is False
    assert hand_in(log, at=log.now - 300, rtt=10_000).in_time is False
    log.now -= 200
    assert hand_in(log, at=log.now - 200, rtt=10_000).in_time


def test_after_the_close_answers_are_late_and_after_the_reveal_refused() -> None:
    log = opened()
    log.give(Close())
    log.give(TimeUp(RUN, pinned(), 0), after=GRACE_MS)
    log.now += 1_000
    assert not hand_in(log).in_time
    log.give(Recovered(RUN, pinned("ann")), Reveal(shown(pinned("ann"))))
    assert refused(log) is Code.CLOSED


def test_a_skipped_or_foreign_run_takes_nothing() -> None:
    assert refused(opened(), run=str(uuid4())) is Code.CLOSED
    assert refused(Log()) is Code.CLOSED
    log = opened()
    log.give(Skip())
    assert refused(log) is Code.CLOSED


def test_while_paused_only_taps_from_before_the_pause_are_taken() -> None:
    log = opened()
    log.give(Pause(), after=1_000)
    log.now += 100
    assert refused(log) is Code.NOT_OPEN
    assert hand_in(log, at=log.now - 100).credited == log.now - 100
    log.give(Resume())
    assert hand_in(log).in_time


@pytest.mark.parametrize(
    "fields",
    [
        {"sub": ""},
        {"sub": "s" * 65},
        {"sub": "a\0b"},
        {"sub": "\ud800"},
        {"rev": -1},
        {"rev": 2**31},
        {"confidence": 101},
        {"confidence": -1},
        {"at": float("nan")},
        {"at": float("inf")},
        {"choices": []},
        {"choices": ["0a"]},
        {"choices": ["x0a", "x0b"]},
        {"choices": [["x0a"]]},
        {"choices": [7]},
        {"value": True},
        {"text": "a"},
        {"choices": ["x0a"], "text": "a"},
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_before_it_is_queued(fields: dict[str, Any]) -> None:
    assert refused(opened(), **fields) is Code.BAD_REQUEST


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 100_000])
def test_text_that_cannot_be_stored_is_refused(text: str) -> None:
    log = opened(item(0, "open_text"))
    assert refused(log, text=text) is Code.BAD_REQUEST


def test_a_slide_takes_no_answer() -> None:
    log = opened(item(0, "slide"))
    assert refused(log, text="hello") is Code.BAD_REQUEST


def test_who_had_no_line_at_the_close_may_hand_in_for_a_while() -> None:
    log = opened(recovery_ms=5_000)
    log.give(TimeUp(RUN, CloseFacts(0, "", [SEAT]), 0), after=WINDOW + GRACE_MS)
    log.now += 5_000
    assert hand_in(log).in_time
    log.now += 1
    assert not hand_in(log).in_time


def test_what_waited_for_us_is_credited_back_to_the_last_heartbeat() -> None:
    log = opened()
    tapped, log.now = log.now + 1_000, log.now + 9_000
    usual, wider = hand_in(log, at=tapped), hand_in(log, at=tapped, last_beat=tapped - 500)
    assert (usual.credited, usual.allowed) == (log.now - 100, 100)
    assert (wider.credited, wider.allowed, wider.rtt) == (tapped, 8_500, 80)
    assert hand_in(log, at=0, last_beat=tapped + 200).credited == tapped + 200
