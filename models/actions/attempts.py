"""Attempts at quizzes: begin, save answers, submit; and close those whose time is over."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.grades import MarkIn, quiz_result_changed, settle, write_marks
from models.queries.attempts import Asked, asked_in
from models.queries.draws import slots_of
from models.queries.progress import quiz_lock_reasons
from models.queries.results import FINISHED
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.attempts import AttemptFacts, AttemptRefusal, may_attempt
from models.rules.deadlines import Overdue, Stage, closes_as, deadline, stage
from models.rules.enrolling import READING
from models.rules.problems import Invalid, Problem
from models.rules.questions import (
    award,
    dump_answer,
    grade,
    load,
    make_order,
    parse_answer,
    shuffled,
)
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz

IN_PROGRESS = "in_progress"
_SEED_BYTES = 8


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt, and whether it was begun just now."""

    attempt: Attempt
    made: bool


async def start(quiz_id: UUID, enrollment_id: UUID, *, access_code: str | None, now: datetime) -> Begun:
    """Freeze the questions into a new attempt, or return the one in progress.

    The enrolment's row is locked, so two tabs cannot both win. Raises NotNow or NotYours with the reason of
    `may_attempt`.
    """
    async with in_transaction():
        place, quiz = await _locked_place(enrollment_id), await _quiz(quiz_id)
        running = await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, state=IN_PROGRESS).first()
        if running is not None and _stage(running, quiz, now) is not Stage.OVER:
            return Begun(running, made=False)
        if running is not None:
            await _close(running, quiz, place, now)
        await _refuse(quiz, place, access_code, now)
        attempt = await _begin(quiz, place, now)
    return Begun(attempt, made=True)


async def _locked_place(enrollment_id: UUID) -> Enrollment:
    return await Enrollment.filter(id=enrollment_id).select_for_update().get()


async def _quiz(quiz_id: UUID) -> Quiz:
    quiz = await Quiz.filter(id=quiz_id, archived_at=None).first()
    if quiz is None:
        raise NotThere("There is no such quiz")
    return quiz


_SAY = {
    AttemptRefusal.NO_ATTEMPTS_LEFT: "No attempt is left",
    AttemptRefusal.NOT_OPEN_YET: "The quiz is not open yet",
    AttemptRefusal.CLOSED: "The quiz is closed",
}


async def _refuse(quiz: Quiz, place: Enrollment, access_code: str | None, now: datetime) -> None:
    own = await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, kind="self")
    facts = AttemptFacts(
        now=now,
        learns=place.state in READING and (place.expires_at is None or now < place.expires_at),
        published=quiz.state == "published",
        used=len(own),
        attempts_allowed=quiz.attempts_allowed,
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        access_code=quiz.access_code,
        given_code=access_code,
    )
    if reasons := await quiz_lock_reasons(place, quiz.id, now):
        raise NotYours("The lesson of this quiz is not open yet", code="locked", locks=reasons)
    refusal = may_attempt(facts)
    if refusal is AttemptRefusal.WRONG_ACCESS_CODE:
        raise NotYours("The access code is another", code=refusal)
    if refusal is not None:
        detail = _SAY.get(refusal, "The quiz cannot be attempted now")
        raise NotNow(detail, code=refusal, opens_at=quiz.opens_at, closes_at=quiz.closes_at)


async def _begin(quiz: Quiz, place: Enrollment, now: datetime) -> Attempt:
    seed = secrets.token_hex(_SEED_BYTES)
    frozen = await _frozen(quiz, seed)
    last = await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, kind="self").order_by("-number").first()
    limits = deadline(
        now, time_limit_seconds=quiz.time_limit_seconds, closes_at=quiz.closes_at, access_ends_at=place.expires_at
    )
    attempt = Attempt(
        quiz_id=quiz.id,
        enrollment_id=place.id,
        user_id=place.user_id,
        number=last.number + 1 if last else 1,
        started_at=now,
        deadline=limits.at,
        plan={"seed": seed, "questions": frozen, "limits": [_limit(cap.limit, cap.at) for cap in limits.caps]},
        max_score=sum(each["points"] for each in frozen),
    )
    await attempt.save()
    return attempt


def _limit(name: str, at: datetime) -> dict[str, str]:
    return {"limit": str(name), "at": at.isoformat()}


async def _frozen(quiz: Quiz, seed: str) -> list[dict[str, Any]]:
    """Versions, points and orders as this attempt keeps them; what only a live session can ask is left out."""
    slots = {str(slot.written.id): slot for slot in await slots_of(quiz.id, seed)}
    ids = shuffled(slots, seed) if quiz.shuffle_questions else list(slots)
    frozen = []
    for each in ids:
        slot, version = slots[each], slots[each].written.version
        content = load(version.kind, version.content)
        order = make_order(content, f"{seed}/{each}", shuffle_choices=quiz.shuffle_choices)
        drawn = {} if slot.draw_id is None else {"draw": str(slot.draw_id)}
        frozen.append({"question": each, "version": str(version.id), "points": slot.points, "order": order, **drawn})
    return frozen


def _stage(attempt: Attempt, quiz: Quiz, now: datetime) -> Stage:
    return stage(attempt.deadline, now, overdue=Overdue(quiz.overdue), grace_seconds=quiz.grace_seconds)


@dataclass(frozen=True, slots=True)
class Held:
    """An attempt under lock, with its quiz and its place."""

    attempt: Attempt
    quiz: Quiz
    place: Enrollment


async def _hold(attempt_id: UUID) -> Held:
    """Lock the place, then the attempt: the order in which `start` takes them."""
    found = await Attempt.filter(id=attempt_id).select_related("quiz").first()
    if found is None:
        raise NotThere("There is no such attempt")
    place = await _locked_place(found.enrollment_id)
    attempt = await Attempt.filter(id=attempt_id).select_for_update().get()
    return Held(attempt, found.quiz, place)


async def save_answers(attempt_id: UUID, answers: Mapping[str, Any], *, now: datetime) -> None:
    """Keep what was answered so far; null takes an answer back, questions not named keep theirs.

    Raises Invalid for answers that do not fit, NotNow(`attempt_over`, `time_over`).
    """
    async with in_transaction():
        held = await _hold(attempt_id)
        if held.attempt.state != IN_PROGRESS:
            raise NotNow("The attempt is over", code="attempt_over", state=held.attempt.state)
        if _stage(held.attempt, held.quiz, now) is not Stage.OPEN:
            raise NotNow("The time is over", code="time_over", deadline=held.attempt.deadline)
        held.attempt.answers = await _merged(held.attempt, answers)
        await held.attempt.save(update_fields=["answers"])


async def _merged(attempt: Attempt, answers: Mapping[str, Any]) -> dict[str, Any]:
    asked = {str(each.question_id): each for each in await _asked(attempt)}
    problems: list[Problem] = []
    merged = dict(attempt.answers)
    for question, raw in answers.items():
        if question not in asked:
            problems.append(Problem(("answers", question[:100]), "unknown_id", "The attempt has no such question."))
            continue
        try:
            merged[question] = _stored(asked[question], raw)
        except Invalid as fault:
            problems += [Problem(("answers", question, *each.path), each.code, each.message) for each in fault.problems]
    if problems:
        raise NotFit("The answers do not fit the questions", problems=problems)
    return {question: answer for question, answer in merged.items() if answer}


def _stored(asked: Asked, raw: object) -> dict[str, Any]:
    return dump_answer(asked.content, parse_answer(asked.content, raw))


async def _asked(attempt: Attempt) -> Sequence[Asked]:
    return await asked_in(attempt.plan["questions"], seed=str(attempt.id))


async def submit(attempt_id: UUID, answers: Mapping[str, Any] | None, *, now: datetime) -> None:
    """End an attempt and mark it; twice is once. Answers that come with it count while the time is not over.

    After the deadline the quiz decides: what was saved is submitted, or (in the grace) may be submitted without
    new answers, or the attempt is abandoned. Raises Invalid, and NotNow(`time_over`) for answers in the grace.
    """
    async with in_transaction():
        held = await _hold(attempt_id)
        if held.attempt.state != IN_PROGRESS:
            return
        at = _stage(held.attempt, held.quiz, now)
        if at is Stage.OVER:
            await _close(held.attempt, held.quiz, held.place, now)
            return
        if answers and at is Stage.GRACE:
            raise NotNow("The time is over: submit without answers", code="time_over", deadline=held.attempt.deadline)
        if answers:
            held.attempt.answers = await _merged(held.attempt, answers)
        await _finish(held.attempt, held.quiz, held.place, now)


async def _finish(attempt: Attempt, quiz: Quiz, place: Enrollment, now: datetime) -> None:
    marks = [_mark(each, attempt.answers.get(str(each.question_id))) for each in await _asked(attempt)]
    settle(attempt, quiz, marks, now)
    async with in_transaction() as tx:
        await attempt.save()
        await write_marks(tx, attempt, marks)
        _ = await quiz_result_changed(tx, place, quiz, now)


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


async def _close(attempt: Attempt, quiz: Quiz, place: Enrollment, now: datetime) -> None:
    """End an attempt whose time is over, as the quiz says; it ends at its deadline, whenever that is noticed."""
    ended_at = attempt.deadline or now
    if closes_as(Overdue(quiz.overdue)) in FINISHED:
        await _finish(attempt, quiz, place, ended_at)
        return
    attempt.state, attempt.submitted_at = "abandoned", ended_at
    await attempt.save(update_fields=["state", "submitted_at"])


async def close_if_over(attempt_id: UUID, *, now: datetime) -> None:
    """Close an attempt whose time is over; anything else stays as it is."""
    async with in_transaction():
        held = await _hold(attempt_id)
        if held.attempt.state == IN_PROGRESS and _stage(held.attempt, held.quiz, now) is Stage.OVER:
            await _close(held.attempt, held.quiz, held.place, now)
