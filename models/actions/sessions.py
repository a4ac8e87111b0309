"""Sign-ins: opening, refreshing, ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.mail import tell_account
from models.rules.accounts import (
    SEEN_EVERY,
    SESSION_LONGEST,
    RefreshFacts,
    RefreshVerdict,
    SessionFacts,
    is_alive,
    judge_refresh,
)
from models.rules.sign_ins import device_name, seen_before
from models.tables.system import AuditLog
from models.tables.users import AuthSession, RefreshToken, User

LOOKED_BACK = 200
"""Earlier sign-ins that are compared with a new one."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A refresh token about to be stored."""

    id: UUID
    token_hash: bytes


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of a refresh: the account and the session, and the successor's id when there is one."""

    verdict: RefreshVerdict
    user: User
    session_id: UUID
    successor_id: UUID | None = None


async def open_session(
    user: User,
    *,
    kind: str,
    lifetime: timedelta,
    link: NewLink | None,
    cause: Cause,
    password_hash: str | None = None,
    known_device: bool = False,
    proved: bool = True,
) -> AuthSession | None:
    """Sign an account in; `link` is the first refresh token (none for page sessions).

    `proved` says that a password or a code was shown: what somebody else vouched for is no step-up.
    The account's row is locked and looked at again: None when it was deactivated, or its password changed,
    since the password was checked. A new `password_hash` replaces the old one (same password, better hash).
    """
    async with in_transaction() as tx:
        current = await User.select_for_update().using_db(tx).get(id=user.id)
        if not current.is_active or current.password_hash != user.password_hash:
            return None
        if password_hash:
            await User.filter(id=user.id).using_db(tx).update(password_hash=password_hash)
        if not known_device:
            await _tell_if_new(tx, current, cause)
        session = await AuthSession.create(
            using_db=tx,
            user_id=user.id,
            kind=kind,
            created_at=cause.now,
            last_seen_at=cause.now,
            proved_at=cause.now if proved else None,
            expires_at=cause.now + lifetime,
            user_agent=cause.user_agent,
            address=cause.address,
        )
        if link:
            await _store(tx, link, session, cause.now)
        await record(tx, cause.by(user.id), "session.open", "session", session.id, after={"kind": kind})
    return session


async def _tell_if_new(tx: BaseDBAsyncClient, user: User, cause: Cause) -> None:
    """Tell the account's owner by mail of a sign-in where neither the browser nor the place was seen before."""
    if await _is_new_place(tx, user.id, cause):
        device = device_name(cause.user_agent)
        await tell_account(tx, user, "new_sign_in", cause.now, device=device, address=cause.address)


async def _is_new_place(tx: BaseDBAsyncClient, user_id: UUID, cause: Cause) -> bool:
    """Whether the account was used before, but not by this program around this address.

    Sign-ins are swept; the audit log remembers that there was one.
    """
    earlier = AuthSession.filter(user_id=user_id).order_by("-id").limit(LOOKED_BACK).using_db(tx)
    places = [(agent, address) for agent, address in await earlier.values_list("user_agent", "address")]
    if seen_before(places, user_agent=cause.user_agent, address=cause.address):
        return False
    return bool(places) or await AuditLog.filter(actor_id=user_id, action="session.open").using_db(tx).exists()


async def find_refresh(token_id: UUID) -> RefreshToken | None:
    """A refresh token's row; its hash and its session never change."""
    return await RefreshToken.get_or_none(id=token_id)


async def refresh(token: RefreshToken, successor: NewLink, *, lifetime: timedelta, cause: Cause) -> Refreshed:
    """Use a refresh token whose text was found right.

    All refreshes of a session wait for its row, so exactly one successor is ever made. A reuse ends the session.
    """
    async with in_transaction() as tx:
        session = await AuthSession.select_for_update().using_db(tx).get(id=token.session_id)
        token = await RefreshToken.get(id=token.id, using_db=tx)
        user = await User.get(id=session.user_id, using_db=tx)
        verdict = judge_refresh(await _facts(tx, token, session, user, cause.now), cause.now)
        match verdict:
            case RefreshVerdict.ROTATE:
                await _rotate(tx, token, successor, session, lifetime=lifetime, now=cause.now)
            case RefreshVerdict.REUSED:
                await _end(tx, [session], "refresh_reuse", cause.by(user.id))
            case RefreshVerdict.REPEAT | RefreshVerdict.OVER:
                pass
    return Refreshed(verdict, user, session.id, token.successor_id)


async def _facts(
    tx: BaseDBAsyncClient, token: RefreshToken, session: AuthSession, user: User, now: datetime
) -> RefreshFacts:
    next_one = await RefreshToken.get_or_none(id=token.successor_id, using_db=tx) if token.successor_id else None
    return RefreshFacts(
        session_alive=user.is_active and session.revoked_at is None and now < session.expires_at,
        expires_at=token.expires_at,
        used_at=token.used_at,
        successor_used=next_one is not None and next_one.used_at is not None,
    )


async def _rotate(
    tx: BaseDBAsyncClient,
    token: RefreshToken,
    successor: NewLink,
    session: AuthSession,
    *,
    lifetime: timedelta,
    now: datetime,
) -> None:
    session.expires_at = min(now + lifetime, session.created_at + SESSION_LONGEST)
    session.last_seen_at = now
    await session.save(using_db=tx, update_fields=["expires_at", "last_seen_at"])
    await _store(tx, successor, session, now)
    token.used_at, token.successor_id = now, successor.id
    await token.save(using_db=tx, update_fields=["used_at", "successor_id"])


async def _store(tx: BaseDBAsyncClient, link: NewLink, session: AuthSession, now: datetime) -> None:
    _ = await RefreshToken.create(
        using_db=tx,
        id=link.id,
        session=session,
        token_hash=link.token_hash,
        issued_at=now,
        expires_at=session.expires_at,
    )


async def end_session(user_id: UUID, session_id: UUID, reason: str, cause: Cause) -> bool:
    """End one of an account's sign-ins; False when it has no such living one."""
    async with in_transaction() as tx:
        mine = AuthSession.filter(id=session_id, user_id=user_id, revoked_at=None)
        found = await mine.using_db(tx).select_for_update()
        await _end(tx, found, reason, cause)
    return bool(found)


async def end_sessions(
    tx: BaseDBAsyncClient, user_id: UUID, reason: str, cause: Cause, *, but: UUID | None = None
) -> int:
    """End an account's sign-ins, all or all but one, within `tx`; how many there were."""
    query = AuthSession.filter(user_id=user_id, revoked_at=None)
    found = await (query.exclude(id=but) if but else query).using_db(tx).select_for_update()
    await _end(tx, found, reason, cause)
    return len(found)


async def end_other_sessions(user_id: UUID, keep: UUID | None, cause: Cause) -> int:
    """End an account's sign-ins but the one given; how many there were."""
    async with in_transaction() as tx:
        return await end_sessions(tx, user_id, "revoked", cause, but=keep)


async def _end(tx: BaseDBAsyncClient, sessions: Sequence[AuthSession], reason: str, cause: Cause) -> None:
    for session in sessions:
        session.revoked_at, session.revoked_reason = cause.now, reason
        await session.save(using_db=tx, update_fields=["revoked_at", "revoked_reason"])
        await record(tx, cause, "session.end", "session", session.id, after={"reason": reason})


async def note_proof(session_id: UUID | None, cause: Cause) -> None:
    """Write that the session's account showed its password just now."""
    await AuthSession.filter(id=session_id).update(proved_at=cause.now)


async def note_seen(facts: SessionFacts, now: datetime) -> None:
    """Write that a session was seen, at most once a minute; nothing waits for it under a lock."""
    if is_alive(facts, now) and now - facts.last_seen_at >= SEEN_EVERY:
        await get_connection("default").execute_query(
            "UPDATE auth_session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", [facts.session_id, now]
        )


async def use_ticket(ticket_id: UUID, now: datetime) -> bool:
    """Record a socket ticket's one use; False when it was used before."""
    used = await get_connection("default").execute_query_dict(
        "INSERT INTO used_ticket (id, used_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id", [ticket_id, now]
    )
    return bool(used)
