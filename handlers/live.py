"""Live sessions over REST: made, joined, answered (the socket's HTTP twin), and looked back at."""

from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.live import (
    AckOut,
    AnswerIn,
    CodeOut,
    JoinIn,
    JoinOut,
    LiveCardOut,
    LiveListQuery,
    LiveSessionIn,
    LiveSessionOut,
)
from models.actions.live_seats import check_seat
from models.actions.live_sessions import create_session
from models.queries import live as queries
from models.queries.accounts import user_by_id
from models.queries.live import SessionRow
from models.queries.standing import Subject, standing_at
from models.rules.access import Principal
from realtime.doors import DOOR
from server.access import account_of
from server.course_access import staff_of
from server.endpoint import (
    Created,
    Page,
    Replay,
    Routes,
    anyone,
    public,
    read_cursor,
    signed_in,
    write_cursor,
)
from server.errors import Conflict, Forbidden, NotFound, TooMany
from server.keys import AUTH, CLOCK, PRINCIPAL, SETTINGS
from server.live_access import (
    LIVE_PLACE,
    LIVE_SEAT,
    LivePlace,
    guess_is_free,
    joining_is_free,
    live_people,
    live_players,
)
from server.live_refusals import answer_in, as_http

routes = Routes(tag="Live")
session_staff = staff_of(Subject.LIVE_SESSION)


async def _found(session_id: UUID) -> SessionRow:
    if (row := await queries.session_by_id(session_id)) is None:
        raise NotFound("There is no such session")
    return row


def _out(request: web.Request, row: SessionRow) -> LiveSessionOut:
    return LiveSessionOut.of(row, origin=request.app[SETTINGS].origin)


@routes.post("/live-sessions", allow=signed_in, status=HTTPStatus.CREATED, raises=(Forbidden, NotFound, Conflict))
async def make_session(request: web.Request, *, body: LiveSessionIn) -> Created[LiveSessionOut]:
    """Take a published quiz live; the staff of its course may."""
    standing = await standing_at(Subject.QUIZ, body.quiz_id, request[PRINCIPAL])
    if standing is None or not standing.knows_course or body.course_id not in {None, standing.course_id}:
        raise NotFound("There is no such quiz")
    if not standing.is_staff:
        raise Forbidden("Only staff of the course may take its quizzes live", reason="not_staff")
    settings = body.stored(whole=True)
    made = await create_session(body.quiz_id, account_of(request), settings, now=request.app[CLOCK]())
    return Created(_out(request, await _found(made.id)), f"/api/v1/live-sessions/{made.id}")


@routes.get("/live-sessions", allow=signed_in, name="list_live_sessions")
async def list_sessions(request: web.Request, *, query: LiveListQuery) -> Page[LiveCardOut]:
    """List the sessions of the courses you teach, newest first."""
    who = request[PRINCIPAL]
    whose = None if who.is_admin else account_of(request)
    after = read_cursor(query.cursor, tuple[UUID])
    before = after[0] if after else None
    missed = str(query.catch_up_of) if query.catch_up_of else None
    rows = await queries.sessions_of_staff(
        whose, course_id=query.course, catch_up_of=missed, before=before, limit=query.limit + 1
    )
    page = rows[: query.limit]
    total = None
    if query.count:
        total = await queries.count_sessions(whose, course_id=query.course, catch_up_of=missed)
    following = write_cursor((page[-1].id,)) if len(rows) > query.limit else None
    return Page(items=[LiveCardOut.of(card) for card in page], next=following, total=total)


@routes.get("/live-sessions/{live_session_id}", allow=live_people, raises=(NotFound,))
async def show_session(request: web.Request, *, live_session_id: UUID) -> LiveSessionOut:
    """Show a session to its staff and its participants."""
    out = _out(request, await _found(live_session_id))
    # Which names a teacher has forbidden may point at somebody.
    return out if request[LIVE_PLACE] is LivePlace.STAFF else out.model_copy(update={"blocked_names": []})


@routes.post(
    "/live/join",
    allow=anyone,
    status=HTTPStatus.CREATED,
    raises=(Forbidden, NotFound, Conflict, TooMany),
    replay=Replay.OFF,
)
async def join(request: web.Request, *, body: JoinIn) -> JoinOut:
    """Take a seat by code: as yourself when signed in, else as a guest where guests are allowed."""
    row = await _by_code(request, body.code)
    who = request.get(PRINCIPAL)
    if who is not None and (seat := await _own_seat(row, who)) is not None:
        check_seat(seat)
        return _seat_out(request, row, seat)
    user = await user_by_id(who.user_id) if who is not None and who.user_id is not None else None
    if not row.settings["guests"] and not (user and await _belongs(request, row)):
        raise Forbidden("This session is for enrolled students", reason="guests_not_allowed", code="guests_not_allowed")
    if wait_s := await joining_is_free(request, row.id):
        raise TooMany("Too many people join this session at once", retry_after=wait_s)
    name = user.full_name[:40] if user else (body.name or "")
    joined = await request.app[DOOR].sit_down(row.id, user.id if user else None, name)
    return _seat_out(request, row, joined.seat)


async def _belongs(request: web.Request, row: SessionRow) -> bool:
    standing = await standing_at(Subject.LIVE_SESSION, row.id, request[PRINCIPAL])
    return standing is not None and (standing.is_staff or standing.learns(request.app[CLOCK]()))


async def _own_seat(row: SessionRow, who: Principal) -> queries.SeatRow | None:
    """The seat that a participant token gives: in its own session, or kept in the one that came after it."""
    if who.participant_id is None:
        return None
    if who.live_session_id != row.id:
        return await queries.seat_after(row.id, who.participant_id)
    if (seat := await queries.seat_by_id(row.id, who.participant_id)) is None:
        raise NotFound("There is no such seat")
    return seat


def _seat_out(request: web.Request, row: SessionRow, seat: queries.SeatRow) -> JoinOut:
    token = request.app[AUTH].mint_participant_token(seat.id, row.id)
    return JoinOut(session=row.id, participant=seat.id, name=seat.name, token=token)


async def _by_code(request: web.Request, code: str) -> SessionRow:
    if (row := await queries.session_by_code(code)) is not None:
        return row
    if wait_s := await guess_is_free(request):
        raise TooMany("Too many wrong codes", retry_after=wait_s)
    raise NotFound("No session has this code")


@routes.get("/live/codes/{code}", allow=public, raises=(NotFound, TooMany))
async def show_code(request: web.Request, *, code: str) -> CodeOut:
    """Say whether a code exists, and what it is called; nothing more."""
    row = await _by_code(request, code)
    return CodeOut(code=row.code, title=row.title, guests=row.settings["guests"])


@routes.post(
    "/live-sessions/{live_session_id}/runs/{run_id}/answers",
    allow=live_players,
    status=HTTPStatus.OK,
    raises=(Forbidden, NotFound, Conflict),
    replay=Replay.OFF,
)
async def hand_in(request: web.Request, *, live_session_id: UUID, run_id: UUID, body: AnswerIn) -> AckOut:
    """Hand in an answer where no socket can be had; `sub` makes it safe to repeat."""
    with as_http():
        ack = await request.app[DOOR].answer(live_session_id, request[LIVE_SEAT].id, answer_in(run_id, body))
    return AckOut(**ack)
