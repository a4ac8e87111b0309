"""Days in a row on which somebody learnt."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from models.rules.analytics.days import DAY


@dataclass(frozen=True, slots=True)
class Streak:
    """How many days in a row: up to now, and at best; `days` is all days on which something was done."""

    current: int
    longest: int
    days: int


def streak(days: Collection[date], today: date) -> Streak:
    """A streak still stands when its last day was yesterday: today is not over."""
    known, longest, run = set(days), 0, 0
    for day in sorted(known):
        run = run + 1 if day - DAY in known else 1
        longest = max(longest, run)
    last = today if today in known else today - DAY
    current = 0
    while last in known:
        current, last = current + 1, last - DAY
    return Streak(current, longest, len(known))
