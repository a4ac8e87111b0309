"""What an answer earned and why: exact fractions, machine-readable reasons, and the named scoring rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.rules.numbers import exact, half_up, json_number
from models.rules.questions.reader import Reader

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
POINT_PLACES: Final = 2
TWO_ERRORS: Final = 2
HALVES_ONE_ERROR_FROM: Final = 3
HALVES_TWO_ERRORS_FROM: Final = 5


class Rule(StrEnum):
    """How decisions become a fraction; chosen by name, never implicit."""

    ALL_OR_NOTHING = "all_or_nothing"
    RIGHT_MINUS_WRONG = "right_minus_wrong"
    WEIGHTS = "weights"
    EVERY_DECISION = "every_decision"
    HALVES = "halves"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a mark: a stable code, and JSON-ready facts with which a sentence can be made in any language."""

    code: str
    data: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """`{code, …facts}`."""
        return {"code": self.code, **self.data}


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer earned.

    `fraction` is exact, from the question's lower bound (never below -1) to 1; None when no rule can say it
    (an essay waits for a person, a poll has no right answer).
    """

    fraction: Fraction | None
    why: tuple[Why, ...] = ()

    @property
    def correctness(self) -> Fraction | None:
        """The fraction held between 0 and 1, as live points use it; None as above."""
        return None if self.fraction is None else min(ONE, max(ZERO, self.fraction))


BLANK: Final = Mark(ZERO, (Why("blank"),))
NO_KEY: Final = Mark(None, (Why("no_key"),))


def award(points: float | Decimal | Fraction, fraction: Fraction) -> Decimal:
    """Points for a fraction, to two places with halves up. For display: sums are made of exact fractions."""
    return half_up(exact(points) * fraction, POINT_PLACES)


def total(marks: Iterable[tuple[float | Decimal | Fraction, Fraction]]) -> Decimal:
    """The sum of `(points, fraction)` pairs, rounded once at the end: three thirds make 1, not 0.99."""
    return half_up(sum((exact(points) * fraction for points, fraction in marks), ZERO), POINT_PLACES)


@dataclass(frozen=True, slots=True)
class Tally:
    """The decisions of one answer: `of` in all, `right` and `wrong` picks among `keyed` right ones, `errors`."""

    of: int
    keyed: int
    right: int
    wrong: int
    errors: int


def by_rule(rule: Rule, tally: Tally) -> Fraction:
    """The fraction of a tally before bounds; `weights` is not a rule about tallies.

    Definitions: all or nothing, right minus wrong (Canvas), every decision and halves (Open edX).
    """
    match rule:
        case Rule.RIGHT_MINUS_WRONG:
            return Fraction(tally.right - tally.wrong, tally.keyed)
        case Rule.EVERY_DECISION:
            return Fraction(tally.of - tally.errors, tally.of)
        case Rule.HALVES:
            return _halves(tally)
        case _:
            return Fraction(tally.errors == 0)


def _halves(tally: Tally) -> Fraction:
    if tally.errors == 0:
        return ONE
    if tally.errors == 1 and tally.of >= HALVES_ONE_ERROR_FROM:
        return Fraction(1, 2)
    if tally.errors == TWO_ERRORS and tally.of >= HALVES_TWO_ERRORS_FROM:
        return Fraction(1, 4)
    return ZERO


@dataclass(frozen=True, slots=True)
class Scoring:
    """The rule of one question, the lowest fraction it may give, and what a wrong answer costs.

    `penalty` is taken off when an answer that is not blank earned exactly 0 (flat negative marking).
    """

    rule: Rule
    lower: Fraction = ZERO
    penalty: Fraction = ZERO

    @classmethod
    def read(cls, reader: Reader, allowed: tuple[Rule, ...], *, default: Rule, lower: Fraction = ZERO) -> "Scoring":
        """Read `scoring`, `lower_bound` (-1…0) and `penalty` (0…1)."""
        rule = Rule(reader.word("scoring", allowed, default=default))
        low = reader.fraction("lower_bound", low=-1, high=0)
        penalty = reader.fraction("penalty", low=0)
        return cls(rule, lower if low is None else low, penalty or ZERO)

    def dump(self) -> dict[str, object]:
        """The fields of `read`, all of them, JSON-ready."""
        return {"scoring": self.rule.value, "lower_bound": str(self.lower), "penalty": str(self.penalty)}

    def author(self) -> dict[str, object]:
        """As an author writes it: the rule, and what is not 0."""
        low = {"lower_bound": json_number(self.lower)} if self.lower else {}
        penalty = {"penalty": json_number(self.penalty)} if self.penalty else {}
        return {"scoring": self.rule.value, **low, **penalty}

    def settle(self, raw: Fraction, why: Iterable[Why] = ()) -> Mark:
        """The mark of an answer that is not blank: bounded, then the penalty; each step that mattered is told."""
        reasons = [Why("rule", {"rule": self.rule.value, "fraction": str(raw)}), *why]
        bounded = min(ONE, max(self.lower, raw))
        if bounded != raw:
            reasons.append(Why("bounded", {"fraction": str(bounded)}))
        if bounded == ZERO and self.penalty:
            bounded = -self.penalty
            reasons.append(Why("penalty", {"fraction": str(bounded)}))
        return Mark(bounded, tuple(reasons))
