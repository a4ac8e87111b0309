"""What a learner may look at again of an attempt, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

RIGHT_AFTER: Final = timedelta(minutes=2)


class Moment(StrEnum):
    """When somebody looks."""

    DURING = "during"
    RIGHT_AFTER = "right_after"
    """Within two minutes of the end."""
    WHILE_OPEN = "while_open"
    AFTER_CLOSE = "after_close"


class Show(StrEnum):
    """What may be looked at."""

    SCORE = "score"
    ANSWERS = "answers"
    MARKS = "marks"
    CORRECT = "correct"
    FEEDBACK = "feedback"


USUAL: Final = frozenset({Show.SCORE, Show.ANSWERS, Show.MARKS, Show.FEEDBACK})
EVERYTHING: Final = frozenset(Show)
HARMLESS: Final = frozenset({"blank", "rule", "bounded", "penalty", "no_key"})
"""Reasons for a mark that tell nothing of the key."""


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What decides: when the attempt ended, when the quiz closes, and whether the learner is through with it."""

    now: datetime
    ended_at: datetime | None
    closes_at: datetime | None = None
    finished_with: bool = False
    """Passed, or no attempt is left: the right answers can no longer help."""


def moment(facts: ReviewFacts) -> Moment:
    """Which moment it is."""
    if facts.ended_at is None:
        return Moment.DURING
    if facts.closes_at is not None and facts.now >= facts.closes_at:
        return Moment.AFTER_CLOSE
    return Moment.RIGHT_AFTER if facts.now - facts.ended_at <= RIGHT_AFTER else Moment.WHILE_OPEN


def shown(review: Mapping[str, Sequence[str]] | None, facts: ReviewFacts) -> frozenset[Show]:
    """What the learner may see now: what the author chose for the moment, else the usual.

    Usual: nothing during an attempt; afterwards all but the right answers; these once the quiz has closed, or, if
    it never closes, once the learner has passed or has no attempt left.
    """
    at = moment(facts)
    chosen = (review or {}).get(at)
    if chosen is not None:
        return frozenset(map(Show, chosen))
    if at is Moment.DURING:
        return frozenset()
    if at is Moment.AFTER_CLOSE or (facts.closes_at is None and facts.finished_with):
        return EVERYTHING
    return USUAL


def first_shown(review: Mapping[str, Sequence[str]] | None, what: Show, facts: ReviewFacts) -> datetime | None:
    """The first moment, not before `facts.now`, at which a part may be seen; None while there is none in sight."""
    if facts.ended_at is None:
        return None
    turns = [facts.now, facts.ended_at + RIGHT_AFTER + timedelta(microseconds=1), facts.closes_at or facts.now]
    return next(
        (at for at in sorted(turns) if at >= facts.now and what in shown(review, replace(facts, now=at))),
        None,
    )


def reasons(why: Sequence[Mapping[str, Any]], show: frozenset[Show]) -> list[Mapping[str, Any]]:
    """The reasons of a mark that may be told: without the right to see the key, only those that tell nothing of it."""
    return [each for each in why if Show.CORRECT in show or each.get("code") in HARMLESS]
