"""Answers by chance fit the item they answer."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.guess import WORDS, guess
from models.rules.questions.kinds import Kind, live_supported

SHOWN: dict[str, dict[str, Any]] = {
    "single": {"choices": [{"id": "a"}, {"id": "b"}]},
    "poll": {"choices": [{"id": "a"}, {"id": "b"}]},
    "multiple": {"choices": [{"id": "a"}, {"id": "b"}, {"id": "c"}]},
    "true_false": {},
    "numeric": {},
    "short_text": {},
    "open_text": {},
    "word_cloud": {},
    "ordering": {"items": [{"id": "a"}, {"id": "b"}, {"id": "c"}]},
    "matching": {"lefts": [{"id": "l"}, {"id": "m"}], "rights": [{"id": "r"}, {"id": "s"}, {"id": "t"}]},
}


@given(kind=st.sampled_from(sorted(SHOWN)), seed=st.integers())
def test_a_guess_has_the_shape_of_its_kind(kind: str, seed: int) -> None:
    answer = guess({"kind": kind, **SHOWN[kind]}, Random(seed))
    assert answer is not None
    match next(iter(answer.items())):
        case "choices", picked:
            ids = {each["id"] for each in SHOWN[kind]["choices"]}
            assert set(picked) <= ids
            assert len(picked) == len(set(picked)) == (1 if kind in {"single", "poll"} else len(picked)) > 0
        case "order", order:
            assert sorted(order) == ["a", "b", "c"]
        case "pairs", pairs:
            assert [left for left, _ in pairs] == ["l", "m"]
            assert len({right for _, right in pairs} & {"r", "s", "t"}) == 2
        case "value", value:
            assert isinstance(value, bool) is (kind == "true_false")
        case "text", text:
            assert text in WORDS
        case other:
            assert other == ("words", answer["words"])
            assert set(answer["words"]) <= set(WORDS)


def test_every_kind_that_a_live_session_asks_is_tried() -> None:
    assert set(SHOWN) == {kind for kind in Kind if live_supported(kind)} - {Kind.SLIDE}


@pytest.mark.parametrize("kind", ["slide", "something_new"])
def test_there_is_no_answer_to_what_asks_nothing(kind: str) -> None:
    assert guess({"kind": kind}, Random(1)) is None


def test_the_same_seed_makes_the_same_choices() -> None:
    item = {"kind": "multiple", **SHOWN["multiple"]}
    assert [guess(item, Random(7)) for _ in range(3)] == [guess(item, Random(7))] * 3
