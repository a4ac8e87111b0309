"""Shapes of a course's figures: sums by day, the funnel, lessons, learners at risk, cohorts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from handlers.schemas.users import TimeZone
from models.queries.analytics.course import CourseFigures, LessonFigures, Places, QuizFigures
from models.queries.analytics.risk import AtRisk
from models.queries.analytics.sums import DaySums, Sums
from models.rules.analytics.days import MOST_DAYS, Days, known_zone, span
from models.rules.analytics.measures import COUNTS, Takings
from models.rules.analytics.retention import Cohort
from models.rules.analytics.risk import HIGH_FROM, MEDIUM_FROM, WEIGHTS, Level, Reason
from server.endpoint import In, Out
from server.http.tables import Cell

Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]
Row = Sequence[Cell]


class ZoneQuery(In):
    """In which time zone days and weeks begin; one's own by default."""

    tz: TimeZone | None = None

    def zone(self, own: str) -> str:
        """The zone."""
        return known_zone(self.tz or own)


class DaysQuery(ZoneQuery):
    """From which day up to and including which; the last 30 days by default, 366 at most."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and not 0 <= (self.until - self.since).days < MOST_DAYS:
            raise ValueError(f"`from` must not lie after `to`, nor more than {MOST_DAYS} days before it")
        return self

    def days(self, own_zone: str, now: datetime) -> Days:
        """The days that are asked for."""
        return span(self.zone(own_zone), now, since=self.since, until=self.until)


class MoneyOut(Out):
    """Money of one currency in minor units; `net` is what stays after coupons, refunds and disputes; it may be below zero."""

    currency: str
    sales: int
    gross_minor: int
    discounts_minor: int
    refunds_minor: int
    disputes_minor: int
    net_minor: int

    @classmethod
    def of(cls, takings: Takings) -> Self:
        """From the sums."""
        return cls(
            currency=takings.currency,
            sales=takings.sales,
            gross_minor=takings.gross,
            discounts_minor=takings.discounts,
            refunds_minor=takings.refunds,
            disputes_minor=takings.disputes,
            net_minor=takings.net,
        )


class CountsOut(Out):
    """What happened: how often, and seconds in lessons and in quizzes."""

    enrolled: int
    completed: int
    ended: int
    lessons: int
    seconds: int
    attempts: int
    passed: int
    quiz_seconds: int
    certificates: int
    sessions: int

    @classmethod
    def of(cls, sums: Sums) -> Self:
        """From the sums."""
        return cls.model_validate({each.value: sums.counts[each] for each in COUNTS})

    def cells(self) -> list[Cell]:
        """The counts in the order of their names."""
        return [getattr(self, each.value) for each in COUNTS]


class DayOut(Out):
    """One day."""

    day: date
    counts: CountsOut
    money: list[MoneyOut]

    @classmethod
    def of(cls, sums: DaySums) -> Self:
        """From the sums."""
        return cls(day=sums.day, counts=CountsOut.of(sums.sums), money=[MoneyOut.of(each) for each in sums.sums.money])


def day_rows(days: Sequence[DayOut]) -> Iterator[Row]:
    """Days as a table: the counts, then what stayed of each currency in minor units."""
    currencies = sorted({each.currency for day in days for each in day.money})
    yield ["day", *(each.value for each in COUNTS), *(f"net_minor_{currency}" for currency in currencies)]
    for day in days:
        net = {each.currency: each.net_minor for each in day.money}
        yield [day.day.isoformat(), *day.counts.cells(), *(net.get(currency, 0) for currency in currencies)]


class PlacesOut(Out):
    """How many learners came how far; `seen_this_week` in the last seven days, the median of those who learn now."""

    enrolled: int
    started: int
    halfway: int
    completed: int
    certified: int
    active: int
    ended: int
    seen_this_week: int
    median_percent: float | None

    @classmethod
    def of(cls, places: Places) -> Self:
        """From the query's answer."""
        return cls.model_validate(asdict(places))


class QuizFiguresOut(Out):
    """How a published quiz went; percents are what each learner's attempts are worth by its grading policy."""

    quiz_id: UUID
    title: str
    pass_percent: float
    attempts: int
    learners: int
    passed: int
    mean_percent: float | None
    median_percent: float | None

    @classmethod
    def of(cls, quiz: QuizFigures) -> Self:
        """From the query's answer."""
        return cls.model_validate(asdict(quiz))


class CourseInsightOut(Out):
    """A course as it stands at `as_of`, all its money, and what happened day by day from `since` to `until`.

    `scores` counts learners by tenths of their mean percent over the quizzes they tried.
    """

    course_id: UUID
    as_of: datetime
    time_zone: str
    since: date
    until: date
    learners: PlacesOut
    seconds: int
    median_seconds: float | None
    scores: list[int]
    quizzes: list[QuizFiguresOut]
    money: list[MoneyOut]
    days: list[DayOut]

    @classmethod
    def of(
        cls, course_id: UUID, now: datetime, days: Days, course: CourseFigures, every: Sums, sums: Iterable[DaySums]
    ) -> Self:
        """From the queries' answers."""
        return cls(
            course_id=course_id,
            as_of=now,
            time_zone=days.zone,
            since=days.since,
            until=days.until,
            learners=PlacesOut.of(course.places),
            seconds=course.spent.total,
            median_seconds=course.spent.median,
            scores=list(course.scores),
            quizzes=[QuizFiguresOut.of(each) for each in course.quizzes],
            money=[MoneyOut.of(each) for each in every.money],
            days=[DayOut.of(each) for each in sums],
        )

    def rows(self) -> Iterator[Row]:
        """The days as a table."""
        return day_rows(self.days)


class StepOut(Out):
    """One step of the funnel, and its share of those who enrolled."""

    step: str
    learners: int
    share: float | None


class FunnelOut(Out):
    """The way of those who enrolled in a time (or ever): each step is counted among those of the step before."""

    course_id: UUID
    since: date | None
    until: date | None
    steps: list[StepOut]

    @classmethod
    def of(cls, course_id: UUID, days: Days | None, places: Places) -> Self:
        """From the query's answer."""
        counts = {
            "enrolled": places.enrolled,
            "started": places.started,
            "halfway": places.halfway,
            "completed": places.completed,
            "certified": places.certified,
        }
        whole = places.enrolled
        steps = [StepOut(step=name, learners=n, share=n / whole if whole else None) for name, n in counts.items()]
        since, until = (days.since, days.until) if days else (None, None)
        return cls(course_id=course_id, since=since, until=until, steps=steps)

    def rows(self) -> Iterator[Row]:
        """The steps as a table."""
        yield ["step", "learners", "share"]
        yield from ([each.step, each.learners, each.share] for each in self.steps)


class LessonFiguresOut(Out):
    """One lesson: who reached it, who finished it, and who touched nothing after it (`stopped`, `drop_off` its share)."""

    lesson_id: UUID
    title: str
    section: str
    kind: str
    optional: bool
    reached: int
    done: int
    stopped: int
    drop_off: float | None
    seconds: int
    median_seconds: float | None

    @classmethod
    def of(cls, lesson: LessonFigures) -> Self:
        """From the query's answer."""
        share = lesson.stopped / lesson.reached if lesson.reached else None
        return cls.model_validate({**asdict(lesson), "drop_off": share})


class LessonsOut(Out):
    """Every lesson in the order of the course."""

    course_id: UUID
    lessons: list[LessonFiguresOut]

    @classmethod
    def of(cls, course_id: UUID, lessons: Iterable[LessonFigures]) -> Self:
        """From the query's answer."""
        return cls(course_id=course_id, lessons=[LessonFiguresOut.of(each) for each in lessons])

    def rows(self) -> Iterator[Row]:
        """The lessons as a table."""
        names = [name for name in LessonFiguresOut.model_fields if name != "lesson_id"]
        yield names
        yield from ([getattr(each, name) for name in names] for each in self.lessons)


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
