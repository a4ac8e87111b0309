"""Signing up, signing in, refreshing, signing out."""

from http import HTTPStatus
from typing import Annotated

from aiohttp import web

from handlers.schemas.auth import (
    ChallengeOut,
    LoginIn,
    MfaLoginIn,
    OAuthForm,
    RefreshIn,
    RegisterIn,
    SignedInOut,
    TokensOut,
)
from models.actions import accounts, credentials, sessions
from models.actions.credentials import Mailed
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Answer, Form, Quota, Replay, Routes, public, signed_in
from server.errors import BadRequest, Conflict, TooMany, Unauthorized
from server.keys import AUTH, PRINCIPAL
from server.mailed import new_mailed_token
from server.new_password import hash_new_password
from server.sign_in import Challenged, Proved, open_api_session, pair_of, prove_code, prove_password, refresh_pair
from server.visit import device_cookie, visit_of

routes = Routes(tag="Auth")

SIGN_UPS = Quota(10)
SIGN_INS = Quota(30)


async def _open(request: web.Request, proved: Proved) -> tuple[SignedInOut, dict[str, str]]:
    """The new session, and the header that makes the browser a known device: others' guesses cannot lock it out."""
    auth = request.app[AUTH]
    pair = pair_of(auth, await open_api_session(auth, proved, cause_of(request)))
    known = {"Set-Cookie": device_cookie(request, auth.keyring, proved.user.id)}
    return SignedInOut.of(proved.user, pair), known


@routes.post(
    "/auth/register",
    allow=public,
    status=(HTTPStatus.CREATED, HTTPStatus.ACCEPTED),
    raises=(Conflict,),
    replay=Replay.OFF,
    quota=SIGN_UPS,
)
async def register(request: web.Request, *, body: RegisterIn) -> Answer[SignedInOut | None]:
    """Make an account; its role is always student.

    Where addresses are verified the answer is 202 and a mail in every case, also when the address is taken.
    """
    auth, cause = request.app[AUTH], cause_of(request)
    name, hashed = body.full_name, await hash_new_password(auth, body.password, body.email, body.full_name)
    if auth.settings.verifies_email:
        token = new_mailed_token(auth, Mailed.VERIFY_EMAIL)
        await credentials.register(email=body.email, full_name=name, password_hash=hashed, token=token, cause=cause)
        return Answer(None, status=HTTPStatus.ACCEPTED)
    user = await accounts.sign_up(email=body.email, full_name=name, password_hash=hashed, cause=cause)
    out, known = await _open(request, Proved(user))
    return Answer(out, status=HTTPStatus.CREATED, headers=known)


@routes.post(
    "/auth/login",
    allow=public,
    status=HTTPStatus.OK,
    raises=(Unauthorized, TooMany),
    replay=Replay.OFF,
    quota=SIGN_INS,
)
async def login(request: web.Request, *, body: LoginIn) -> Answer[SignedInOut | ChallengeOut]:
    """Sign in; with a second factor a challenge comes back, to be answered at `/auth/login/mfa`.

    Wrong, unknown and disabled look and time alike.
    """
    proved = await prove_password(request.app[AUTH], visit_of(request, "api"), body.email, body.password)
    if isinstance(proved, Challenged):
        return Answer(ChallengeOut.of(proved))
    out, known = await _open(request, proved)
    return Answer(out, headers=known)


@routes.post(
    "/auth/login/mfa",
    allow=public,
    status=HTTPStatus.OK,
    raises=(Unauthorized, TooMany),
    replay=Replay.OFF,
    quota=SIGN_INS,
)
async def login_mfa(request: web.Request, *, body: MfaLoginIn) -> Answer[SignedInOut]:
    """Answer a challenge with a code of the authenticator, or a recovery code; five tries."""
    proved = await prove_code(request.app[AUTH], visit_of(request, "api"), body.challenge_token, body.code)
    out, known = await _open(request, proved)
    return Answer(out, headers=known)


@routes.post(
    "/auth/token",
    allow=public,
    status=HTTPStatus.OK,
    raises=(BadRequest, Unauthorized, TooMany),
    replay=Replay.OFF,
    quota=SIGN_INS,
)
async def token(request: web.Request, *, body: Annotated[OAuthForm, Form()]) -> TokensOut:
    """Sign in by the OAuth2 password form, so that the docs page can authorise; not with a second factor."""
    auth, cause = request.app[AUTH], cause_of(request)
    proved = await prove_password(auth, visit_of(request, "api"), body.username, body.password)
    if isinstance(proved, Challenged):
        raise BadRequest("This account has a second factor; sign in at /auth/login", code="mfa_required")
    return TokensOut.of(pair_of(auth, await open_api_session(auth, proved, cause)))


@routes.post("/auth/refresh", allow=public, status=HTTPStatus.OK, raises=(Unauthorized,), replay=Replay.OFF)
async def refresh(request: web.Request, *, body: RefreshIn) -> TokensOut:
    """Trade a refresh token for a new pair.

    The old one returns the same successor for 10 s while that is unused; any other reuse ends the sign-in.
    """
    return TokensOut.of(await refresh_pair(request.app[AUTH], body.refresh_token, cause_of(request)))


@routes.post("/auth/logout", allow=signed_in, replay=Replay.OFF)
async def logout(request: web.Request) -> None:
    """End this sign-in at once, its access tokens too."""
    if session_id := request[PRINCIPAL].session_id:
        _ = await sessions.end_session(account_of(request), session_id, "logout", cause_of(request))
