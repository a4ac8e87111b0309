"""Signing up, signing in, refreshing, signing out."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from aiohttp import web

from handlers.schemas.auth import (
    LoginIn,
    OAuthForm,
    RefreshIn,
    RegisterIn,
    SessionOut,
    SignedInOut,
    TicketOut,
    TokensOut,
)
from handlers.schemas.users import UserOut
from models.actions import accounts, sessions
from models.queries.accounts import open_sessions
from server.cause import cause_of
from server.endpoint import Answer, Form, Page, Replay, Routes, public, signed_in, signed_in_or_guest
from server.errors import Conflict, Forbidden, NotFound, Unauthorized
from server.http.limiter import Quota
from server.keys import AUTH, CLOCK, PRINCIPAL
from server.sign_in import open_api_session, pair_of, prove_password, refresh_pair

routes = Routes(prefix="/api/v1", tag="Auth")


@routes.post("/auth/register", allow=public, status=HTTPStatus.CREATED, raises=(Conflict,), replay=Replay.OFF)
async def register(request: web.Request, *, body: RegisterIn) -> SignedInOut:
    """Make an account; its role is always student."""
    auth, cause = request.app[AUTH], cause_of(request)
    user = await accounts.create_account(
        email=body.email,
        full_name=body.full_name,
        password_hash=await auth.passwords.hash(body.password),
        cause=cause,
    )
    signed = await open_api_session(auth, user, cause)
    return SignedInOut(user=UserOut.of(user), tokens=TokensOut.of(pair_of(auth, signed)))


@routes.post("/auth/login", allow=public, status=HTTPStatus.OK, raises=(Unauthorized,), replay=Replay.OFF)
async def login(request: web.Request, *, body: LoginIn) -> SignedInOut:
    """Sign in. Wrong, unknown and disabled look and time alike."""
    auth = request.app[AUTH]
    user, better_hash = await prove_password(auth, body.email, body.password)
    signed = await open_api_session(auth, user, cause_of(request), better_hash)
    return SignedInOut(user=UserOut.of(user), tokens=TokensOut.of(pair_of(auth, signed)))


@routes.post("/auth/token", allow=public, status=HTTPStatus.OK, raises=(Unauthorized,), replay=Replay.OFF)
async def token(request: web.Request, *, body: Annotated[OAuthForm, Form()]) -> TokensOut:
    """Sign in by the OAuth2 password form, so that the docs page can authorise."""
    auth = request.app[AUTH]
    user, better_hash = await prove_password(auth, body.username, body.password)
    signed = await open_api_session(auth, user, cause_of(request), better_hash)
    return TokensOut.of(pair_of(auth, signed))


@routes.post("/auth/refresh", allow=public, status=HTTPStatus.OK, raises=(Unauthorized,), replay=Replay.OFF)
async def refresh(request: web.Request, *, body: RefreshIn) -> TokensOut:
    """Trade a refresh token for a new pair.

    The old one returns the same successor for 10 s while that is unused; any other reuse ends the sign-in.
    """
    return TokensOut.of(await refresh_pair(request.app[AUTH], body.refresh_token, cause_of(request)))


@routes.post("/auth/logout", allow=signed_in, replay=Replay.OFF)
async def logout(request: web.Request) -> None:
    """End this sign-in at once, its access tokens too."""
    who = request[PRINCIPAL]
    if who.user_id and who.session_id:
        _ = await sessions.end_session(who.user_id, who.session_id, "logout", cause_of(request))


@routes.get("/auth/sessions", allow=signed_in)
async def list_sessions(request: web.Request) -> Page[SessionOut]:
    """One's own sign-ins that still stand, the newest first."""
    who = request[PRINCIPAL]
    assert who.user_id
    found = await open_sessions(who.user_id, request.app[CLOCK]())
    return Page(items=[SessionOut.of(session, who.session_id) for session in found])


@routes.delete("/auth/sessions/{session_id}", allow=signed_in, raises=(NotFound,))
async def end_session(request: web.Request, *, session_id: UUID) -> None:
    """End one of one's own sign-ins."""
    who = request[PRINCIPAL]
    assert who.user_id
    if not await sessions.end_session(who.user_id, session_id, "revoked", cause_of(request)):
        raise NotFound("You have no such sign-in")


@routes.post("/auth/sessions/revoke-others", allow=signed_in, replay=Replay.OFF)
async def revoke_others(request: web.Request) -> None:
    """End all of one's own sign-ins but this one."""
    who = request[PRINCIPAL]
    assert who.user_id
    _ = await sessions.end_other_sessions(who.user_id, who.session_id, cause_of(request))


@routes.post(
    "/ws/tickets",
    allow=signed_in_or_guest,
    status=HTTPStatus.CREATED,
    raises=(Forbidden,),
    replay=Replay.OFF,
    quota=Quota(600),
)
async def make_ticket(request: web.Request) -> Answer[TicketOut]:
    """A ticket that opens one socket as the caller; one use, 60 seconds."""
    who = request[PRINCIPAL]
    if who.scopes is not None:
        raise Forbidden("API tokens open no sockets", reason="api_token")
    ticket, seconds = request.app[AUTH].mint_ticket(who)
    return Answer(TicketOut(ticket=ticket, expires_in=seconds), status=HTTPStatus.CREATED)
