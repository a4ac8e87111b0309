"""Shapes of limits: what ends an attempt and why, what holds for a learner, and overrides."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from models.queries.accommodations import OverrideCard
from models.queries.limits import Limits
from models.rules.accommodations import Source
from models.rules.attempts import attempts_allowed, attempts_left, next_attempt_at
from models.rules.deadlines import Limit, stretched
from server.endpoint import In, Moment, Out

ABSENT: Any = Field(None, exclude_if=lambda value: value is None)
Factor = Annotated[float, Field(ge=1.0, le=10.0)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
Extra = Annotated[int, Field(ge=0, le=100)]
_NAMES = {"factor": "time_factor"}
"""What the rules call otherwise than the wire does."""


class GrantedOut(Out):
    """Where a value that is not the quiz's own comes from."""

    time_factor: Source | None = ABSENT
    extra_minutes: Source | None = ABSENT
    extra_attempts: Source | None = ABSENT
    opens_at: Source | None = ABSENT
    closes_at: Source | None = ABSENT

    @classmethod
    def of(cls, sources: Mapping[str, str]) -> Self:
        """From the names of the rules."""
        return cls.model_validate({_NAMES.get(name, name): source for name, source in sources.items()})


class LimitOut(Out):
    """One limit of an attempt: `at` = start + `seconds` x `time_factor` + `extra_minutes`, or a date."""

    limit: Limit
    at: datetime
    seconds: int | None = ABSENT
    time_factor: float | None = ABSENT
    extra_minutes: int | None = ABSENT
    granted: GrantedOut

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """From the plan of an attempt."""
        factor = stored.get("factor")
        return cls(
            limit=Limit(stored["limit"]),
            at=datetime.fromisoformat(stored["at"]),
            seconds=stored.get("seconds"),
            time_factor=None if factor is None else float(Fraction(factor)),
            extra_minutes=stored.get("extra_minutes"),
            granted=GrantedOut.of(stored.get("granted", {})),
        )


class LimitsOut(Out):
    """What holds for one learner in a quiz now; `refusal` is the first reason against beginning, besides the code.

    `attempts_allowed` is with the extra ones, the dates are the learner's. `deadline` and `deadline_why` are those
    of an attempt that begins now, the limit that counts first.
    """

    quiz_id: UUID
    user_id: UUID
    time_limit_seconds: int | None
    time_factor: float
    extra_minutes: int
    total_seconds: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    attempts_allowed: int | None
    attempts_left: int | None
    delay_seconds: int
    next_attempt_at: datetime | None
    refusal: str | None
    deadline: datetime | None
    deadline_why: list[LimitOut]
    granted: GrantedOut

    @classmethod
    def of(cls, found: Limits) -> Self:
        """From the query's answer."""
        quiz, facts, extra = found.quiz, found.facts, found.own.allowance
        return cls(
            quiz_id=quiz.id,
            user_id=found.user_id,
            time_limit_seconds=quiz.time_limit_seconds,
            time_factor=float(extra.factor),
            extra_minutes=extra.extra_minutes,
            total_seconds=stretched(quiz.time_limit_seconds, extra),
            opens_at=facts.own_opens_at,
            closes_at=facts.own_closes_at,
            attempts_allowed=attempts_allowed(facts),
            attempts_left=attempts_left(facts),
            delay_seconds=quiz.delay_seconds,
            next_attempt_at=next_attempt_at(facts),
            refusal=found.refusal,
            deadline=found.if_begun_now.at,
            deadline_why=[LimitOut.of(limit) for limit in found.why],
            granted=GrantedOut.of(found.own.sources),
        )


class OverrideIn(In):
    """What holds in this quiz instead; what is null or left out says nothing."""

    time_factor: Factor | None = None
    extra_minutes: Minutes | None = None
    extra_attempts: Extra | None = None
    opens_at: Moment | None = None
    closes_at: Moment | None = None


class OverrideOut(Out):
    """An override and for whom it is."""

    id: UUID
    quiz_id: UUID
    kind: Literal["user", "group"]
    user_id: UUID | None = ABSENT
    group_id: UUID | None = ABSENT
    name: str
    time_factor: float | None
    extra_minutes: int | None
    extra_attempts: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    updated_at: datetime

    @classmethod
    def of(cls, card: OverrideCard) -> Self:
        """From the row and whom it names."""
        row = card.row
        return cls(
            id=row.id,
            quiz_id=row.quiz_id,
            kind="user" if card.user else "group",
            user_id=row.user_id,
            group_id=row.group_id,
            name=card.user.full_name if card.user else card.group.name if card.group else "",
            time_factor=row.time_factor,
            extra_minutes=row.extra_minutes,
            extra_attempts=row.extra_attempts,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            updated_at=row.updated_at,
        )
