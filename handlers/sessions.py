"""One's own sign-ins: seeing them, ending them, making this one fresh, and tickets for sockets."""

from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.auth import SessionOut, StepUpIn, TicketOut
from models.actions import mfa, sessions
from models.queries.accounts import open_sessions
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Answer, Page, Quota, Replay, Routes, signed_in, signed_in_or_guest
from server.errors import Forbidden, NotFound, TooMany, Unauthorized
from server.keys import AUTH, CLOCK, PRINCIPAL
from server.own_password import prove_own_password
from server.sign_in import require_right

routes = Routes(tag="Auth")

TICKETS = Quota(600)


@routes.get("/auth/sessions", allow=signed_in)
async def list_sessions(request: web.Request) -> Page[SessionOut]:
    """One's own sign-ins that still stand, the newest first."""
    found = await open_sessions(account_of(request), request.app[CLOCK]())
    return Page(items=[SessionOut.of(session, request[PRINCIPAL].session_id) for session in found])


@routes.delete("/auth/sessions/{session_id}", allow=signed_in, raises=(NotFound,))
async def end_session(request: web.Request, *, session_id: UUID) -> None:
    """End one of one's own sign-ins."""
    if not await sessions.end_session(account_of(request), session_id, "revoked", cause_of(request)):
        raise NotFound("You have no such sign-in")


@routes.post("/auth/sessions/revoke-others", allow=signed_in, replay=Replay.OFF)
async def revoke_others(request: web.Request) -> None:
    """End all of one's own sign-ins but this one."""
    keep = request[PRINCIPAL].session_id
    _ = await sessions.end_other_sessions(account_of(request), keep, cause_of(request))


@routes.post("/auth/step-up", allow=signed_in, raises=(Forbidden, Unauthorized, TooMany), replay=Replay.OFF)
async def step_up(request: web.Request, *, body: StepUpIn) -> None:
    """Show one's password or a code again, for what asks for a fresh one in the next 15 minutes."""
    user_id, session_id, cause = account_of(request), request[PRINCIPAL].session_id, cause_of(request)
    if body.code is not None:
        attempt = request.app[AUTH].code_try(user_id, body.code, cause.now)
        require_right(await mfa.prove_code(user_id, session_id, attempt, cause))
    else:
        _ = await prove_own_password(request, body.password or "")
        await sessions.note_proof(session_id, cause)


@routes.post(
    "/ws/tickets",
    allow=signed_in_or_guest,
    status=HTTPStatus.CREATED,
    raises=(Forbidden,),
    replay=Replay.OFF,
    quota=TICKETS,
)
async def make_ticket(request: web.Request) -> Answer[TicketOut]:
    """A ticket that opens one socket as the caller; one use, 60 seconds."""
    who = request[PRINCIPAL]
    if who.scopes is not None:
        raise Forbidden("API tokens open no sockets", reason="api_token")
    ticket, seconds = request.app[AUTH].mint_ticket(who)
    return Answer(TicketOut(ticket=ticket, expires_in=seconds), status=HTTPStatus.CREATED)
