"""How attempts end: submitted and marked, or closed when their time is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.grades import MarkIn, quiz_result_changed, settle, write_marks
from models.actions.quiz_news import result_is_known
from models.queries.attempts import Asked, asked_in
from models.queries.results import FINISHED
from models.refusals import NotThere
from models.rules.deadlines import Overdue, Stage, closes_as, stage
from models.rules.questions import award, dump_answer, grade, parse_answer
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz

IN_PROGRESS = "in_progress"


async def locked_place(enrollment_id: UUID) -> Enrollment:
    """The enrolment's row, locked until the transaction ends; whatever an attempt does waits for it."""
    return await Enrollment.filter(id=enrollment_id).select_for_update().get()


def stage_of(attempt: Attempt, quiz: Quiz, now: datetime) -> Stage:
    """Where the attempt is by the clock."""
    return stage(attempt.deadline, now, overdue=Overdue(quiz.overdue), grace_seconds=quiz.grace_seconds)


@dataclass(frozen=True, slots=True)
class Held:
    """An attempt under lock, with its quiz and its place."""

    attempt: Attempt
    quiz: Quiz
    place: Enrollment


async def hold(attempt_id: UUID) -> Held:
    """Lock the place, then the attempt: the order in which `start` takes them. Raises NotThere."""
    found = await Attempt.filter(id=attempt_id).select_related("quiz").first()
    if found is None:
        raise NotThere("There is no such attempt")
    place = await locked_place(found.enrollment_id)
    attempt = await Attempt.filter(id=attempt_id).select_for_update().get()
    return Held(attempt, found.quiz, place)


async def asked_of(attempt: Attempt) -> Sequence[Asked]:
    """The questions that were frozen into the attempt, in its order."""
    return await asked_in(attempt.plan["questions"], seed=str(attempt.id))


async def finish(attempt: Attempt, quiz: Quiz, place: Enrollment, now: datetime) -> None:
    """Mark the answers that are saved and let the result count; place and attempt are locked by the caller."""
    marks = [_mark(each, attempt.answers.get(str(each.question_id))) for each in await asked_of(attempt)]
    settle(attempt, quiz, marks, now)
    async with in_transaction() as tx:
        await attempt.save()
        await write_marks(tx, attempt, marks)
        await feeds.attempt_changed(tx, attempt, quiz, now)
        _ = await quiz_result_changed(tx, place, quiz, now)
        await result_is_known(tx, attempt, quiz, now)


def _mark(asked: Asked, stored: object) -> MarkIn:
    answer = parse_answer(asked.content, stored)
    mark = grade(asked.content, answer)
    points = None if mark.fraction is None else float(award(asked.points, mark.fraction))
    return MarkIn(
        question_id=asked.question_id,
        version_id=asked.version.id,
        answer=dump_answer(asked.content, answer) or None,
        fraction=None if mark.fraction is None else float(mark.fraction),
        points=points,
        max_points=asked.points,
        why=[why.as_json() for why in mark.why],
    )


async def close(attempt: Attempt, quiz: Quiz, place: Enrollment, now: datetime) -> None:
    """End an attempt whose time is over, as the quiz says; it ends at its deadline, whenever that is noticed."""
    ended_at = attempt.deadline or now
    if closes_as(Overdue(quiz.overdue)) in FINISHED:
        await finish(attempt, quiz, place, ended_at)
        return
    attempt.state, attempt.submitted_at = "abandoned", ended_at
    await attempt.save(update_fields=["state", "submitted_at"])
    await feeds.attempt_changed(None, attempt, quiz, now)


async def close_if_over(attempt_id: UUID, *, now: datetime) -> None:
    """Close an attempt whose time is over; anything else stays as it is."""
    async with in_transaction():
        held = await hold(attempt_id)
        if held.attempt.state == IN_PROGRESS and stage_of(held.attempt, held.quiz, now) is Stage.OVER:
            await close(held.attempt, held.quiz, held.place, now)
