"""Answers are read in the shapes of attempts and of live sessions, or refused with every fault."""

import json
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.questions import Answer, Content, Invalid, dump_answer, ids_of, parse_answer
from models.rules.questions.answers import Chosen, Filled, Handed, Number, Ordered, Paired, Truth, Words, Written
from tests.models.rules.questions.samples import CONTENTS, LIVE, QUESTIONS, RIGHT, UNMARKED, answers_to, question
from tests.models.rules.questions.test_storing import JSON

SLIDELESS = sorted(set(QUESTIONS) - {"slide"})
READ: dict[str, Answer] = {
    "single": Chosen(("id1",)),
    "multiple": Chosen(("id1", "id2", "id4")),
    "true_false": Truth(value=True),
    "short_text": Written("  CAF\u00c9 au\tlait "),
    "numeric": Number(Decimal("9.82"), "m/s2"),
    "matching": Paired((("id4", "id1"), ("id5", "id2"))),
    "ordering": Ordered(("id1", "id2", "id3")),
    "cloze": Filled((("1", Written("A")), ("2", Chosen(("id1",))), ("x", Number(Decimal(3))))),
    "essay": Written("Long.", ("f1",)),
    "file": Handed(("f1", "f2")),
    "poll": Chosen(("id2",)),
    "word_cloud": Words(("good", "bad")),
    "open_text": Written("Hm."),
}


@pytest.mark.parametrize("kind", SLIDELESS)
def test_each_kind_reads_its_shape(kind: str) -> None:
    content, raw = question(kind, **QUESTIONS[kind]), {**RIGHT, **UNMARKED}[kind]
    assert parse_answer(content, raw) == READ[kind]
    live = LIVE.get(kind, raw)
    assert parse_answer(content, live, live=True) == READ[kind]
    assert dump_answer(content, READ[kind], live=True).keys() == live.keys()


@pytest.mark.parametrize("kind", SLIDELESS)
@pytest.mark.parametrize("live", [False, True])
def test_an_answer_is_written_as_it_is_read(kind: str, live: bool) -> None:  # noqa: FBT001 - a parameter of the test
    content = question(kind, **QUESTIONS[kind])
    names = {each: f"run-{each}" for each in ids_of(content)}
    raw = json.loads(json.dumps(dump_answer(content, READ[kind], live=live, relabel=names)))
    assert parse_answer(content, raw, live=live, relabel=names) == READ[kind]
    assert "run-" in json.dumps(raw) or not names


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("single", None), ("single", {}), ("single", {"choice": None}),
        ("multiple", {"choices": []}), ("true_false", {"value": None}), ("short_text", {"text": " \n"}),
        ("numeric", {"value": None, "unit": "m"}), ("numeric", {"value": " "}), ("matching", {"pairs": []}),
        ("ordering", {"order": []}), ("cloze", {"blanks": None}), ("cloze", {"blanks": {"1": {"text": ""}, "2": None}}),
        ("essay", {"text": " ", "files": []}), ("file", {}), ("poll", {}), ("word_cloud", {"words": []}),
        ("open_text", {"text": ""}),
    ],
)  # fmt: skip
def test_a_blank_is_none_in_an_attempt_and_refused_live(kind: str, raw: Any) -> None:
    content = question(kind, **QUESTIONS[kind])
    assert parse_answer(content, raw) is None
    assert dump_answer(content, None) == {}
    live = {"choices": []} if kind in {"single", "poll"} and raw else raw
    with pytest.raises(Invalid) as refused:
        parse_answer(content, live, live=True)
    assert [each.code for each in refused.value.problems] == ["blank"]


@pytest.mark.parametrize(
    ("kind", "raw", "live", "fault"),
    [
        ("single", {"choice": "id9"}, False, ("choice", "unknown_id")),
        ("single", {"choice": ["id1"]}, False, ("choice", "unknown_id")),
        ("single", {"choices": ["id1"]}, False, ("choices", "unknown_field")),
        ("single", {"choice": "id1"}, True, ("choice", "unknown_field")),
        ("single", {"choices": ["id1", "id2"]}, True, ("choices", "too_many")),
        ("single", 3, False, ("", "wrong_type")),
        ("multiple", {"choices": ["id1", "id1"]}, False, ("choices.1", "duplicate")),
        ("multiple", {"choices": [{}]}, False, ("choices.0", "unknown_id")),
        ("multiple", {"choices": "id1"}, False, ("choices", "wrong_type")),
        ("multiple", {"choices": [1, 2, 3, 4, 5]}, False, ("choices", "too_many")),
        ("true_false", {"value": 1}, False, ("value", "wrong_type")),
        ("short_text", {"text": 1}, False, ("text", "wrong_type")),
        ("short_text", {"text": "a\x00"}, False, ("text", "bad_text")),
        ("short_text", {"text": "a\ud800"}, True, ("text", "bad_text")),
        ("short_text", {"text": "a" * 501}, True, ("text", "too_long")),
        ("short_text", {"text": "a" * 10_001}, False, ("text", "too_long")),
        ("numeric", {"value": float("nan")}, False, ("value", "not_a_number")),
        ("numeric", {"value": float("inf")}, True, ("value", "not_a_number")),
        ("numeric", {"value": "1,000"}, False, ("value", "ambiguous_number")),
        ("numeric", {"value": 10**41}, False, ("value", "out_of_range")),
        ("numeric", {"value": 1, "unit": "m" * 41}, False, ("unit", "too_long")),
        ("matching", {"pairs": [["id4", "id1"], ["id4", "id2"]]}, False, ("pairs.1.0", "duplicate")),
        ("matching", {"pairs": [["id4"]]}, False, ("pairs.0", "wrong_type")),
        ("matching", {"pairs": ["id4"]}, False, ("pairs.0", "wrong_type")),
        ("matching", {"pairs": [["id1", "id4"]]}, False, ("pairs.0.0", "unknown_id")),
        ("matching", {"pairs": [["id4", "id4"]]}, False, ("pairs.0.1", "unknown_id")),
        ("ordering", {"order": ["id1", "id2"]}, False, ("order", "too_few")),
        ("ordering", {"order": ["id1", "id2", "id2"]}, True, ("order.2", "duplicate")),
        ("cloze", {"blanks": {"9": {"text": "a"}}}, False, ("blanks.9", "unknown_field")),
        ("cloze", {"blanks": {"1": {"text": "a", "x": 1}}}, False, ("blanks.1.x", "unknown_field")),
        ("cloze", {"blanks": {"2": {"choice": "b"}}}, False, ("blanks.2.choice", "unknown_id")),
        ("file", {"files": ["f", "f"]}, False, ("files", "duplicate")),
        ("file", {"files": ["f" * 65]}, False, ("files.0", "too_long")),
        ("word_cloud", {"words": ["a", "A "]}, True, ("words", "duplicate")),
        ("word_cloud", {"words": ["a", "b", "c"]}, True, ("words", "too_many")),
        ("poll", {"choices": ["id1", "id2"]}, True, ("choices", "too_many")),
        ("slide", {}, True, ("", "takes_no_answer")),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused_with_its_place(kind: str, raw: Any, *, live: bool, fault: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        parse_answer(question(kind, **QUESTIONS[kind]), raw, live=live)
    assert fault in [(".".join(map(str, each.path)), each.code) for each in refused.value.problems]


def test_a_poll_may_take_several_choices() -> None:
    content = question("poll", multiple=True, **QUESTIONS["poll"])
    assert parse_answer(content, {"choices": ["id2", "id1"]}, live=True) == Chosen(("id1", "id2"))


def test_only_relabelled_ids_are_known() -> None:
    content = question("single", **QUESTIONS["single"])
    names = {"id1": "a", "id2": "b", "id3": "c"}
    assert parse_answer(content, {"choice": "b"}, relabel=names) == Chosen(("id2",))
    with pytest.raises(Invalid):
        parse_answer(content, {"choice": "id2"}, relabel=names)
    with pytest.raises(ValueError, match="every id"):
        parse_answer(content, {"choice": "a"}, relabel={"id1": "a"})


@given(
    st.sampled_from(SLIDELESS),
    JSON
    | st.dictionaries(
        st.sampled_from(["choice", "choices", "value", "text", "words", "order", "pairs", "blanks", "files", "unit"]),
        JSON,
    ),
    st.booleans(),
)
def test_nothing_but_a_refusal_comes_of_any_answer(kind: str, raw: Any, live: bool) -> None:  # noqa: FBT001 - drawn
    content = question(kind, **QUESTIONS[kind])
    with suppress(Invalid):
        answer = parse_answer(content, raw, live=live)
        assert parse_answer(content, json.loads(json.dumps(dump_answer(content, answer)))) == answer


@given(st.data(), CONTENTS)
def test_any_answer_is_written_as_it_is_read(data: st.DataObject, content: Content) -> None:
    answer = parse_answer(content, data.draw(answers_to(content)))
    assert parse_answer(content, dump_answer(content, answer)) == answer
