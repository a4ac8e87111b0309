"""What is written is read back the same, and what a format cannot say is told in the report."""

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.formats import Format, Level, Plain, read, write
from models.rules.questions import grade, parse_answer, parse_content
from tests.models.rules.questions.samples import QUESTIONS, RIGHT, new_ids

TEXTS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="*_`<>[]&\\{}|~^"), min_size=1, max_size=8
)
WORDS = st.lists(TEXTS, min_size=1, max_size=3).map(" ".join).map(lambda text: f"a{text}")
HARD = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20).map(lambda text: f"x{text.strip()}y")
SHARES = st.sampled_from([0.5, 0.25, 1 / 3, -0.5, -1, 0])
EXACT = [Format.GIFT, Format.MOODLE_XML]


def _plain(kind: str, content: dict[str, Any], stem: str = "Which?", **fields: Any) -> Plain:
    return Plain(kind, stem, content, **fields)


@st.composite
def singles(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Plain:
    """A question with one right choice, perhaps weighted."""
    found = draw(st.lists(texts, min_size=2, max_size=5, unique_by=_key))
    weighted = draw(st.booleans())
    rows = [
        {
            "text": text,
            "correct": at == 0,
            **({"fraction": [1, 0.5][at] if at < 2 else draw(SHARES)} if weighted else {}),
            **({"feedback": draw(texts)} if draw(st.booleans()) else {}),
        }
        for at, text in enumerate(found)
    ]
    rule = {"scoring": "weights"} if weighted else {}
    return _plain("single", {"choices": rows, **rule}, draw(texts), feedback=draw(st.none() | texts))


@st.composite
def others(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Plain:
    """Questions of other kinds that every format knows."""
    found = draw(st.lists(texts, min_size=3, max_size=4, unique_by=_key))
    contents: dict[str, dict[str, Any]] = {
        "true_false": {"answer": draw(st.booleans())},
        "short_text": {"accepted": [{"text": found[0], "fraction": 1}, {"text": found[1], "fraction": 0.5}]},
        "numeric": {"value": draw(st.integers(-(10**9), 10**9)), "tolerance": draw(st.integers(1, 99))},
        "matching": {
            "pairs": [{"left": found[0], "right": found[1]}, {"left": found[1], "right": found[0]}],
            "distractors": [found[2]],
        },
        "multiple": {
            "choices": [
                {"text": text, "correct": at < 2, "fraction": [0.5, 0.5, -1, -0.25][at]}
                for at, text in enumerate(found)
            ],
            "scoring": "weights",
        },
        "slide": {},
        "essay": {},
    }
    kind = draw(st.sampled_from(sorted(contents)))
    return _plain(kind, contents[kind], draw(texts))


def _key(text: str) -> str:
    return " ".join(normalize("NFC", text).replace("->", "").split())


def _meaning(plain: Plain) -> tuple[Any, ...]:
    content = parse_content(plain.kind, plain.content, new_id=new_ids())
    return plain.kind, _key(plain.stem), plain.points, _key(plain.feedback or ""), content


@pytest.mark.parametrize("form", Format)
@given(questions=st.lists(singles(WORDS) | others(WORDS), min_size=1, max_size=4))
@settings(max_examples=25)
def test_plain_texts_come_back_as_they_were(form: Format, questions: list[Plain]) -> None:
    written = write(form, questions)
    back = read(form, written.data)

    assert written.count == len(back.questions) == len(questions)
    assert [note for note in back.notes if note.level is Level.REFUSED] == []
    if not any(note.code in {"case_sensitive", "wildcard", "arrow"} for note in written.notes):
        assert [_meaning(each) for each in back.questions] == [_meaning(each) for each in questions]


@pytest.mark.parametrize("form", EXACT)
@given(question=singles(HARD))
@settings(max_examples=40)
def test_signs_of_the_format_inside_a_text_come_back(form: Format, question: Plain) -> None:
    back = read(form, write(form, [question]).data)

    assert len(back.questions) == 1
    (found,) = back.questions
    assert _key(found.stem) == _key(question.stem)
    assert [bool(each["correct"]) for each in found.content["choices"]] == [
        bool(each["correct"]) for each in question.content["choices"]
    ]


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("kind", RIGHT)
def test_the_right_answer_earns_as_much_after_the_journey(form: Format, kind: str) -> None:
    question = Plain(kind, "Which?", QUESTIONS[kind], points=2.5, tags=("maps", "category:a/b", "id:7"))
    written = write(form, [question])
    back = read(form, written.data)
    if not written.count:
        assert [note.code for note in written.notes] == ["kind"]
        assert (form, kind) in {(Format.GIFT, "ordering"), (Format.GIFT, "cloze")}
        return

    (found,) = back.questions
    assert found.kind == kind
    if kind == "cloze":
        assert [blank["kind"] for blank in found.content["blanks"].values()] == ["short_text", "single", "numeric"]
        return
    content = parse_content(found.kind, found.content, new_id=new_ids())
    answer = {name: value for name, value in RIGHT[kind].items() if name != "unit" or found.content.get("unit")}
    if form in {Format.QTI, Format.QTI2} and kind == "short_text":
        answer = {"text": "Caf\u00e9*"}
    assert grade(content, parse_answer(content, answer)).fraction == 1


LOSSES = [
    (Format.GIFT, "single", {}, {"points": 2.0}, "points"),
    (Format.GIFT, "single", {}, {"seconds": 20}, "seconds"),
    (Format.GIFT, "single", {"penalty": 0.25}, {}, "penalty"),
    (Format.GIFT, "multiple", {"scoring": "halves"}, {}, "scoring"),
    (Format.GIFT, "numeric", {"unit": "km"}, {}, "unit"),
    (Format.GIFT, "numeric", {"tolerance": 0.1, "tolerance_kind": "geometric"}, {}, "tolerance"),
    (Format.GIFT, "short_text", {"case_sensitive": True}, {}, "case_sensitive"),
    (Format.GIFT, "essay", {"rubric": "Three reasons"}, {}, "rubric"),
    (Format.GIFT, "slide", {}, {"feedback": "Hm"}, "feedback"),
    (Format.GIFT, "poll", {}, {}, "kind"),
    (Format.MOODLE_XML, "matching", {"scoring": "halves"}, {}, "scoring"),
    (Format.MOODLE_XML, "cloze", {"scoring": "all_or_nothing"}, {}, "scoring"),
    (Format.MOODLE_XML, "essay", {}, {}, "rubric"),
    (Format.MOODLE_XML, "word_cloud", {}, {}, "kind"),
    (Format.QTI, "numeric", {"near": [{"value": 1, "fraction": 0.5}]}, {}, "near"),
    (Format.QTI, "matching", {"scoring": "right_minus_wrong"}, {}, "scoring"),
    (Format.QTI, "ordering", {}, {}, "scoring"),
    (Format.QTI, "essay", {}, {}, "min_words"),
    (Format.QTI, "slide", {}, {"tags": ("a",)}, "tags"),
    (Format.QTI2, "open_text", {}, {}, "kind"),
]


@pytest.mark.parametrize(("form", "kind", "content", "fields", "code"), LOSSES)
def test_what_a_format_cannot_say_is_told(
    form: Format, kind: str, content: dict[str, Any], fields: dict[str, Any], code: str
) -> None:
    written = write(form, [Plain(kind, "Which?", {**QUESTIONS[kind], **content}, **fields)])

    assert code in [note.code for note in written.notes]
    assert all(note.where == "question 1" and note.question == "Which?" for note in written.notes)


def test_the_same_questions_give_the_same_bytes() -> None:
    questions = [Plain(kind, "Which?", content) for kind, content in QUESTIONS.items()]
    for form in Format:
        assert write(form, questions).data == write(form, questions).data
