"""Places promised to addresses: who proves to hold the address gets the place; until then it can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.enrollments import Placed, place_or_queue, seat_by_staff
from models.actions.locks import locked_course
from models.actions.outbox import order_work
from models.queries.invitations import holder_of_address
from models.refusals import NotNow, NotThere
from models.rules.accounts import email_key
from models.rules.courses import CourseState
from models.tables.courses import Course
from models.tables.enrollments import Invitation

GRANT: Final = "invitations.grant"
TELL: Final = "invitations.tell"


class Promise(StrEnum):
    """What became of an invitation."""

    WAITING = "waiting"
    GRANTED = "granted"
    REVOKED = "revoked"
    REFUSED = "refused"
    """The course was archived before anybody proved to hold the address."""
    UNWANTED = "unwanted"
    """Who reads mails to the address wants no invitations: this one is over, and none is mailed there any more."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, and whether it was made just now."""

    invitation: Invitation
    made: bool


async def enroll_or_invite(course_id: UUID, email: str, *, by: UUID | None, now: datetime) -> Placed | Invited:
    """Give a place to the verified holder of an address, whatever the price; without one the place is promised.

    Raises NotNow (`course_full`, `course_archived`). A promise takes no seat.
    """
    async with in_transaction():
        course = await locked_course(course_id)
        holder = await holder_of_address(email_key(email))
        if holder is not None:
            return await seat_by_staff(course, holder.id, now=now)
        return await _promise(course, email, by, now)


async def _promise(course: Course, email: str, by: UUID | None, now: datetime) -> Invited:
    """Promise a place and order a mail about it; the course is locked, so the same address is promised one place."""
    waiting = await Invitation.filter(course_id=course.id, email_key=email_key(email), state=Promise.WAITING).first()
    if waiting is not None:
        return Invited(waiting, made=False)
    if course.state == CourseState.ARCHIVED:
        raise NotNow("The course is archived", code="course_archived")
    invitation = Invitation(
        course_id=course.id, email=email, email_key=email_key(email), invited_by_id=by, created_at=now
    )
    await invitation.save()
    _ = await order_work(None, TELL, {"invitation_id": invitation.id}, now=now)
    return Invited(invitation, made=True)


async def expect_rights(tx: BaseDBAsyncClient, user_id: UUID, now: datetime) -> None:
    """Order, within `tx`, that an account gets what was promised to the address that it has just proved to hold.

    After the commit, because courses are locked before accounts.
    """
    _ = await order_work(tx, GRANT, {"user_id": user_id}, now=now)


async def grant(invitation_id: UUID, *, now: datetime) -> None:
    """Keep a promise, if somebody holds the address now; anything else stays as it is. Twice is once.

    Where every seat is taken the place is one on the waiting list.
    """
    async with in_transaction():
        found = await Invitation.get(id=invitation_id)
        course = await locked_course(found.course_id)
        invitation = await Invitation.filter(id=invitation_id).select_for_update().get()
        holder = await holder_of_address(invitation.email_key)
        if invitation.state != Promise.WAITING or holder is None:
            return
        if course.state == CourseState.ARCHIVED:
            await _end(invitation, Promise.REFUSED, now)
            return
        invitation.enrollment_id = (await place_or_queue(course, holder.id, now=now)).id
        await _end(invitation, Promise.GRANTED, now)


async def revoke(invitation_id: UUID, *, now: datetime) -> None:
    """Take a promise back; twice is once. Raises NotThere, NotNow(`invitation_over`) when it was kept."""
    async with in_transaction():
        invitation = await Invitation.filter(id=invitation_id).select_for_update().first()
        if invitation is None:
            raise NotThere("There is no such invitation")
        if invitation.state == Promise.GRANTED:
            raise NotNow("The place was given: end the enrolment instead", code="invitation_over")
        if invitation.state == Promise.WAITING:
            await _end(invitation, Promise.REVOKED, now)


async def refuse(invitation_id: UUID, *, now: datetime) -> None:
    """Let who reads the mail be left alone: a promise that waits is over, and invitations to the address stay unsaid."""
    async with in_transaction():
        invitation = await Invitation.filter(id=invitation_id).select_for_update().first()
        if invitation is not None and invitation.state == Promise.WAITING:
            await _end(invitation, Promise.UNWANTED, now)


async def _end(invitation: Invitation, state: Promise, now: datetime) -> None:
    invitation.state, invitation.ended_at = state.value, now
    await invitation.save(update_fields=["state", "ended_at", "enrollment_id"])
