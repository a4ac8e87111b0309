"""Shapes of figures of one learner, of one instructor, and of the whole school."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from handlers.schemas.analytics import CountsOut, DayOut, MoneyOut, Row, day_rows
from models.queries.analytics.learner import Due, OwnCourse, OwnMark
from models.queries.analytics.sums import DaySums, Sums
from models.queries.analytics.teaching import Site, TaughtCourse, Teaching
from models.rules.analytics.days import Days
from models.rules.analytics.measures import Measure
from models.rules.analytics.streaks import Streak
from server.endpoint import Out

OWN_MEASURES = (Measure.LESSONS, Measure.SECONDS, Measure.ATTEMPTS, Measure.PASSED, Measure.QUIZ_SECONDS)


class OwnDayOut(Out):
    """What one did on one day."""

    day: date
    lessons: int
    seconds: int
    attempts: int
    passed: int
    quiz_seconds: int

    @classmethod
    def of(cls, sums: DaySums) -> Self:
        """From the sums."""
        return cls.model_validate({"day": sums.day, **{each.value: sums.sums.counts[each] for each in OWN_MEASURES}})


class OwnFiguresOut(Out):
    """One's own days, from `since` to `until`."""

    time_zone: str
    since: date
    until: date
    days: list[OwnDayOut]

    @classmethod
    def of(cls, days: Days, sums: Iterable[DaySums]) -> Self:
        """From the query's answer."""
        found = [OwnDayOut.of(each) for each in sums]
        return cls(time_zone=days.zone, since=days.since, until=days.until, days=found)

    def rows(self) -> Iterator[Row]:
        """The days as a table."""
        yield ["day", *(each.value for each in OWN_MEASURES)]
        for each in self.days:
            yield [each.day.isoformat(), *(getattr(each, name.value) for name in OWN_MEASURES)]


class OwnCourseOut(Out):
    """One's own way through a course; `median_percent` is null where too few learn there to hide anyone."""

    enrollment_id: UUID
    course_id: UUID
    title: str
    state: str
    percent: int
    enrolled_at: datetime
    completed_at: datetime | None
    last_seen_at: datetime | None
    seconds: int
    median_percent: float | None

    @classmethod
    def of(cls, course: OwnCourse) -> Self:
        """From the query's answer."""
        return cls.model_validate(asdict(course))


class MarkOut(Out):
    """A mark that may be seen: of a quiz, or of something handed in (which is not passed or failed)."""

    kind: Literal["quiz", "assignment"]
    title: str
    course_id: UUID
    course: str
    percent: float
    passed: bool | None
    at: datetime

    @classmethod
    def of(cls, mark: OwnMark) -> Self:
        """From the query's answer."""
        return cls.model_validate(asdict(mark))


class DueOut(Out):
    """An assignment that is due, a quiz that closes, or a live session that begins within two weeks."""

    kind: Literal["assignment", "quiz", "live_session"]
    id: UUID
    title: str
    course_id: UUID
    course: str
    at: datetime

    @classmethod
    def of(cls, due: Due) -> Self:
        """From the query's answer."""
        return cls.model_validate(asdict(due))


class StreakOut(Out):
    """Days in a row: up to now, and at best; `days` is all days on which something was done."""

    current: int
    longest: int
    days: int


class DashboardOut(Out):
    """All that a learner wants to know at a glance."""

    time_zone: str
    courses: list[OwnCourseOut]
    streak: StreakOut
    recent_marks: list[MarkOut]
    due_soon: list[DueOut]

    @classmethod
    def of(
        cls, zone: str, courses: Iterable[OwnCourse], streak: Streak, marks: Iterable[OwnMark], due: Iterable[Due]
    ) -> Self:
        """From the queries' answers."""
        return cls(
            time_zone=zone,
            courses=[OwnCourseOut.of(each) for each in courses],
            streak=StreakOut.model_validate(asdict(streak)),
            recent_marks=[MarkOut.of(each) for each in marks],
            due_soon=[DueOut.of(each) for each in due],
        )

    def rows(self) -> Iterator[Row]:
        """The courses as a table."""
        yield ["course", "state", "percent", "median_percent", "seconds", "enrolled_at", "completed_at"]
        for each in self.courses:
            completed = each.completed_at.isoformat() if each.completed_at else None
            begun = each.enrolled_at.isoformat()
            yield [each.title, each.state, each.percent, each.median_percent, each.seconds, begun, completed]


class TaughtCourseOut(Out):
    """One course of an instructor; `counts` and `money` are of all its time."""

    course_id: UUID
    title: str
    state: str
    enrolled: int
    active: int
    completed: int
    seen_this_week: int
    rating: float | None
    counts: CountsOut
    money: list[MoneyOut]

    @classmethod
    def of(cls, course: TaughtCourse) -> Self:
        """From the query's answer."""
        return cls(
            course_id=course.course_id,
            title=course.title,
            state=course.state,
            enrolled=course.enrolled,
            active=course.active,
            completed=course.completed,
            seen_this_week=course.seen_this_week,
            rating=course.rating,
            counts=CountsOut.of(course.sums),
            money=[MoneyOut.of(each) for each in course.sums.money],
        )


class TeachingOut(Out):
    """An instructor's courses as owner or co-instructor, the newest first; `learners` counts each person once."""

    instructor_id: UUID
    full_name: str
    as_of: datetime
    learners: int
    courses: list[TaughtCourseOut]

    @classmethod
    def of(cls, instructor_id: UUID, now: datetime, teaching: Teaching) -> Self:
        """From the query's answer."""
        return cls(
            instructor_id=instructor_id,
            full_name=teaching.full_name,
            as_of=now,
            learners=teaching.learners,
            courses=[TaughtCourseOut.of(each) for each in teaching.courses],
        )

    def rows(self) -> Iterator[Row]:
        """The courses as a table, with what stayed of each currency in minor units."""
        currencies = sorted({money.currency for each in self.courses for money in each.money})
        names = ("title", "state", "enrolled", "active", "completed", "seen_this_week", "rating")
        yield [*names, "seconds", "certificates", "sessions", *(f"net_minor_{each}" for each in currencies)]
        for course in self.courses:
            net = {each.currency: each.net_minor for each in course.money}
            counts = course.counts
            yield [
                *(getattr(course, name) for name in names),
                *(counts.seconds, counts.certificates, counts.sessions),
                *(net.get(each, 0) for each in currencies),
            ]


class SiteOut(Out):
    """The school as it stands; `seen_this_week` counts accounts that signed in or called in the last seven days."""

    accounts: int
    students: int
    instructors: int
    seen_this_week: int
    courses_published: int
    courses: int
    learning_now: int
    enrolled: int


class SystemOut(Out):
    """The school as it stands at `as_of`, all that ever happened, and the days from `since` to `until`."""

    as_of: datetime
    time_zone: str
    since: date
    until: date
    now: SiteOut
    counts: CountsOut
    money: list[MoneyOut]
    days: list[DayOut]
    accounts: list[int]
    """New accounts of each of the days."""

    @classmethod
    def of(
        cls,
        now: datetime,
        days: Days,
        site: Site,
        every: Sums,
        sums: Sequence[DaySums],
        accounts: Mapping[date, int],
    ) -> Self:
        """From the queries' answers."""
        return cls(
            as_of=now,
            time_zone=days.zone,
            since=days.since,
            until=days.until,
            now=SiteOut.model_validate(asdict(site)),
            counts=CountsOut.of(every),
            money=[MoneyOut.of(each) for each in every.money],
            days=[DayOut.of(each) for each in sums],
            accounts=[accounts.get(each.day, 0) for each in sums],
        )

    def rows(self) -> Iterator[Row]:
        """The days as a table."""
        head, *lines = day_rows(self.days)
        yield [*head, "accounts"]
        for line, made in zip(lines, self.accounts, strict=True):
            yield [*line, made]
