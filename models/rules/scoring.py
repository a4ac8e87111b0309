"""How many game points live answers earn: named, versioned policies (live.md section 5). Pure and exact.

P are the points of the item, c the correctness 0…1, T the person's own window, t the elapsed time, floored to
250 ms and 0 below half a second; halves round up. Points of a whole run are made at once (`score_run`), because
`rank` and `first_correct_decay` look at the others. Game points and grades are two numbers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Final

from models.rules.numbers import exact, half_up

BUCKET_MS: Final = 250
FULL_BELOW_MS: Final = 500
DECAY_MS: Final = 20_000
RANK_STEP: Final = Fraction(25, 1000)
RANK_LEAST: Final = Fraction(500, 1000)
STREAK_STEP: Final = Fraction(1, 10)
STREAK_MOST: Final = 5
ONE: Final = Fraction(1)


class Status(StrEnum):
    """What became of an answer (live.md section 4); `credited` is a late one that the host lets count."""

    ACCEPTED = "accepted"
    REPLACED = "replaced"
    RECOVERED = "recovered"
    CREDITED = "credited"
    LATE = "late"
    NONE = "none"


IN_TIME: Final = frozenset({Status.ACCEPTED, Status.REPLACED})
OUT_OF_TIME: Final = frozenset({Status.RECOVERED, Status.CREDITED})
"""Count for correctness, with t = T."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One participant's answer to one run.

    `elapsed_ms` is the credited tap less `opens_at`, pauses and outages; `window_ms` the person's own window.
    `factor` is the person's extra time: both are divided by it, so that everyone is compared on the common clock.
    """

    participant: str
    correctness: Fraction
    elapsed_ms: int
    window_ms: int
    status: str = Status.ACCEPTED
    factor: Fraction = ONE

    @property
    def counts(self) -> bool:
        """Whether the answer can earn anything."""
        return self.status in IN_TIME or self.status in OUT_OF_TIME

    @property
    def window(self) -> Fraction:
        """T on the common clock, in ms; ValueError unless it is positive."""
        if self.window_ms <= 0 or self.factor <= 0:
            raise ValueError("A window and a factor are greater than 0.")
        return self.window_ms / self.factor

    @property
    def time(self) -> Fraction:
        """The t of the formulas on the common clock, in ms, never beyond T."""
        window = self.window
        if self.status in OUT_OF_TIME:
            return window
        return min(Fraction(bucket(self.elapsed_ms / self.factor)), window)


def bucket(elapsed_ms: Fraction) -> int:
    """The t of live.md: the elapsed time floored to 250 ms, 0 below half a second."""
    return 0 if elapsed_ms < FULL_BELOW_MS else int(elapsed_ms // BUCKET_MS) * BUCKET_MS


@dataclass(frozen=True, slots=True)
class _Field:
    """What a policy may know of the others in the run."""

    first: Fraction
    """t of the first fully correct answer; 0 when there is none."""
    places: Mapping[str, int]
    """Competition ranks (1, 1, 3) of the fully correct by t."""


def _accuracy(entry: Entry, field: _Field) -> Fraction:
    del entry, field
    return ONE


def _half_speed(entry: Entry, field: _Field) -> Fraction:
    del field
    return 1 - entry.time / entry.window / 2


def _linear(entry: Entry, field: _Field) -> Fraction:
    del field
    return 1 - entry.time / entry.window


def _rank(entry: Entry, field: _Field) -> Fraction:
    # Who is not fully correct has no place and gets the least share of P·c.
    place = field.places.get(entry.participant)
    return RANK_LEAST if place is None else max(RANK_LEAST, 1 - RANK_STEP * (place - 1))


def _first_correct_decay(entry: Entry, field: _Field) -> Fraction:
    # A partly correct answer may be earlier than the first fully correct one: it gets no more than P·c.
    behind = max(Fraction(0), entry.time - field.first)
    return Fraction(1, 2) + Fraction(1, 2) * max(Fraction(0), 1 - behind / DECAY_MS)


def _bucketed(entry: Entry, field: _Field) -> Fraction:
    del field
    return 1 - Fraction(4 * entry.time // entry.window, 8)


POLICIES: Final[Mapping[str, Callable[[Entry, _Field], Fraction]]] = {
    "accuracy@1": _accuracy,
    "half_speed@1": _half_speed,
    "linear@1": _linear,
    "rank@1": _rank,
    "first_correct_decay@1": _first_correct_decay,
    "bucketed@1": _bucketed,
}
"""Versioned name -> share of P·c. A formula never changes; a better one gets the next version."""
LATEST: Final = {name.partition("@")[0]: name for name in POLICIES}
"""Name -> its newest version (later lines of the table win)."""


def versioned(policy: str) -> str:
    """The newest version of a policy's name (`accuracy` -> `accuracy@1`); a versioned name stays. ValueError if unknown."""
    name = LATEST.get(policy, policy)
    if name not in POLICIES:
        raise ValueError(f"There is no scoring policy {policy!r}.")
    return name


def score_run(policy: str, points: float | Decimal | Fraction, entries: Iterable[Entry]) -> dict[str, int]:
    """Game points of everyone in one run: participant -> points, 0 where the answer does not count.

    Does not depend on the order of the entries. A `recovered` (or credited) answer takes t = T in every formula,
    so nobody who was in time is behind it. ValueError for an unknown policy.
    """
    share, given = POLICIES[versioned(policy)], list(entries)
    field = _field_of(given)
    return {each.participant: _points(share, exact(points), each, field) for each in given}


def _points(share: Callable[[Entry, _Field], Fraction], points: Fraction, entry: Entry, field: _Field) -> int:
    if not entry.counts or entry.correctness <= 0:
        return 0
    return int(half_up(points * min(entry.correctness, ONE) * share(entry, field)))


def _field_of(entries: Sequence[Entry]) -> _Field:
    times = {each.participant: each.time for each in entries if each.counts and each.correctness >= 1}
    return _Field(min(times.values(), default=Fraction(0)), ranks(times, highest_first=False))


def ranks(values: Mapping[str, int | Fraction], *, highest_first: bool = True) -> dict[str, int]:
    """Competition ranks: equal values share a rank and the next one skips (1, 1, 3)."""
    ordered = sorted(values, key=lambda each: values[each], reverse=highest_first)
    found: dict[str, int] = {}
    for _, group in groupby(ordered, key=lambda each: values[each]):
        found |= dict.fromkeys(group, len(found) + 1)
    return found


def streak_bonus(points: float | Decimal | Fraction, *, before: int, correctness: Fraction | None) -> int:
    """Bonus for a fully correct item: 10 % of P for each consecutive fully correct one before it, at most 50 %."""
    if correctness is None or correctness < 1:
        return 0
    return int(half_up(exact(points) * STREAK_STEP * min(before, STREAK_MOST)))


def next_streak(before: int, correctness: Fraction | None) -> int:
    """The streak after an item: one longer when it was fully correct, 0 when not; an item without a key leaves it."""
    if correctness is None:
        return before
    return before + 1 if correctness >= 1 else 0
