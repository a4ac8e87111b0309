"""One question of each kind, its right answer in both shapes, and strategies for random questions and answers."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from hypothesis import strategies as st

from models.rules.questions import Content, load, parse_content
from models.rules.questions.content import Json

Raw = dict[str, Any]


def new_ids() -> Callable[[], str]:
    """Ids that are counted up: in tests one wants to know them."""
    numbers = count(1)
    return lambda: f"id{next(numbers)}"


def question(kind: str, **fields: Any) -> Content:
    """A question from the author's fields."""
    return parse_content(kind, fields, new_id=new_ids())


def choices(*texts: str) -> list[Raw]:
    """Choices; a leading `=` marks the correct ones."""
    return [{"text": text.removeprefix("="), "correct": text.startswith("=")} for text in texts]


QUESTIONS: Mapping[str, Raw] = {
    "single": {"choices": choices("=Paris", "Lyon", "Nice")},
    "multiple": {"choices": choices("=2", "=3", "4", "=5"), "scoring": "every_decision"},
    "true_false": {"answer": True},
    "short_text": {"accepted": [{"text": "Caf\u00e9*"}, {"text": "tea", "fraction": 0.5}]},
    "numeric": {"value": 9.81, "tolerance": 0.01, "unit": "m/s\u00b2", "units": [{"unit": "cm/s2", "factor": 0.01}]},
    "matching": {
        "pairs": [{"left": "FR", "right": "Paris"}, {"left": "IT", "right": "Rome"}],
        "distractors": ["Berlin"],
    },
    "ordering": {"items": ["one", "two", "three"], "scoring": "every_decision"},
    "cloze": {
        "text": "{{1}} and {{2}} and {{x}}",
        "blanks": {
            "1": {"kind": "short_text", "accepted": [{"text": "a"}]},
            "2": {"kind": "single", "choices": choices("=b", "c"), "weight": 2},
            "x": {"kind": "numeric", "value": 3},
        },
    },
    "essay": {"rubric": [{"text": "Style", "points": 1.5}], "min_words": 50},
    "file": {},
    "poll": {"choices": [{"text": "yes"}, {"text": "no"}]},
    "word_cloud": {"max_words": 2, "blocked": ["bad"]},
    "open_text": {},
    "slide": {},
}
OTHER_KEYS: Mapping[str, Raw] = {
    "single": {"choices": choices("Paris", "=Lyon", "Nice")},
    "multiple": {"choices": choices("2", "3", "=4", "5")},
    "true_false": {"answer": False},
    "short_text": {"accepted": [{"text": "milk"}], "case_sensitive": True},
    "numeric": {"value": 1.62, "tolerance": 0.1, "unit": "kg", "near": [{"value": 1, "fraction": 0.5}]},
    "matching": {"pairs": [{"left": "FR", "right": "Berlin"}, {"left": "IT", "right": "Paris"}]},
    "ordering": {"items": ["three", "one", "two"]},
    "cloze": {"blanks": {"2": {"choices": choices("b", "=c")}, "x": {"value": 4}}},
}
RIGHT: Mapping[str, Raw] = {
    "single": {"choice": "id1"},
    "multiple": {"choices": ["id4", "id1", "id2"]},
    "true_false": {"value": True},
    "short_text": {"text": "  CAFE\u0301 au\tlait "},
    "numeric": {"value": 9.82, "unit": "m/s2"},
    "matching": {"pairs": [["id5", "id2"], ["id4", "id1"]]},
    "ordering": {"order": ["id1", "id2", "id3"]},
    "cloze": {"blanks": {"1": {"text": "A"}, "2": {"choice": "id1"}, "x": {"value": 3}}},
}
UNMARKED: Mapping[str, Raw] = {
    "essay": {"text": "Long.", "files": ["f1"]},
    "file": {"files": ["f1", "f2"]},
    "poll": {"choice": "id2"},
    "word_cloud": {"words": ["good", "bad"]},
    "open_text": {"text": "Hm."},
}
LIVE: Mapping[str, Raw] = {
    "single": {"choices": ["id1"]},
    "poll": {"choices": ["id2"]},
    "cloze": {"blanks": {**RIGHT["cloze"]["blanks"], "2": {"choices": ["id1"]}}},
}
"""Where the live shape differs from the attempt's."""

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=6)
FRACTIONS = st.integers(-8, 8).map(lambda eighths: eighths / 8)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "lower_bound": st.integers(-4, 0).map(lambda q: q / 4),
        "penalty": st.integers(0, 4).map(lambda q: q / 4),
    },
)
NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6, allow_nan=False), st.decimals(-99, 99, places=3))


@st.composite
def multiples(draw: st.DrawFn) -> Content:
    """A multiple question with any rule."""
    rule = draw(st.sampled_from(["all_or_nothing", "right_minus_wrong", "weights", "every_decision", "halves"]))
    texts = draw(st.lists(TEXT.map(str.upper), min_size=2, max_size=8, unique_by=_folded))
    right = draw(st.sets(st.sampled_from(range(len(texts))), min_size=1))
    weights = draw(st.lists(FRACTIONS, min_size=len(texts), max_size=len(texts)))
    rows = [{"text": text, "correct": at in right} for at, text in enumerate(texts)]
    if rule == "weights":
        rows = [row | {"fraction": 1 if at in right else min(0, weights[at])} for at, row in enumerate(rows)]
    return question("multiple", choices=rows, scoring=rule, **draw(SETTINGS))


@st.composite
def matchings(draw: st.DrawFn) -> Content:
    """A matching question with any of its rules, some rights shared by several lefts."""
    rule = draw(st.sampled_from(["all_or_nothing", "right_minus_wrong", "every_decision", "halves"]))
    rights = draw(st.lists(st.sampled_from("uvwxyz"), min_size=2, max_size=6))
    pairs = [{"left": f"L{at}", "right": right} for at, right in enumerate(rights)]
    return question("matching", pairs=pairs, distractors=["d1", "d2"], scoring=rule, **draw(SETTINGS))


@st.composite
def orderings(draw: st.DrawFn) -> Content:
    """An ordering question; some of its items may be the same."""
    rule = draw(st.sampled_from(["all_or_nothing", "every_decision"]))
    items = draw(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6).filter(lambda found: len(set(found)) > 1))
    return question("ordering", items=items, scoring=rule, **draw(SETTINGS))


@st.composite
def samples(draw: st.DrawFn) -> Content:
    """One of the questions that have a key, with any lower bound and penalty."""
    kind = draw(st.sampled_from(sorted(RIGHT)))
    return question(kind, **QUESTIONS[kind], **draw(SETTINGS))


CONTENTS = st.one_of(samples(), multiples(), matchings(), orderings())


def answers_to(content: Content) -> st.SearchStrategy[Raw]:
    """Random answers in the shape of an attempt: right, wrong, partial and blank ones."""
    lists = content.lists()
    some: dict[str, Callable[[], st.SearchStrategy[Raw]]] = {
        "single": lambda: _fields(choice=st.sampled_from([*lists["choices"], None])),
        "multiple": lambda: _fields(choices=st.lists(st.sampled_from(lists["choices"]), unique=True)),
        "true_false": lambda: _fields(value=st.sampled_from([True, False, None])),
        "short_text": lambda: _fields(text=st.one_of(st.sampled_from(["tea", "CAFE\u0301", "  ", "te a"]), TEXT)),
        "numeric": lambda: _fields(value=st.just(9.81) | NUMBERS, unit=st.sampled_from(["m/s2", "cm/s2", "kg", None])),
        "matching": lambda: _fields(pairs=_pairs(lists["lefts"], lists["rights"])),
        "ordering": lambda: _fields(order=st.permutations(lists["items"])),
        "cloze": lambda: _fields(
            blanks=st.sampled_from([{}, {"1": {"text": "a"}}, {"1": {"text": ""}, "x": {"value": 3}}])
        ),
    }
    return some[content.kind]()


def _fields(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Raw]:
    return st.fixed_dictionaries(fields)


def _pairs(lefts: tuple[str, ...], rights: tuple[str, ...]) -> st.SearchStrategy[list[list[str]]]:
    pair = st.tuples(st.sampled_from(lefts), st.sampled_from(rights)).map(list)
    return st.lists(pair, unique_by=lambda each: each[0])


def _folded(text: str) -> str:
    return text.strip().casefold()


def again(content: Content, changed: Json) -> Content:
    """The content as stored, with some stored fields changed."""
    return load(content.kind.value, content.dump() | changed)
