"""Asking a signed-in caller for their password once more."""

from aiohttp import web

from models.queries.accounts import user_by_id
from models.tables.users import User
from server.access import account_of
from server.errors import Forbidden
from server.keys import AUTH


async def prove_own_password(request: web.Request, password: str) -> User:
    """The caller's account, when the password is theirs. Raises Forbidden."""
    user = await user_by_id(account_of(request))
    verdict = await request.app[AUTH].passwords.verify(user.password_hash, password)
    if not verdict.ok:
        raise Forbidden("The password is wrong", code="wrong_password", reason="wrong_password")
    return user
