"""Shapes of who of a course's learners is at risk, and which of each week's come back."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Self
from uuid import UUID

from handlers.schemas.analytics import Row
from models.queries.analytics.risk import AtRisk
from models.rules.analytics.days import Days
from models.rules.analytics.retention import Cohort
from models.rules.analytics.risk import HIGH_FROM, MEDIUM_FROM, WEIGHTS, Level, Reason
from server.endpoint import Out
from server.http.tables import Cell


class WeightOut(Out):
    """What a reason can add: nothing up to `none_until`, then evenly more, all of `most` from `all_from` on."""

    reason: Reason
    most: int
    none_until: int
    all_from: int


class BecauseOut(Out):
    """One reason that counts: its number, the points it makes, and the most it could make."""

    reason: Reason
    number: int
    points: int
    most: int


class AtRiskOut(Out):
    """One learner; the score is the sum of the reasons' points."""

    enrollment_id: UUID
    user_id: UUID
    full_name: str
    email: str
    percent: int
    enrolled_at: datetime
    seen_at: datetime
    score: int
    level: Level
    reasons: list[BecauseOut]

    @classmethod
    def of(cls, found: AtRisk) -> Self:
        """From the query's answer."""
        risk = found.risk
        facts = {name: value for name, value in asdict(found).items() if name != "risk"}
        reasons = [BecauseOut.model_validate(asdict(each)) for each in risk.reasons]
        return cls(**facts, score=risk.score, level=risk.level, reasons=reasons)


class RiskOut(Out):
    """Learners at risk, the most urgent first, and the weights by which that was found."""

    course_id: UUID
    as_of: datetime
    weights: list[WeightOut]
    medium_from: int
    high_from: int
    learners: list[AtRiskOut]

    @classmethod
    def of(cls, course_id: UUID, now: datetime, found: Iterable[AtRisk]) -> Self:
        """From the query's answer."""
        return cls(
            course_id=course_id,
            as_of=now,
            weights=[WeightOut(reason=name, **asdict(weight)) for name, weight in WEIGHTS.items()],
            medium_from=MEDIUM_FROM,
            high_from=HIGH_FROM,
            learners=[AtRiskOut.of(each) for each in found],
        )

    def rows(self) -> Iterator[Row]:
        """The learners as a table: the number and the points of every reason."""
        heads = [f"{reason}{tail}" for reason in WEIGHTS for tail in ("", "_points")]
        yield ["full_name", "email", "percent", "seen_at", "score", "level", *heads]
        for each in self.learners:
            known = {because.reason: because for because in each.reasons}
            cells: list[Cell] = []
            for reason in WEIGHTS:
                because = known.get(reason)
                cells += [because.number, because.points] if because else [None, 0]
            yield [
                each.full_name,
                each.email,
                each.percent,
                each.seen_at.isoformat(),
                each.score,
                each.level.value,
                *cells,
            ]


class CohortOut(Out):
    """Those who enrolled in one ISO week; `active[n]` counts who did something in the n-th week after (0: the same)."""

    week: str
    monday: date
    learners: int
    completed: int
    active: list[int]

    @classmethod
    def of(cls, cohort: Cohort) -> Self:
        """From the rule's answer."""
        return cls.model_validate(asdict(cohort) | {"active": list(cohort.active)})


class CohortsOut(Out):
    """Cohorts in order; the last number of each is of the present week, which is not over."""

    course_id: UUID
    time_zone: str
    since: date
    until: date
    cohorts: list[CohortOut]

    @classmethod
    def of(cls, course_id: UUID, days: Days, found: Iterable[Cohort]) -> Self:
        """From the query's answer."""
        return cls(
            course_id=course_id,
            time_zone=days.zone,
            since=days.since,
            until=days.until,
            cohorts=[CohortOut.of(each) for each in found],
        )

    def rows(self) -> Iterator[Row]:
        """The cohorts as a table, one column for each week."""
        longest = max((len(each.active) for each in self.cohorts), default=0)
        yield ["week", "monday", "learners", "completed", *(f"week_{at}" for at in range(longest))]
        for each in self.cohorts:
            blank = [None] * (longest - len(each.active))
            yield [each.week, each.monday.isoformat(), each.learners, each.completed, *each.active, *blank]
