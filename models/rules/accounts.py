"""Accounts and sign-ins, as pure rules: what an address is, who a session makes of its caller, when it ends."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from models.rules.access import Principal, Role

REFRESH_GRACE = timedelta(seconds=10)
SESSION_LONGEST = timedelta(days=90)
"""A session ends then, however often it was refreshed (OWASP ASVS 5.0, 7.3.2)."""
STEP_UP_FRESH = timedelta(minutes=15)
"""How long a shown password or code stays good for what asks for a fresh one."""
SEAT_AFTERLIFE = timedelta(hours=24)
"""How long a seat's token stays good after its live session ended."""
SEEN_EVERY = timedelta(minutes=1)
"""`last_seen_at` is written at most this often."""


def email_key(email: str) -> str:
    """The form under which an address is unique: NFKC and case-folded, so that look-alikes of one address meet."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", email).casefold()).strip()


class SessionFacts(NamedTuple):
    """A sign-in and its account, as one read finds them; a tuple, since each authenticated request makes one."""

    session_id: UUID
    role: Role
    user_id: UUID
    kind: str
    is_active: bool
    mfa_enabled: bool
    revoked: bool
    expires_at: datetime
    last_seen_at: datetime
    proved_at: datetime | None


def is_alive(facts: SessionFacts, now: datetime) -> bool:
    """Whether the sign-in still stands for its account."""
    return facts.is_active and not facts.revoked and now < facts.expires_at


def principal_of(facts: SessionFacts, mfa_roles: Collection[Role]) -> Principal:
    """The caller behind a living session; a role that demands a second factor is withheld without one."""
    withheld = facts.role in mfa_roles and not facts.mfa_enabled
    return Principal(
        user_id=facts.user_id,
        role=Role.STUDENT if withheld else facts.role,
        session_id=facts.session_id,
        withheld=facts.role if withheld else None,
        proved_at=facts.proved_at,
    )


def is_fresh(principal: Principal, now: datetime) -> bool:
    """Whether the caller showed a password or a code lately enough for a step-up."""
    return principal.proved_at is not None and now - principal.proved_at <= STEP_UP_FRESH


class RefreshVerdict(StrEnum):
    """What becomes of a refresh token that is shown."""

    ROTATE = "rotate"
    """It is the newest: a successor is made."""
    REPEAT = "repeat"
    """It was used a moment ago and its successor never: the same successor again (two tabs)."""
    REUSED = "reused"
    """It was used before: a copy is about, and the whole session ends."""
    OVER = "over"
    """Its session or its own time has ended."""


@dataclass(frozen=True, slots=True)
class RefreshFacts:
    """A refresh token that was shown, and what is known of it under its session's lock."""

    session_alive: bool
    expires_at: datetime
    used_at: datetime | None
    successor_used: bool


def judge_refresh(facts: RefreshFacts, now: datetime) -> RefreshVerdict:
    """What to do with a refresh token (rotation by RFC 9700, section 4.14.2)."""
    if not facts.session_alive:
        return RefreshVerdict.OVER
    if facts.used_at is not None:
        in_grace = now - facts.used_at <= REFRESH_GRACE and not facts.successor_used
        return RefreshVerdict.REPEAT if in_grace else RefreshVerdict.REUSED
    return RefreshVerdict.ROTATE if now < facts.expires_at else RefreshVerdict.OVER
