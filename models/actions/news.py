"""What learners are told about their courses, written in the transaction of what happened."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.notifications import News, notify, notify_all
from models.rules.enrolling import READING
from models.rules.notices import Notice
from models.tables.assignments import Assignment, Submission
from models.tables.community import Announcement
from models.tables.courses import Course
from models.tables.enrollments import Enrollment

PAGE = "/learn"
"""The learner's own page."""


async def tell_offered(tx: BaseDBAsyncClient | None, course: Course, place: Enrollment, now: datetime) -> None:
    """A seat is kept for one who waited."""
    until = place.offered_until or now
    data = {"course": course.title, "until": f"{until:%Y-%m-%d %H:%M} UTC"}
    key = f"{place.id}:{until.isoformat()}"
    await notify(tx, place.user_id, News(Notice.WAITLIST_OFFER, data, PAGE, key=key), now)


async def tell_completed(tx: BaseDBAsyncClient, place: Enrollment, now: datetime) -> None:
    """Every lesson that counts is done."""
    course = await Course.filter(id=place.course_id).using_db(tx).get()
    news = News(Notice.COURSE_COMPLETED, {"course": course.title}, PAGE, key=str(place.id))
    await notify(tx, place.user_id, news, now)


async def tell_announced(tx: BaseDBAsyncClient, said: Announcement, now: datetime) -> None:
    """The staff said something to everyone in the course."""
    course = await Course.filter(id=said.course_id).using_db(tx).get()
    places = await Enrollment.filter(course_id=course.id, state__in=READING).using_db(tx).only("id", "user_id")
    data = {"course": course.title, "title": said.title, "text": said.body}
    news = News(Notice.ANNOUNCEMENT, data, PAGE, key=str(said.id))
    await notify_all(tx, [place.user_id for place in places if place.user_id != said.author_id], news, now)


async def tell_graded(tx: BaseDBAsyncClient, assignment: Assignment, submission: Submission, now: datetime) -> None:
    """A submission has points and feedback."""
    course = await Course.filter(id=assignment.course_id).using_db(tx).get()
    data = {
        "course": course.title,
        "title": assignment.title,
        "points": f"{submission.points:g}",
        "most": f"{assignment.points:g}",
    }
    news = News(Notice.ASSIGNMENT_GRADED, data, PAGE, key=f"{submission.id}:{now.isoformat()}")
    await notify(tx, submission.user_id, news, now)
