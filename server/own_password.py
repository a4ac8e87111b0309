"""Asking a signed-in caller for their password once more."""

from aiohttp import web

from models.queries.accounts import user_by_id
from models.rules.guessing import QUARTER, Counter
from models.tables.users import User
from server.access import account_of
from server.errors import Forbidden, TooMany
from server.keys import AUTH, GUESSES, PRINCIPAL


async def prove_own_password(request: web.Request, password: str) -> User:
    """The caller's account, when the password is theirs. Raises Forbidden, or TooMany."""
    user, guesses = await user_by_id(account_of(request)), request.app[GUESSES]
    # Counted by session: a thief of one session cannot keep the owner from using another.
    counted = [Counter(f"own:{user.id}:{request[PRINCIPAL].session_id}", 10, QUARTER)]
    if guesses and (wait := await guesses.reserve(counted)):
        raise TooMany("Too many tries; wait a while", retry_after=wait, code="too_many_attempts")
    verdict = await request.app[AUTH].passwords.verify(user.password_hash, password)
    if not verdict.ok:
        raise Forbidden("The password is wrong", code="wrong_password", reason="wrong_password")
    if guesses:
        await guesses.release(counted)
    return user
