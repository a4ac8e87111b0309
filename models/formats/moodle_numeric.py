"""Numbers and units in Moodle XML."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from models.formats.plain import Notes, Unfit
from models.formats.shares import jsoned, number, numeric, share_of, target
from models.formats.xml import Element, text_at
from models.rules.numbers import json_number

_NO_UNITS: Final = "3"
_OF_ANSWER: Final = "1"


def numeric_of(question: Element, notes: Notes) -> dict[str, Any]:
    """The content of a `numerical` question. Raises Unfit."""
    rows: list[tuple[Fraction, dict[str, Any]]] = []
    for each in question.findall("answer"):
        text = text_at(each, "text").strip()
        if text_at(each, "feedback/text").strip():
            notes.lost("answer_feedback", "Numbers carry no feedback of their own here.")
        if text == "*":
            notes.lost("catch_all", "There is no answer that fits every number.")
            continue
        value, width = number(text), number(text_at(each, "tolerance", "0") or "0")
        if width < 0:
            raise Unfit("range", "A tolerance is not negative.")
        rows.append((share_of(each.get("fraction") or "0"), target(value - width, value + width)))
    return {**numeric(rows), **_units(question, notes)}


def _units(question: Element, notes: Notes) -> dict[str, Any]:
    """Moodle's multiplier says how many of the unit make one of the base; ours is the other way round."""
    units = [
        (text_at(each, "unit_name").strip(), number(text_at(each, "multiplier", "1") or "1"))
        for each in question.findall("units/unit")
    ]
    if not units or text_at(question, "showunits").strip() == _NO_UNITS:
        return {}
    if any(multiplier <= 0 for _, multiplier in units):
        raise Unfit("unit", "The multiplier of a unit is greater than 0.")
    base, scale = next((unit for unit in units if unit[1] == 1), units[0])
    if scale != 1:
        raise Unfit("unit", "No unit has the multiplier 1.")
    others = [{"unit": name, "factor": _inverse(multiplier, notes)} for name, multiplier in units if name != base]
    return {"unit": base, **({"units": others} if others else {}), "unit_penalty": _penalty(question, notes)}


def _penalty(question: Element, notes: Notes) -> int | float:
    grading = text_at(question, "unitgradingtype", "0").strip()
    if grading in {"", "0"}:
        return 0
    if grading != _OF_ANSWER:
        notes.changed("unit_penalty", "The penalty for the unit is a part of the answer's mark here.")
    return json_number(abs(share_of(str(number(text_at(question, "unitpenalty", "0") or "0") * 100))))


def _inverse(multiplier: Decimal, notes: Notes) -> int | float | str:
    factor = Fraction(1) / Fraction(multiplier)
    near = Decimal(factor.numerator) / Decimal(factor.denominator)
    if Fraction(near) != factor:
        notes.changed("unit_factor", "The factor of a unit was rounded.")
    return jsoned(near)
