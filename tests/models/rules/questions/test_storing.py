"""Questions are read with all their faults, and stored without loss."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.questions import Content, Invalid, author_view, dump, load, parse_content, validate
from tests.models.rules.questions.samples import CONTENTS, QUESTIONS, choices, new_ids, question


@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_is_stored_as_json_comes_back_equal(kind: str) -> None:
    content = question(kind, **QUESTIONS[kind])
    assert load(kind, json.loads(json.dumps(dump(content)))) == content


@given(CONTENTS)
def test_any_question_comes_back_equal(content: Content) -> None:
    assert load(content.kind, json.loads(json.dumps(dump(content)))) == content


@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_an_author_reads_can_be_sent_back(kind: str) -> None:
    content = question(kind, **QUESTIONS[kind])
    assert parse_content(kind, json.loads(json.dumps(author_view(content))), new_id=new_ids()) == content


def test_an_author_reads_back_what_was_written() -> None:
    written: dict[str, Any] = {
        "choices": [
            {"text": "a", "correct": True, "fraction": 1, "feedback": "Yes."},
            {"text": "b", "correct": False, "fraction": -0.5},
        ],
        "penalty": 0.25,
        "lower_bound": -0.5,
    }
    seen = author_view(question("single", **written))
    assert seen == {
        **written,
        "choices": [{"id": f"id{n}", **c} for n, c in enumerate(written["choices"], 1)],
        "scoring": "weights",
    }
    assert author_view(question("essay", rubric="Be kind.")) == {"rubric": "Be kind.", "min_words": 0}
    assert dump(question("essay", rubric="Be kind.")) == {"rubric": "Be kind.", "min_words": 0}
    near = {
        "value": 3,
        "unit": "m",
        "unit_penalty": 0.5,
        "near": [{"value": 2, "tolerance": 1, "tolerance_kind": "absolute", "fraction": 0.25}],
    }
    assert author_view(question("numeric", **near)) == {**near, "scoring": "weights"}
    forms = {
        "accepted": [{"text": "x", "fraction": 1, "feedback": "Good."}],
        "case_sensitive": True,
        "scoring": "weights",
    }
    assert author_view(question("short_text", **forms)) == forms


def test_fields_of_the_envelope_may_stand_beside_the_content() -> None:
    envelope = {
        "kind": "true_false",
        "stem": "?",
        "points": 2,
        "seconds": 20,
        "feedback": "",
        "tags": [],
        "media": None,
    }
    assert (
        question("true_false", answer=True, **{k: v for k, v in envelope.items() if k != "kind"}).kind == "true_false"
    )
    assert validate("true_false", {**envelope, "answer": True}) == ()


PAIRS = [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}]
CLOZE_BLANK = {"kind": "numeric", "value": 1}


@pytest.mark.parametrize(
    ("kind", "raw", "faults"),
    [
        ("nonsense", {}, [("kind", "unknown_option")]),
        ("single", {}, [("choices", "required"), ("choices", "one_correct")]),
        ("single", {"choices": 3}, [("choices", "wrong_type"), ("choices", "one_correct")]),
        ("single", {"choices": choices("=a")}, [("choices", "too_few")]),
        ("single", {"choices": choices("=a", *map(str, range(50)))}, [("choices", "too_many")]),
        ("single", {"choices": choices("=a", "=b")}, [("choices", "one_correct")]),
        ("single", {"choices": choices("a", "b")}, [("choices", "one_correct")]),
        ("single", {"choices": choices("=a", " a")}, [("choices.1.text", "duplicate")]),
        ("single", {"choices": [{"text": "a"}, {"text": "b", "correct": True}]}, [("choices.0.correct", "required")]),
        ("single", {"choices": [{"text": "a", "correct": 1}, *choices("=b")]}, [("choices.0.correct", "wrong_type")]),
        ("single", {"choices": [[], *choices("=b")]}, [("choices.0", "wrong_type")]),
        ("single", {"choices": [{1: 2}, *choices("=b")]}, [("choices.0", "wrong_type")]),
        ("single", {"choices": choices("=a", " ")}, [("choices.1.text", "blank")]),
        ("single", {"choices": choices("=a", "\x00")}, [("choices.1.text", "bad_text")]),
        ("single", {"choices": choices("=a", "\udc00")}, [("choices.1.text", "bad_text")]),
        ("single", {"choices": choices("=a", "x" * 2001)}, [("choices.1.text", "too_long")]),
        ("single", {"choices": [{"text": 5, "correct": False}, *choices("=b")]}, [("choices.0.text", "wrong_type")]),
        (
            "single",
            {"choices": [{"text": "c", "correct": False, "fraction": 2}, *choices("=b")]},
            [("choices.0.fraction", "out_of_range")],
        ),
        (
            "single",
            {"choices": [{"text": "c", "correct": False, "fraction": "x"}, *choices("=b")]},
            [("choices.0.fraction", "not_a_number")],
        ),
        (
            "single",
            {"choices": [{"text": "c", "correct": True, "fraction": 0.5}, *choices("b")]},
            [("choices", "no_full_mark")],
        ),
        ("single", {"choices": choices("=a", "b"), "scoring": "halves"}, [("scoring", "unknown_option")]),
        ("single", {"choices": choices("=a", "b"), "scoring": ["weights"]}, [("scoring", "unknown_option")]),
        ("single", {"choices": choices("=a", "b"), "penalty": -1}, [("penalty", "out_of_range")]),
        ("single", {"choices": choices("=a", "b"), "hint": ""}, [("hint", "unknown_field")]),
        ("multiple", {"choices": choices("a", "b")}, [("choices", "one_correct")]),
        (
            "multiple",
            {"choices": [{"text": "c", "correct": True, "fraction": 0.5}, *choices("b")], "scoring": "weights"},
            [("choices", "no_full_mark")],
        ),
        ("poll", {"choices": choices("=a", "b")}, [("choices.0.correct", "no_key")]),
        ("poll", {"choices": [{"text": "a", "fraction": 1}, {"text": "b"}]}, [("choices.0.correct", "no_key")]),
        ("true_false", {}, [("answer", "required")]),
        ("true_false", {"answer": "yes"}, [("answer", "wrong_type")]),
        ("short_text", {"accepted": []}, [("accepted", "too_few")]),
        ("short_text", {"accepted": [{"text": "a", "fraction": 0.5}]}, [("accepted", "no_full_mark")]),
        (
            "short_text",
            {"accepted": [{"text": "a", "fraction": -0.5}, {"text": "b"}]},
            [("accepted.0.fraction", "out_of_range")],
        ),
        ("numeric", {}, [("value", "required")]),
        ("numeric", {"value": True}, [("value", "wrong_type")]),
        ("numeric", {"value": "1,000"}, [("value", "ambiguous_number")]),
        ("numeric", {"value": float("nan")}, [("value", "not_a_number")]),
        ("numeric", {"value": 1, "tolerance": -1}, [("tolerance", "out_of_range")]),
        ("numeric", {"value": 0, "tolerance": 1, "tolerance_kind": "relative"}, [("tolerance_kind", "around_zero")]),
        ("numeric", {"value": 0, "tolerance": 1, "tolerance_kind": "geometric"}, [("tolerance_kind", "around_zero")]),
        ("numeric", {"value": 1, "tolerance_kind": "cubic"}, [("tolerance_kind", "unknown_option")]),
        ("numeric", {"value": 1, "units": [{"unit": "m", "factor": 1}]}, [("units", "needs_unit")]),
        ("numeric", {"value": 1, "unit": "m", "units": [{"unit": "m", "factor": 1}]}, [("units.0.unit", "duplicate")]),
        (
            "numeric",
            {"value": 1, "unit": "m", "units": [{"unit": "k", "factor": 0}]},
            [("units.0.factor", "out_of_range")],
        ),
        ("numeric", {"value": 1, "near": [{"value": 2}]}, [("near.0.fraction", "required")]),
        ("matching", {"pairs": PAIRS[:1]}, [("pairs", "too_few")]),
        ("matching", {"pairs": [*PAIRS, PAIRS[0]]}, [("pairs.2.left", "duplicate")]),
        ("matching", {"pairs": PAIRS, "distractors": ["1"]}, [("distractors.0", "duplicate")]),
        ("matching", {"pairs": PAIRS, "distractors": ["x", "x"]}, [("distractors.1", "duplicate")]),
        (
            "matching",
            {"pairs": PAIRS, "distractors": [" ", 1]},
            [("distractors.0", "blank"), ("distractors.1", "wrong_type")],
        ),
        ("matching", {"pairs": PAIRS, "scoring": "weights"}, [("scoring", "unknown_option")]),
        ("ordering", {"items": ["a"]}, [("items", "too_few")]),
        ("ordering", {"items": ["a", "a"]}, [("items", "duplicate")]),
        ("cloze", {"text": "a", "blanks": {}}, [("text", "out_of_range")]),
        ("cloze", {"text": "{{1}}"}, [("blanks", "required"), ("blanks.1", "required"), ("blanks.1.kind", "required")]),
        ("cloze", {"text": "{{1}}{{1}}", "blanks": {"1": CLOZE_BLANK}}, [("text", "duplicate")]),
        ("cloze", {"text": "{{1}}", "blanks": {"1": CLOZE_BLANK, "2": CLOZE_BLANK}}, [("blanks.2", "unknown_field")]),
        (
            "cloze",
            {"text": "{{1}}", "blanks": {"1": {"kind": "essay"}}},
            [("blanks.1.kind", "unknown_option"), ("blanks.1.kind", "required")],
        ),
        (
            "cloze",
            {"text": "{{1}}", "blanks": {"1": {**CLOZE_BLANK, "weight": 0}}},
            [("blanks.1.weight", "out_of_range")],
        ),
        ("essay", {"rubric": [{"text": "a", "points": -1}]}, [("rubric.0.points", "out_of_range")]),
        ("essay", {"min_words": 1.5}, [("min_words", "out_of_range")]),
        ("essay", {"min_words": True}, [("min_words", "out_of_range")]),
        ("word_cloud", {"max_words": 11}, [("max_words", "out_of_range")]),
        ("file", {"size": 1}, [("size", "unknown_field")]),
    ],
)
def test_a_fault_is_told_with_its_place(kind: str, raw: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    found = [(".".join(map(str, each.path)), each.code) for each in validate(kind, raw)]
    assert [each for each in found if each in faults] == faults
    assert len(found) == len(faults), found
    with pytest.raises(Invalid) as refused:
        parse_content(kind, raw, new_id=new_ids())
    assert [each.code for each in refused.value.problems] == [code for _, code in found]
    assert all(each.message for each in refused.value.problems)


def test_all_faults_are_told_at_once() -> None:
    raw = {"choices": [{"text": "\x00", "correct": 1}, {"correct": False}], "scoring": "luck", "more": 1}
    places = {".".join(map(str, each.path)) for each in validate("single", raw)}
    assert places == {"choices.0.text", "choices.0.correct", "choices.1.text", "choices", "scoring", "more"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=5,
)
FIELDS = sorted({name for raw in QUESTIONS.values() for name in raw} | {"near", "case_sensitive", "penalty", "scoring"})


@given(st.sampled_from(sorted(QUESTIONS)), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3))
def test_nothing_but_a_refusal_comes_of_any_json(kind: str, odd: dict[str, Any]) -> None:
    raw = QUESTIONS[kind] | odd
    faults = validate(kind, raw)
    if not faults:
        content = parse_content(kind, raw, new_id=new_ids())
        assert load(kind, json.loads(json.dumps(dump(content)))) == content


def test_what_was_not_stored_by_us_is_refused() -> None:
    with pytest.raises(Invalid):
        load("single", {"choices": [{"text": "a"}]})
