"""The dates of one person: what is due, opens, closes or is live in the courses that they learn in or teach."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.queries.progress import SETTLED
from models.rules.calendar import SHOWN_BACK, Date, DateKind, Entry
from models.rules.courses import CourseState
from models.rules.enrolling import READING
from models.rules.unlocking import Unlocking, opening_time
from models.tables.assignments import Assignment
from models.tables.calendar import CalendarEntry, CalendarFeed
from models.tables.courses import Course, CourseStaff, Lesson
from models.tables.enrollments import Enrollment, LessonProgress
from models.tables.live import LiveSession
from models.tables.quizzes import Quiz


async def find_feed(feed_id: UUID) -> CalendarFeed | None:
    """A feed of a living account with its user, or None."""
    return await CalendarFeed.filter(id=feed_id, user__is_active=True).select_related("user").first()


async def dates_of(user_id: UUID, now: datetime) -> list[Date]:
    """Every date that is not long past, in no order; as many statements for one course as for fifty."""
    in_force = Q(expires_at=None) | Q(expires_at__gt=now)
    places = {place.course_id: place for place in await Enrollment.filter(in_force, user_id=user_id, state__in=READING)}
    taught = {row.course_id for row in await CourseStaff.filter(user_id=user_id)}
    living = Course.filter(id__in=list(places.keys() | taught)).exclude(state=CourseState.ARCHIVED)
    titles = {course.id: course.title for course in await living.only("id", "title")}
    learnt = [place for course_id, place in places.items() if course_id in titles]
    found = [
        *await _assignments(titles),
        *await _quizzes(titles),
        *await _unlocks(learnt, titles),
        *await _live_sessions(user_id, titles),
    ]
    return [date for date in found if date.starts_at >= now - SHOWN_BACK]


def _date(kind: DateKind, row: Any, starts_at: datetime, course: str) -> Date:
    return Date(f"{kind}-{row.id}", starts_at, {"kind": kind.value, "title": row.title, "course": course})


async def _assignments(titles: Mapping[UUID, str]) -> list[Date]:
    due = Assignment.filter(course_id__in=list(titles), archived_at=None, due_at__not_isnull=True)
    return [_date(DateKind.DUE, row, row.due_at, titles[row.course_id]) for row in await due if row.due_at]


async def _quizzes(titles: Mapping[UUID, str]) -> list[Date]:
    timed = Q(opens_at__not_isnull=True) | Q(closes_at__not_isnull=True)
    rows = await Quiz.filter(timed, course_id__in=list(titles), archived_at=None, state="published")
    return [
        _date(kind, row, at, titles[row.course_id])
        for row in rows
        for kind, at in ((DateKind.OPENS, row.opens_at), (DateKind.CLOSES, row.closes_at))
        if at is not None
    ]


async def _unlocks(places: Sequence[Enrollment], titles: Mapping[UUID, str]) -> list[Date]:
    """When lessons open by themselves; one that waits for another has no date until that one is done."""
    by_course = {place.course_id: place for place in places}
    rows = await Lesson.filter(course_id__in=list(by_course), archived_at=None, unlock__not_isnull=True)
    ids = [place.id for place in places]
    settled = LessonProgress.filter(enrollment_id__in=ids, state__in=SETTLED) if rows else None
    done = {row.lesson_id for row in await settled.only("id", "lesson_id")} if settled else set()
    times = [(row, opening_time(Unlocking.of(row.unlock), by_course[row.course_id].enrolled_at, done)) for row in rows]
    return [_date(DateKind.UNLOCKS, row, at, titles[row.course_id]) for row, at in times if at is not None]


async def _live_sessions(user_id: UUID, titles: Mapping[UUID, str]) -> list[Date]:
    """Sessions with a time, in these courses or one's own; what ended before its time does not take place."""
    whose = Q(course_id__in=list(titles)) | Q(owner_id=user_id)
    rows = await LiveSession.filter(whose, starts_at__not_isnull=True)
    return [
        _date(DateKind.LIVE, row, row.starts_at, titles.get(row.course_id, ""))  # type: ignore[attr-defined]  # the key that Tortoise adds
        for row in rows
        if row.starts_at is not None and (row.ended_at is None or row.ended_at >= row.starts_at)
    ]


async def entries_of(user_id: UUID) -> dict[str, Entry]:
    """What the feed has told, by key."""
    return {row.key: entry_of(row) for row in await CalendarEntry.filter(user_id=user_id)}


def entry_of(row: CalendarEntry) -> Entry:
    """The row in the rules' words."""
    return Entry(Date(row.key, row.starts_at, row.facts), row.sequence, row.changed_at, row.cancelled_at)
