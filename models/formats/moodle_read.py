"""Reads Moodle XML: `quiz/question[@type]`, weights in percent, texts in several formats."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from models.formats.markup import from_any
from models.formats.moodle_cloze import cloze_of
from models.formats.moodle_numeric import numeric_of
from models.formats.plain import CATEGORY, EXTERNAL_ID, Notes, Plain, Reading, Unfit, collect, named, refused_file
from models.formats.shares import FULL, number, share_of
from models.formats.xml import Element, parse_xml, text_at
from models.rules.numbers import json_number

_COMBINED: Final = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read_moodle(data: bytes) -> Reading:
    """Read a file of Moodle XML; a broken or hostile file brings nothing but a report."""
    try:
        root = parse_xml(data)
    except Unfit as why:
        return refused_file("file", why.code, why.detail)
    if root.tag != "quiz":
        return refused_file("file", "not_moodle", f"The root element is {str(root.tag)[:80]}, not quiz.")
    return collect(_places(root))


def _places(root: Element) -> Iterator[tuple[str, Callable[[Notes], Plain | None]]]:
    category = ""
    for at, question in enumerate(root.findall("question"), 1):
        if question.get("type") == "category":
            category = _category(text_at(question, "category/text"))
        else:
            yield f"/quiz/question[{at}] (line {question.sourceline})", partial(_build, question, category)


def _category(path: str) -> str:
    parts = [part for part in path.strip()[:2_000].split("/") if part]
    while parts and (parts[0].startswith("$") or parts[0] == "top"):
        parts = parts[1:]
    return "/".join(parts)


def text_of(parent: Element, path: str, notes: Notes) -> str:
    """A text of a question as Markdown; its `format` says what it is in."""
    found = parent.find(path)
    if found is None:
        return ""
    if found.find("file") is not None:
        notes.lost("file", "A picture or file inside the text stayed behind.")
    return from_any(text_at(found, "text"), form=found.get("format") or "moodle", notes=notes)


def _build(question: Element, category: str, notes: Notes) -> Plain:
    title = text_at(question, "name/text").strip()
    notes.question = named(title)
    kind = question.get("type") or ""
    if kind not in _KINDS:
        raise Unfit("kind", f"Questions of the type {kind[:40]!r} are not known here.")
    plain = _KINDS[kind](question, notes)
    stem = plain.stem or text_of(question, "questiontext", notes)
    _tell(question, title, stem, notes)
    tags = [text_at(tag, "text") for tag in question.findall("tags/tag")]
    own_id = text_at(question, "idnumber").strip()
    return replace(
        plain,
        stem=stem,
        points=plain.points if question.find("defaultgrade") is None else _points(question),
        feedback=text_of(question, "generalfeedback", notes) or None,
        tags=(
            *([f"{EXTERNAL_ID}{own_id}"] if own_id else []),
            *tags,
            *([f"{CATEGORY}{category}"] if category else []),
        ),
        title=title,
    )


def _points(question: Element) -> float:
    return float(number(text_at(question, "defaultgrade").strip() or "1"))


def _tell(question: Element, title: str, stem: str, notes: Notes) -> None:
    if title and not " ".join(stem.split()).startswith(" ".join(title.removesuffix("…").split())):
        notes.lost("title", "Questions have no name of their own here; the text stands for it.")
    if any(text_at(question, f"{name}/text").strip() for name in _COMBINED):
        notes.lost("combined_feedback", "Feedback for right, partly right and wrong as a whole stayed behind.")
    if question.find("hint") is not None:
        notes.lost("hint", "Hints stayed behind.")


def _answers(question: Element, notes: Notes) -> Iterator[tuple[Element, str, dict[str, Any]]]:
    for each in question.findall("answer"):
        text = from_any(text_at(each, "text"), form=each.get("format") or "moodle", notes=notes)
        feedback = text_of(each, "feedback", notes)
        yield each, text, {"feedback": feedback} if feedback else {}


def _choices(question: Element, notes: Notes) -> Plain:
    rows = [(text, share_of(each.get("fraction") or "0"), more) for each, text, more in _answers(question, notes)]
    if text_at(question, "single", "true").strip() in {"false", "0"}:
        choices = [
            {"text": text, "correct": share > 0, "fraction": json_number(share), **more} for text, share, more in rows
        ]
        return Plain("multiple", "", {"choices": choices, "scoring": "weights"})
    right = next((at for at, (_, share, _) in enumerate(rows) if share == FULL), None)
    if right is None:
        raise Unfit("no_full_mark", "No choice earns the whole mark.")
    if sum(share == FULL for _, share, _ in rows) > 1:
        notes.changed("several_right", "Several choices earn everything; the first is shown as the right one.")
    weighted = any(share != (at == right) for at, (_, share, _) in enumerate(rows))
    choices = [
        {"text": text, "correct": at == right, **({"fraction": json_number(share)} if weighted else {}), **more}
        for at, (text, share, more) in enumerate(rows)
    ]
    return Plain("single", "", {"choices": choices, **({"scoring": "weights"} if weighted else {})})


def _truth(question: Element, notes: Notes) -> Plain:
    verdict = None
    for each, text, more in _answers(question, notes):
        if more:
            notes.lost("answer_feedback", "True and false carry no feedback of their own here.")
        if share_of(each.get("fraction") or "0") == FULL:
            verdict = text.strip().lower() == "true"
    if verdict is None:
        raise Unfit("no_full_mark", "Neither true nor false earns the mark.")
    return Plain("true_false", "", {"answer": verdict})


def _short_text(question: Element, notes: Notes) -> Plain:
    rows = [
        {"text": text_at(each, "text").strip(), "fraction": json_number(share_of(each.get("fraction") or "0")), **more}
        for each, _, more in _answers(question, notes)
    ]
    content: dict[str, Any] = {"accepted": rows}
    if text_at(question, "usecase").strip() == "1":
        content["case_sensitive"] = True
    return Plain("short_text", "", content)


def _numeric(question: Element, notes: Notes) -> Plain:
    return Plain("numeric", "", numeric_of(question, notes))


def _matching(question: Element, notes: Notes) -> Plain:
    pairs: list[dict[str, str]] = []
    distractors: list[str] = []
    for each in question.findall("subquestion"):
        left = from_any(text_at(each, "text"), form=each.get("format") or "moodle", notes=notes)
        right = text_at(each, "answer/text").strip()
        if left:
            pairs.append({"left": left, "right": right})
        elif right and right not in distractors:
            distractors.append(right)
    rights = {pair["right"] for pair in pairs}
    extra = [each for each in distractors if each not in rights]
    return Plain("matching", "", {"pairs": pairs, **({"distractors": extra} if extra else {})})


def _ordering(question: Element, notes: Notes) -> Plain:
    rows = [(number(each.get("fraction") or "0"), text) for each, text, _ in _answers(question, notes)]
    grading = text_at(question, "gradingtype").strip().upper()
    exact = grading in {"ALL_OR_NOTHING", "-1"}
    if not exact and grading not in {"ABSOLUTE_POSITION", "0"}:
        notes.changed("scoring", "The items at their right place are counted.")
    items = [text for _, text in sorted(rows, key=lambda row: row[0])]
    return Plain("ordering", "", {"items": items, "scoring": "all_or_nothing" if exact else "every_decision"})


def _essay(question: Element, notes: Notes) -> Plain:
    if text_at(question, "responsetemplate/text").strip():
        notes.lost("response_template", "The text to begin with stayed behind.")
    if text_at(question, "responseformat").strip() == "noinline":
        return Plain("file", "")
    rubric = text_of(question, "graderinfo", notes)
    words = text_at(question, "minwordlimit").strip()
    content = {"rubric": rubric} if rubric else {}
    return Plain("essay", "", {**content, **({"min_words": int(words)} if words.isdecimal() and int(words) else {})})


def _slide(question: Element, notes: Notes) -> Plain:
    del question, notes
    return Plain("slide", "")


def _cloze(question: Element, notes: Notes) -> Plain:
    body = question.find("questiontext")
    text = "" if body is None else text_at(body, "text")
    form = "moodle" if body is None else body.get("format") or "moodle"
    content, points = cloze_of(text, form, notes)
    title = text_at(question, "name/text").strip() or "Fill in the blanks."
    return Plain("cloze", title, content, points=float(points))


_KINDS: Final[Mapping[str, Callable[[Element, Notes], Plain]]] = {
    "multichoice": _choices,
    "truefalse": _truth,
    "shortanswer": _short_text,
    "numerical": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": _slide,
    "cloze": _cloze,
    "multianswer": _cloze,
}
