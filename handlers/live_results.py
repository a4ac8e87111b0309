"""Live sessions looked back at: the log, receipts, results, and the proofs that they hold."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.live import EventOut, EventsOut, EventsQuery, ReceiptOut, ReplayOut, ResultsOut
from handlers.schemas.live_fairness import FairnessOut
from handlers.schemas.live_rounds import TransitionsOut
from models.actions.live_log import read_log
from models.queries import live as queries
from models.queries.live import SessionRow
from models.queries.standing import Subject
from realtime.doors import DOOR
from realtime.fairness import fairness
from realtime.projection import project, sees
from realtime.protocol import Role
from realtime.results import read_record, replay, results, table
from realtime.rounds import rounds
from server.course_access import staff_of
from server.endpoint import Routes, Table
from server.errors import NotFound
from server.live_access import LIVE_PLACE, LIVE_SEAT, LivePlace, live_people

routes = Routes(tag="Live")
session_staff = staff_of(Subject.LIVE_SESSION)


async def _found(session_id: UUID) -> SessionRow:
    if (row := await queries.session_by_id(session_id)) is None:
        raise NotFound("There is no such session")
    return row


@routes.get("/live-sessions/{live_session_id}/events", allow=live_people, raises=(NotFound,))
async def list_events(request: web.Request, *, live_session_id: UUID, query: EventsQuery) -> EventsOut:
    """Read the log as your role may see it."""
    role = Role.HOST if request[LIVE_PLACE] is LivePlace.STAFF else Role.PLAYER
    seat = request.get(LIVE_SEAT)
    rows = await read_log(queries.default_connection(), live_session_id, query.after, query.limit + 1)
    items = []
    for entry in rows[: query.limit]:
        if sees(role, entry.t):
            t, d = project(entry, role, str(seat.id) if seat else None)
            items.append(EventOut(t=t, s=entry.s, ts=entry.ts, d=d, h=entry.h.hex()))
    return EventsOut(items=items, next=rows[query.limit - 1].s if len(rows) > query.limit else None)


@routes.get("/live-sessions/{live_session_id}/receipts/{receipt}", allow=live_people, raises=(NotFound,))
async def show_receipt(request: web.Request, *, live_session_id: UUID, receipt: str) -> ReceiptOut:
    """Show the answer that a receipt stands for, to its owner and the host."""
    row = await queries.answer_by_receipt(live_session_id, receipt)
    seat = request.get(LIVE_SEAT)
    mine = row is not None and seat is not None and row.participant == str(seat.id)
    if row is None or not (mine or request[LIVE_PLACE] is LivePlace.STAFF):
        raise NotFound("There is no such receipt")
    return ReceiptOut.of(live_session_id, row, genuine=request.app[DOOR].is_genuine(live_session_id, row))


@routes.get("/live-sessions/{live_session_id}/results", allow=session_staff, raises=(NotFound,))
async def show_results(request: web.Request, *, live_session_id: UUID) -> Table[ResultsOut]:
    """Show everyone's points, grades and answers; also as CSV."""
    del request
    row = await _found(live_session_id)
    record = await read_record(row)
    people = results(record)
    return Table(ResultsOut.model_validate({"participants": people}), name=row.title, rows=table(record, people))


@routes.get("/live-sessions/{live_session_id}/replay", allow=session_staff, raises=(NotFound,))
async def show_replay(request: web.Request, *, live_session_id: UUID) -> ReplayOut:
    """Rebuild the board from the log and the answers, and say whether it is what was shown."""
    del request
    return ReplayOut.model_validate(replay(await read_record(await _found(live_session_id))))


@routes.get("/live-sessions/{live_session_id}/fairness", allow=session_staff, raises=(NotFound,))
async def show_fairness(request: web.Request, *, live_session_id: UUID) -> FairnessOut:
    """Report round trips, the credit given for lag, and what it changed."""
    del request
    return FairnessOut.model_validate(fairness(await read_record(await _found(live_session_id))))


@routes.get("/live-sessions/{live_session_id}/transitions", allow=session_staff, raises=(NotFound,))
async def show_transitions(request: web.Request, *, live_session_id: UUID) -> TransitionsOut:
    """Show who changed from what to what where an item was asked more than once."""
    del request
    return TransitionsOut.model_validate({"items": rounds(await read_record(await _found(live_session_id)))})
