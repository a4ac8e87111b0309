"""Passwords and addresses: changing them, and proving them by a mailed token."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.accounts import EmailTaken, create_account, welcome
from models.actions.audit import Cause, record
from models.actions.invitations import expect_rights
from models.actions.mail import send_mail, send_nothing
from models.actions.mfa import end_challenges
from models.actions.refused_addresses import arrived, is_refused
from models.actions.sessions import end_sessions
from models.rules.accounts import email_key
from models.tables.credentials import MailToken
from models.tables.users import AuthSession, User


class Mailed(StrEnum):
    """What a mailed token is for; also the name of its mail."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a purpose
    CHANGE_EMAIL = "change_email"
    INVITE = "invite"
    """A first password, for an account that an admin made; used like a reset."""


LIFE = {
    Mailed.VERIFY_EMAIL: timedelta(days=2),
    Mailed.RESET_PASSWORD: timedelta(hours=1),
    Mailed.CHANGE_EMAIL: timedelta(hours=2),
    Mailed.INVITE: timedelta(days=7),
}
MAILS_PER_HOUR = 5
"""So many mails of one purpose an account may be sent in an hour; more are silently not."""


@dataclass(frozen=True, slots=True)
class MailedToken:
    """A token about to be mailed: its row's id and hash, and the link that holds it."""

    id: UUID
    token_hash: bytes
    link: str


async def _mail_token(
    tx: BaseDBAsyncClient,
    user: User,
    purpose: Mailed,
    token: MailedToken,
    cause: Cause,
    *,
    email: str = "",
    password_hash: str | None = None,
) -> None:
    hour_ago = cause.now - timedelta(hours=1)
    sent = await MailToken.filter(user_id=user.id, purpose=purpose, created_at__gt=hour_ago).using_db(tx).count()
    if sent >= MAILS_PER_HOUR:
        return
    _ = await MailToken.create(
        using_db=tx,
        id=token.id,
        user_id=user.id,
        purpose=purpose,
        token_hash=token.token_hash,
        email=email or user.email,
        password_hash=password_hash,
        created_at=cause.now,
        expires_at=cause.now + LIFE[purpose],
    )
    data = {"link": token.link, "name": user.full_name, "hours": int(LIFE[purpose].total_seconds() // 3600)}
    await _mail(tx, user, purpose, cause, to=email or user.email, **data)


async def _mail(tx: BaseDBAsyncClient, user: User, template: str, cause: Cause, *, to: str = "", **data: Any) -> None:
    await send_mail(tx, template=template, to=to or user.email, locale=user.locale, data=data, now=cause.now)


async def register(*, email: str, full_name: str, password_hash: str, token: MailedToken, cause: Cause) -> None:
    """Sign up where addresses are verified: the mail goes out in every case, and only the mail tells which it was.

    The password counts once this very mail is answered; a stranger who signs up an address gains nothing.
    """
    async with in_transaction() as tx:
        try:
            user = await create_account(email=email, full_name=full_name, password_hash=None, cause=cause)
        except EmailTaken:
            user = await User.get(email_key=email_key(email), using_db=tx)
        if user.email_verified_at is None:
            await _mail_token(tx, user, Mailed.VERIFY_EMAIL, token, cause, password_hash=password_hash)
        else:
            await _mail(tx, user, "already_registered", cause, name=user.full_name)


async def request_verification(user_id: UUID, token: MailedToken, cause: Cause) -> None:
    """Mail an account a token that proves its address; nothing happens when it is proved and mails reach it."""
    async with in_transaction() as tx:
        user = await User.get(id=user_id, using_db=tx)
        if user.email_verified_at is None or await is_refused(user):
            await _mail_token(tx, user, Mailed.VERIFY_EMAIL, token, cause)


async def request_reset(email: str, token: MailedToken, cause: Cause) -> None:
    """Mail a token for a new password, if the address has an active account; as many writes if it has none."""
    async with in_transaction() as tx:
        user = await User.get_or_none(email_key=email_key(email), is_active=True, using_db=tx)
        await record(tx, cause, "password.forgot", "user", user.id if user else None)
        if user:
            await _mail_token(tx, user, Mailed.RESET_PASSWORD, token, cause)
        else:
            await send_nothing(tx, cause.now)


async def request_email_change(user_id: UUID, email: str, token: MailedToken, cause: Cause) -> None:
    """Mail the new address a token, and tell the old one. Raises EmailTaken."""
    async with in_transaction() as tx:
        user = await User.get(id=user_id, using_db=tx)
        if await User.exists(email_key=email_key(email), using_db=tx):
            raise EmailTaken
        await _mail_token(tx, user, Mailed.CHANGE_EMAIL, token, cause, email=email)
        await _mail(tx, user, "email_change_requested", cause, name=user.full_name, new_email=email)


async def invite(tx: BaseDBAsyncClient, user: User, token: MailedToken, cause: Cause) -> None:
    """Mail a new account a token for its first password, within `tx`."""
    await _mail_token(tx, user, Mailed.INVITE, token, cause)


async def find_mail_token(token_id: UUID) -> MailToken | None:
    """A mailed token's row; its hash never changes."""
    return await MailToken.get_or_none(id=token_id)


async def verify_email(token: MailToken, cause: Cause) -> bool:
    """Prove an address (or change to it) with a token whose text was found right; False when it is used or over.

    Raises EmailTaken when another account got the address meanwhile.
    """
    async with in_transaction() as tx:
        user = await _spend(tx, token, {Mailed.VERIFY_EMAIL, Mailed.CHANGE_EMAIL}, cause)
        if user is None:
            return False
        by_user = cause.by(user.id)
        if token.purpose == Mailed.CHANGE_EMAIL:
            await _move_email(tx, user, token.email, by_user)
        elif user.email_verified_at is None:
            changes: dict[str, Any] = {"email_verified_at": cause.now, "updated_at": cause.now}
            if token.password_hash:
                changes |= {"password_hash": token.password_hash}
                _ = await end_sessions(tx, user.id, "email_verified", by_user)
            await User.filter(id=user.id).using_db(tx).update(**changes)
            await record(tx, by_user, "email.verify", "user", user.id)
            await welcome(tx, user.id, by_user)
    return True


async def _move_email(tx: BaseDBAsyncClient, user: User, email: str, cause: Cause) -> None:
    before, old = {"email": user.email}, user.email
    user.email, user.email_key, user.email_verified_at, user.updated_at = email, email_key(email), cause.now, cause.now
    try:
        await user.save(using_db=tx, update_fields=["email", "email_key", "email_verified_at", "updated_at"])
    except IntegrityError as error:
        raise EmailTaken from error
    await _void_tokens(tx, user.id, cause)
    await record(tx, cause, "email.change", "user", user.id, before=before, after={"email": email})
    await _mail(tx, user, "email_changed", cause, to=old, name=user.full_name, new_email=email)


async def reset_password(token: MailToken, password_hash: str, cause: Cause) -> bool:
    """Set a new password with a token whose text was found right; ends all sign-ins. False when it is used or over.

    The token also proves the address it was mailed to. A second factor stays as it is.
    """
    async with in_transaction() as tx:
        user = await _spend(tx, token, {Mailed.RESET_PASSWORD, Mailed.INVITE}, cause)
        if user is None:
            return False
        if user.email_verified_at is None and email_key(token.email) == user.email_key:
            await User.filter(id=user.id).using_db(tx).update(email_verified_at=cause.now)
        await _set_password(tx, user, password_hash, "password.reset", cause.by(user.id))
        if token.purpose == Mailed.INVITE:
            await welcome(tx, user.id, cause)
    return True


async def change_password(
    user_id: UUID, session_id: UUID | None, old_hash: str | None, password_hash: str, cause: Cause
) -> bool:
    """Set a new password; ends all sign-ins but this one. False when it was changed since the old one was checked."""
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get(id=user_id)
        if user.password_hash != old_hash:
            return False
        await _set_password(tx, user, password_hash, "password.change", cause, keep=session_id)
        await AuthSession.filter(id=session_id).using_db(tx).update(proved_at=cause.now)
    return True


async def _set_password(
    tx: BaseDBAsyncClient, user: User, password_hash: str, action: str, cause: Cause, *, keep: UUID | None = None
) -> None:
    await User.filter(id=user.id).using_db(tx).update(password_hash=password_hash, updated_at=cause.now)
    _ = await end_sessions(tx, user.id, action, cause, but=keep)
    await end_challenges(tx, user.id, cause)
    await _void_tokens(tx, user.id, cause)
    await record(tx, cause, action, "user", user.id)
    await _mail(tx, user, "password_changed", cause, name=user.full_name)


async def _spend(tx: BaseDBAsyncClient, token: MailToken, purposes: set[Mailed], cause: Cause) -> User | None:
    """The account of a token, locked, if the token was still good; it is no more."""
    user = await User.select_for_update().using_db(tx).get(id=token.user_id)
    fresh = MailToken.filter(id=token.id, purpose__in=list(purposes), used_at=None, expires_at__gt=cause.now)
    spent = await fresh.using_db(tx).update(used_at=cause.now)
    if spent:
        await arrived(tx, token.email)
        await expect_rights(tx, user.id, cause.now)
    return user if spent and user.is_active else None


async def _void_tokens(tx: BaseDBAsyncClient, user_id: UUID, cause: Cause) -> None:
    """Tokens mailed before a change of password or address are worth nothing after it."""
    await MailToken.filter(user_id=user_id, used_at=None).using_db(tx).update(used_at=cause.now)
