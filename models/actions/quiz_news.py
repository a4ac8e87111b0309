"""Telling learners what they reached in a quiz: once, and not before the teacher lets them see it."""

from datetime import datetime
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.notifications import News, notify
from models.actions.outbox import order_work
from models.queries.accommodations import closes_for_all
from models.rules.notices import Notice
from models.rules.reviewing import ReviewFacts, Show, first_shown
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz

TELL_RESULT = "quiz.result"


async def result_is_known(tx: BaseDBAsyncClient, attempt: Attempt, quiz: Quiz, now: datetime) -> None:
    """Order the news of an attempt that was graded just now, for the moment at which its score may be seen."""
    due_at = first_shown(quiz.review, Show.SCORE, await _facts(attempt, quiz, now))
    if attempt.state == "graded" and due_at is not None:
        key = f"{TELL_RESULT}:{attempt.id}"
        _ = await order_work(tx, TELL_RESULT, {"attempt_id": attempt.id}, now=now, due_at=due_at, key=key)


async def tell_result(attempt_id: UUID, now: datetime) -> None:
    """Tell the learner, unless there is nothing to tell any more; where the moment has moved, it is waited for."""
    attempt = await Attempt.get_or_none(id=attempt_id).select_related("quiz")
    if attempt is None or attempt.state != "graded":
        return
    due_at = first_shown(attempt.quiz.review, Show.SCORE, await _facts(attempt, attempt.quiz, now))
    if due_at is None:
        return
    if due_at > now:
        key = f"{TELL_RESULT}:{attempt.id}:{due_at.isoformat()}"
        _ = await order_work(None, TELL_RESULT, {"attempt_id": attempt.id}, now=now, due_at=due_at, key=key)
        return
    place = await Enrollment.get(id=attempt.enrollment_id)
    course = await Course.get(id=place.course_id)
    data = {"course": course.title, "title": attempt.quiz.title, "percent": f"{attempt.percent:.4g}"}
    await notify(None, attempt.user_id, News(Notice.QUIZ_RESULT, data, "/learn", key=str(attempt.id)), now)


async def _facts(attempt: Attempt, quiz: Quiz, now: datetime) -> ReviewFacts:
    return ReviewFacts(now=now, ended_at=attempt.submitted_at, closes_at=await closes_for_all(quiz))
