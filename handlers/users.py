"""One's own account."""

from http import HTTPStatus

from aiohttp import web

from handlers.schemas.jobs import JobOut
from handlers.schemas.users import EraseIn, ProfilePatch, UserOut
from models.actions import accounts, mfa
from models.actions.erasure import erase_account
from models.actions.jobs import queue_job
from models.queries.accounts import user_by_id
from models.queries.export import PARTS
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Answer, Quota, Replay, Routes, signed_in
from server.errors import Conflict, Forbidden, TooMany, Unauthorized
from server.keys import AUTH
from server.own_password import prove_own_password
from server.sign_in import require_right
from server.step_up import freshly

routes = Routes(tag="Users")

RARE = Quota(10)


@routes.get("/users/me", allow=signed_in)
async def my_account(request: web.Request) -> UserOut:
    """One's own account."""
    return UserOut.of(await user_by_id(account_of(request)))


@routes.patch("/users/me", allow=signed_in)
async def change_my_account(request: web.Request, *, body: ProfilePatch) -> UserOut:
    """Change one's own name, language or time zone."""
    return UserOut.of(await accounts.change_profile(account_of(request), body.changes(), cause_of(request)))


@routes.delete("/users/me", allow=signed_in, raises=(Conflict, Forbidden, Unauthorized, TooMany), quota=RARE)
async def erase_my_account(request: web.Request, *, body: EraseIn) -> None:
    """Erase one's account for good: what names you goes, results stay without a name.

    Asks for the password, and for a code where there is a second factor.
    """
    user, cause = await prove_own_password(request, body.password), cause_of(request)
    if user.mfa_enabled:
        attempt = request.app[AUTH].code_try(user.id, body.code or "", cause.now)
        require_right(await mfa.prove_code(user.id, None, attempt, cause))
    await erase_account(user.id, cause)


@routes.post(
    "/users/me/export",
    allow=freshly(signed_in),
    status=HTTPStatus.ACCEPTED,
    raises=(Conflict, Forbidden),
    replay=Replay.OFF,
    quota=RARE,
)
async def export_my_account(request: web.Request) -> Answer[JobOut]:
    """Gather everything that is kept about oneself, as a job; its result is the data."""
    job = await queue_job(account_of(request), "user_export", {}, total=len(PARTS), cause=cause_of(request))
    return Answer(JobOut.of(job), status=HTTPStatus.ACCEPTED, headers={"Location": f"/api/v1/jobs/{job.id}"})
