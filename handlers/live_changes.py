"""Live sessions that are changed, deleted, started again, or caught up with."""

from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.live import CatchUpIn, CatchUpOut, CatchUpsOut, LivePatch, LiveSessionOut
from models.actions.live_catch_up import Chance, offer
from models.actions.live_changes import change_session, delete_session, restart_session
from models.actions.live_log import read_log
from models.queries import live as queries
from models.queries.live import SessionRow
from models.queries.standing import Subject
from realtime.catching_up import plan_to_catch_up
from realtime.doors import DOOR
from server.access import account_of
from server.course_access import staff_of
from server.endpoint import Created, Routes
from server.errors import Conflict, NotFound
from server.keys import CLOCK, SETTINGS

routes = Routes(tag="Live")
session_staff = staff_of(Subject.LIVE_SESSION)


async def _found(session_id: UUID) -> SessionRow:
    if (row := await queries.session_by_id(session_id)) is None:
        raise NotFound("There is no such session")
    return row


@routes.patch("/live-sessions/{live_session_id}", allow=session_staff, raises=(NotFound, Conflict))
async def change_live_session(request: web.Request, *, live_session_id: UUID, body: LivePatch) -> LiveSessionOut:
    """Change the settings of a session that waits in its lobby."""
    door = request.app[DOOR]
    entries = await change_session(live_session_id, body.stored(), now=request.app[CLOCK](), now_ms=door.now())
    door.announce(live_session_id, entries)
    return LiveSessionOut.of(await _found(live_session_id), origin=request.app[SETTINGS].origin)


@routes.delete(
    "/live-sessions/{live_session_id}",
    allow=session_staff,
    status=HTTPStatus.NO_CONTENT,
    raises=(NotFound, Conflict),
)
async def delete_live_session(request: web.Request, *, live_session_id: UUID) -> None:
    """Delete a session that waits in its lobby."""
    await delete_session(live_session_id)
    request.app[DOOR].deleted(live_session_id)


@routes.post(
    "/live-sessions/{live_session_id}/restart",
    allow=session_staff,
    status=HTTPStatus.CREATED,
    raises=(NotFound, Conflict),
)
async def restart_live_session(request: web.Request, *, live_session_id: UUID) -> Created[LiveSessionOut]:
    """Make a new session of the same quiz with the same people, after the end of this one."""
    made = await restart_session(live_session_id, account_of(request), now=request.app[CLOCK]())
    out = LiveSessionOut.of(await _found(made.id), origin=request.app[SETTINGS].origin)
    return Created(out, f"/api/v1/live-sessions/{made.id}")


@routes.post(
    "/live-sessions/{live_session_id}/catch-up",
    allow=session_staff,
    status=HTTPStatus.OK,
    raises=(NotFound, Conflict),
)
async def offer_catch_up(request: web.Request, *, live_session_id: UUID, body: CatchUpIn) -> CatchUpsOut:
    """Let everyone who was enrolled and not there play by themselves, with the same clock; once for each."""
    now = request.app[CLOCK]()
    row = await _found(live_session_id)
    if row.phase not in {"ended", "finalized"} or row.settings["rehearsal"] or row.settings.get("catch_up_of"):
        raise Conflict("Only a session that is over can be caught up with", code="session_running")
    if row.settings.get("anonymous"):
        raise Conflict("Nobody knows who was there", code="anonymous")
    plan = plan_to_catch_up(row, await read_log(queries.default_connection(), row.id, 0))
    if not plan:
        raise Conflict("Nothing was played that could be caught up with", code="nothing_to_play")
    made = await offer(Chance(row, plan, body.until_after(now), account_of(request)), now=now)
    return CatchUpsOut(items=[CatchUpOut(session=each.session_id, user=each.user_id, name=each.name) for each in made])
