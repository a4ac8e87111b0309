"""Reads one QTI item (2.x or 3.0): declarations, the body with its interaction, and how it is scored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from models.formats.markup import from_html
from models.formats.plain import Notes, Plain, Unfit, named
from models.formats.qti_answers import Declared, choices_of, cloze_part, declared, numeric_part, short_text_of
from models.formats.qti_names import all_of, attribute, html_of, inner_text, kid, kids, name_of
from models.formats.shares import number
from models.formats.xml import Element

BLANK: Final = "_____"
_INLINE: Final = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_UNSAID: Final = ("rubricBlock", "feedbackBlock", "templateBlock", "stylesheet")


@dataclass(frozen=True, slots=True)
class Item:
    """An item taken apart."""

    root: Element
    body: Element
    interactions: tuple[Element, ...]
    answers: Mapping[str, Declared]
    notes: Notes

    def declared_for(self, interaction: Element) -> Declared:
        """The declaration of an interaction's response. Raises Unfit."""
        name = attribute(interaction, "responseIdentifier")
        if name not in self.answers:
            raise Unfit("declaration", f"The response {name[:40]!r} is not declared.")
        return self.answers[name]

    def text(self, element: Element, places: dict[Element, str] | None = None) -> str:
        """What stands in an element, as Markdown; only losses are told, for all of QTI is HTML."""
        scratch = Notes(self.notes.where, self.notes.question)
        found = from_html(html_of(element, places or {}), scratch)
        for note in scratch.found:
            if note.level == "lost":
                self.notes.lost(note.code, note.detail)
        if any(True for _ in all_of(element, "object", "video", "audio")):
            self.notes.lost("file", "A picture or file inside the text stayed behind.")
        return found


def read_item(root: Element, notes: Notes) -> Plain:
    """The question of an item. Raises Unfit for interactions and scorings that have no counterpart."""
    if name_of(root) != "assessmentItem":
        raise Unfit("not_an_item", f"The root element is {name_of(root)[:60]}, not assessmentItem.")
    title = attribute(root, "title").strip()
    notes.question = named(title)
    body = kid(root, "itemBody")
    if body is None:
        raise Unfit("no_body", "The item has no body.")
    interactions = tuple(each for each in body.iter() if name_of(each).endswith("Interaction"))
    answers = {each.name: each for each in map(declared, kids(root, "responseDeclaration"))}
    item = Item(root, body, interactions, answers, notes)
    plain = replace(_question(item), title=title)
    feedback = _feedback(item, plain)
    points = _points(item, plain)
    if title and not named(plain.stem.replace("\\", "")).startswith(named(title.replace("\\", ""))):
        notes.lost("title", "Questions have no name of their own here; the text stands for it.")
    return replace(plain, feedback=feedback, points=points)


def _question(item: Item) -> Plain:
    if not item.interactions:
        return Plain("slide", _stem(item))
    kinds = {name_of(each) for each in item.interactions}
    if len(item.interactions) > 1:
        if kinds <= _INLINE:
            return _cloze(item)
        raise Unfit("several_interactions", "The item asks several things at once.")
    (interaction,) = item.interactions
    kind = name_of(interaction)
    if kind not in _KINDS:
        raise Unfit("interaction", f"The interaction {kind[:60]} is not known here.")
    return _KINDS[kind](item, interaction)


def _stem(item: Item, shown: str = "") -> str:
    places = dict.fromkeys(all_of(item.body, *_UNSAID), "")
    for each in item.interactions:
        prompt = kid(each, "prompt")
        asked = "" if prompt is None else f"<p>{html_of(prompt, {})}</p>"
        places[each] = asked or shown
    text = item.text(item.body, places)
    if shown and text.endswith(shown):
        return text.removesuffix(shown).rstrip()
    if shown and shown in text:
        item.notes.changed("missing_word", f"The blank in the sentence is written as {BLANK}.")
    return text


def _choice(item: Item, interaction: Element) -> Plain:
    answers = item.declared_for(interaction)
    shown = BLANK if name_of(interaction) == "inlineChoiceInteraction" else ""
    rows = kids(interaction, "simpleChoice") or kids(interaction, "inlineChoice")
    if {attribute(each, "identifier").lower() for each in rows} == {"true", "false"} and not answers.mapped:
        return Plain("true_false", _stem(item, shown), {"answer": [v.lower() for v in answers.correct] == ["true"]})
    hints = dict.fromkeys(all_of(interaction, "feedbackInline"), "")
    texts = {attribute(each, "identifier"): item.text(each, dict(hints)) for each in rows}
    told = {
        attribute(each, "identifier"): item.text(hint) for each in rows for hint in kids(each, "feedbackInline")
    } | _modal(item)
    single = answers.cardinality == "single"
    content = choices_of(answers, texts, told, single=single)
    return Plain("single" if single else "multiple", _stem(item, shown), content)


def _entry(item: Item, interaction: Element) -> Plain:
    answers = item.declared_for(interaction)
    stem = _stem(item, BLANK)
    if answers.base in {"float", "integer"}:
        return Plain("numeric", stem, numeric_part(answers, item.root, item.notes))
    return Plain("short_text", stem, short_text_of(answers))


def _cloze(item: Item) -> Plain:
    places = dict.fromkeys(all_of(item.body, *_UNSAID), "")
    blanks: dict[str, dict[str, Any]] = {}
    for at, each in enumerate(item.interactions, 1):
        answers = item.declared_for(each)
        texts = {attribute(row, "identifier"): item.text(row) for row in kids(each, "inlineChoice")}
        blanks[str(at)] = cloze_part(answers, texts, item.root, item.notes)
        places[each] = f"{{{{{at}}}}}"
    text = item.text(item.body, places)
    return Plain(
        "cloze", attribute(item.root, "title").strip() or "Fill in the blanks.", {"text": text, "blanks": blanks}
    )


def _essay(item: Item, interaction: Element) -> Plain:
    del interaction
    rubric = "\n\n".join(item.text(each) for each in all_of(item.body, "rubricBlock"))
    return Plain("essay", _stem(item), {"rubric": rubric} if rubric else {})


def _file(item: Item, interaction: Element) -> Plain:
    del interaction
    return Plain("file", _stem(item))


def _order(item: Item, interaction: Element) -> Plain:
    answers = item.declared_for(interaction)
    texts = {attribute(each, "identifier"): item.text(each) for each in kids(interaction, "simpleChoice")}
    if sorted(answers.correct) != sorted(texts):
        raise Unfit("declaration", "The right order does not name every choice once.")
    return Plain("ordering", _stem(item), {"items": [texts[each] for each in answers.correct]})


def _match(item: Item, interaction: Element) -> Plain:
    answers = item.declared_for(interaction)
    sides = [
        {attribute(each, "identifier"): item.text(each) for each in kids(side, "simpleAssociableChoice")}
        for side in kids(interaction, "simpleMatchSet")
    ]
    if len(sides) != 2:  # noqa: PLR2004 - from one set to the other
        raise Unfit("declaration", "A match has two sets.")
    pairs = [each.split() for each in answers.correct]
    lefts = [pair[0] for pair in pairs if len(pair) == 2 and pair[0] in sides[0] and pair[1] in sides[1]]  # noqa: PLR2004 - a pair
    if len(lefts) != len(pairs) or len(set(lefts)) != len(lefts):
        raise Unfit("several_right", "Every left side needs exactly one right side here.")
    for each in sides[0].keys() - set(lefts):
        item.notes.lost("left", f"The left side {sides[0][each][:40]!r} belongs to nothing and stayed behind.")
    if len({answers.mapped.get(each) for each in answers.correct}) > 1:
        item.notes.changed("pair_weights", "Every pair weighs the same here.")
    rows = [{"left": sides[0][left], "right": sides[1][right]} for left, right in pairs]
    used = {row["right"] for row in rows}
    rest = [text for text in sides[1].values() if text not in used]
    rule = {} if answers.mapped else {"scoring": "all_or_nothing"}
    return Plain("matching", _stem(item), {"pairs": rows, **({"distractors": rest} if rest else {}), **rule})


def _modal(item: Item) -> dict[str, str]:
    return {
        attribute(each, "identifier"): item.text(each)
        for each in kids(item.root, "modalFeedback")
        if attribute(each, "showHide", "show") == "show"
    }


def _feedback(item: Item, plain: Plain) -> str | None:
    told = _modal(item)
    general = told.pop("general", "") or None
    ids = {attribute(each, "identifier") for each in all_of(item.body, "simpleChoice")}
    if told.keys() - ids or (told and plain.kind not in {"single", "multiple"}):
        item.notes.lost("feedback", "Feedback that depends on more than the choice stayed behind.")
    return general


def _points(item: Item, plain: Plain) -> float:
    for each in kids(item.root, "outcomeDeclaration"):
        default = inner_text(kid(each, "defaultValue"))
        if attribute(each, "identifier") == "MAXSCORE" and default:
            return float(number(default))
        if attribute(each, "identifier") == "SCORE" and attribute(each, "normalMaximum"):
            return float(number(attribute(each, "normalMaximum")))
    most = [each.most(single=plain.kind != "multiple") for each in item.answers.values() if each.mapped]
    return float(sum(most)) if most and sum(most) > 0 else 1.0


_KINDS: Final[Mapping[str, Callable[[Item, Element], Plain]]] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "textEntryInteraction": _entry,
    "extendedTextInteraction": _essay,
    "uploadInteraction": _file,
    "orderInteraction": _order,
    "matchInteraction": _match,
}
