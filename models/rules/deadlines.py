"""When an attempt ends and why then: an explained minimum of limits, stretched by what a person is allowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction


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


def stretched(seconds: int | None, allowance: Allowance) -> int | None:
    """A time limit as one person has it: times the factor, plus the minutes; None stays no limit."""
    return None if seconds is None else int(seconds * allowance.factor) + 60 * allowance.extra_minutes


def _time_cap(started_at: datetime, seconds: int, allowance: Allowance) -> Cap:
    total = stretched(seconds, allowance) or 0
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
