"""Accounts: one's own, and all of them for admins."""

from aiohttp import web

from handlers.schemas.users import ProfilePatch, UserOut
from models.actions import accounts
from models.queries.accounts import user_by_id
from server.cause import cause_of
from server.endpoint import Routes, signed_in
from server.keys import PRINCIPAL

routes = Routes(prefix="/api/v1", tag="Users")


@routes.get("/users/me", allow=signed_in)
async def my_account(request: web.Request) -> UserOut:
    """One's own account."""
    who = request[PRINCIPAL]
    assert who.user_id
    return UserOut.of(await user_by_id(who.user_id))


@routes.patch("/users/me", allow=signed_in)
async def change_my_account(request: web.Request, *, body: ProfilePatch) -> UserOut:
    """Change one's own name, language or time zone."""
    who = request[PRINCIPAL]
    assert who.user_id
    return UserOut.of(await accounts.change_profile(who.user_id, body.changes(), cause_of(request)))
