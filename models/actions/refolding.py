"""When the rule of a lesson changes: everybody's progress in it is folded anew, one enrolment in each transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions import webhook_events
from models.actions.certificates import course_completed
from models.actions.news import tell_completed
from models.actions.outbox import order_work
from models.actions.progress import replay
from models.queries.results import FINISHED, counted
from models.rules.courses import CompletionRule, completion_rule
from models.rules.enrolling import READING, EnrollmentState
from models.rules.lesson_progress import Event, Happened
from models.tables.assignments import Submission
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz

REFOLD: Final = "progress.refold"
DECIDES: Final = frozenset({"kind", "completion", "minutes", "quiz_id"})
"""What of a lesson decides when it is done."""


async def order_refold(tx: BaseDBAsyncClient, lesson_id: UUID, now: datetime) -> None:
    """Order within `tx` that progress in a lesson is folded by the rule that it has from now on."""
    _ = await order_work(tx, REFOLD, {"lesson_id": lesson_id}, now=now)


async def refold(enrollment_id: UUID, lesson_id: UUID, *, now: datetime) -> None:
    """Fold one learner's lesson by the rule that it has now. Places that have ended stay as they are. Twice is once."""
    async with in_transaction() as tx:
        place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
        lesson = await Lesson.filter(id=lesson_id, archived_at=None).first()
        if lesson is not None and place.state in READING:
            await replay(tx, place, lesson, await _missed(place, lesson, now), now)


async def _missed(place: Enrollment, lesson: Lesson, now: datetime) -> Sequence[Event]:
    """What the lesson asks for now and the learner had done before it did."""
    match completion_rule(lesson.kind, lesson.completion):
        case CompletionRule.PASS:
            return await _passed(place, lesson, now)
        case CompletionRule.SUBMIT:
            return await _submitted(place, lesson)
        case _:
            return ()


async def _passed(place: Enrollment, lesson: Lesson, now: datetime) -> Sequence[Event]:
    quiz = await Quiz.filter(id=lesson.quiz_id, archived_at=None).first() if lesson.quiz_id else None
    if quiz is None:
        return ()
    standing = counted(quiz, await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, state__in=FINISHED))
    facts = {"quiz_id": str(quiz.id), "percent": float(standing.percent or 0)}
    return (Event(Happened.PASSED, now, facts),) if standing.passed else ()


async def _submitted(place: Enrollment, lesson: Lesson) -> Sequence[Event]:
    handed_in = Submission.filter(enrollment_id=place.id, assignment__lesson_id=lesson.id, assignment__archived_at=None)
    first = await handed_in.order_by("number").first()
    if first is None:
        return ()
    told = {"assignment_id": str(first.assignment_id), "submission_id": str(first.id)}
    return (Event(Happened.SUBMITTED, first.handed_in_at, told),)


async def tell_completions(course_id: UUID, at: datetime, *, now: datetime) -> int:
    """Tell those whom a change of the lessons at that moment made complete, and order their certificates.

    Twice is once: both are told under keys of their own.
    """
    done = Enrollment.filter(course_id=course_id, state=EnrollmentState.COMPLETED, completed_at=at)
    places = await done.order_by("id")
    for place in places:
        async with in_transaction() as tx:
            await course_completed(tx, place, now)
            await webhook_events.course_completed(tx, place, now)
            await tell_completed(tx, place, now)
    return len(places)
