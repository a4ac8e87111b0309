"""What a QTI item declares as right, and what it maps to points; read as the key of a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from models.formats.plain import Notes, Unfit
from models.formats.qti_names import all_of, attribute, inner_text, kid, kids
from models.formats.shares import FULL, jsoned, number, target
from models.formats.xml import Element
from models.rules.numbers import json_number

_PERCENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Declared:
    """One response: its type, the right values, and the points of mapped ones."""

    name: str
    cardinality: str
    base: str
    correct: tuple[str, ...]
    mapped: Mapping[str, Decimal]
    case_sensitive: bool

    def most(self, *, single: bool) -> Decimal:
        """The most points that the mapping gives."""
        gains = [value for value in self.mapped.values() if value > 0]
        return (max(gains, default=Decimal(0))) if single and self.cardinality == "single" else sum(gains, Decimal(0))

    def share(self, key: str, most: Decimal) -> Fraction:
        """What a value earns, between -1 and 1."""
        if not self.mapped:
            return Fraction(key in self.correct)
        return max(-FULL, min(FULL, Fraction(self.mapped.get(key, Decimal(0))) / Fraction(most)))


def declared(element: Element) -> Declared:
    """Read a `responseDeclaration`. Raises Unfit."""
    right, mapping = kid(element, "correctResponse"), kid(element, "mapping")
    entries = [] if mapping is None else kids(mapping, "mapEntry")
    mapped = {attribute(each, "mapKey"): number(attribute(each, "mappedValue", "0")) for each in entries}
    # A mapping tells capitals apart unless each entry says otherwise; so does the comparison with the right value.
    blind = bool(entries) and all(attribute(each, "caseSensitive", "true") == "false" for each in entries)
    return Declared(
        attribute(element, "identifier"),
        attribute(element, "cardinality", "single"),
        attribute(element, "baseType"),
        () if right is None else tuple(inner_text(each) for each in kids(right, "value")),
        mapped,
        not blind,
    )


def choices_of(answers: Declared, texts: Mapping[str, str], told: Mapping[str, str], *, single: bool) -> dict[str, Any]:
    """The content of a question with choices. Raises Unfit when nothing is right."""
    most = answers.most(single=single)
    if not answers.correct and most <= 0:
        raise Unfit("no_key", "The item does not say what is right.")
    shares = {key: answers.share(key, most or Decimal(1)) for key in texts}
    rights = set(answers.correct) if answers.correct else {key for key, share in shares.items() if share > 0}
    if single and not answers.correct:
        rights = {next(key for key, share in shares.items() if share == max(shares.values()))}
    weights = bool(answers.mapped) and (not single or any(shares[key] != (key in rights) for key in texts))
    rows = [
        {
            "text": text,
            "correct": key in rights,
            **({"fraction": json_number(shares[key])} if weights else {}),
            **({"feedback": told[key]} if told.get(key) else {}),
        }
        for key, text in texts.items()
    ]
    rule = "weights" if weights else "all_or_nothing"
    return {"choices": rows, "scoring": rule}


def short_text_of(answers: Declared) -> dict[str, Any]:
    """The content of a typed text. Raises Unfit when nothing is right."""
    most = answers.most(single=True)
    rows = [
        {"text": _literal(key), "fraction": json_number(answers.share(key, most))}
        for key, value in answers.mapped.items()
        if value > 0
    ]
    if not answers.mapped:
        rows = [{"text": _literal(each), "fraction": 1} for each in answers.correct]
    if not rows:
        raise Unfit("no_key", "The item does not say what is right.")
    return {"accepted": rows, **({"case_sensitive": True} if answers.case_sensitive else {})}


def _literal(text: str) -> str:
    return text.replace("*", "\\*")


def numeric_part(answers: Declared, root: Element, notes: Notes) -> dict[str, Any]:
    """The content of a number, with the tolerance of an `equal` in the scoring. Raises Unfit."""
    if not answers.correct:
        raise Unfit("no_key", "The item does not say what is right.")
    value = number(answers.correct[0])
    for equal in all_of(root, "equal"):
        if answers.name not in {attribute(each, "identifier") for each in all_of(equal, "variable", "correct")}:
            continue
        below, *above = attribute(equal, "tolerance", "0").split() or ["0"]
        widths = number(below), number(above[0] if above else below)
        match attribute(equal, "toleranceMode", "exact"):
            case "absolute":
                if widths[0] != widths[1]:
                    notes.changed("tolerance", "The value became the middle of the range that is right.")
                return target(value - widths[0], value + widths[1])
            case "relative":
                return {
                    "value": jsoned(value),
                    "tolerance": jsoned(max(widths) * _PERCENT),
                    "tolerance_kind": "relative",
                }
            case _:
                break
    return {"value": jsoned(value)}


def cloze_part(answers: Declared, texts: Mapping[str, str], root: Element, notes: Notes) -> dict[str, Any]:
    """The content of one blank. Raises Unfit."""
    if texts:
        return {"kind": "single", **choices_of(answers, texts, {}, single=True)}
    if answers.base in {"float", "integer"}:
        return {"kind": "numeric", **numeric_part(answers, root, notes)}
    return {"kind": "short_text", **short_text_of(answers)}
