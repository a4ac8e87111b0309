"""What people say around a course: announcements of the staff, reviews of learners; and groups of learners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.locks import locked_course
from models.actions.news import tell_announced
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.enrolling import LIVING
from models.rules.problems import Problem
from models.tables.community import Announcement, Group, GroupMember, Review
from models.tables.enrollments import Enrollment

REVIEW_FROM_PERCENT = 20


async def announce(course_id: UUID, author_id: UUID, title: str, body: str, *, now: datetime) -> Announcement:
    """Say something to everyone in the course, and tell them."""
    said = Announcement(course_id=course_id, author_id=author_id, title=title, body=body, created_at=now)
    async with in_transaction() as tx:
        await said.save()
        await tell_announced(tx, said, now)
    return said


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review, and whether it is the first."""

    review: Review
    made: bool


async def write_review(enrollment_id: UUID, stars: int, text: str, *, now: datetime) -> Reviewed:
    """Say what one thinks of a course, once each; a second time replaces the first.

    Raises NotYours(`too_early`) below 20 % of progress.
    """
    async with in_transaction():
        place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
        if place.percent < REVIEW_FROM_PERCENT:
            raise NotYours(
                "Learn a little more first", code="too_early", percent=place.percent, needed=REVIEW_FROM_PERCENT
            )
        known = await Review.filter(course_id=place.course_id, user_id=place.user_id).first()
        review = known or Review(course_id=place.course_id, user_id=place.user_id, created_at=now)
        review.stars, review.text, review.updated_at = stars, text, now
        await review.save()
    return Reviewed(review, made=known is None)


async def take_review_back(course_id: UUID, user_id: UUID) -> None:
    """Delete one's own review; without one nothing happens."""
    _ = await Review.filter(course_id=course_id, user_id=user_id).delete()


async def add_group(course_id: UUID, name: str, *, now: datetime) -> Group:
    """Make an empty group. Raises NotNow(`name_taken`)."""
    group = Group(course_id=course_id, name=name, created_at=now, updated_at=now)
    await _save_group(group)
    return group


async def rename_group(group_id: UUID, name: str, *, now: datetime) -> Group:
    """Give a group another name. Raises NotThere, NotNow(`name_taken`)."""
    async with in_transaction():
        group = await _group(group_id)
        group.name, group.updated_at = name, now
        await _save_group(group)
    return group


async def _save_group(group: Group) -> None:
    try:
        async with in_transaction():
            await group.save()
    except IntegrityError as taken:
        raise NotNow("Another group has this name", code="name_taken") from taken


async def _group(group_id: UUID) -> Group:
    group = await Group.filter(id=group_id).select_for_update().first()
    if group is None:
        raise NotThere("There is no such group")
    return group


async def remove_group(group_id: UUID) -> None:
    """Delete a group; its learners stay in the course."""
    async with in_transaction():
        group = await _group(group_id)
        await group.delete()


async def put_members(group_id: UUID, user_ids: Sequence[UUID], *, now: datetime) -> Group:
    """Say who is in a group, all at once. Raises NotFit for anyone who has no place in the course."""
    async with in_transaction():
        group = await _group(group_id)
        _ = await locked_course(group.course_id)
        wanted = list(dict.fromkeys(user_ids))
        places = Enrollment.filter(course_id=group.course_id, user_id__in=wanted, state__in=LIVING)
        known = {place.user_id for place in await places.only("id", "user_id")} if wanted else set()
        if strangers := [each for each in wanted if each not in known]:
            faults = [Problem(("users",), "not_enrolled", f"{each} has no place in the course.") for each in strangers]
            raise NotFit("Only learners of the course can be in its groups", problems=faults)
        _ = await GroupMember.filter(group_id=group.id).delete()
        await GroupMember.bulk_create([GroupMember(group_id=group.id, user_id=each) for each in wanted])
        group.updated_at = now
        await group.save(update_fields=["updated_at"])
    return group
