"""What the formats have no word for, told once for all of them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.formats.plain import CATEGORY, EXTERNAL_ID, Notes, Plain
from models.formats.shares import number, weight_of
from models.rules.questions import Kind
from models.rules.questions.numeric import Target, ToleranceKind


def category_of(plain: Plain) -> str:
    """The category that a tag names, or nothing."""
    return next((tag.removeprefix(CATEGORY) for tag in plain.tags if tag.startswith(CATEGORY)), "")


def external_id_of(plain: Plain) -> str:
    """The id from elsewhere that a tag names, or nothing."""
    return next((tag.removeprefix(EXTERNAL_ID) for tag in plain.tags if tag.startswith(EXTERNAL_ID)), "")


def own_tags(plain: Plain) -> list[str]:
    """The tags that are nothing else."""
    return [tag for tag in plain.tags if not tag.startswith((CATEGORY, EXTERNAL_ID))]


def tell_envelope(plain: Plain, notes: Notes, *, points: bool = True) -> None:
    """Note the seconds, the bounds and penalties, and where `points` says so the points, that stay behind."""
    if points and plain.points != 1:
        notes.lost("points", f"The format has no points; the question is worth {plain.points:g} here.")
    if plain.seconds is not None:
        notes.lost("seconds", "The format has no time for a question.")
    for name in ("penalty", "lower_bound"):
        if plain.content.get(name) is not None:
            notes.lost(name, "The format cannot say what a wrong answer costs.")
    if plain.kind == Kind.ESSAY and plain.content.get("min_words"):
        notes.lost("min_words", "The format has no least number of words.")


def weighted(plain: Plain, notes: Notes) -> Iterator[tuple[Mapping[str, Any], Fraction]]:
    """The choices of a `multiple` question, each with its weight; other rules become weights, and a note says so."""
    choices = plain.content["choices"]
    rights = sum(bool(each["correct"]) for each in choices)
    rule = plain.content.get("scoring", "all_or_nothing")
    if rule == "weights":
        yield from ((each, weight_of(each, rights)) for each in choices)
        return
    notes.changed("scoring", f"The rule {rule} became weights: equal shares, and a wrong choice takes all away.")
    wrong = Fraction(-1) if rule == "all_or_nothing" else Fraction(-1, rights)
    yield from ((each, Fraction(1, rights) if each["correct"] else wrong) for each in choices)


def absolute(each: Mapping[str, Any], notes: Notes) -> tuple[Decimal, Decimal]:
    """The middle of what a number's tolerance allows, and how far it reaches; a note when it was not an absolute one."""
    value, tolerance = number(str(each["value"])), number(str(each.get("tolerance", 0)))
    kind = ToleranceKind(each.get("tolerance_kind", "absolute"))
    if kind is ToleranceKind.ABSOLUTE or not tolerance:
        return value, tolerance
    low, high = Target(value, tolerance, kind).bounds
    notes.changed("tolerance", f"The {kind} tolerance became the absolute one that it stands for.")
    return _decimal((low + high) / 2), _decimal((high - low) / 2)


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
