"""A number with a tolerance, near answers and units; compared exactly, never as floats."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Final, Self
from unicodedata import normalize

from models.rules.numbers import json_number
from models.rules.questions.answers import Answer, Number, expect
from models.rules.questions.content import DISTRIBUTION_LIMIT, Asked, Json, NewId, Show, Unlisted
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, ONE, ZERO, Mark, Rule, Scoring, Why
from models.rules.questions.reader import Reader

UNIT_LIMIT: Final = 40
MOST_UNITS: Final = 20
MOST_NEAR: Final = 20


class ToleranceKind(StrEnum):
    """What a tolerance t around c means."""

    ABSOLUTE = "absolute"
    """[c - t, c + t]"""
    RELATIVE = "relative"
    """[c - t·|c|, c + t·|c|]"""
    GEOMETRIC = "geometric"
    """[c/(1 + t), c·(1 + t)], mirrored for a negative c (Moodle)"""


@dataclass(frozen=True, slots=True)
class Target:
    """A value, how far from it still counts, and the fraction it earns."""

    value: Decimal
    tolerance: Decimal
    tolerance_kind: ToleranceKind
    fraction: Fraction = ONE

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest number that counts, both included."""
        c, t = Fraction(self.value), Fraction(self.tolerance)
        match self.tolerance_kind:
            case ToleranceKind.ABSOLUTE:
                return c - t, c + t
            case ToleranceKind.RELATIVE:
                return c - t * abs(c), c + t * abs(c)
            case _:
                ends = c / (1 + t), c * (1 + t)
                return min(ends), max(ends)

    def takes(self, number: Fraction) -> bool:
        """Whether the number counts."""
        low, high = self.bounds
        return low <= number <= high

    def dump(self) -> Json:
        """JSON-ready, exact."""
        return {
            "value": str(self.value),
            "tolerance": str(self.tolerance),
            "tolerance_kind": self.tolerance_kind.value,
            "fraction": str(self.fraction),
        }

    def author(self) -> Json:
        """As written, without the fraction."""
        tolerance = {"tolerance": json_number(self.tolerance), "tolerance_kind": self.tolerance_kind.value}
        return {"value": json_number(self.value), **(tolerance if self.tolerance else {})}


@dataclass(frozen=True, slots=True)
class Unit:
    """A further unit: a number in it times `factor` is the number in the question's own unit."""

    name: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Numeric(Unlisted):
    """The first target that takes the number decides: the value itself, then near answers in their order.

    With a `unit` the answer must name it, or one of `units`; a missing or unknown unit costs `unit_penalty`
    of the mark (all of it unless said otherwise). Without one, a unit in the answer is not looked at.
    """

    kind: ClassVar[Kind] = Kind.NUMERIC
    target: Target
    near: tuple[Target, ...]
    unit: str
    units: tuple[Unit, ...]
    unit_penalty: Fraction
    scoring: Scoring

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `value, tolerance?, tolerance_kind?, unit?, units?, unit_penalty?, near?`; rule `weights`."""
        del new_id
        scoring = Scoring.read(reader, (Rule.ALL_OR_NOTHING, Rule.WEIGHTS), default=Rule.WEIGHTS)
        target = _read_target(reader, None)
        unit = _same_unit(reader.text("unit", limit=UNIT_LIMIT, required=False))
        penalty = reader.fraction("unit_penalty", low=0)
        return cls(
            target, _read_near(reader), unit, _read_units(reader, unit), ONE if penalty is None else penalty, scoring
        )

    def dump(self) -> Json:
        """Everything, exact."""
        return {
            **{name: value for name, value in self.target.dump().items() if name != "fraction"},
            "near": [each.dump() for each in self.near],
            "unit": self.unit,
            "units": [{"unit": each.name, "factor": str(each.factor)} for each in self.units],
            "unit_penalty": str(self.unit_penalty),
            **self.scoring.dump(),
        }

    def author(self) -> Json:
        """As written; what was left out stays out."""
        near = [each.author() | {"fraction": json_number(each.fraction)} for each in self.near]
        units = [{"unit": each.name, "factor": json_number(each.factor)} for each in self.units]
        return {
            **self.target.author(),
            **({"near": near} if near else {}),
            **({"unit": self.unit} if self.unit else {}),
            **({"units": units} if units else {}),
            **({"unit_penalty": json_number(self.unit_penalty)} if self.unit_penalty != ONE else {}),
            **self.scoring.author(),
        }

    def read_answer(self, reader: Reader, asked: Asked) -> Number | None:
        """`value: number, unit?`."""
        del asked
        unit = reader.text("unit", limit=UNIT_LIMIT, required=False)
        value = reader.get("value", required=False)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        return Number(reader.decimal("value"), _same_unit(unit) or None)

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        number = expect(answer, Number)
        return {"value": json_number(number.value), **({"unit": number.unit} if number.unit else {})}

    def mark(self, answer: Answer) -> Mark:
        """The fraction of the first target that takes the number, less what the unit costs."""
        given = expect(answer, Number)
        factor, kept, unit_why = self._read_unit(given.unit)
        fraction, why = self._aim(Fraction(given.value) * factor)
        return self.scoring.settle(fraction * kept, [why, *unit_why])

    def _read_unit(self, unit: str | None) -> tuple[Fraction, Fraction, list[Why]]:
        if not self.unit or unit == self.unit:
            return ONE, ONE, []
        for each in self.units:
            if unit == each.name:
                return Fraction(each.factor), ONE, [Why("unit_converted", {"unit": unit, "factor": str(each.factor)})]
        code = "unit_unknown" if unit else "unit_missing"
        return ONE, ONE - self.unit_penalty, [Why(code, {"unit": self.unit, "lost": str(self.unit_penalty)})]

    def _aim(self, number: Fraction) -> tuple[Fraction, Why]:
        near = self.near if self.scoring.rule is Rule.WEIGHTS else ()
        for target in (self.target, *near):
            if target.takes(number):
                low, high = target.bounds
                facts = {"value": str(target.value), "low": str(low), "high": str(high)}
                return target.fraction, Why("in_range", {**facts, "fraction": str(target.fraction)})
        low, high = self.target.bounds
        return ZERO, Why("out_of_range", {"value": str(self.target.value), "low": str(low), "high": str(high)})

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def correct(self, show: Show) -> Json:
        """`{value, unit?}`."""
        del show
        return {"value": json_number(self.target.value), **({"unit": self.unit} if self.unit else {})}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Equal numbers (with equal units) counted together, at most 50, most frequent first."""
        del show
        counts: Counter[tuple[Fraction, str]] = Counter()
        for answer in answers:
            given = expect(answer, Number)
            counts[Fraction(given.value), given.unit or ""] += 1
        ranked = sorted(counts, key=lambda key: (-counts[key], *key))[:DISTRIBUTION_LIMIT]
        rows: list[Json] = []
        for value, unit in ranked:
            named = {"unit": unit} if unit else {}
            right = self._is_full(value, unit)
            rows.append({"value": json_number(value), **named, "n": counts[value, unit], "correct": right})
        return rows

    def _is_full(self, value: Fraction, unit: str) -> bool:
        factor, kept, _ = self._read_unit(unit or None)
        return self._aim(value * factor)[0] * kept == ONE

    def rekey(self, reader: Reader) -> Self:
        """Any of `value, tolerance, tolerance_kind, unit, units, unit_penalty, near`; what is left out stays."""
        unit = _same_unit(reader.text("unit", limit=UNIT_LIMIT, required=False)) or self.unit
        penalty = reader.fraction("unit_penalty", low=0)
        return replace(
            self,
            target=_read_target(reader, self.target),
            near=_read_near(reader) if "near" in reader.raw else self.near,
            unit=unit,
            units=_read_units(reader, unit) if "units" in reader.raw else self.units,
            unit_penalty=self.unit_penalty if penalty is None else penalty,
        )


def _read_target(reader: Reader, old: Target | None) -> Target:
    kind = reader.word(
        "tolerance_kind", list(ToleranceKind), default=old.tolerance_kind if old else ToleranceKind.ABSOLUTE
    )
    value = reader.decimal("value", default=old.value if old else None)
    tolerance = reader.decimal("tolerance", default=old.tolerance if old else Decimal(0))
    if tolerance < 0:
        reader.fault("tolerance", "out_of_range", "A tolerance is not negative.")
    if tolerance and not value and kind != ToleranceKind.ABSOLUTE:
        reader.fault("tolerance_kind", "around_zero", "Around 0 only an absolute tolerance has a width.")
    return Target(value, max(tolerance, Decimal(0)), ToleranceKind(kind))


def _read_near(reader: Reader) -> tuple[Target, ...]:
    found: list[Target] = []
    for each in reader.objects("near", least=0, most=MOST_NEAR):
        each.get("fraction")
        target = _read_target(each, None)
        found.append(replace(target, fraction=each.fraction("fraction", low=0) or ZERO))
        each.finish()
    return tuple(found)


def _read_units(reader: Reader, unit: str) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for each in reader.objects("units", least=0, most=MOST_UNITS):
        name, factor = _same_unit(each.text("unit", limit=UNIT_LIMIT)), each.decimal("factor")
        if factor <= 0:
            each.fault("factor", "out_of_range", "A factor is greater than 0.")
        if name in {unit, *(other.name for other in found)}:
            each.fault("unit", "duplicate", "This unit is named twice.")
        found.append(Unit(name, factor))
        each.finish()
    if found and not unit:
        reader.fault("units", "needs_unit", "Further units need the question's own `unit`.")
    return tuple(found)


def _same_unit(unit: str) -> str:
    # Compatibility forms look alike: the micro sign and the Greek letter, a superscript and its digit.
    return " ".join(normalize("NFKC", unit).split())
