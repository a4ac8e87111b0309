"""Other limits in one quiz for one learner or one group; attempts that run get more time, never less."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.attempt_ends import IN_PROGRESS, hold
from models.actions.audit import Cause, record
from models.actions.quizzes import locked
from models.queries.accommodations import effective_for
from models.queries.limits import limits_json, limits_of
from models.refusals import NotFit, NotThere
from models.rules.enrolling import LIVING
from models.rules.problems import Problem
from models.tables.community import Group, GroupMember
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz, QuizOverride

FOR_USER, FOR_GROUP = "user_id", "group_id"


async def put_override(
    quiz_id: UUID, whom: Mapping[str, UUID], values: Mapping[str, Any], cause: Cause
) -> QuizOverride:
    """Say what holds in a quiz for `{"user_id": …}` or `{"group_id": …}`, all at once; again, to change it.

    Raises NotThere for whoever does not learn in the course, NotFit for an end before the beginning.
    """
    _check_window(values)
    async with in_transaction() as tx:
        quiz = await locked(quiz_id)
        people = await _people(quiz, whom)
        row = await QuizOverride.filter(quiz_id=quiz.id, **whom).first()
        before = None if row is None else _json({name: getattr(row, name) for name in values})
        row = row or QuizOverride(quiz_id=quiz.id, **whom)
        _ = row.update_from_dict({**values, "updated_at": cause.now})
        await row.save()
        await _stretch(quiz, people)
        after = _json({**values, **whom})
        await record(tx, cause, "quiz.override", "quiz", quiz.id, before=before, after=after)
    return row


async def remove_override(quiz_id: UUID, whom: Mapping[str, UUID], cause: Cause) -> None:
    """Let the quiz's own limits hold again; attempts that run keep their deadline. Raises NotThere."""
    async with in_transaction() as tx:
        quiz = await locked(quiz_id)
        if not await QuizOverride.filter(quiz_id=quiz.id, **whom).delete():
            raise NotThere("There is no such override")
        quiz.updated_at = cause.now  # attempts that were begun with more are judged by what held before
        await quiz.save(update_fields=["updated_at"])
        await record(tx, cause, "quiz.override_remove", "quiz", quiz.id, before=_json(whom))


def _json(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
    return {name: str(value) if isinstance(value, UUID) else value for name, value in plain.items()}


def _check_window(values: Mapping[str, Any]) -> None:
    opens, closes = values.get("opens_at"), values.get("closes_at")
    if opens is not None and closes is not None and closes <= opens:
        fault = Problem(("closes_at",), "before_opening", "Must lie after opens_at.")
        raise NotFit("The quiz would close before it opens", problems=[fault])


async def _people(quiz: Quiz, whom: Mapping[str, UUID]) -> Sequence[UUID]:
    """The learners it is for."""
    if FOR_USER in whom:
        if not await Enrollment.exists(user_id=whom[FOR_USER], course_id=quiz.course_id, state__in=LIVING):
            raise NotThere("There is no such learner in this course")
        return [whom[FOR_USER]]
    if not await Group.exists(id=whom[FOR_GROUP], course_id=quiz.course_id):
        raise NotThere("There is no such group in this course")
    return [member.user_id for member in await GroupMember.filter(group_id=whom[FOR_GROUP]).order_by("user_id")]


async def _stretch(quiz: Quiz, people: Sequence[UUID]) -> None:
    """Move the deadlines of attempts that run; the enrolments are locked in one order."""
    if not people:
        return
    running = Attempt.filter(quiz_id=quiz.id, user_id__in=list(people), state=IN_PROGRESS, deadline__isnull=False)
    for attempt_id in [row.id for row in await running.order_by("enrollment_id").only("id")]:
        held = await hold(attempt_id)
        attempt, own = held.attempt, await effective_for(held.place.user_id, quiz)
        limits = limits_of(quiz, held.place, own, attempt.started_at)
        later = attempt.deadline is not None and (limits.at is None or limits.at > attempt.deadline)
        if attempt.state == IN_PROGRESS and later:
            attempt.deadline = limits.at
            attempt.plan = {**attempt.plan, "limits": limits_json(limits, own)}
            await attempt.save(update_fields=["deadline", "plan"])
