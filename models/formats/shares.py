"""Percents of the formats and fractions of our questions."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from models.formats.plain import Unfit
from models.rules.numbers import NotNumber, json_number, read_decimal, read_fraction

HUNDRED: Final = 100
FULL: Final = Fraction(1)
_SHIFT: Final = Decimal("0.01")


def share_of(percent: str) -> Fraction:
    """The fraction that a percent as text stands for: 33.33333 is a third. Raises Unfit."""
    value = number(percent)
    found = read_fraction(value * _SHIFT)
    if isinstance(found, NotNumber) or not -1 <= found <= 1:
        raise Unfit("weight", f"A weight lies between -100 and 100, not {percent.strip()[:20]}.")
    return found


def share(raw: object) -> Fraction:
    """The fraction in a field of a question (`0.5`, `"1/3"`) that its rules have checked."""
    found = read_fraction(raw)
    return Fraction(0) if isinstance(found, NotNumber) else found


def percent_of(part: Fraction) -> str:
    """The percent as the formats write it, to five places: Moodle knows thirds as 33.33333."""
    text = f"{float(part * HUNDRED):.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def number(text: str) -> Decimal:
    """An exact decimal number. Raises Unfit."""
    value = read_decimal(text)
    if isinstance(value, NotNumber):
        raise Unfit("number", f"{text.strip()[:40]!r} is not a number.")
    return value


def jsoned(value: Decimal | Fraction) -> int | float | str:
    """A number for a question's content; as text where a float would lose a digit."""
    plain = json_number(value)
    if isinstance(value, Decimal) and Fraction(str(plain)) != Fraction(value):
        return str(value)
    return plain


def weight_of(choice: Mapping[str, Any], rights: int) -> Fraction:
    """What a choice of an author's question earns under the rule `weights`."""
    if choice.get("fraction") is None:
        return Fraction(bool(choice["correct"]), rights or 1)
    return share(choice["fraction"])


def target(low: Decimal, high: Decimal) -> dict[str, Any]:
    """Value and tolerance of an interval. Raises Unfit when it is empty."""
    if high < low:
        raise Unfit("range", f"The range {low}..{high} is empty.")
    half = (high - low) / 2
    return {"value": jsoned(low + half), **({"tolerance": jsoned(half)} if half else {})}


def numeric(targets: Iterable[tuple[Fraction, Mapping[str, Any]]]) -> dict[str, Any]:
    """The content of a numeric question from `(fraction, {value, tolerance?})` in order.

    The first target that earns everything is the value, the others are near answers. Raises Unfit without one.
    """
    rows = [row for row in targets if row[0] > 0]
    at = next((at for at, (fraction, _) in enumerate(rows) if fraction == FULL), None)
    if at is None:
        raise Unfit("no_full_mark", "No answer earns the whole mark.")
    near = [{**each, "fraction": json_number(fraction)} for place, (fraction, each) in enumerate(rows) if place != at]
    return {**rows[at][1], **({"near": near} if near else {})}
