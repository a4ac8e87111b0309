"""Places promised to addresses, and those whose promise can be kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.expressions import Q

from models.rules.notices import DAY_HOURS
from models.tables.enrollments import Invitation
from models.tables.notifications import RefusedAddress
from models.tables.users import User

Key = tuple[UUID, ...]
"""The id alone: ids sort by time."""

_HELD = """
SELECT i.id FROM invitation i JOIN user_account u ON u.email_key = i.email_key
WHERE i.state = 'waiting' AND u.is_active AND u.email_verified_at IS NOT NULL
ORDER BY i.id LIMIT $1
"""


async def holder_of_address(email_key: str) -> User | None:
    """The living account that has proved to hold an address, or None."""
    return await User.filter(email_key=email_key, is_active=True, email_verified_at__not_isnull=True).first()


async def invitations_of(
    course_id: UUID, *, after: Key | None, limit: int, **who: Any
) -> tuple[list[Invitation], Key | None]:
    """One page of a course, the latest first; `state` narrows it."""
    wanted = Q(course_id=course_id, **who) & (Q(id__lt=after[0]) if after else Q())
    rows = await Invitation.filter(wanted).order_by("-id").limit(limit + 1)
    return rows[:limit], (rows[limit - 1].id,) if len(rows) > limit else None


async def count_invitations(course_id: UUID, **who: Any) -> int:
    """How many there are."""
    return await Invitation.filter(course_id=course_id, **who).count()


async def promised_to(user_id: UUID) -> list[UUID]:
    """Ids of what is promised to the address of an account, the oldest first."""
    user = await User.get_or_none(id=user_id)
    waiting = Invitation.filter(email_key=user.email_key, state="waiting") if user else None
    return [row.id for row in await waiting.order_by("id").only("id")] if waiting else []


async def held(*, limit: int) -> list[UUID]:
    """Ids of promises whose address somebody holds by now, however they came to hold it; the oldest first."""
    rows = await get_connection("default").execute_query_dict(_HELD, [limit])
    return [row["id"] for row in rows]


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mail about an invitation says, and to whom: `language` is the course's, `teacher` may be gone."""

    email: str
    course: str
    language: str
    teacher: str


async def letter_about(invitation_id: UUID, *, at_most: int) -> Letter | None:
    """The mail that is owed; None once the promise is over, or where such mails are not wanted or not possible.

    An address is written to `at_most` times in a day, whoever invites it and however often.
    """
    found = await Invitation.filter(id=invitation_id, state="waiting").select_related("course").first()
    if found is None:
        return None
    same = Invitation.filter(email_key=found.email_key)
    if await same.filter(state="unwanted").exists() or await RefusedAddress.exists(email_key=found.email_key):
        return None
    day = found.created_at - timedelta(hours=DAY_HOURS)
    if await same.filter(created_at__gt=day, id__lt=found.id).count() >= at_most:
        return None
    teacher = await User.get_or_none(id=found.invited_by_id) if found.invited_by_id else None
    return Letter(found.email, found.course.title, found.course.language, teacher.full_name if teacher else "")
