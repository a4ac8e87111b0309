"""Attempts at a quiz: who may begin one, when it ends and why then, and what several of them are worth."""

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.rules.numbers import exact, half_up

PERCENT_PLACES: Final = 2
WHOLE: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person gets beyond the quiz's own limits: more time, more attempts, other dates."""

    factor: Fraction = Fraction(1)
    extra_minutes: int = 0
    extra_attempts: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def most_lenient(groups: Iterable[Allowance]) -> Allowance:
    """The best of each for one who is in several groups; a person's own allowance stands above all of them."""
    given = list(groups)
    opens = [each.opens_at for each in given if each.opens_at is not None]
    closes = [each.closes_at for each in given if each.closes_at is not None]
    return Allowance(
        factor=max((each.factor for each in given), default=Fraction(1)),
        extra_minutes=max((each.extra_minutes for each in given), default=0),
        extra_attempts=max((each.extra_attempts for each in given), default=0),
        opens_at=min(opens, default=None),
        closes_at=max(closes, default=None),
    )


class Limit(StrEnum):
    """What can end an attempt."""

    TIME_LIMIT = "time_limit"
    CLOSES_AT = "closes_at"
    ACCESS_ENDS_AT = "access_ends_at"


@dataclass(frozen=True, slots=True)
class Cap:
    """One limit: what it is, when it ends the attempt, and JSON-ready facts of how that time came about."""

    limit: Limit
    at: datetime
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The earliest of all limits, and all of them, the earliest first."""

    caps: tuple[Cap, ...]

    @property
    def at(self) -> datetime | None:
        """When the attempt ends; None when nothing ends it."""
        return self.caps[0].at if self.caps else None

    @property
    def cut_short_by(self) -> timedelta:
        """Time that another limit takes from the person's time limit; tell it when extra time is granted."""
        limited = [cap.at for cap in self.caps if cap.limit is Limit.TIME_LIMIT]
        return limited[0] - self.caps[0].at if limited else timedelta(0)


def deadline(
    started_at: datetime,
    *,
    time_limit_seconds: int | None = None,
    closes_at: datetime | None = None,
    access_ends_at: datetime | None = None,
    allowance: Allowance = Allowance(),
) -> Deadline:
    """When an attempt ends: the minimum of time limit x factor + minutes, closing time and end of access.

    A closing time of the allowance takes the place of the quiz's own.
    """
    caps: list[Cap] = []
    if time_limit_seconds is not None:
        caps.append(_time_cap(started_at, time_limit_seconds, allowance))
    if closing := allowance.closes_at or closes_at:
        caps.append(Cap(Limit.CLOSES_AT, closing, {"own": allowance.closes_at is not None}))
    if access_ends_at is not None:
        caps.append(Cap(Limit.ACCESS_ENDS_AT, access_ends_at))
    return Deadline(tuple(sorted(caps, key=lambda cap: cap.at)))


def _time_cap(started_at: datetime, seconds: int, allowance: Allowance) -> Cap:
    total = int(seconds * allowance.factor) + 60 * allowance.extra_minutes
    facts = {"seconds": seconds, "factor": str(allowance.factor), "extra_minutes": allowance.extra_minutes}
    return Cap(Limit.TIME_LIMIT, started_at + timedelta(seconds=total), {**facts, "total_seconds": total})


class Overdue(StrEnum):
    """What happens at the deadline to an attempt that was not submitted."""

    SUBMIT = "submit"
    """It is submitted with the answers saved."""
    GRACE = "grace"
    """It may still be submitted, with the answers saved, for the grace; after it, it is abandoned."""
    ABANDON = "abandon"
    """It is abandoned."""


class Stage(StrEnum):
    """Where an attempt in progress is by the clock."""

    OPEN = "open"
    """Answers are saved."""
    GRACE = "grace"
    """Only submitting is left."""
    OVER = "over"


def stage(end: datetime | None, now: datetime, *, overdue: Overdue, grace_seconds: int = 0) -> Stage:
    """Where the attempt is at `now`; `end` is its deadline. At the deadline itself it is still open."""
    if end is None or now <= end:
        return Stage.OPEN
    grace = timedelta(seconds=grace_seconds if overdue is Overdue.GRACE else 0)
    return Stage.GRACE if now <= end + grace else Stage.OVER


def closes_as(overdue: Overdue) -> str:
    """The state in which an attempt ends that is over and was not submitted: `submitted` or `abandoned`."""
    return "submitted" if overdue is Overdue.SUBMIT else "abandoned"


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


def may_attempt(facts: AttemptFacts) -> AttemptRefusal | None:
    """The first reason against beginning an attempt, or None."""
    return next((refusal for refusal, stands in _REASONS if stands(facts)), None)


def attempts_left(facts: AttemptFacts) -> int | None:
    """How many attempts may still be begun; None for no limit."""
    if facts.attempts_allowed is None:
        return None
    return max(0, facts.attempts_allowed + facts.allowance.extra_attempts - facts.used)


def next_attempt_at(facts: AttemptFacts) -> datetime | None:
    """When the delay after the last attempt ends; None when there is none."""
    if facts.last_ended_at is None or not facts.delay_seconds:
        return None
    return facts.last_ended_at + timedelta(seconds=facts.delay_seconds)


def _not_open_yet(facts: AttemptFacts) -> bool:
    opens_at = facts.allowance.opens_at or facts.opens_at
    return opens_at is not None and facts.now < opens_at


def _closed(facts: AttemptFacts) -> bool:
    closes_at = facts.allowance.closes_at or facts.closes_at
    return closes_at is not None and facts.now >= closes_at


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
