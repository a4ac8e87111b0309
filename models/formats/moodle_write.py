"""Writes Moodle XML, so that reading it gives the same questions back. Texts are Markdown, and say so."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from lxml import etree

from models.formats.losses import absolute, category_of, external_id_of, own_tags, tell_envelope, weighted
from models.formats.moodle_cloze_write import written
from models.formats.plain import Notes, Plain, Unfit, Writing, write_each
from models.formats.shares import FULL, number, percent_of, share, weight_of
from models.formats.xml import Element, child
from models.rules.questions import Kind

_PLACE: Final = re.compile(r"\{\{([A-Za-z0-9_]{1,20})\}\}")


def write_moodle(questions: Iterable[Plain]) -> Writing:
    """The questions as Moodle XML; those that Moodle has no word for are left out and named in the report."""
    items, report = write_each(questions, _question)
    root = etree.Element("quiz")
    category = ""
    for each in items:
        if (own := category_of(each.plain)) != category:
            category = own
            root.append(_category(own))
        root.append(each.made)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Writing(data, "application/xml", "moodle.xml", len(items), report)


def _category(path: str) -> Element:
    made = etree.Element("question", {"type": "category"})
    child(child(made, "category"), "text", f"$course$/{path or 'top'}")
    return made


def _question(plain: Plain, notes: Notes, _number: int) -> Element:
    if plain.kind not in _KINDS:
        raise Unfit("kind", f"Moodle has no question of the kind {plain.kind}.")
    name, fill = _KINDS[Kind(plain.kind)]
    made = etree.Element("question", {"type": name})
    child(child(made, "name"), "text", plain.stem if plain.kind == Kind.CLOZE else plain.name)
    _text(made, "questiontext", _body(plain, notes))
    _text(made, "generalfeedback", plain.feedback or "")
    child(made, "defaultgrade", f"{number(str(plain.points)):f}")
    if own := external_id_of(plain):
        child(made, "idnumber", own)
    fill(made, plain, notes)
    tell_envelope(_without_words(plain), notes, points=False)
    if tags := own_tags(plain):
        holder = child(made, "tags")
        for tag in tags:
            child(child(holder, "tag"), "text", tag)
    return made


def _without_words(plain: Plain) -> Plain:
    # Moodle has a least number of words.
    content = {name: value for name, value in plain.content.items() if name != "min_words"}
    return Plain(plain.kind, plain.stem, content, seconds=plain.seconds)


def _body(plain: Plain, notes: Notes) -> str:
    if plain.kind != Kind.CLOZE:
        return plain.stem
    blanks = plain.content["blanks"]
    return _PLACE.sub(lambda found: written(blanks[found[1]], notes), plain.content["text"])


def _text(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    made = child(parent, tag, None, **attributes, format="markdown")
    child(made, "text", text)
    return made


def _answer(parent: Element, text: str, earned: Fraction, feedback: str | None, form: str = "markdown") -> Element:
    made = child(parent, "answer", None, fraction=percent_of(earned), format=form)
    child(made, "text", text)
    if feedback:
        _text(made, "feedback", feedback)
    return made


def _single(made: Element, plain: Plain, notes: Notes) -> None:
    del notes
    child(made, "single", "true")
    weights = plain.content.get("scoring") == "weights"
    for each in plain.content["choices"]:
        earned = weight_of(each, 1) if weights else Fraction(bool(each["correct"]))
        _answer(made, each["text"], earned, each.get("feedback"))


def _multiple(made: Element, plain: Plain, notes: Notes) -> None:
    child(made, "single", "false")
    for each, earned in weighted(plain, notes):
        _answer(made, each["text"], earned, each.get("feedback"))


def _truth(made: Element, plain: Plain, notes: Notes) -> None:
    del notes
    for value in (True, False):
        _answer(made, str(value).lower(), Fraction(value is plain.content["answer"]), None, "moodle_auto_format")


def _short_text(made: Element, plain: Plain, notes: Notes) -> None:
    del notes
    child(made, "usecase", "1" if plain.content.get("case_sensitive") else "0")
    for each in plain.content["accepted"]:
        _answer(made, each["text"], share(each.get("fraction", 1)), each.get("feedback"), "moodle_auto_format")


def _numeric(made: Element, plain: Plain, notes: Notes) -> None:
    for each in (plain.content, *plain.content.get("near", ())):
        value, tolerance = absolute(each, notes)
        earned = FULL if each is plain.content else share(each["fraction"])
        answer = _answer(made, f"{value:f}", earned, None, "moodle_auto_format")
        child(answer, "tolerance", f"{tolerance:f}")
    if not plain.content.get("unit"):
        return
    holder = child(made, "units")
    for unit, factor in [
        (plain.content["unit"], 1),
        *((e["unit"], e["factor"]) for e in plain.content.get("units", ())),
    ]:
        held = child(holder, "unit")
        child(held, "multiplier", f"{1 / number(str(factor)):f}")
        child(held, "unit_name", unit)
    penalty = share(plain.content.get("unit_penalty", 1))
    child(made, "unitgradingtype", "1" if penalty else "0")
    child(made, "unitpenalty", f"{float(penalty):g}")
    child(made, "showunits", "0")


def _matching(made: Element, plain: Plain, notes: Notes) -> None:
    rule = plain.content.get("scoring", "every_decision")
    if rule != "every_decision":
        notes.changed("scoring", f"The rule {rule} became the share of right pairs.")
    distractors = [{"left": "", "right": each} for each in plain.content.get("distractors", ())]
    for each in (*plain.content["pairs"], *distractors):
        held = _text(made, "subquestion", each["left"])
        child(child(held, "answer"), "text", each["right"])


def _ordering(made: Element, plain: Plain, notes: Notes) -> None:
    del notes
    exact = plain.content.get("scoring", "all_or_nothing") == "all_or_nothing"
    child(made, "gradingtype", "ALL_OR_NOTHING" if exact else "ABSOLUTE_POSITION")
    for at, text in enumerate(plain.content["items"], 1):
        held = child(made, "answer", None, fraction=str(at), format="markdown")
        child(held, "text", text)


def _essay(made: Element, plain: Plain, notes: Notes) -> None:
    child(made, "responseformat", "editor")
    if words := plain.content.get("min_words"):
        child(made, "minwordlimit", str(words))
    rubric = plain.content.get("rubric")
    if isinstance(rubric, list):
        notes.changed("rubric", "The lines of the rubric became one text.")
        rubric = "\n".join(f"- {each['text']} ({each['points']})" for each in rubric)
    if rubric:
        _text(made, "graderinfo", rubric)


def _file(made: Element, plain: Plain, notes: Notes) -> None:
    del plain, notes
    child(made, "responseformat", "noinline")
    child(made, "attachments", "1")
    child(made, "attachmentsrequired", "1")


def _cloze(made: Element, plain: Plain, notes: Notes) -> None:
    del made
    if plain.content.get("scoring", "weights") != "weights":
        notes.changed("scoring", "The rule all_or_nothing became the mean of the blanks.")


def _nothing(made: Element, plain: Plain, notes: Notes) -> None:
    del made, plain, notes


_KINDS: Final[Mapping[Kind, tuple[str, Callable[[Element, Plain, Notes], Any]]]] = {
    Kind.SINGLE: ("multichoice", _single),
    Kind.MULTIPLE: ("multichoice", _multiple),
    Kind.TRUE_FALSE: ("truefalse", _truth),
    Kind.SHORT_TEXT: ("shortanswer", _short_text),
    Kind.NUMERIC: ("numerical", _numeric),
    Kind.MATCHING: ("matching", _matching),
    Kind.ORDERING: ("ordering", _ordering),
    Kind.ESSAY: ("essay", _essay),
    Kind.FILE: ("essay", _file),
    Kind.SLIDE: ("description", _nothing),
    Kind.CLOZE: ("cloze", _cloze),
}
