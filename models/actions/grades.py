"""Marks become grades: live results are written as attempts, and results move lessons and courses on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions import feeds
from models.actions.lti_scores import score_changed
from models.actions.progress import finish_by_passing, recount
from models.queries.results import FINISHED, QuizStanding, counted
from models.rules.attempts import passed, percent
from models.rules.courses import CompletionRule, completion_rule
from models.rules.numbers import NotNumber, exact, read_fraction
from models.rules.questions import total
from models.rules.regrading import BY_PERSON
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark, Quiz


@dataclass(frozen=True, slots=True)
class MarkIn:
    """The mark of one question: `fraction` of `max_points`, None while a person must decide; `why` as rules say it."""

    question_id: UUID
    version_id: UUID
    answer: dict[str, Any] | None
    fraction: float | None
    points: float | None
    max_points: float
    why: list[dict[str, Any]]


async def record_live_attempt(
    tx: BaseDBAsyncClient,
    *,
    quiz: Quiz,
    enrollment: Enrollment,
    session_id: UUID,
    started_at: datetime,
    finished_at: datetime,
    plan: Mapping[str, Any],
    marks: Sequence[MarkIn],
) -> Attempt:
    """Write what an enrolled learner earned in a live session as an attempt, and let it count.

    Safe to repeat: a second call for the same enrolment and session changes nothing and returns the first attempt.
    The enrolment's row is locked, so attempts are numbered without a gap or a clash. `tx` is the caller's
    transaction: the attempt, the marks, the lesson and the percent are written together or not at all.
    """
    place = await Enrollment.filter(id=enrollment.id).using_db(tx).select_for_update().get()
    known = await Attempt.filter(enrollment_id=place.id, live_session_id=session_id).using_db(tx).first()
    if known is not None:
        return known
    attempt = Attempt(
        quiz_id=quiz.id,
        enrollment_id=place.id,
        user_id=place.user_id,
        number=await _next_number(tx, place.id, quiz.id, kind="live"),
        kind="live",
        state="in_progress",
        live_session_id=session_id,
        started_at=started_at,
        plan=dict(plan),
        answers={str(mark.question_id): mark.answer for mark in marks if mark.answer is not None},
        max_score=0,
    )
    settle(attempt, quiz, marks, finished_at)
    await attempt.save(using_db=tx)
    await write_marks(tx, attempt, marks)
    await feeds.attempt_changed(tx, attempt, quiz, finished_at)
    _ = await quiz_result_changed(tx, place, quiz, finished_at)
    return attempt


async def _next_number(tx: BaseDBAsyncClient, enrollment_id: UUID, quiz_id: UUID, *, kind: str) -> int:
    same = Attempt.filter(enrollment_id=enrollment_id, quiz_id=quiz_id, kind=kind).using_db(tx)
    last = await same.order_by("-number").first()
    return last.number + 1 if last else 1


def settle(attempt: Attempt, quiz: Quiz, marks: Sequence[MarkIn], now: datetime) -> None:
    """Set an attempt's score, percent and state from its marks: `graded` once every mark has points.

    The score is the sum of the points, rounded once; below 0 (penalties) the percent is 0.
    """
    score = total((mark.max_points, _share(mark)) for mark in marks if mark.points is not None)
    attempt.score = float(score)
    attempt.max_score = sum(mark.max_points for mark in marks)
    reached = percent(score, attempt.max_score)
    attempt.percent = float(reached)
    graded = all(mark.points is not None for mark in marks)
    attempt.state = "graded" if graded else "submitted"
    attempt.passed = passed(reached, quiz.pass_percent) if graded else None
    attempt.submitted_at = attempt.submitted_at or now


def _share(mark: MarkIn) -> Fraction:
    """The exact fraction of a mark: floats of thirds and the like are read as what they stand for.

    Who marks by hand gives points, and those count to the last digit.
    """
    if mark.points is not None and mark.max_points and any(why.get("code") == BY_PERSON for why in mark.why):
        return exact(mark.points) / exact(mark.max_points)
    share = read_fraction(mark.fraction)
    return Fraction(0) if isinstance(share, NotNumber) else share


async def write_marks(tx: BaseDBAsyncClient, attempt: Attempt, marks: Sequence[MarkIn]) -> None:
    """Write the marks of a new result in one statement."""
    rows = [
        AttemptMark(
            attempt_id=attempt.id,
            question_id=mark.question_id,
            version_id=mark.version_id,
            answer=mark.answer,
            fraction=mark.fraction,
            points=mark.points,
            max_points=mark.max_points,
            why=mark.why,
        )
        for mark in marks
    ]
    if rows:
        await AttemptMark.bulk_create(rows, using_db=tx)


async def quiz_result_changed(tx: BaseDBAsyncClient, enrollment: Enrollment, quiz: Quiz, now: datetime) -> QuizStanding:
    """Count what an enrolment, whose row is locked, has reached in a quiz, and let that move its lessons on.

    The quiz's grading policy says which attempts count. A lesson that is done by passing this quiz becomes done;
    it stays done when a later attempt fails.
    """
    done = Attempt.filter(enrollment_id=enrollment.id, quiz_id=quiz.id, state__in=FINISHED)
    standing = counted(quiz, await done.using_db(tx))
    lessons = await Lesson.filter(quiz_id=quiz.id, course_id=enrollment.course_id, archived_at=None).using_db(tx)
    by_passing = [lesson for lesson in lessons if _is_by_passing(lesson)]
    if standing.passed and by_passing:
        facts = {"quiz_id": str(quiz.id), "percent": float(standing.percent or 0)}
        await finish_by_passing(tx, enrollment, by_passing, facts, now)
    else:
        _ = await recount(tx, enrollment, now)
    await score_changed(tx, enrollment.user_id, quiz, standing.percent, now)
    return standing


def _is_by_passing(lesson: Lesson) -> bool:
    return completion_rule(lesson.kind, lesson.completion) is CompletionRule.PASS
