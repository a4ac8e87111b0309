"""The limits that hold for one learner in a quiz: when an attempt ends and why, and whether one may begin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.queries.accommodations import effective_for
from models.refusals import NotThere
from models.rules.accommodations import Effective
from models.rules.attempts import AttemptFacts, AttemptRefusal, may_attempt
from models.rules.deadlines import Cap, Deadline, deadline
from models.rules.enrolling import LIVING, READING
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz


def limits_of(quiz: Quiz, place: Enrollment, own: Effective, started_at: datetime) -> Deadline:
    """When an attempt of this learner that begins then has to end, and why then."""
    return deadline(
        started_at,
        time_limit_seconds=quiz.time_limit_seconds,
        closes_at=quiz.closes_at,
        access_ends_at=place.expires_at,
        allowance=own.allowance,
    )


def limits_json(limits: Deadline, own: Effective) -> list[dict[str, Any]]:
    """All limits, the one that counts first, as an attempt keeps them."""
    sources = {name: str(source) for name, source in own.sources.items()}
    return [_limit(cap, sources) for cap in limits.caps]


def _limit(cap: Cap, sources: dict[str, str]) -> dict[str, Any]:
    granted = {name: sources[name] for name in _GRANTABLE.get(cap.limit, ()) if name in sources}
    return {"limit": str(cap.limit), "at": cap.at.isoformat(), **cap.data, "granted": granted}


_GRANTABLE = {"time_limit": ("factor", "extra_minutes"), "closes_at": ("closes_at",)}


async def attempt_facts(
    quiz: Quiz, place: Enrollment, own: Effective, *, given_code: str | None, now: datetime
) -> AttemptFacts:
    """What decides whether this learner may begin an attempt now."""
    tried = await Attempt.filter(enrollment_id=place.id, quiz_id=quiz.id, kind="self").only("id", "submitted_at")
    return AttemptFacts(
        now=now,
        learns=place.state in READING and (place.expires_at is None or now < place.expires_at),
        published=quiz.state == "published",
        used=len(tried),
        attempts_allowed=quiz.attempts_allowed,
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        access_code=quiz.access_code,
        given_code=given_code,
        delay_seconds=quiz.delay_seconds,
        last_ended_at=max((each.submitted_at for each in tried if each.submitted_at), default=None),
        allowance=own.allowance,
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one learner: the quiz, what was granted, the facts that decide, and an attempt that began now."""

    quiz: Quiz
    user_id: UUID
    own: Effective
    facts: AttemptFacts
    refusal: AttemptRefusal | None
    if_begun_now: Deadline

    @property
    def why(self) -> list[dict[str, Any]]:
        """All limits of an attempt that begins now, the one that counts first."""
        return limits_json(self.if_begun_now, self.own)


async def limits_for(quiz_id: UUID, user_id: UUID, *, now: datetime) -> Limits:
    """What holds for a learner of the quiz's course. Raises NotThere for anyone else."""
    quiz = await Quiz.filter(id=quiz_id, archived_at=None).first()
    if quiz is None:
        raise NotThere("There is no such quiz")
    place = await Enrollment.filter(course_id=quiz.course_id, user_id=user_id, state__in=LIVING).first()
    if place is None:
        raise NotThere("There is no such learner in this course")
    own = await effective_for(user_id, quiz)
    # Whoever reads the limits need not give the code: it is no limit of a person.
    facts = await attempt_facts(quiz, place, own, given_code=quiz.access_code, now=now)
    return Limits(quiz, user_id, own, facts, may_attempt(facts), limits_of(quiz, place, own, now))
