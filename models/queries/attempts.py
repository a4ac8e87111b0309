"""Attempts with the questions that were frozen into them, and lists of attempts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.refusals import NotThere
from models.rules.questions import Content, load, make_order, public_view
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark, QuestionVersion, Quiz
from models.tables.users import User


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as this attempt has it: the version, what it is worth, and the order of its lists."""

    question_id: UUID
    version: QuestionVersion
    content: Content
    points: float
    order: Mapping[str, Sequence[str]]

    def public(self) -> dict[str, Any]:
        """As the learner sees it: no key, no weight, no feedback."""
        shown = public_view(self.content, order=self.order)
        return {"id": str(self.question_id), "stem": self.version.stem, "points": self.points, **shown}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attempt with all that belongs to it."""

    attempt: Attempt
    quiz: Quiz
    enrollment: Enrollment
    asked: Sequence[Asked]
    marks: Mapping[UUID, AttemptMark]

    @property
    def visible(self) -> Sequence[Asked]:
        """The questions that the learner sees now: all, or the current one of a sequential attempt that runs."""
        current = current_question(self.attempt)
        return self.asked if current is None else [each for each in self.asked if str(each.question_id) == current]


def current_question(attempt: Attempt) -> str | None:
    """The id of the only question that may be seen and answered; None where all may, and after the end."""
    if attempt.state != "in_progress" or not attempt.plan.get("sequential"):
        return None
    return str(attempt.plan["questions"][attempt.position]["question"])


async def sheet_of(attempt_id: UUID) -> Sheet:
    """An attempt with its questions and marks: four statements. Raises NotThere."""
    attempt = await Attempt.filter(id=attempt_id).select_related("quiz", "enrollment").first()
    if attempt is None:
        raise NotThere("There is no such attempt")
    marks = await AttemptMark.filter(attempt_id=attempt_id).order_by("id")
    frozen = attempt.plan["questions"] if attempt.kind == "self" else [_as_planned(mark) for mark in marks]
    asked = await asked_in(frozen, seed=str(attempt.id))
    return Sheet(attempt, attempt.quiz, attempt.enrollment, asked, {mark.question_id: mark for mark in marks})


def _as_planned(mark: AttemptMark) -> dict[str, Any]:
    return {"question": str(mark.question_id), "version": str(mark.version_id), "points": mark.max_points}


async def asked_in(frozen: Sequence[Mapping[str, Any]], *, seed: str) -> list[Asked]:
    """The questions of a plan: `[{question, version, points, order?}]`; without an order the seed makes one."""
    ids = [UUID(each["version"]) for each in frozen]
    versions = {version.id: version for version in await QuestionVersion.filter(id__in=ids)} if ids else {}
    return [_asked(each, versions[UUID(each["version"])], seed) for each in frozen]


def _asked(frozen: Mapping[str, Any], version: QuestionVersion, seed: str) -> Asked:
    content = load(version.kind, version.content)
    order = frozen.get("order") or make_order(content, f"{seed}/{version.id}")
    return Asked(UUID(frozen["question"]), version, content, frozen["points"], order)


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt and who made it."""

    attempt: Attempt
    user: User


Key = tuple[UUID, ...]
"""The id alone: ids sort by time."""


async def attempts_at(quiz_id: UUID, *, after: Key | None, limit: int, **who: Any) -> tuple[list[Tried], Key | None]:
    """One page of the attempts at a quiz, newest first; `user_id` and `state` narrow it."""
    wanted = Q(quiz_id=quiz_id, **who)
    if after is not None:
        wanted &= Q(id__lt=after[0])
    rows = await Attempt.filter(wanted).select_related("user", "quiz").order_by("-id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return [Tried(row, row.user) for row in rows[:limit]], last


async def count(quiz_id: UUID, **who: Any) -> int:
    """How many attempts there are."""
    return await Attempt.filter(quiz_id=quiz_id, **who).count()


async def is_through(attempt: Attempt, quiz: Quiz, *, extra_attempts: int = 0) -> bool:
    """Whether the learner has passed the quiz, or has no attempt left; extra ones are granted to this learner."""
    own = Attempt.filter(enrollment_id=attempt.enrollment_id, quiz_id=quiz.id)
    if await own.filter(passed=True).exists():
        return True
    if quiz.attempts_allowed is None:
        return False
    return await own.filter(kind="self").count() >= quiz.attempts_allowed + extra_attempts


async def overdue(now: datetime, *, limit: int) -> list[UUID]:
    """Ids of attempts in progress whose deadline has passed, the oldest first."""
    rows = await Attempt.filter(state="in_progress", deadline__lt=now).order_by("deadline").limit(limit).only("id")
    return [row.id for row in rows]
