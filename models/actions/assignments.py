"""Assignments: set them, hand in, grade, return to be done again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import webhook_events
from models.actions.file_claims import Claimer, claim_files
from models.actions.locks import locked_course
from models.actions.news import tell_graded
from models.actions.progress import happen
from models.actions.refolding import order_refold
from models.actions.versions import Guard, apply
from models.queries.progress import lock_reasons
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.courses import LessonKind
from models.rules.enrolling import READING
from models.rules.lesson_progress import Event, Happened
from models.rules.problems import Problem
from models.tables.assignments import Assignment, Submission
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment

HANDED_IN, GRADED, RETURNED = "handed_in", "graded", "returned"


async def create(course_id: UUID, fields: Mapping[str, Any], *, now: datetime) -> Assignment:
    """Set an assignment, perhaps as that of a lesson. Raises NotFit."""
    async with in_transaction():
        _ = await locked_course(course_id)
        assignment = Assignment(**fields, course_id=course_id, created_at=now, updated_at=now)
        await _refuse_faults(assignment)
        await assignment.save()
    return assignment


async def _locked(assignment_id: UUID) -> Assignment:
    assignment = await Assignment.filter(id=assignment_id, archived_at=None).first()
    if assignment is not None:
        _ = await locked_course(assignment.course_id)
        assignment = await Assignment.filter(id=assignment_id, archived_at=None).select_for_update().first()
    if assignment is None:
        raise NotThere("There is no such assignment")
    return assignment


async def change(assignment_id: UUID, changes: Mapping[str, Any], *, guard: Guard, now: datetime) -> Assignment:
    """Change what was sent. Raises what `guard` raises, and NotFit."""
    async with in_transaction() as tx:
        assignment = await _locked(assignment_id)
        guard(assignment.id, assignment.version)
        names = apply(assignment, changes, now)
        await _refuse_faults(assignment)
        await assignment.save(update_fields=names)
        if assignment.lesson_id is not None and "lesson_id" in changes:
            await order_refold(tx, assignment.lesson_id, now)
    return assignment


async def remove(assignment_id: UUID, *, guard: Guard, now: datetime) -> None:
    """Take an assignment out of its course; what was handed in is kept."""
    async with in_transaction():
        assignment = await _locked(assignment_id)
        guard(assignment.id, assignment.version)
        await assignment.save(update_fields=apply(assignment, {"archived_at": now}, now))


async def _refuse_faults(assignment: Assignment) -> None:
    faults = [*_date_faults(assignment), *await _lesson_faults(assignment)]
    if faults:
        raise NotFit("The assignment cannot work like this", problems=faults)


def _date_faults(assignment: Assignment) -> list[Problem]:
    due, closes = assignment.due_at, assignment.closes_at
    if due is not None and closes is not None and closes < due:
        return [Problem(("closes_at",), "before_due", "Must not lie before due_at.")]
    return []


async def _lesson_faults(assignment: Assignment) -> list[Problem]:
    if assignment.lesson_id is None:
        return []
    path = ("lesson_id",)
    lesson = await Lesson.filter(id=assignment.lesson_id, course_id=assignment.course_id, archived_at=None).first()
    if lesson is None:
        return [Problem(path, "unknown_id", "The course has no such lesson.")]
    if lesson.kind != LessonKind.ASSIGNMENT:
        return [Problem(path, "not_for_this_kind", "Only assignment lessons have an assignment.")]
    others = Assignment.filter(lesson_id=lesson.id, archived_at=None).exclude(id=assignment.id)
    return [Problem(path, "taken", "The lesson has another assignment.")] if await others.exists() else []


async def hand_in(
    assignment_id: UUID, enrollment_id: UUID, text: str, files: Sequence[UUID] = (), *, now: datetime
) -> Submission:
    """Hand in; what was not graded yet is replaced, what was returned is done again. Completes the lesson.

    Raises NotNow (`assignment_closed`, `already_graded`), NotYours(`locked`), NotFit for a foreign file. After the due date it is late.
    """
    async with in_transaction() as tx:
        assignment = await Assignment.get(id=assignment_id)
        place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
        if place.state not in READING:
            raise NotYours("The place is not in force", code=f"enrollment_{place.state}")
        if assignment.closes_at is not None and now >= assignment.closes_at:
            raise NotNow("The assignment is closed", code="assignment_closed", closes_at=assignment.closes_at)
        lesson = await _open_lesson(assignment, place, now)
        submission = await _fresh(assignment, place)
        submission.text, submission.handed_in_at = text, now
        submission.late = assignment.due_at is not None and now > assignment.due_at
        await submission.save()
        owner_id, course_id = place.user_id, assignment.course_id
        await claim_files(Claimer.SUBMISSION, submission.id, files, owner_id=owner_id, course_id=course_id, now=now)
        if lesson is not None:
            told = {"assignment_id": str(assignment.id), "submission_id": str(submission.id)}
            await happen(tx, place, [lesson], [Event(Happened.SUBMITTED, now, told)], now)
    return submission


async def _open_lesson(assignment: Assignment, place: Enrollment, now: datetime) -> Lesson | None:
    lesson = await Lesson.filter(id=assignment.lesson_id, archived_at=None).first() if assignment.lesson_id else None
    if lesson is not None and (reasons := await lock_reasons(place, lesson, now)):
        raise NotYours("The lesson is not open yet", code="locked", locks=reasons)
    return lesson


async def _fresh(assignment: Assignment, place: Enrollment) -> Submission:
    """The submission to write: the last one while nobody graded it, else a new one."""
    mine = Submission.filter(assignment_id=assignment.id, enrollment_id=place.id)
    last = await mine.order_by("-number").first()
    if last is not None and last.state == GRADED:
        raise NotNow("It is graded already", code="already_graded", submission=str(last.id))
    if last is not None and last.state == HANDED_IN:
        return last
    return Submission(
        assignment_id=assignment.id,
        enrollment_id=place.id,
        user_id=place.user_id,
        number=last.number + 1 if last else 1,
    )


async def _held(submission_id: UUID) -> tuple[Submission, Assignment]:
    """The submission, locked after its enrolment (as handing in does), and its assignment."""
    found = await Submission.filter(id=submission_id).select_related("assignment").first()
    if found is None:
        raise NotThere("There is no such submission")
    _ = await Enrollment.filter(id=found.enrollment_id).select_for_update().get()
    return await Submission.filter(id=submission_id).select_for_update().get(), found.assignment


async def grade(submission_id: UUID, points: float, feedback: str, *, by: UUID, now: datetime) -> Submission:
    """Give points and feedback; again, to change them. Raises NotFit above the assignment's points, NotNow(`newer`)."""
    async with in_transaction() as tx:
        submission, assignment = await _held(submission_id)
        if points > assignment.points:
            fault = Problem(("points",), "too_many", f"At most {assignment.points:g} can be reached.")
            raise NotFit("More points than there are", problems=[fault])
        await _refuse_outdated(submission)
        submission.points, submission.feedback, submission.state = points, feedback, GRADED
        submission.graded_by_id, submission.graded_at = by, now
        await submission.save()
        await tell_graded(tx, assignment, submission, now)
        await webhook_events.submission_graded(tx, assignment, submission, now)
    return submission


async def give_back(submission_id: UUID, *, now: datetime) -> Submission:
    """Return a submission to be done again; twice is once. Raises NotNow(`newer`) when it was done again already."""
    async with in_transaction():
        submission, _ = await _held(submission_id)
        await _refuse_outdated(submission)
        if submission.state != RETURNED:
            submission.state, submission.returned_at = RETURNED, now
            await submission.save(update_fields=["state", "returned_at"])
    return submission


async def _refuse_outdated(submission: Submission) -> None:
    same = Submission.filter(assignment_id=submission.assignment_id, enrollment_id=submission.enrollment_id)
    if await same.filter(number__gt=submission.number).exists():
        raise NotNow("The learner has handed in again", code="newer")
