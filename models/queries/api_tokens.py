"""Reads about API tokens."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.connection import get_connection

from models.rules.access import Role
from models.tables.credentials import ApiToken

_WITH_OWNER = """
SELECT t.user_id, t.token_hash, t.scopes, t.revoked_at IS NOT NULL AS revoked, t.expires_at, t.last_used_at,
       u.role, u.is_active, u.mfa_enabled
FROM api_token t JOIN user_account u ON u.id = t.user_id WHERE t.id = $1
"""


@dataclass(frozen=True, slots=True)
class ApiTokenFacts:
    """A token and its account, as one read finds them."""

    user_id: UUID
    token_hash: bytes
    scopes: frozenset[str]
    revoked: bool
    expires_at: datetime | None
    last_used_at: datetime | None
    role: Role
    is_active: bool
    mfa_enabled: bool

    def is_alive(self, now: datetime) -> bool:
        """Whether the token still stands for its account."""
        return self.is_active and not self.revoked and (self.expires_at is None or now < self.expires_at)


async def api_token_facts(token_id: UUID) -> ApiTokenFacts | None:
    """A token and its account, or None."""
    rows = await get_connection("default").execute_query_dict(_WITH_OWNER, [token_id])
    if not rows:
        return None
    row = rows[0]
    return ApiTokenFacts(**{**row, "scopes": frozenset(_list(row["scopes"])), "role": Role(row["role"])})


def _list(value: str | list[str]) -> list[str]:
    """Plain SQL gives JSON as text."""
    return list(json.loads(value)) if isinstance(value, str) else value


async def living_api_tokens(user_id: UUID) -> list[ApiToken]:
    """An account's tokens that were not ended, the newest first."""
    return await ApiToken.filter(user_id=user_id, revoked_at=None).order_by("-created_at", "-id")
