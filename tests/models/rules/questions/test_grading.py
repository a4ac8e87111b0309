"""Marks: every rule by worked examples, and what holds for all of them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.questions import (
    Content,
    Kind,
    apply_key,
    award,
    dump_answer,
    feedback_for,
    grade,
    ids_of,
    parse_answer,
    total,
)
from models.rules.questions.answers import Chosen, Truth, Written
from models.rules.questions.marks import Scoring
from tests.models.rules.questions.samples import (
    CONTENTS,
    OTHER_KEYS,
    QUESTIONS,
    RIGHT,
    UNMARKED,
    Raw,
    again,
    answers_to,
    choices,
    question,
)


def share(content: Content, raw: Any) -> str:
    """The mark of an answer, as a ratio."""
    return str(grade(content, parse_answer(content, raw)).fraction)


def codes(content: Content, raw: Any) -> list[str]:
    """The codes of a mark's reasons."""
    return [each.code for each in grade(content, parse_answer(content, raw)).why]


def picked(letters: str) -> Raw:
    """Choices named by letters: A is the first."""
    return {"choices": [f"id{ord(letter) - 64}" for letter in letters]}


# Four options, A B C right: the worked example of the table in features.md.
ABC = choices("=A", "=B", "=C", "D")
FIVE = choices("=A", "=B", "C", "D", "E")


@pytest.mark.parametrize(
    ("rule", "options", "answers"),
    [
        ("all_or_nothing", ABC, {"ABC": "1", "AB": "0", "ABCD": "0", "D": "0", "": "0"}),
        ("right_minus_wrong", ABC, {"ABC": "1", "AB": "2/3", "ABD": "1/3", "AD": "0", "D": "0", "": "0"}),
        ("every_decision", ABC, {"ABC": "1", "ABD": "1/2", "AB": "3/4", "A": "1/2", "D": "0", "ABCD": "3/4", "": "0"}),
        ("halves", ABC, {"ABC": "1", "AB": "1/2", "ABCD": "1/2", "A": "0", "": "0"}),
        ("halves", FIVE, {"AB": "1", "ABC": "1/2", "A": "1/2", "AC": "1/4", "ABCD": "1/4", "CD": "0", "": "0"}),
        ("halves", choices("=A", "B"), {"A": "1", "AB": "0", "B": "0", "": "0"}),
        ("every_decision", choices("=A", "B", "C", "D"), {"A": "1", "B": "1/2", "AB": "3/4", "": "0"}),
    ],
)
def test_a_multiple_choice_by_its_rule(rule: str, options: list[Raw], answers: dict[str, str]) -> None:
    content = question("multiple", choices=options, scoring=rule)
    assert {letters: share(content, picked(letters)) for letters in answers} == answers


def test_open_edx_gives_what_its_table_says() -> None:
    content = question("multiple", choices=choices("=A", "=B", "C", "=D"), scoring="every_decision")
    assert [share(content, picked(each)) for each in ("ABD", "AB", "ABC", "AC")] == ["1", "3/4", "1/2", "1/4"]


def weights(*fractions: float | str | None, **more: Any) -> Content:
    """A multiple question by weights; positive and absent ones are correct."""
    rows = [
        {"text": str(at), "correct": each is None or (isinstance(each, str) or each > 0), "fraction": each}
        for at, each in enumerate(fractions)
    ]
    return question("multiple", choices=rows, scoring="weights", **more)


@pytest.mark.parametrize(
    ("content", "answers"),
    [
        (weights(0.5, 0.5, -0.5), {"AB": "1", "A": "1/2", "ABC": "1/2", "C": "0", "AC": "0"}),
        (weights(0.5, 0.5, -0.5, lower_bound=-0.25), {"C": "-1/4", "AC": "0", "": "0"}),
        (weights(0.5, 0.5, -0.5, lower_bound=-1), {"C": "-1/2"}),
        (weights(0.33333, 0.33333, 0.33333, -1), {"ABC": "1", "AB": "2/3", "A": "1/3", "ABD": "0"}),
        (weights(0.33, 0.33, 0.33), {"ABC": "1", "AB": "33/50"}),
        (weights("1/3", "2/3"), {"A": "1/3", "AB": "1"}),
        (weights(None, None, 0, -1), {"A": "1/2", "AB": "1", "C": "0", "ABC": "1", "ABD": "0"}),
        (weights(1, 1), {"A": "1", "AB": "1"}),
    ],
)
def test_weights_are_summed_and_bounded(content: Content, answers: dict[str, str]) -> None:
    assert {letters: share(content, picked(letters)) for letters in answers} == answers


def test_a_single_choice_earns_its_fraction() -> None:
    rows = [{"text": "a", "correct": True}, {"text": "b", "correct": False, "fraction": 0.5}]
    rows += [{"text": "c", "correct": False, "fraction": -0.25}, {"text": "d", "correct": False}]
    content = question("single", choices=rows)
    assert [share(content, {"choice": f"id{n}"}) for n in (1, 2, 3, 4)] == ["1", "1/2", "-1/4", "0"]
    strict = question("single", choices=rows, scoring="all_or_nothing")
    assert [share(strict, {"choice": f"id{n}"}) for n in (1, 2, 3, 4)] == ["1", "0", "0", "0"]
    floored = question("single", choices=rows, lower_bound=0)
    assert share(floored, {"choice": "id3"}) == "0"


@pytest.mark.parametrize(("answer", "mark"), [({"value": True}, "1"), ({"value": False}, "-1/2"), ({}, "0")])
def test_a_penalty_meets_wrong_answers_and_never_blank_ones(answer: Raw, mark: str) -> None:
    assert share(question("true_false", answer=True, penalty=0.5), answer) == mark


@pytest.mark.parametrize(
    ("accepted", "case", "text", "mark"),
    [
        ("Paris", False, "  paris ", "1"),
        ("Paris", True, "paris", "0"),
        ("Paris", True, " Paris\n", "1"),
        ("New York", False, "new \t york", "1"),
        ("Caf\u00e9", False, "CAFE\u0301", "1"),
        ("stra\u00dfe", False, "STRASSE", "1"),
        ("\u039f\u03b4\u03cc\u03c2", False, "\u039f\u0394\u038c\u03a3", "1"),
        ("\u0642\u0644\u0645", False, " \u0642\u0644\u0645 ", "1"),
        ("col*r", False, "colour", "1"),
        ("col*r", False, "color", "1"),
        ("col*r", False, "colors", "0"),
        ("a*b*c", False, "aXbYc", "1"),
        ("a*b*c", False, "ac", "0"),
        ("ab*ba", False, "aba", "0"),
        ("*", False, "anything", "1"),
        (r"2\*3", False, "2*3", "1"),
        (r"2\*3", False, "2x3", "0"),
        (r"a\b", False, r"a\b", "1"),
        ("a.c", False, "abc", "0"),
    ],
)
def test_short_text_compares_as_people_read(accepted: str, case: bool, text: str, mark: str) -> None:  # noqa: FBT001 - a parameter of the test
    content = question("short_text", accepted=[{"text": accepted}], case_sensitive=case)
    assert share(content, {"text": text}) == mark


def test_the_first_accepted_form_decides() -> None:
    forms = [{"text": "red*", "fraction": 0.5}, {"text": "red"}, {"text": "*", "fraction": 0, "feedback": "No."}]
    content = question("short_text", accepted=forms)
    assert [share(content, {"text": text}) for text in ("red", "reddish", "blue", " ")] == ["1/2", "1/2", "0", "0"]
    strict = question("short_text", accepted=forms[::-1][1:], scoring="all_or_nothing")
    assert [share(strict, {"text": text}) for text in ("red", "reddish")] == ["1", "0"]


@pytest.mark.parametrize(
    ("fields", "right", "wrong"),
    [
        ({"value": 0.3}, [0.3, "0.30", "0,3", "\u0660\u066b\u0663", Decimal("0.3")], [0.30000000000000004, 0.29999999]),
        ({"value": 10, "tolerance": 0.1}, [9.9, 10.1, 10], [9.89, 10.11, 9.8999999999]),
        ({"value": 10, "tolerance": 0.1, "tolerance_kind": "relative"}, [9, 11], [8.99, 11.01]),
        ({"value": -10, "tolerance": 0.1, "tolerance_kind": "relative"}, [-9, -11], [-8.99, 9]),
        ({"value": 10, "tolerance": 0.25, "tolerance_kind": "geometric"}, [8, 12.5], [7.99, 12.51]),
        ({"value": -10, "tolerance": 0.25, "tolerance_kind": "geometric"}, [-8, -12.5], [-7.99, -12.51]),
        ({"value": 0}, [0, 0.0, "-0"], [1e-300]),
        ({"value": 6.02e23, "tolerance": 1e21}, ["6.02e23", 6.03e23], [6.031e23]),
    ],
)
def test_numbers_are_compared_exactly(fields: Raw, right: list[Any], wrong: list[Any]) -> None:
    content = question("numeric", **fields)
    assert {share(content, {"value": each}) for each in right} == {"1"}
    assert {share(content, {"value": each}) for each in wrong} == {"0"}


def test_near_numbers_earn_a_part() -> None:
    near = [{"value": 10, "tolerance": 0.2, "fraction": 0.5}, {"value": -10, "fraction": 0.25}]
    content = question("numeric", value=10, tolerance=0.1, near=near)
    assert [share(content, {"value": each}) for each in (10.1, 10.2, -10, 11)] == ["1", "1/2", "1/4", "0"]
    strict = question("numeric", value=10, tolerance=0.1, near=near, scoring="all_or_nothing")
    assert [share(strict, {"value": each}) for each in (10.1, 10.2, -10)] == ["1", "0", "0"]


@pytest.mark.parametrize(
    ("penalty", "unit", "value", "mark", "reason"),
    [
        (1, "m", 5, "1", None),
        (1, " m ", 5, "1", None),
        (1, "km", 0.005, "1", "unit_converted"),
        (1, "km", 5, "0", "unit_converted"),
        (1, None, 5, "0", "unit_missing"),
        (1, "M", 5, "0", "unit_unknown"),
        (0.25, None, 5, "3/4", "unit_missing"),
        (0.25, "s", 5, "3/4", "unit_unknown"),
        (0, None, 5, "1", "unit_missing"),
    ],
)
def test_a_unit_counts(penalty: float, unit: str | None, value: float, mark: str, reason: str | None) -> None:
    content = question("numeric", value=5, unit="m", units=[{"unit": "km", "factor": 1000}], unit_penalty=penalty)
    assert share(content, {"value": value, "unit": unit}) == mark
    assert reason is None or reason in codes(content, {"value": value, "unit": unit})


def test_a_unit_that_nobody_asked_for_is_not_looked_at() -> None:
    assert share(question("numeric", value=5), {"value": 5, "unit": "bananas"}) == "1"


@pytest.mark.parametrize(
    ("rule", "marks"),
    [
        ("every_decision", ["1", "1/2", "1/4", "0", "0"]),
        ("all_or_nothing", ["1", "0", "0", "0", "0"]),
        ("right_minus_wrong", ["1", "0", "1/4", "0", "0"]),
        ("halves", ["1", "0", "0", "0", "0"]),
    ],
)
def test_matching_by_its_rule(rule: str, marks: list[str]) -> None:
    pairs = [{"left": left, "right": right} for left, right in zip("abcd", "1234", strict=True)]
    content = question("matching", pairs=pairs, distractors=["5"], scoring=rule)
    rights, lefts = [f"id{n}" for n in range(1, 6)], [f"id{n}" for n in range(6, 10)]

    def paired(*numbers: int) -> Raw:
        return {"pairs": [[left, rights[n - 1]] for left, n in zip(lefts, numbers, strict=False) if n]}

    answers = [paired(1, 2, 3, 4), paired(1, 2, 4, 3), paired(1), paired(5, 5, 5, 5), paired()]
    assert [share(content, answer) for answer in answers] == marks


def test_equal_rights_are_one_and_fit_every_left_they_belong_to() -> None:
    pairs = [{"left": "ice", "right": "cold"}, {"left": "snow", "right": " cold"}, {"left": "fire", "right": "hot"}]
    content = question("matching", pairs=pairs)
    assert content.lists() == {"lefts": ("id3", "id4", "id5"), "rights": ("id1", "id2")}
    assert share(content, {"pairs": [["id3", "id1"], ["id4", "id1"], ["id5", "id2"]]}) == "1"


@pytest.mark.parametrize(
    ("rule", "order", "mark"),
    [
        ("all_or_nothing", "1234", "1"), ("all_or_nothing", "1243", "0"),
        ("every_decision", "1234", "1"), ("every_decision", "1243", "1/2"), ("every_decision", "2341", "0"),
    ],
)  # fmt: skip
def test_ordering_by_its_rule(rule: str, order: str, mark: str) -> None:
    content = question("ordering", items=["a", "b", "c", "d"], scoring=rule)
    assert share(content, {"order": [f"id{n}" for n in order]}) == mark


def test_items_with_the_same_text_stand_for_each_other() -> None:
    content = question("ordering", items=["if", "}", "else", "}"])
    assert share(content, {"order": ["id1", "id4", "id3", "id2"]}) == "1"


@pytest.mark.parametrize(
    ("answer", "weighted", "strict"),
    [
        ({"1": {"text": "a"}, "2": {"choice": "id1"}, "x": {"value": 3}}, "1", "1"),
        ({"1": {"text": "a"}, "x": {"value": 3}}, "1/2", "0"),
        ({"2": {"choice": "id1"}}, "1/2", "0"),
        ({"1": {"text": "z"}, "2": {"choice": "id2"}}, "0", "0"),
        ({}, "0", "0"),
    ],
)
def test_a_cloze_is_the_weighted_mean_of_its_blanks(answer: Raw, weighted: str, strict: str) -> None:
    content = question("cloze", **QUESTIONS["cloze"])
    assert share(content, {"blanks": answer}) == weighted
    assert share(again(content, {"scoring": "all_or_nothing"}), {"blanks": answer}) == strict


@pytest.mark.parametrize("kind", UNMARKED)
def test_what_has_no_key_has_no_mark(kind: str) -> None:
    content = question(kind, **QUESTIONS[kind])
    mark = grade(content, parse_answer(content, UNMARKED[kind]))
    assert (mark.fraction, mark.correctness) == (None, None)
    assert [each.code for each in mark.why] == ["waits_for_grader" if kind in {"essay", "file"} else "no_key"]
    assert grade(content, None).fraction == (0 if kind in {"essay", "file"} else None)


@pytest.mark.parametrize("kind", RIGHT)
def test_the_right_answer_earns_everything_and_a_blank_one_nothing(kind: str) -> None:
    content = question(kind, **QUESTIONS[kind])
    assert share(content, RIGHT[kind]) == "1"
    assert grade(content, None).why[0].as_json() == {"code": "blank"}


@pytest.mark.parametrize("kind", OTHER_KEYS)
def test_another_key_marks_the_old_answer_anew(kind: str) -> None:
    content = apply_key(question(kind, **QUESTIONS[kind]), OTHER_KEYS[kind])
    assert share(content, RIGHT[kind]) != "1"


def test_an_answer_to_another_kind_is_a_bug() -> None:
    with pytest.raises(TypeError, match="Truth is no answer"):
        grade(question("single", **QUESTIONS["single"]), Truth(value=True))
    with pytest.raises(TypeError, match="slide"):
        dump_answer(question("slide"), Truth(value=True))


def test_every_mark_says_why() -> None:
    content = question("multiple", choices=ABC, scoring="right_minus_wrong", penalty=0.5)
    reasons = [each.as_json() for each in grade(content, Chosen(("id4",))).why]
    assert reasons == [
        {"code": "rule", "rule": "right_minus_wrong", "fraction": "-1/3"},
        {"code": "decisions", "right": 0, "wrong": 1, "errors": 4, "of": 4},
        *({"code": "choice", "id": f"id{n}", "correct": True, "chosen": False} for n in (1, 2, 3)),
        {"code": "choice", "id": "id4", "correct": False, "chosen": True},
        {"code": "bounded", "fraction": "0"},
        {"code": "penalty", "fraction": "-1/2"},
    ]


def test_feedback_belongs_to_what_was_answered() -> None:
    rows = [{"text": "a", "correct": True, "feedback": "Yes."}, {"text": "b", "correct": False, "feedback": "No."}]
    single = question("single", choices=rows)
    assert feedback_for(single, Chosen(("id2",))) == [{"id": "id2", "feedback": "No."}]
    typed = question("short_text", accepted=[{"text": "a", "feedback": "Yes."}, {"text": "b"}])
    assert feedback_for(typed, Written("A")) == [{"text": "a", "feedback": "Yes."}]
    assert feedback_for(typed, Written("b")) == feedback_for(typed, Written("c")) == []
    assert feedback_for(question("true_false", answer=True), Truth(value=True)) == feedback_for(single, None) == []


@pytest.mark.parametrize(
    ("points", "fraction", "shown"),
    [
        (3, "1/3", "1.00"),
        (1, "1/3", "0.33"),
        (1, "2/3", "0.67"),
        (1, "1/8", "0.13"),
        (1, "-1/8", "-0.12"),
        (0.1, "1", "0.10"),
    ],
)
def test_points_are_rounded_to_two_places_with_halves_up(points: float, fraction: str, shown: str) -> None:
    assert str(award(points, Fraction(fraction))) == shown


def test_a_total_is_rounded_once() -> None:
    assert total([(1, Fraction(1, 3))] * 3) == 1
    assert total([]) == 0


@given(st.data(), CONTENTS)
def test_a_mark_stays_in_its_bounds_and_says_why(data: st.DataObject, content: Content) -> None:
    mark = grade(content, parse_answer(content, data.draw(answers_to(content))))
    scoring = getattr(content, "scoring")  # noqa: B009 - every kind with a key has one
    assert isinstance(scoring, Scoring)
    assert mark.fraction is not None
    assert min(scoring.lower, -scoring.penalty) <= mark.fraction <= 1
    assert mark.correctness is not None
    assert 0 <= mark.correctness <= 1
    assert mark.why


@given(CONTENTS)
def test_a_blank_answer_earns_nothing_under_every_rule(content: Content) -> None:
    assert grade(content, parse_answer(content, {})).fraction == 0


@given(st.data(), CONTENTS)
def test_the_order_in_which_an_answer_lists_things_is_irrelevant(data: st.DataObject, content: Content) -> None:
    raw = data.draw(answers_to(content))
    turned = {
        name: value[::-1] if isinstance(value, list) and name != "order" else value for name, value in raw.items()
    }
    assert grade(content, parse_answer(content, raw)) == grade(content, parse_answer(content, turned))


@given(st.data(), CONTENTS)
def test_relabelling_changes_no_mark(data: st.DataObject, content: Content) -> None:
    answer = parse_answer(content, data.draw(answers_to(content)))
    ids = ids_of(content)
    names = dict(zip(ids, data.draw(st.permutations([f"r{n}" for n in range(len(ids))])), strict=True))
    shown = dump_answer(content, answer, relabel=names)
    assert grade(content, parse_answer(content, shown, relabel=names)) == grade(content, answer)


@given(st.data(), CONTENTS)
def test_storing_changes_no_mark(data: st.DataObject, content: Content) -> None:
    answer = parse_answer(content, data.draw(answers_to(content)))
    assert grade(again(content, {}), answer) == grade(content, answer)


def test_every_kind_is_covered_here() -> None:
    assert {*RIGHT, *UNMARKED, "slide"} == set(Kind)
