"""Who may be about to give up: named reasons with fixed weights, each with its number, and nothing hidden.

The weights are ours, not learnt from anybody's data: they say what a teacher would look at. The score is the sum of
the reasons' points, so that whoever reads it can add it up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Reason(StrEnum):
    """What speaks for a risk."""

    AWAY = "away"
    """Whole days since anything was done in the course."""
    BEHIND = "behind"
    """Percent points of progress behind the median of those who came in the same week."""
    FAILED_QUIZZES = "failed_quizzes"
    """Quizzes that were tried and are not passed."""
    OVERDUE_WORK = "overdue_work"
    """Assignments past their due date that were never handed in."""
    NOT_STARTED = "not_started"
    """Whole days since enrolment while no lesson and no quiz was begun."""


class Level(StrEnum):
    """How urgent it is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Weight:
    """Points of one reason: none up to `none_until`, rising evenly, all of `most` from `all_from` on."""

    most: int
    none_until: int
    all_from: int

    def points(self, number: int) -> int:
        """The points for a number, rounded down."""
        rising = self.most * (number - self.none_until) // (self.all_from - self.none_until)
        return max(0, min(self.most, rising))


WEIGHTS: Final[Mapping[Reason, Weight]] = MappingProxyType(
    {
        Reason.AWAY: Weight(most=30, none_until=3, all_from=21),
        Reason.BEHIND: Weight(most=25, none_until=0, all_from=40),
        Reason.FAILED_QUIZZES: Weight(most=20, none_until=0, all_from=3),
        Reason.OVERDUE_WORK: Weight(most=15, none_until=0, all_from=2),
        Reason.NOT_STARTED: Weight(most=10, none_until=3, all_from=10),
    }
)
"""The weights sum to 100."""
MEDIUM_FROM: Final = 30
HIGH_FROM: Final = 60


@dataclass(frozen=True, slots=True)
class Because:
    """One reason that counts: its number, the points it makes, and the most it could make."""

    reason: Reason
    number: int
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Risk:
    """The sum of the reasons, 0 to 100; the weightiest reason first."""

    score: int
    level: Level
    reasons: tuple[Because, ...]


def assess(numbers: Mapping[Reason, int]) -> Risk:
    """The risk that follows from the number of each reason; a reason without a number counts nothing."""
    found = [
        Because(reason, numbers[reason], weight.points(numbers[reason]), weight.most)
        for reason, weight in WEIGHTS.items()
        if reason in numbers
    ]
    counting = tuple(sorted((each for each in found if each.points), key=lambda each: -each.points))
    score = sum(each.points for each in counting)
    return Risk(score, _level(score), counting)


def _level(score: int) -> Level:
    if score >= HIGH_FROM:
        return Level.HIGH
    return Level.MEDIUM if score >= MEDIUM_FROM else Level.LOW
