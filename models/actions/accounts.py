"""Making and changing accounts."""

from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions import webhook_events
from models.actions.audit import Cause, record
from models.actions.notifications import News, notify
from models.refusals import NotNow
from models.rules.access import Role
from models.rules.accounts import email_key
from models.rules.notices import Notice
from models.tables.users import User


class EmailTaken(NotNow):
    """Another account has the address."""

    default_code = "email_taken"

    def __init__(self) -> None:
        super().__init__("Another account has this address")


async def create_account(
    *,
    email: str,
    full_name: str,
    password_hash: str | None,
    cause: Cause,
    role: Role = Role.STUDENT,
    verified: bool = False,
    locale: str = "en",
) -> User:
    """Make an account; `verified` is for addresses an admin vouches for. Raises EmailTaken.

    Within another transaction this is a savepoint, so a taken address does not break that one.
    """
    async with in_transaction() as tx:
        user = User(
            email=email,
            email_key=email_key(email),
            full_name=full_name,
            role=role,
            password_hash=password_hash,
            email_verified_at=cause.now if verified else None,
            locale=locale,
            created_at=cause.now,
            updated_at=cause.now,
        )
        try:
            await user.save(using_db=tx, force_create=True)
        except IntegrityError as error:
            raise EmailTaken from error
        actor = cause if cause.actor_id else cause.by(user.id)
        await record(tx, actor, "user.create", "user", user.id, after={"role": role.value})
        await webhook_events.user_created(tx, user, cause.now)
    return user


async def sign_up(*, email: str, full_name: str, password_hash: str, cause: Cause) -> User:
    """Make an account where addresses are not verified, and welcome its owner. Raises EmailTaken."""
    async with in_transaction() as tx:
        user = await create_account(email=email, full_name=full_name, password_hash=password_hash, cause=cause)
        await welcome(tx, user.id, cause)
    return user


async def welcome(tx: BaseDBAsyncClient, user_id: UUID, cause: Cause) -> None:
    """Say once, within `tx`, that the account is ready."""
    await notify(tx, user_id, News(Notice.WELCOME, {}, "/learn", key="once"), cause.now)


async def change_profile(user_id: UUID, changes: dict[str, Any], cause: Cause) -> User:
    """Set `full_name`, `locale`, `time_zone`, those that are given."""
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get(id=user_id)
        before = {name: getattr(user, name) for name in changes}
        if before != changes:
            _ = user.update_from_dict({**changes, "updated_at": cause.now})
            await user.save(using_db=tx, update_fields=[*changes, "updated_at"])
            await record(tx, cause, "user.change", "user", user.id, before=before, after=changes)
    return user
