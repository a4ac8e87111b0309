"""Writes one QTI item, in the words of 2.2 or of 3.0."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from lxml import etree

from models.formats.losses import absolute, tell_envelope, weighted
from models.formats.markup import to_html
from models.formats.plain import Notes, Plain, Unfit
from models.formats.qti_names import NS2, default_space, in_version_3
from models.formats.qti_scoring import Key, declare, process
from models.formats.shares import FULL, number, share, weight_of
from models.formats.xml import Element, child
from models.rules.questions import Kind

_PLACE: Final = re.compile(r"\{\{([A-Za-z0-9_]{1,20})\}\}")
_HOLD: Final = "\N{SYMBOL FOR START OF TEXT}{}\N{SYMBOL FOR END OF TEXT}"
_HELD: Final = re.compile("\N{SYMBOL FOR START OF TEXT}([A-Za-z0-9_]+)\N{SYMBOL FOR END OF TEXT}")


def write_item(plain: Plain, identifier: str, notes: Notes, *, version: int) -> Element:
    """The item of a question. Raises Unfit for kinds that QTI has no interaction for."""
    if plain.kind not in _KINDS:
        raise Unfit("kind", f"QTI has no counterpart of the kind {plain.kind}.")
    root = etree.Element("assessmentItem", {
        "identifier": identifier, "title": plain.name, "adaptive": "false", "timeDependent": "false",
    })  # fmt: skip
    body = etree.Element("itemBody")
    keys = _KINDS[Kind(plain.kind)](body, plain, notes)
    told = _told(plain)
    for key in keys:
        declare(root, key)
    points = number(str(plain.points))
    _outcomes(root, points, feedback=bool(told))
    root.append(body)
    process(root, keys, points, feedback=bool(told), version=version)
    for name, text in told.items():
        _html(child(root, "modalFeedback", None, outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"), text)
    if plain.tags:
        notes.lost("tags", "Tags are no part of an item.")
    tell_envelope(plain, notes, points=False)
    return in_version_3(root) if version > 2 else _in_version_2(root)  # noqa: PLR2004 - version 2 or 3


def _in_version_2(root: Element) -> Element:
    for each in root.iter():
        each.tag = f"{{{NS2}}}{each.tag}"
    made = etree.Element(
        root.tag, {str(name): str(value) for name, value in root.attrib.items()}, nsmap=default_space(NS2)
    )
    made.extend(list(root))
    return made


def _outcomes(root: Element, points: Decimal, *, feedback: bool) -> None:
    for name, value in (("SCORE", "0"), ("MAXSCORE", f"{points:f}")):
        made = child(root, "outcomeDeclaration", None, identifier=name, cardinality="single", baseType="float")
        child(child(made, "defaultValue"), "value", value)
    if feedback:
        child(root, "outcomeDeclaration", None, identifier="FEEDBACK", cardinality="multiple", baseType="identifier")


def _told(plain: Plain) -> dict[str, str]:
    rows = enumerate(plain.content.get("choices", ()) if plain.kind in {"single", "multiple"} else (), 1)
    own = {f"c{at}": each["feedback"] for at, each in rows if each.get("feedback")}
    return {**own, **({"general": plain.feedback} if plain.feedback else {})}


def _html(parent: Element, markdown: str) -> None:
    """Put a text into an element as HTML; one paragraph needs no tag of its own."""
    made = etree.fromstring(f"<div>{to_html(markdown)}</div>")
    if len(made) == 1 and made[0].tag == "p" and not (made.text or "").strip():
        made = made[0]
    parent.text = made.text
    parent.extend(list(made))


def _blocks(body: Element, markdown: str) -> None:
    body.extend(list(etree.fromstring(f"<div>{to_html(markdown)}</div>")))


def _interaction(body: Element, tag: str, **attributes: str) -> Element:
    return child(body, tag, None, responseIdentifier="RESPONSE", **attributes)


def _rows(parent: Element, tag: str, texts: Iterable[str], prefix: str = "c", **attributes: str) -> None:
    for at, text in enumerate(texts, 1):
        _html(child(parent, tag, None, identifier=f"{prefix}{at}", **attributes), text)


def _single(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    del notes
    _blocks(body, plain.stem)
    return [_one_of(_interaction(body, "choiceInteraction", shuffle="false", maxChoices="1"), plain.content)]


def _one_of(interaction: Element, content: Mapping[str, Any], name: str = "RESPONSE", tag: str = "simpleChoice") -> Key:
    choices = content["choices"]
    _rows(interaction, tag, (each["text"] for each in choices))
    weights = {
        f"c{at}": weight_of(each, 1) if content.get("scoring") == "weights" else Fraction(bool(each["correct"]))
        for at, each in enumerate(choices, 1)
    }
    right = tuple(f"c{at}" for at, each in enumerate(choices, 1) if each["correct"])
    plain = all(weights[name] == (name in right) for name in weights)
    return Key(name, "single", "identifier", right, {} if plain else weights)


def _multiple(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    _blocks(body, plain.stem)
    interaction = _interaction(body, "choiceInteraction", shuffle="false", maxChoices="0")
    choices = plain.content["choices"]
    _rows(interaction, "simpleChoice", (each["text"] for each in choices))
    right = tuple(f"c{at}" for at, each in enumerate(choices, 1) if each["correct"])
    if plain.content.get("scoring", "all_or_nothing") == "all_or_nothing":
        return [Key("RESPONSE", "multiple", "identifier", right)]
    weights = {f"c{at}": earned for at, (_, earned) in enumerate(weighted(plain, notes), 1)}
    return [Key("RESPONSE", "multiple", "identifier", right, weights)]


def _truth(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    del notes
    _blocks(body, plain.stem)
    interaction = _interaction(body, "choiceInteraction", shuffle="false", maxChoices="1")
    for name in ("true", "false"):
        child(interaction, "simpleChoice", name.capitalize(), identifier=name)
    return [Key("RESPONSE", "single", "identifier", (str(plain.content["answer"]).lower(),))]


def _short_text(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    _blocks(body, plain.stem)
    _interaction(child(body, "p"), "textEntryInteraction")
    return [_typed(plain.content, "RESPONSE", notes)]


def _typed(content: Mapping[str, Any], name: str, notes: Notes) -> Key:
    if any("*" in each["text"].replace("\\*", "") for each in content["accepted"]):
        notes.lost("wildcard", "QTI compares whole texts; a star stands for itself there.")
    weights = {each["text"].replace("\\*", "*"): share(each.get("fraction", 1)) for each in content["accepted"]}
    right = next((text for text, earned in weights.items() if earned == FULL), "")
    return Key(name, "single", "string", (right,), weights, case_sensitive=bool(content.get("case_sensitive")))


def _numeric(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    if plain.content.get("unit"):
        notes.lost("unit", f"QTI has no units; the unit is {plain.content['unit']}.")
    _blocks(body, plain.stem)
    _interaction(child(body, "p"), "textEntryInteraction")
    return [_number(plain.content, "RESPONSE", notes)]


def _number(content: Mapping[str, Any], name: str, notes: Notes) -> Key:
    if content.get("near"):
        notes.lost("near", "Near answers stayed behind.")
    value, tolerance = absolute(content, notes)
    return Key(name, "single", "float", (f"{value:f}",), tolerance=tolerance)


def _matching(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    _blocks(body, plain.stem)
    pairs, content = plain.content["pairs"], plain.content
    rights = list(dict.fromkeys([*(each["right"] for each in pairs), *content.get("distractors", ())]))
    interaction = _interaction(body, "matchInteraction", shuffle="false", maxAssociations="0")
    _rows(child(interaction, "simpleMatchSet"), "simpleAssociableChoice", (e["left"] for e in pairs), "l", matchMax="1")
    _rows(child(interaction, "simpleMatchSet"), "simpleAssociableChoice", rights, "r", matchMax="0")
    key = tuple(f"l{at} r{rights.index(each['right']) + 1}" for at, each in enumerate(pairs, 1))
    rule = content.get("scoring", "every_decision")
    if rule not in {"every_decision", "all_or_nothing"}:
        notes.changed("scoring", f"The rule {rule} became the share of right pairs.")
    each = Fraction(1, len(key))
    return [
        Key("RESPONSE", "multiple", "directedPair", key, {} if rule == "all_or_nothing" else dict.fromkeys(key, each))
    ]


def _ordering(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    if plain.content.get("scoring", "all_or_nothing") != "all_or_nothing":
        notes.changed("scoring", "Only the whole order earns the mark.")
    _blocks(body, plain.stem)
    items = plain.content["items"]
    _rows(_interaction(body, "orderInteraction", shuffle="true"), "simpleChoice", items)
    return [Key("RESPONSE", "ordered", "identifier", tuple(f"c{at}" for at in range(1, len(items) + 1)))]


def _essay(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    rubric = plain.content.get("rubric")
    if isinstance(rubric, list):
        notes.changed("rubric", "The lines of the rubric became one text.")
        rubric = "\n".join(f"- {each['text']} ({each['points']})" for each in rubric)
    _blocks(body, plain.stem)
    _interaction(body, "extendedTextInteraction")
    if rubric:
        _blocks(child(body, "rubricBlock", None, view="scorer"), rubric)
    return [Key("RESPONSE", "single", "string")]


def _file(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    del notes
    _blocks(body, plain.stem)
    _interaction(body, "uploadInteraction")
    return [Key("RESPONSE", "single", "file")]


def _slide(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    del notes
    _blocks(body, plain.stem)
    return []


def _cloze(body: Element, plain: Plain, notes: Notes) -> list[Key]:
    _blocks(body, _PLACE.sub(lambda found: _HOLD.format(found[1]), plain.content["text"]))
    if len(plain.content["blanks"]) == 1:
        notes.changed("one_blank", "A text with one blank is read as a question with a typed answer or choices.")
    for each in list(body.iter()):
        for before, name, after in _held(each.text):
            each.text = before
            each.insert(0, _blank(plain.content["blanks"][name], name, after))
        for kid in list(each):
            for before, name, after in _held(kid.tail):
                kid.tail = before
                each.insert(list(each).index(kid) + 1, _blank(plain.content["blanks"][name], name, after))
    return [_blank_key(each, name, notes) for name, each in plain.content["blanks"].items()]


def _held(text: str | None) -> list[tuple[str, str, str]]:
    """The last blank first, with the text before it and after it; inserting in this order keeps the sentence."""
    found: list[tuple[str, str, str]] = []
    rest = text or ""
    while matches := list(_HELD.finditer(rest)):
        last = matches[-1]
        found.append((rest[: last.start()], last[1], rest[last.end() :]))
        rest = rest[: last.start()]
    return found


def _blank(blank: Mapping[str, Any], name: str, after: str) -> Element:
    tag = "inlineChoiceInteraction" if blank["kind"] == "single" else "textEntryInteraction"
    made = etree.Element(tag, {"responseIdentifier": f"RESPONSE_{name}"})
    if blank["kind"] == "single":
        _one_of(made, blank, tag="inlineChoice")
    made.tail = after
    return made


def _blank_key(blank: Mapping[str, Any], name: str, notes: Notes) -> Key:
    own = f"RESPONSE_{name}"
    if blank.get("weight", 1) != 1:
        notes.lost("weight", "Every blank weighs the same.")
    match blank["kind"]:
        case "single":
            return _one_of(etree.Element("scratch"), blank, own, "inlineChoice")
        case "numeric":
            return _number(blank, own, notes)
        case _:
            return _typed(blank, own, notes)


_KINDS: Final[Mapping[Kind, Callable[[Element, Plain, Notes], list[Key]]]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _truth,
    Kind.SHORT_TEXT: _short_text,
    Kind.NUMERIC: _numeric,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.CLOZE: _cloze,
    Kind.ESSAY: _essay,
    Kind.FILE: _file,
    Kind.SLIDE: _slide,
}
