"""What was granted to a learner, and the limits that follow from it for one quiz."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.expressions import Q

from models.rules.accommodations import Effective, Grant, Source, effective, personal_factor, profile
from models.rules.numbers import exact
from models.tables.community import Group, GroupMember
from models.tables.credentials import Accommodation
from models.tables.quizzes import Quiz, QuizOverride
from models.tables.users import User


async def grants_to(user_id: UUID, course_id: UUID, quiz_id: UUID | None) -> list[Grant]:
    """Everything that was granted to a person for a quiz of a course, or (without a quiz) in the course."""
    profiles = await Accommodation.filter(Q(course_id=course_id) | Q(course_id__isnull=True), user_id=user_id)
    found = [_profile(row) for row in profiles]
    if quiz_id is not None:
        groups = await GroupMember.filter(user_id=user_id, group__course_id=course_id).values_list(
            "group_id", flat=True
        )
        own = Q(user_id=user_id) | Q(group_id__in=list(groups)) if groups else Q(user_id=user_id)
        found += [_override(row) for row in await QuizOverride.filter(own, quiz_id=quiz_id)]
    return found


def _profile(row: Accommodation) -> Grant:
    source = Source.OWN_EVERYWHERE if row.course_id is None else Source.OWN_IN_COURSE
    return profile(source, exact(row.time_factor), row.extra_minutes, row.extra_attempts)


def _override(row: QuizOverride) -> Grant:
    return Grant(
        source=Source.OWN_IN_QUIZ if row.user_id is not None else Source.GROUP_IN_QUIZ,
        factor=None if row.time_factor is None else exact(row.time_factor),
        extra_minutes=row.extra_minutes,
        extra_attempts=row.extra_attempts,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
    )


async def effective_for(user_id: UUID, quiz: Quiz) -> Effective:
    """What a person has beyond the limits of a quiz."""
    return effective(await grants_to(user_id, quiz.course_id, quiz.id))


async def live_factor(user_id: UUID, course_id: UUID, quiz_id: UUID) -> float:
    """By what a live session of this quiz multiplies a person's time; 1.0 where nobody granted anything."""
    return float(personal_factor(await grants_to(user_id, course_id, quiz_id)))


async def closes_for_all(quiz: Quiz) -> datetime | None:
    """When the last learner's time to begin is over; None for a quiz that stays open.

    Until then the right answers could still reach somebody who works on them.
    """
    if quiz.closes_at is None:
        return None
    (row,) = await get_connection("default").execute_query_dict(
        "SELECT max(closes_at) AS at FROM quiz_override WHERE quiz_id = $1", [quiz.id]
    )
    return max(quiz.closes_at, row["at"] or quiz.closes_at)


@dataclass(frozen=True, slots=True)
class OverrideCard:
    """An override and for whom it is."""

    row: QuizOverride
    user: User | None
    group: Group | None


Key = tuple[UUID, ...]
"""The id alone."""


async def overrides_of(quiz_id: UUID, *, after: Key | None, limit: int) -> tuple[list[OverrideCard], Key | None]:
    """One page of the overrides of a quiz, in the order they were made."""
    wanted = Q(quiz_id=quiz_id) & (Q(id__gt=after[0]) if after else Q())
    rows = await QuizOverride.filter(wanted).select_related("user", "group").order_by("id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return _cards(rows[:limit]), last


def _cards(rows: Sequence[QuizOverride]) -> list[OverrideCard]:
    return [OverrideCard(row, row.user if row.user_id else None, row.group if row.group_id else None) for row in rows]


async def override_of(override_id: UUID) -> OverrideCard:
    """One override; it must exist."""
    row = await QuizOverride.filter(id=override_id).select_related("user", "group").get()
    return _cards([row])[0]


async def count_overrides(quiz_id: UUID) -> int:
    """How many there are."""
    return await QuizOverride.filter(quiz_id=quiz_id).count()
