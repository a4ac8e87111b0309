"""Announcements, reviews and groups of a course, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from models.queries.keyset import past
from models.refusals import NotThere
from models.tables.community import Announcement, Group, GroupMember, Review
from models.tables.users import User

Key = tuple[UUID, ...]
"""The id alone: ids sort by time."""
ReviewKey = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Said:
    """An announcement and who made it."""

    announcement: Announcement
    author: User


async def announcements_of(course_id: UUID, *, after: Key | None, limit: int) -> tuple[list[Said], Key | None]:
    """One page, the newest first."""
    wanted = Q(course_id=course_id) & (Q(id__lt=after[0]) if after else Q())
    rows = await Announcement.filter(wanted).select_related("author").order_by("-id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return [Said(row, row.author) for row in rows[:limit]], last


async def announcement_of(announcement_id: UUID) -> Said:
    """One announcement; it must exist."""
    row = await Announcement.filter(id=announcement_id).select_related("author").get()
    return Said(row, row.author)


async def count_announcements(course_id: UUID) -> int:
    """How many there are."""
    return await Announcement.filter(course_id=course_id).count()


@dataclass(frozen=True, slots=True)
class Opinion:
    """A review and who wrote it."""

    review: Review
    author: User


async def reviews_of(
    course_id: UUID, *, hidden: bool, after: ReviewKey | None, limit: int
) -> tuple[list[Opinion], ReviewKey | None]:
    """One page, the latest first; hidden ones are for admins."""
    wanted = Q(course_id=course_id) & (Q() if hidden else Q(hidden_at=None))
    if after is not None:
        wanted &= past("updated_at", after[0], after[1])
    rows = await Review.filter(wanted).select_related("user").order_by("-updated_at", "-id").limit(limit + 1)
    last = (rows[limit - 1].updated_at, rows[limit - 1].id) if len(rows) > limit else None
    return [Opinion(row, row.user) for row in rows[:limit]], last


async def review_of(review_id: UUID) -> Opinion:
    """One review; it must exist."""
    row = await Review.filter(id=review_id).select_related("user").get()
    return Opinion(row, row.user)


async def count_reviews(course_id: UUID, *, hidden: bool) -> int:
    """How many there are."""
    narrowed: dict[str, Any] = {} if hidden else {"hidden_at": None}
    return await Review.filter(course_id=course_id, **narrowed).count()


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group and its learners."""

    group: Group
    members: list[User]


async def groups_of(course_id: UUID, *, after: Key | None, limit: int) -> tuple[list[GroupCard], Key | None]:
    """One page, in the order in which they were made."""
    wanted = Q(course_id=course_id) & (Q(id__gt=after[0]) if after else Q())
    rows = await Group.filter(wanted).order_by("id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return await _cards(rows[:limit]), last


async def count_groups(course_id: UUID) -> int:
    """How many there are."""
    return await Group.filter(course_id=course_id).count()


async def group_of(group_id: UUID) -> GroupCard:
    """One group. Raises NotThere."""
    group = await Group.filter(id=group_id).first()
    if group is None:
        raise NotThere("There is no such group")
    return (await _cards([group]))[0]


async def _cards(groups: Sequence[Group]) -> list[GroupCard]:
    ids = [group.id for group in groups]
    rows = (
        await GroupMember.filter(group_id__in=ids).select_related("user").order_by("user__full_name", "id")
        if ids
        else []
    )
    members: dict[UUID, list[User]] = {each: [] for each in ids}
    for row in rows:
        members[row.group_id].append(row.user)
    return [GroupCard(group, members[group.id]) for group in groups]
