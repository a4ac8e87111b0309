"""One's own password and address: changing them, and proving them by mail."""

from http import HTTPStatus

from aiohttp import web

from handlers.schemas.auth import EmailChangeIn, EmailTokenIn, ForgotIn, PasswordChangeIn, PasswordResetIn
from models.actions import credentials
from models.actions.credentials import Mailed
from models.queries.accounts import user_by_id
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Answer, Quota, Replay, Routes, public, signed_in
from server.errors import BadRequest, Conflict, Forbidden, TooMany
from server.keys import AUTH, PRINCIPAL
from server.mailed import find_mailed_token, new_mailed_token, spent_token
from server.new_password import hash_new_password
from server.own_password import prove_own_password

routes = Routes(tag="Auth")

MAILS = Quota(5)
TRIES = Quota(20)


@routes.post("/auth/password/forgot", allow=public, status=HTTPStatus.ACCEPTED, replay=Replay.OFF, quota=MAILS)
async def forgot_password(request: web.Request, *, body: ForgotIn) -> Answer[None]:
    """Ask for a mail with a link to a new password; the answer is the same whether the address is known or not."""
    token = new_mailed_token(request.app[AUTH], Mailed.RESET_PASSWORD)
    await credentials.request_reset(body.email, token, cause_of(request))
    return Answer(None, status=HTTPStatus.ACCEPTED)


@routes.post("/auth/password/reset", allow=public, raises=(BadRequest,), replay=Replay.OFF, quota=TRIES)
async def reset_password(request: web.Request, *, body: PasswordResetIn) -> None:
    """Set a new password with a mailed token; one use, ends all sign-ins, does not bypass the second factor."""
    auth = request.app[AUTH]
    token = await find_mailed_token(auth, body.token)
    owner = await user_by_id(token.user_id)
    hashed = await hash_new_password(auth, body.new_password, owner.email, owner.full_name, field="new_password")
    if not await credentials.reset_password(token, hashed, cause_of(request)):
        raise spent_token()


@routes.post("/auth/password/change", allow=signed_in, raises=(Forbidden, TooMany), replay=Replay.OFF, quota=TRIES)
async def change_password(request: web.Request, *, body: PasswordChangeIn) -> None:
    """Set a new password; all other sign-ins end."""
    user = await prove_own_password(request, body.current_password)
    hashed = await hash_new_password(
        request.app[AUTH], body.new_password, user.email, user.full_name, field="new_password"
    )
    session_id = request[PRINCIPAL].session_id
    if not await credentials.change_password(user.id, session_id, user.password_hash, hashed, cause_of(request)):
        raise Forbidden("The password is wrong", code="wrong_password", reason="wrong_password")


@routes.post("/auth/email/verify", allow=public, raises=(BadRequest, Conflict), replay=Replay.OFF, quota=TRIES)
async def verify_email(request: web.Request, *, body: EmailTokenIn) -> None:
    """Prove an address, or move to a new one, with a mailed token."""
    token = await find_mailed_token(request.app[AUTH], body.token)
    if not await credentials.verify_email(token, cause_of(request)):
        raise spent_token()


@routes.post("/auth/email/verify/request", allow=signed_in, status=HTTPStatus.ACCEPTED, replay=Replay.OFF, quota=MAILS)
async def request_verification(request: web.Request) -> Answer[None]:
    """Ask for a mail that proves one's address."""
    token = new_mailed_token(request.app[AUTH], Mailed.VERIFY_EMAIL)
    await credentials.request_verification(account_of(request), token, cause_of(request))
    return Answer(None, status=HTTPStatus.ACCEPTED)


@routes.post(
    "/auth/email/change",
    allow=signed_in,
    status=HTTPStatus.ACCEPTED,
    raises=(Forbidden, Conflict, TooMany),
    replay=Replay.OFF,
    quota=MAILS,
)
async def change_email(request: web.Request, *, body: EmailChangeIn) -> Answer[None]:
    """Ask for a mail to a new address; the account moves when its link is followed."""
    user = await prove_own_password(request, body.password)
    token = new_mailed_token(request.app[AUTH], Mailed.CHANGE_EMAIL)
    await credentials.request_email_change(user.id, body.email, token, cause_of(request))
    return Answer(None, status=HTTPStatus.ACCEPTED)
