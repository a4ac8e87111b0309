"""Shapes of one course's figures: how far its learners came, quizzes, the funnel, lessons."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Self
from uuid import UUID

from handlers.schemas.analytics import DayOut, MoneyOut, Row, day_rows
from models.queries.analytics.course import CourseFigures, LessonFigures, Places, QuizFigures
from models.queries.analytics.sums import DaySums, Sums
from models.rules.analytics.days import Days
from server.endpoint import Out


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
