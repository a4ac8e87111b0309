"""What administrators do to accounts."""

from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions import webhook_events
from models.actions.accounts import create_account
from models.actions.audit import Cause, record
from models.actions.credentials import MailedToken, invite
from models.actions.mfa import forget_factor
from models.actions.sessions import end_sessions
from models.refusals import NotNow, NotThere
from models.rules.access import Role
from models.tables.credentials import Accommodation, ApiToken
from models.tables.enrollments import Enrollment
from models.tables.users import User


async def add_person(
    *, email: str, full_name: str, role: Role, password_hash: str | None, invitation: MailedToken, cause: Cause
) -> User:
    """Make an account whose address an admin vouches for; without a password its owner is mailed a link to one.

    Raises EmailTaken.
    """
    async with in_transaction() as tx:
        user = await create_account(
            email=email, full_name=full_name, password_hash=password_hash, role=role, verified=True, cause=cause
        )
        if password_hash is None:
            await invite(tx, user, invitation, cause)
    return user


async def change_person(user_id: UUID, changes: dict[str, Any], cause: Cause) -> User:
    """Change another's account: `full_name`, `role`, `is_active`, `locale`, `time_zone`.

    Deactivation ends its sign-ins and API tokens. Raises NotThere, and NotNow for the last active admin.
    """
    async with in_transaction() as tx:
        user = await _locked(tx, user_id)
        before = {name: getattr(user, name) for name in changes}
        if before == changes:
            return user
        stays_admin = changes.get("role", user.role) is Role.ADMIN and changes.get("is_active", user.is_active)
        if user.role is Role.ADMIN and user.is_active and not stays_admin:
            await require_another_admin(tx, user_id)
        _ = user.update_from_dict({**changes, "updated_at": cause.now})
        await user.save(using_db=tx, update_fields=[*changes, "updated_at"])
        if before.get("is_active") and not user.is_active:
            await _lock_out(tx, user_id, cause)
        if before.get("is_active", user.is_active) != user.is_active:
            await webhook_events.user_switched(tx, user, cause.now)
        await record(tx, cause, "user.change", "user", user_id, before=before, after=changes)
    return user


async def reset_factor(user_id: UUID, cause: Cause) -> User:
    """Take a lost second factor away; the account's sign-ins end. Raises NotThere."""
    async with in_transaction() as tx:
        await forget_factor(tx, await _locked(tx, user_id), cause)
        _ = await end_sessions(tx, user_id, "mfa_reset", cause)
        return await User.get(id=user_id, using_db=tx)


async def accommodation_of(user_id: UUID, course_id: UUID | None = None) -> Accommodation | None:
    """A person's extra time and attempts, everywhere or in one course. Raises NotThere for nobody."""
    if not await User.exists(id=user_id):
        raise NotThere("There is no such account")
    return await Accommodation.get_or_none(user_id=user_id, course_id=course_id)


async def accommodate(user_id: UUID, course_id: UUID | None, values: dict[str, Any], cause: Cause) -> Accommodation:
    """Set a person's extra time and attempts: `time_factor`, `extra_minutes`, `extra_attempts`. Raises NotThere."""
    async with in_transaction() as tx:
        _ = await _locked(tx, user_id)
        row = await Accommodation.get_or_none(user_id=user_id, course_id=course_id, using_db=tx)
        before = {name: getattr(row, name) for name in values} if row else None
        row = row or Accommodation(user_id=user_id, course_id=course_id)
        _ = row.update_from_dict({**values, "updated_at": cause.now})
        await row.save(using_db=tx)
        where = {"course": str(course_id)} if course_id else {}
        await record(tx, cause, "user.accommodate", "user", user_id, before=before, after={**values, **where})
    return row


async def course_accommodation_of(user_id: UUID, course_id: UUID) -> Accommodation | None:
    """A learner's extra time and attempts in a course. Raises NotThere for whoever does not learn in it."""
    await _require_learner(user_id, course_id)
    return await accommodation_of(user_id, course_id)


async def accommodate_in_course(user_id: UUID, course_id: UUID, values: dict[str, Any], cause: Cause) -> Accommodation:
    """Set a learner's extra time and attempts in a course. Raises NotThere for whoever does not learn in it."""
    await _require_learner(user_id, course_id)
    return await accommodate(user_id, course_id, values, cause)


async def _require_learner(user_id: UUID, course_id: UUID) -> None:
    if not await Enrollment.exists(user_id=user_id, course_id=course_id):
        raise NotThere("There is no such learner in this course")


async def _locked(tx: BaseDBAsyncClient, user_id: UUID) -> User:
    user = await User.select_for_update().using_db(tx).get_or_none(id=user_id)
    if user is None:
        raise NotThere("There is no such account")
    return user


async def require_another_admin(tx: BaseDBAsyncClient, user_id: UUID) -> None:
    """Raises NotNow when nobody else is an active admin.

    All admins are locked in one order, so that two who remove each other at once do not both succeed.
    """
    admins = User.filter(role=Role.ADMIN, is_active=True).order_by("id")
    if not [admin for admin in await admins.using_db(tx).select_for_update() if admin.id != user_id]:
        raise NotNow("This is the last active admin", code="last_admin")


async def _lock_out(tx: BaseDBAsyncClient, user_id: UUID, cause: Cause) -> None:
    _ = await end_sessions(tx, user_id, "deactivated", cause)
    await ApiToken.filter(user_id=user_id, revoked_at=None).using_db(tx).update(revoked_at=cause.now)
