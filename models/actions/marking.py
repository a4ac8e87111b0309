"""Marks that people give, and marks that are given anew: the attempt, the lesson and the course follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.audit import Cause, record
from models.actions.grades import MarkIn, quiz_result_changed, settle
from models.actions.quiz_news import result_is_known
from models.queries.results import FINISHED
from models.refusals import NotFit, NotNow, NotThere
from models.rules.problems import Problem
from models.rules.regrading import BY_PERSON
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark, Quiz


@dataclass(frozen=True, slots=True)
class GradeIn:
    """A mark that a person gives: points of one question, what they say about it, and the lines of the rubric."""

    question_id: UUID
    points: float
    feedback: str | None
    rubric: Sequence[Mapping[str, Any]] = ()


async def grade(attempt_id: UUID, grades: Sequence[GradeIn], *, cause: Cause) -> None:
    """Give marks of a finished attempt; each replaces the one before, by whomever. All or none.

    Raises NotNow(`attempt_in_progress`), NotFit for questions that the attempt does not have or too many points.
    """
    async with in_transaction() as tx:
        attempt, place = await lock_finished(attempt_id)
        marks = {mark.question_id: mark for mark in await AttemptMark.filter(attempt_id=attempt.id).order_by("id")}
        if problems := _faults(grades, marks):
            raise NotFit("The marks do not fit the attempt", problems=problems)
        before = {str(each.question_id): marks[each.question_id].points for each in grades}
        for each in grades:
            await _give(marks[each.question_id], each, cause)
        await resettle(tx, attempt, place, [*marks.values()], cause.now)
        after = {str(each.question_id): each.points for each in grades}
        await record(tx, cause, "attempt.grade", "attempt", attempt.id, before=before, after=after)


def _faults(grades: Sequence[GradeIn], marks: Mapping[UUID, AttemptMark]) -> list[Problem]:
    found: list[Problem] = []
    seen: set[UUID] = set()
    for at, each in enumerate(grades):
        if each.question_id in seen:
            found.append(Problem(("grades", at, "question"), "duplicate", "This question is named twice."))
        elif each.question_id not in marks:
            found.append(Problem(("grades", at, "question"), "unknown_id", "The attempt has no such question."))
        elif each.points > marks[each.question_id].max_points:
            most = marks[each.question_id].max_points
            found.append(Problem(("grades", at, "points"), "too_many", f"The question is worth {most:g} points."))
        seen.add(each.question_id)
    return found


async def _give(mark: AttemptMark, given: GradeIn, cause: Cause) -> None:
    mark.points = given.points
    mark.fraction = given.points / mark.max_points if mark.max_points else 0.0
    why: dict[str, Any] = {"code": BY_PERSON, "by": str(cause.actor_id), "at": cause.now.isoformat()}
    mark.why = [why | ({"rubric": [dict(line) for line in given.rubric]} if given.rubric else {})]
    if given.feedback is not None:
        _ = mark.update_from_dict({"feedback": given.feedback or None})
    await mark.save(update_fields=["points", "fraction", "why", "feedback"])


async def lock_finished(attempt_id: UUID) -> tuple[Attempt, Enrollment]:
    """A finished attempt and its place, locked in the order that submitting takes.

    Raises NotThere, NotNow(`attempt_in_progress`) while there is nothing to mark.
    """
    found = await Attempt.filter(id=attempt_id).first()
    if found is None:
        raise NotThere("There is no such attempt")
    place = await Enrollment.filter(id=found.enrollment_id).select_for_update().get()
    attempt = await Attempt.filter(id=attempt_id).select_for_update().get()
    if attempt.state not in FINISHED:
        raise NotNow("The attempt was not handed in", code="attempt_in_progress", state=attempt.state)
    return attempt, place


async def resettle(
    tx: BaseDBAsyncClient, attempt: Attempt, place: Enrollment, marks: Sequence[AttemptMark], now: datetime
) -> None:
    """Count an attempt anew from its marks, and let lessons and the course follow. Its place is locked."""
    quiz = await Quiz.filter(id=attempt.quiz_id).using_db(tx).get()
    waited = attempt.state != "graded"
    settle(attempt, quiz, [as_input(mark) for mark in marks], now)
    await attempt.save(using_db=tx, update_fields=["score", "max_score", "percent", "state", "passed"])
    await feeds.attempt_changed(tx, attempt, quiz, now)
    _ = await quiz_result_changed(tx, place, quiz, now)
    if waited:
        await result_is_known(tx, attempt, quiz, now)


def as_input(mark: AttemptMark) -> MarkIn:
    """A stored mark as `settle` takes it."""
    return MarkIn(
        question_id=mark.question_id,
        version_id=mark.version_id,
        answer=mark.answer,
        fraction=mark.fraction,
        points=mark.points,
        max_points=mark.max_points,
        why=mark.why,
    )
