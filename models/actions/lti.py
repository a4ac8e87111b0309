"""Platforms that launch us, the steps of a launch, and the accounts of those whom they send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.accounts import EmailTaken, create_account
from models.actions.audit import Cause, record
from models.actions.enrollments import seat_by_staff
from models.actions.locks import locked_course
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.access import CourseRole, Role
from models.rules.accounts import email_key
from models.rules.lti import Launch
from models.rules.problems import Problem
from models.tables.courses import Course, CourseStaff
from models.tables.lti import LtiCourse, LtiIdentity, LtiPlatform, LtiTicket
from models.tables.notifications import RefusedAddress
from models.tables.users import User

TICKETS_KEPT: Final = timedelta(hours=24)
NOWHERE: Final = "lti.invalid"
"""Where addresses end that nobody has (RFC 2606): an account needs one, and a platform need not tell any."""


@dataclass(frozen=True, slots=True)
class PlatformFacts:
    """What an admin says of a platform."""

    name: str
    issuer: str
    client_id: str
    deployments: Sequence[str]
    login_url: str
    token_url: str
    keys_url: str
    token_audience: str | None
    trusts_email: bool
    trusts_roles: bool


async def register(facts: PlatformFacts, courses: Sequence[UUID], cause: Cause) -> LtiPlatform:
    """Register a platform and the courses that it may send learners into. Raises NotNow(`platform_known`), NotFit."""
    values: dict[str, Any] = {name: getattr(facts, name) for name in PlatformFacts.__slots__}
    async with in_transaction() as tx:
        row = LtiPlatform(**{**values, "deployments": list(facts.deployments)}, created_at=cause.now)
        try:
            await row.save(using_db=tx, force_create=True)
        except IntegrityError as error:
            raise NotNow("This client of this issuer is registered", code="platform_known") from error
        if len(set(courses)) != await Course.filter(id__in=list(courses)).using_db(tx).count():
            raise NotFit("A course does not exist", problems=[Problem(("courses",), "unknown_id", "No such course.")])
        for course_id in sorted(set(courses)):
            await open_course(row.id, course_id, cause.now)
        after = {"issuer": row.issuer, "client_id": row.client_id, "trusts_email": row.trusts_email}
        await record(tx, cause, "lti.register", "lti_platform", row.id, after=after)
    return row


async def remove(platform_id: UUID, cause: Cause) -> None:
    """Forget a platform with who came from it and what it is owed; accounts and results stay. Raises NotThere."""
    async with in_transaction() as tx:
        row = await LtiPlatform.filter(id=platform_id).using_db(tx).select_for_update().first()
        if row is None:
            raise NotThere("There is no such platform")
        await row.delete(using_db=tx)
        before = {"issuer": row.issuer, "client_id": row.client_id}
        await record(tx, cause, "lti.remove", "lti_platform", platform_id, before=before)


async def open_course(platform_id: UUID, course_id: UUID, now: datetime) -> None:
    """Let a platform send learners into a course; a second time changes nothing."""
    _ = await LtiCourse.get_or_create(platform_id=platform_id, course_id=course_id, defaults={"created_at": now})


async def keep_ticket(ticket: LtiTicket) -> None:
    """Store a step that may be taken once."""
    await ticket.save(force_create=True)


async def use_ticket(ticket_id: UUID, now: datetime) -> bool:
    """Take a step; False when it was taken before or its time is over, however many try at once."""
    open_tickets = LtiTicket.filter(id=ticket_id, used_at=None, expires_at__gt=now)
    return bool(await open_tickets.update(used_at=now))


async def sweep_tickets(now: datetime) -> int:
    """Delete steps whose time was over long ago; the number of rows."""
    return await LtiTicket.filter(expires_at__lt=now - TICKETS_KEPT).delete()


async def account_of(platform: LtiPlatform, launch: Launch, locale: str, cause: Cause) -> User:
    """The account of somebody whom a platform sends: known, matched by address where the platform is trusted, or new.

    Raises NotYours(`account_off`, `sign_in_yourself`).
    """
    async with in_transaction() as tx:
        known = await LtiIdentity.filter(platform_id=platform.id, subject=launch.subject).using_db(tx).first()
        if known is not None:
            return _may_enter(await User.get(id=known.user_id, using_db=tx))
        user = await _matched(platform, launch) or await _new_account(platform, launch, locale, cause)
        try:
            identity = LtiIdentity(
                platform_id=platform.id, subject=launch.subject, user_id=user.id, created_at=cause.now
            )
            await identity.save(using_db=tx, force_create=True)
        except IntegrityError as error:
            raise NotNow("You are signing in somewhere else just now; try again", code="try_again") from error
        await record(tx, cause.by(user.id), "lti.link", "user", user.id, after={"platform": str(platform.id)})
    return user


async def _matched(platform: LtiPlatform, launch: Launch) -> User | None:
    if not platform.trusts_email or not launch.email:
        return None
    user = await User.get_or_none(email_key=email_key(launch.email), email_verified_at__not_isnull=True)
    return None if user is None else _may_enter(user)


def _may_enter(user: User) -> User:
    """Nobody's word but their own opens an account that has a second factor, or an admin's."""
    if not user.is_active:
        raise NotYours("This account is not active", code="account_off")
    if user.mfa_enabled or user.role is Role.ADMIN:
        raise NotYours(
            "This account opens only with its own password: sign in to Lectern itself", code="sign_in_yourself"
        )
    return user


async def _new_account(platform: LtiPlatform, launch: Launch, locale: str, cause: Cause) -> User:
    made: dict[str, Any] = {"full_name": launch.name or "Learner", "password_hash": None, "locale": locale}
    if platform.trusts_email and launch.email:
        try:
            return await create_account(email=launch.email, verified=True, cause=cause, **made)
        except EmailTaken:
            pass  # by somebody who has not proved to hold it: theirs stays theirs
    user = await create_account(email=_no_address(platform.id, launch.subject), cause=cause, **made)
    _ = await RefusedAddress.create(
        user_id=user.id, email_key=user.email_key, reason="the platform told no address", refused_at=cause.now
    )
    return user


def _no_address(platform_id: UUID, subject: str) -> str:
    return f"{sha256(platform_id.bytes + subject.encode()).hexdigest()[:32]}@{NOWHERE}"


async def give_place(platform: LtiPlatform, course_id: UUID, user: User, launch: Launch, cause: Cause) -> None:
    """Give what the platform's word is worth in a course that was opened to it, and nothing in any other.

    Learners get a place. Teachers become assistants where the platform is trusted with roles; else they get nothing.
    Raises NotNow(`course_full`, `course_archived`).
    """
    async with in_transaction() as tx:
        course = await locked_course(course_id)
        if not await LtiCourse.exists(platform_id=platform.id, course_id=course_id):
            return
        if await CourseStaff.exists(course_id=course_id, user_id=user.id):
            return
        if launch.teaches:
            if platform.trusts_roles:
                _ = await CourseStaff.create(
                    course_id=course_id, user_id=user.id, role=CourseRole.ASSISTANT, created_at=cause.now
                )
                after = {"user": str(user.id), "role": CourseRole.ASSISTANT.value, "platform": str(platform.id)}
                await record(tx, cause, "course.staff.set", "course", course_id, after=after)
        elif launch.learns:
            _ = await seat_by_staff(course, user.id, now=cause.now)
