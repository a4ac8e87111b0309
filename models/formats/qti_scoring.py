"""Writes what a QTI item declares as right, and how points follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from models.formats.xml import Element, child

TEMPLATES: Final[Mapping[int, str]] = {
    2: "http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
    3: "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
}
"""Where the standard response templates of each version have their names."""


@dataclass(frozen=True, slots=True)
class Key:
    """One response: its type, what is right, what each value earns where it is not all or nothing, and a tolerance."""

    name: str
    cardinality: str
    base: str
    right: tuple[str, ...] = ()
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    tolerance: Decimal = Decimal(0)
    case_sensitive: bool = False

    @property
    def most(self) -> Fraction:
        """The sum of what can be earned, in fractions of the mark."""
        gains = [each for each in self.weights.values() if each > 0]
        return max(gains, default=Fraction(1)) if self.cardinality == "single" else sum(gains, Fraction(0))


def declare(root: Element, key: Key) -> None:
    """Add the declaration of a response. Mapped values are fractions of the mark."""
    made = child(root, "responseDeclaration", None, identifier=key.name, cardinality=key.cardinality, baseType=key.base)
    if key.right:
        held = child(made, "correctResponse")
        for each in key.right:
            child(held, "value", each)
    if key.weights:
        lower = "-1" if key.cardinality == "single" else "0"
        held = child(made, "mapping", None, lowerBound=lower, upperBound="1", defaultValue="0")
        for value, earned in key.weights.items():
            entry = child(held, "mapEntry", None, mapKey=value, mappedValue=_decimal(earned))
            if key.base == "string":
                entry.set("caseSensitive", str(key.case_sensitive).lower())


def _decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.9f}".rstrip("0").rstrip(".") or "0"


def process(root: Element, keys: Sequence[Key], points: Decimal, *, feedback: bool, version: int) -> None:
    """Add the response processing: a standard template where it says the same, else rules."""
    scored = [key for key in keys if key.right or key.weights]
    made = child(root, "responseProcessing")
    if len(scored) == 1 and points == 1 and not feedback and not scored[0].tolerance:
        made.set("template", TEMPLATES[version] + ("map_response" if scored[0].weights else "match_correct"))
        return
    if scored:
        _set_score(made, scored, points)
    if feedback:
        _set_feedback(made, scored)


def _set_score(made: Element, keys: Sequence[Key], points: Decimal) -> None:
    for key in keys:
        if not key.weights:
            _award_if_right(made, key, len(keys))
    held = child(child(made, "setOutcomeValue", None, identifier="SCORE"), "product")
    child(held, "baseValue", f"{points:f}", baseType="float")
    total = child(held, "sum")
    child(total, "variable", None, identifier="SCORE")
    for key in keys:
        if key.weights:
            part = child(total, "product")
            child(part, "baseValue", _decimal(Fraction(1, len(keys))), baseType="float")
            child(part, "mapResponse", None, identifier=key.name)


def _award_if_right(made: Element, key: Key, of: int) -> None:
    then = child(child(made, "responseCondition"), "responseIf")
    if key.base == "float":
        width = f"{key.tolerance:f}"
        test = child(then, "equal", None, toleranceMode="absolute", tolerance=f"{width} {width}")
    else:
        test = child(then, "match")
    child(test, "variable", None, identifier=key.name)
    child(test, "correct", None, identifier=key.name)
    total = child(child(then, "setOutcomeValue", None, identifier="SCORE"), "sum")
    child(total, "variable", None, identifier="SCORE")
    child(total, "baseValue", _decimal(Fraction(1, of)), baseType="float")


def _set_feedback(made: Element, keys: Sequence[Key]) -> None:
    held = child(child(made, "setOutcomeValue", None, identifier="FEEDBACK"), "multiple")
    child(held, "baseValue", "general", baseType="identifier")
    for key in keys:
        if key.base == "identifier":
            child(held, "variable", None, identifier=key.name)
