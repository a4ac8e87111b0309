"""What learners see: no trace of the key before the reveal, and all of it after."""

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.questions import (
    Content,
    Invalid,
    Kind,
    apply_key,
    attempt_supported,
    correct_view,
    distribution,
    grade,
    ids_of,
    live_supported,
    make_order,
    parse_answer,
    public_view,
    shuffled,
)
from models.rules.questions.answers import Answer
from tests.models.rules.questions.samples import (
    CONTENTS,
    OTHER_KEYS,
    QUESTIONS,
    RIGHT,
    UNMARKED,
    Raw,
    answers_to,
    choices,
    question,
)

SEEN: dict[str, Raw] = {
    "single": {
        "choices": [{"id": "id1", "text": "Paris"}, {"id": "id2", "text": "Lyon"}, {"id": "id3", "text": "Nice"}]
    },
    "multiple": {"choices": [{"id": f"id{n}", "text": text} for n, text in enumerate("2345", 1)]},
    "matching": {
        "lefts": [{"id": "id4", "text": "FR"}, {"id": "id5", "text": "IT"}],
        "rights": [{"id": "id3", "text": "Berlin"}, {"id": "id1", "text": "Paris"}, {"id": "id2", "text": "Rome"}],
    },
    "ordering": {"items": [{"id": "id2", "text": "two"}, {"id": "id3", "text": "three"}, {"id": "id1", "text": "one"}]},
    "cloze": {
        "text": "{{1}} and {{2}} and {{x}}",
        "blanks": {
            "1": {"kind": "short_text"},
            "2": {"kind": "single", "choices": [{"id": "id1", "text": "b"}, {"id": "id2", "text": "c"}]},
            "x": {"kind": "numeric"},
        },
    },
    "poll": {"choices": [{"id": "id1", "text": "yes"}, {"id": "id2", "text": "no"}]},
}
ORDER = {"rights": ["id3", "id1", "id2"], "items": ["id2", "id3", "id1"]}
CORRECT: dict[str, Raw] = {
    "single": {"choices": ["id1"]},
    "multiple": {"choices": ["id1", "id2", "id4"]},
    "true_false": {"value": True},
    "short_text": {"texts": ["Caf\u00e9*"]},
    "numeric": {"value": 9.81, "unit": "m/s2"},
    "matching": {"pairs": [["id4", "id1"], ["id5", "id2"]]},
    "ordering": {"order": ["id1", "id2", "id3"]},
    "cloze": {"blanks": {"1": {"texts": ["a"]}, "2": {"choices": ["id1"]}, "x": {"value": 3}}},
}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_learner_sees_exactly_this(kind: str) -> None:
    assert public_view(question(kind, **QUESTIONS[kind]), order=ORDER) == {"kind": kind, **SEEN.get(kind, {})}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_reveal_shows_exactly_this(kind: str) -> None:
    assert correct_view(question(kind, **QUESTIONS[kind])) == CORRECT.get(kind, {})


@pytest.mark.parametrize("kind", OTHER_KEYS)
def test_the_same_question_with_another_key_looks_the_same(kind: str) -> None:
    content = question(kind, **QUESTIONS[kind])
    other = apply_key(content, OTHER_KEYS[kind])
    assert correct_view(other) != correct_view(content)
    for shuffle in (False, True):
        seen = [public_view(each, order=make_order(each, "seed", shuffle_choices=shuffle)) for each in (content, other)]
        as_set = [sorted(json.dumps(rows) for rows in view.values()) for view in seen]
        assert seen[0] == seen[1] or (kind == "ordering" and as_set[0] == as_set[1])


@given(st.permutations(["a", "b", "c", "d", "e"]), st.text(max_size=5))
def test_items_are_shown_in_an_order_that_says_nothing_of_the_right_one(items: list[str], seed: str) -> None:
    content = question("ordering", items=["a", "b", "c", "d", "e"])
    other = apply_key(content, {"items": items})
    assert public_view(content, order=make_order(content, seed)) == public_view(other, order=make_order(other, seed))


@given(st.data(), st.text(max_size=5))
def test_rights_are_shown_in_an_order_that_says_nothing_of_their_lefts(data: st.DataObject, seed: str) -> None:
    pairs = [{"left": left, "right": right} for left, right in zip("abc", "123", strict=True)]
    content = question("matching", pairs=pairs, distractors=["4"])
    key = [{"left": left, "right": data.draw(st.sampled_from("1234"))} for left in "abc"]
    other = apply_key(content, {"pairs": key})
    assert public_view(content, order=make_order(content, seed)) == public_view(other, order=make_order(other, seed))


@given(st.data(), CONTENTS)
def test_only_the_names_for_learners_are_shown(data: st.DataObject, content: Content) -> None:
    ids = ids_of(content)
    names = {
        each: f"\u00a7{at}\u00a7" for each, at in zip(ids, data.draw(st.permutations(range(len(ids)))), strict=True)
    }
    order = make_order(content, "seed", shuffle_choices=True)
    view = json.dumps([public_view(content, order=order, relabel=names), correct_view(content, names)])
    assert not any(f'"{each}"' in view for each in ids)


def test_a_shuffle_depends_on_the_seed_and_the_set_alone() -> None:
    ids = ["a", "b", "c", "d"]
    assert {tuple(shuffled(order, "seed")) for order in permutations(ids)} == {tuple(shuffled(ids, "seed"))}
    assert len({tuple(shuffled(ids, str(seed))) for seed in range(500)}) == 24


def test_choices_stay_as_written_unless_they_are_to_be_shuffled() -> None:
    content = question("single", choices=choices("=a", "b", "c", "d"))
    assert make_order(content, "x") == {"choices": ["id1", "id2", "id3", "id4"]}
    assert make_order(content, "x", shuffle_choices=True) == {
        "choices": shuffled(content.lists()["choices"], "x/choices")
    }
    cloze = question("cloze", **QUESTIONS["cloze"])
    turned = public_view(cloze, order={"2.choices": ["id2", "id1"]})
    assert json.dumps(turned).index("id2") < json.dumps(turned).index("id1")


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        ("ordering", {}),
        ("matching", {}),
        ("ordering", {"items": ["id1", "id2"]}),
        ("ordering", {"items": ["id1", "id2", "id2"]}),
        ("single", {"choices": ["id1", "id2", "id9"]}),
    ],
)
def test_a_wrong_or_missing_order_is_a_bug_and_never_shown(kind: str, order: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="each of its ids once"):
        public_view(question(kind, **QUESTIONS[kind]), order=order)


def test_a_relabelling_that_forgets_an_id_is_a_bug() -> None:
    with pytest.raises(ValueError, match="every id"):
        public_view(question("single", **QUESTIONS["single"]), order={}, relabel={"id1": "x"})


def counted(kind: str, *raws: Raw | None) -> list[Raw]:
    """The distribution of some answers."""
    content = question(kind, **QUESTIONS[kind])
    return distribution(content, [parse_answer(content, raw) for raw in raws])


def test_choices_are_counted() -> None:
    picks = [{"choice": "id2"}, {"choice": "id1"}, {"choice": "id2"}, None]
    expected = [("id1", 1, True), ("id2", 2, False), ("id3", 0, False)]
    assert counted("single", *picks) == [{"id": i, "n": n, "correct": correct} for i, n, correct in expected]
    assert counted("poll", {"choice": "id2"}) == [{"id": "id1", "n": 0}, {"id": "id2", "n": 1}]


def test_values_are_counted() -> None:
    truths = [{"value": True, "n": 2, "correct": True}, {"value": False, "n": 1, "correct": False}]
    assert counted("true_false", {"value": True}, {"value": False}, {"value": True}) == truths
    given = [
        (9.81, "m/s2"),
        ("9.810", "m/s\u00b2"),
        (981, "cm/s2"),
        (9.81, None),
        (5, "m/s2"),
        (5.0, "m/s2"),
        (5, "m/s2"),
    ]
    assert counted("numeric", *({"value": value, "unit": unit} for value, unit in given)) == [
        {"value": 5, "unit": "m/s2", "n": 3, "correct": False},
        {"value": 9.81, "unit": "m/s2", "n": 2, "correct": True},
        {"value": 9.81, "n": 1, "correct": False},
        {"value": 981, "unit": "cm/s2", "n": 1, "correct": True},
    ]


def test_texts_are_counted_by_what_they_mean() -> None:
    texts = ["Tea", "caf\u00e9", "CAFE\u0301", "tea", " tea ", "milk", "caf\u00e9"]
    assert counted("short_text", *({"text": text} for text in texts)) == [
        {"text": "caf\u00e9", "n": 3, "correct": True},
        {"text": "tea", "n": 3, "correct": False},
        {"text": "milk", "n": 1, "correct": False},
    ]
    assert counted("open_text", {"text": "Oh"}, {"text": "oh"}, {"text": "oh"}) == [{"text": "oh", "n": 3}]
    assert counted("word_cloud", {"words": ["sun", "BAD"]}, {"words": ["Sun"]}) == [{"text": "Sun", "n": 2}]


def test_right_places_are_counted() -> None:
    pairs = [{"pairs": [["id4", "id1"], ["id5", "id1"]]}, {"pairs": [["id4", "id1"]]}]
    assert counted("matching", *pairs) == [{"id": "id4", "n": 2}, {"id": "id5", "n": 0}]
    orders = [{"order": ["id1", "id3", "id2"]}, RIGHT["ordering"]]
    assert counted("ordering", *orders) == [{"id": "id1", "n": 2}, {"id": "id2", "n": 1}, {"id": "id3", "n": 1}]


def test_blanks_are_counted_each() -> None:
    rows = counted("cloze", {"blanks": {"1": {"text": "a"}}}, {"blanks": {"2": {"choice": "id2"}}})
    assert rows == [
        {"blank": "1", "text": "a", "n": 1, "correct": True},
        {"blank": "2", "id": "id1", "n": 0, "correct": True},
        {"blank": "2", "id": "id2", "n": 1, "correct": False},
    ]


def test_what_is_each_its_own_is_not_counted() -> None:
    assert counted("essay", UNMARKED["essay"]) == counted("file", UNMARKED["file"]) == counted("slide") == []


def test_a_distribution_ends_somewhere() -> None:
    assert len(counted("open_text", *({"text": f"t{n}"} for n in range(60)))) == 50
    assert len(counted("numeric", *({"value": n} for n in range(60)))) == 50


@given(st.data(), CONTENTS)
def test_a_distribution_does_not_depend_on_who_was_first(data: st.DataObject, content: Content) -> None:
    answers = [parse_answer(content, raw) for raw in data.draw(st.lists(answers_to(content), max_size=5))]
    turned: list[Answer | None] = data.draw(st.permutations(answers))
    assert distribution(content, answers) == distribution(content, turned)


@given(CONTENTS)
def test_the_revealed_answer_earns_everything(content: Content) -> None:
    revealed = correct_view(content)
    raw = {name: value for name, value in revealed.items() if name in {"choices", "value", "unit", "order", "pairs"}}
    if raw:
        answer = parse_answer(content, raw, live=True)
        assert grade(content, answer).fraction == 1


@pytest.mark.parametrize(
    ("kind", "key", "code"),
    [
        ("poll", {"choices": choices("=yes", "no")}, "no_key"),
        ("slide", {}, "no_key"),
        ("essay", {"rubric": ""}, "no_key"),
        ("single", {"choices": choices("=Rome")}, "unknown_text"),
        ("single", {"choices": choices("=Lyon")}, "one_correct"),
        ("single", {"choices": choices("Paris", "=Lyon"), "scoring": "weights"}, "unknown_field"),
        ("multiple", {"choices": choices("2", "3", "5")}, "one_correct"),
        ("true_false", {}, "required"),
        ("short_text", {"accepted": []}, "too_few"),
        ("numeric", {"value": "x"}, "not_a_number"),
        ("matching", {"pairs": [{"left": "FR", "right": "Bonn"}]}, "unknown_text"),
        ("matching", {"pairs": [{"left": "DE", "right": "Paris"}]}, "unknown_text"),
        ("matching", {"pairs": [{"left": "FR", "right": "Paris"}], "distractors": ["Bonn"]}, "unknown_text"),
        ("ordering", {"items": ["one", "two", "four"]}, "unknown_text"),
        ("ordering", {"items": ["one", "two"]}, "unknown_text"),
        ("cloze", {"blanks": {"9": {}}}, "unknown_field"),
    ],
)
def test_a_key_that_does_not_fit_is_refused(kind: str, key: Raw, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        apply_key(question(kind, **QUESTIONS[kind]), key)
    assert code in [each.code for each in refused.value.problems]


def test_a_key_keeps_ids_texts_and_what_it_does_not_name() -> None:
    matching = apply_key(
        question("matching", **QUESTIONS["matching"]),
        {"pairs": [{"left": "it", "right": "Rome"}, {"left": "IT", "right": "Berlin"}][1:], "distractors": ["Rome"]},
    )
    assert correct_view(matching) == {"pairs": [["id4", "id1"], ["id5", "id3"]]}
    numeric = apply_key(question("numeric", **QUESTIONS["numeric"]), {"tolerance": 1, "units": [], "unit_penalty": 0.5})
    assert correct_view(numeric) == {"value": 9.81, "unit": "m/s2"}
    assert (
        grade(numeric, parse_answer(numeric, {"value": 10.5})).fraction
        == grade(numeric, parse_answer(numeric, {"value": 9})).fraction
    )
    twice = apply_key(question("ordering", items=["a", "b", "a"]), {"items": ["a", "a", "b"]})
    assert correct_view(twice) == {"order": ["id1", "id3", "id2"]}
    cloze = question("cloze", **QUESTIONS["cloze"])
    assert apply_key(cloze, {"blanks": {"1": None}}) == cloze


def test_kinds_have_their_places() -> None:
    assert [kind for kind in Kind if not live_supported(kind)] == ["cloze", "essay", "file"]
    assert [kind for kind in Kind if not attempt_supported(kind)] == ["poll", "word_cloud", "open_text", "slide"]
    assert not live_supported("nonsense")
