"""One's own account."""

from aiohttp import web

from handlers.schemas.users import ProfilePatch, UserOut
from models.actions import accounts
from models.queries.accounts import user_by_id
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Routes, signed_in

routes = Routes(tag="Users")


@routes.get("/users/me", allow=signed_in)
async def my_account(request: web.Request) -> UserOut:
    """One's own account."""
    return UserOut.of(await user_by_id(account_of(request)))


@routes.patch("/users/me", allow=signed_in)
async def change_my_account(request: web.Request, *, body: ProfilePatch) -> UserOut:
    """Change one's own name, language or time zone."""
    return UserOut.of(await accounts.change_profile(account_of(request), body.changes(), cause_of(request)))
