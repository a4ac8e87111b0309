"""Attempts at a quiz: who may begin one, and what several of them are worth."""

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.rules.deadlines import Allowance
from models.rules.numbers import exact, half_up

PERCENT_PLACES: Final = 2
WHOLE: Final = Fraction(100)


class AttemptRefusal(StrEnum):
    """Why an attempt cannot begin now."""

    NOT_ENROLLED = "not_enrolled"
    NOT_PUBLISHED = "quiz_not_published"
    NOT_OPEN_YET = "quiz_not_open"
    CLOSED = "quiz_closed"
    WRONG_ACCESS_CODE = "wrong_access_code"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    TOO_SOON = "too_soon"


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What decides whether a person may begin an attempt now.

    `used` counts the person's own attempts that were begun (live ones do not count), `last_ended_at` is when the
    latest of them ended.
    """

    now: datetime
    learns: bool
    published: bool
    used: int = 0
    attempts_allowed: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    access_code: str | None = None
    given_code: str | None = None
    delay_seconds: int = 0
    last_ended_at: datetime | None = None
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def own_opens_at(self) -> datetime | None:
        """When it opens for this person."""
        return self.allowance.opens_at or self.opens_at

    @property
    def own_closes_at(self) -> datetime | None:
        """When it closes for this person."""
        return self.allowance.closes_at or self.closes_at


def may_attempt(facts: AttemptFacts) -> AttemptRefusal | None:
    """The first reason against beginning an attempt, or None."""
    return next((refusal for refusal, stands in _REASONS if stands(facts)), None)


def attempts_allowed(facts: AttemptFacts) -> int | None:
    """How many attempts this person has in all, with the extra ones; None for no limit."""
    return None if facts.attempts_allowed is None else facts.attempts_allowed + facts.allowance.extra_attempts


def attempts_left(facts: AttemptFacts) -> int | None:
    """How many attempts may still be begun; None for no limit."""
    allowed = attempts_allowed(facts)
    return None if allowed is None else max(0, allowed - facts.used)


def next_attempt_at(facts: AttemptFacts) -> datetime | None:
    """When the delay after the last attempt ends; None when there is none."""
    if facts.last_ended_at is None or not facts.delay_seconds:
        return None
    return facts.last_ended_at + timedelta(seconds=facts.delay_seconds)


def _not_open_yet(facts: AttemptFacts) -> bool:
    return facts.own_opens_at is not None and facts.now < facts.own_opens_at


def _closed(facts: AttemptFacts) -> bool:
    return facts.own_closes_at is not None and facts.now >= facts.own_closes_at


def _wrong_code(facts: AttemptFacts) -> bool:
    if not facts.access_code:
        return False
    # Half a surrogate pair must be a wrong code, not a crash.
    wanted, given = (
        code.encode(errors="surrogatepass") for code in (facts.access_code, (facts.given_code or "").strip())
    )
    return not hmac.compare_digest(wanted, given)


def _too_soon(facts: AttemptFacts) -> bool:
    earliest = next_attempt_at(facts)
    return earliest is not None and facts.now < earliest


_REASONS: Final[Sequence[tuple[AttemptRefusal, Callable[[AttemptFacts], bool]]]] = (
    (AttemptRefusal.NOT_ENROLLED, lambda facts: not facts.learns),
    (AttemptRefusal.NOT_PUBLISHED, lambda facts: not facts.published),
    (AttemptRefusal.NOT_OPEN_YET, _not_open_yet),
    (AttemptRefusal.CLOSED, _closed),
    (AttemptRefusal.NO_ATTEMPTS_LEFT, lambda facts: attempts_left(facts) == 0),
    (AttemptRefusal.TOO_SOON, _too_soon),
    (AttemptRefusal.WRONG_ACCESS_CODE, _wrong_code),
)
# A further reason is one more line; their order is the order in which they are told. The code comes last,
# so that guessing it is possible only for who could begin.


class Grading(StrEnum):
    """Which of several attempts counts."""

    HIGHEST = "highest"
    LATEST = "latest"
    FIRST = "first"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Result:
    """One graded attempt: when it was submitted, and its score of a possible maximum."""

    submitted_at: datetime
    score: float | Decimal | Fraction
    max_score: float | Decimal | Fraction


def overall(grading: Grading, results: Iterable[Result]) -> Decimal | None:
    """The percent that several attempts are worth together; None while there is none."""
    ordered = sorted(results, key=lambda result: result.submitted_at)
    shares = [_share(each.score, each.max_score) for each in ordered]
    if not shares:
        return None
    return half_up(_counted(grading, shares), PERCENT_PLACES)


def mean_percent(scores: Iterable[tuple[float, float]]) -> Decimal | None:
    """What attempts of `(score, maximum)` are worth on average; None while there is none."""
    shares = [_share(score, most) for score, most in scores]
    return half_up(sum(shares, Fraction(0)) / len(shares), PERCENT_PLACES) if shares else None


def _counted(grading: Grading, shares: Sequence[Fraction]) -> Fraction:
    match grading:
        case Grading.HIGHEST:
            return max(shares)
        case Grading.LATEST:
            return shares[-1]
        case Grading.FIRST:
            return shares[0]
        case _:
            return sum(shares, Fraction(0)) / len(shares)


def percent(score: float | Decimal | Fraction, max_score: float | Decimal | Fraction) -> Decimal:
    """A score as a percent to two places, held between 0 and 100; 0 when nothing could be earned."""
    return half_up(_share(score, max_score), PERCENT_PLACES)


def passed(reached: Decimal, pass_percent: float | Decimal) -> bool:
    """Whether a percent, as it is shown, reaches the pass mark: nobody fails with the number that passes."""
    return reached >= half_up(exact(pass_percent), PERCENT_PLACES)


def _share(score: float | Decimal | Fraction, max_score: float | Decimal | Fraction) -> Fraction:
    if max_score <= 0:
        return Fraction(0)
    return min(WHOLE, max(Fraction(0), WHOLE * exact(score) / exact(max_score)))
