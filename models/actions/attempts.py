"""Beginning an attempt: who may, what is frozen into it, and when it ends."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.attempt_ends import IN_PROGRESS, close, locked_place, stage_of
from models.queries.accommodations import effective_for
from models.queries.draws import slots_of
from models.queries.limits import attempt_facts, limits_json, limits_of
from models.queries.progress import quiz_lock_reasons
from models.refusals import NotNow, NotThere, NotYours
from models.rules.accommodations import Effective
from models.rules.attempts import AttemptRefusal, may_attempt, next_attempt_at
from models.rules.deadlines import Stage
from models.rules.questions import load, make_order, shuffled
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz

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
        place, quiz = await locked_place(enrollment_id), await _quiz(quiz_id)
        running = await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, state=IN_PROGRESS).first()
        if running is not None and stage_of(running, quiz, now) is not Stage.OVER:
            return Begun(running, made=False)
        if running is not None:
            await close(running, quiz, place, now)
        own = await effective_for(place.user_id, quiz)
        await _refuse(quiz, place, own, access_code, now)
        attempt = await _begin(quiz, place, own, now)
    return Begun(attempt, made=True)


async def _quiz(quiz_id: UUID) -> Quiz:
    quiz = await Quiz.filter(id=quiz_id, archived_at=None).first()
    if quiz is None:
        raise NotThere("There is no such quiz")
    return quiz


_SAY = {
    AttemptRefusal.NO_ATTEMPTS_LEFT: "No attempt is left",
    AttemptRefusal.NOT_OPEN_YET: "The quiz is not open yet",
    AttemptRefusal.CLOSED: "The quiz is closed",
    AttemptRefusal.TOO_SOON: "The next attempt has to wait",
}


async def _refuse(quiz: Quiz, place: Enrollment, own: Effective, access_code: str | None, now: datetime) -> None:
    if reasons := await quiz_lock_reasons(place, quiz.id, now):
        raise NotYours("The lesson of this quiz is not open yet", code="locked", locks=reasons)
    facts = await attempt_facts(quiz, place, own, given_code=access_code, now=now)
    refusal = may_attempt(facts)
    if refusal is AttemptRefusal.WRONG_ACCESS_CODE:
        raise NotYours("The access code is another", code=refusal)
    if refusal is not None:
        detail = _SAY.get(refusal, "The quiz cannot be attempted now")
        raise NotNow(
            detail,
            code=refusal,
            opens_at=facts.own_opens_at,
            closes_at=facts.own_closes_at,
            next_attempt_at=next_attempt_at(facts),
        )


async def _begin(quiz: Quiz, place: Enrollment, own: Effective, now: datetime) -> Attempt:
    seed = secrets.token_hex(_SEED_BYTES)
    frozen = await _frozen(quiz, seed)
    last = await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, kind="self").order_by("-number").first()
    limits = limits_of(quiz, place, own, now)
    attempt = Attempt(
        quiz_id=quiz.id,
        enrollment_id=place.id,
        user_id=place.user_id,
        number=last.number + 1 if last else 1,
        started_at=now,
        deadline=limits.at,
        plan={
            "seed": seed,
            "questions": frozen,
            "limits": limits_json(limits, own),
            "sequential": quiz.sequential and bool(frozen),
        },
        max_score=sum(each["points"] for each in frozen),
    )
    await attempt.save()
    await feeds.attempt_changed(None, attempt, quiz, now)
    return attempt


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
