"""API tokens: making and ending them."""

from datetime import datetime
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.refusals import NotNow
from models.rules.accounts import SEEN_EVERY
from models.tables.credentials import ApiToken
from models.tables.users import User

MOST = 50
"""API tokens of one account at most."""


async def create_api_token(
    user_id: UUID,
    *,
    token_id: UUID,
    token_hash: bytes,
    hint: str,
    name: str,
    scopes: list[str],
    expires_at: datetime | None,
    cause: Cause,
) -> ApiToken:
    """Keep a new token of an account. Raises NotNow when it has too many."""
    async with in_transaction() as tx:
        _ = await User.select_for_update().using_db(tx).get(id=user_id)
        if await ApiToken.filter(user_id=user_id, revoked_at=None).using_db(tx).count() >= MOST:
            raise NotNow(f"At most {MOST} API tokens; end one first", code="too_many_api_tokens")
        token = await ApiToken.create(
            using_db=tx,
            id=token_id,
            user_id=user_id,
            name=name,
            scopes=scopes,
            token_hash=token_hash,
            hint=hint,
            created_at=cause.now,
            expires_at=expires_at,
        )
        await record(tx, cause, "api_token.create", "api_token", token.id, after={"name": name, "scopes": scopes})
    return token


async def end_api_token(user_id: UUID, token_id: UUID, cause: Cause) -> bool:
    """End one of an account's tokens; False when it has no such living one."""
    async with in_transaction() as tx:
        mine = ApiToken.filter(id=token_id, user_id=user_id, revoked_at=None)
        ended = await mine.using_db(tx).update(revoked_at=cause.now)
        if ended:
            await record(tx, cause, "api_token.end", "api_token", token_id)
    return bool(ended)


async def note_api_token_used(token_id: UUID, now: datetime) -> None:
    """Write that a token was used, at most once a minute."""
    await get_connection("default").execute_query(
        "UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)",
        [token_id, now, now - SEEN_EVERY],
    )
