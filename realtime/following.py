"""Subscribing: the reply, then a replay or a snapshot, then `synced`, with nothing live in between."""

from collections.abc import Sequence
from typing import Any

from models.queries.live import AnswerRow, answers_by_sub, own_answer
from models.rules.numbers import exact
from realtime import protocol
from realtime.acceptance import fit_for_a_sub
from realtime.answers import told_status
from realtime.connection import Connection, Subscription
from realtime.entering import Place, find_place
from realtime.frames import text_frame
from realtime.plans import told_to_hosts
from realtime.projection import sees, snapshot_body
from realtime.protocol import Body, Close, Code, Refused, Resume, Role
from realtime.room import Kept, Room
from realtime.rooms import Rooms
from realtime.state import Phase, RunState
from realtime.ticker import tell_presence, tell_tally, tell_window

MAX_PENDING = 50


async def follow(
    rooms: Rooms,
    connection: Connection,
    to: int,
    room: Room,
    wanted: Role | None,
    resume: Resume | None,
    pending: Sequence[str] = (),
) -> None:
    """Answer a subscribe or a resync. Raises Refused."""
    assert connection.principal is not None
    if len(pending) > MAX_PENDING or not all(fit_for_a_sub(sub) for sub in pending):
        raise Refused(Code.BAD_REQUEST, f"At most {MAX_PENDING} subs may be pending, each a short printable text")
    place = await find_place(rooms, room, connection.principal, wanted)
    participant = str(place.seat.id) if place.seat is not None else None
    if participant is not None and participant not in room.view.seats:
        await rooms.sync(room)
    if participant is not None:
        rooms.note_return(room, participant, pending)
    receipts = await _receipts(participant, pending)
    own = await _own_answer(room, participant)
    _begin(rooms, connection, to, room, _subscription(connection, room, place, participant), resume, own, receipts)


def _subscription(connection: Connection, room: Room, place: Place, participant: str | None) -> Subscription:
    return Subscription(connection, room, place.role, participant)


async def _receipts(participant: str | None, pending: Sequence[str]) -> Body:
    if participant is None:
        return {}
    rows = {row.sub: row for row in await answers_by_sub(participant, list(pending))}
    return {sub: _receipt(rows.get(sub)) for sub in pending}


def _receipt(row: AnswerRow | None) -> Body:
    if row is None:
        return {"status": "unknown"}
    return {"status": row.status, "receipt": row.receipt, "credited_ms": row.credited_ms}


async def _own_answer(room: Room, participant: str | None) -> AnswerRow | None:
    """The caller's answer to the run that is shown; asked again when another run began meanwhile."""
    while participant is not None and (run := room.state.run) is not None and run.state is not RunState.PREPARE:
        row = await own_answer(run.id, participant)
        if room.state.run is not None and room.state.run.id == run.id:
            return row
    return None


def _begin(
    rooms: Rooms,
    connection: Connection,
    to: int,
    room: Room,
    subscription: Subscription,
    resume: Resume | None,
    own: AnswerRow | None,
    receipts: Body,
) -> None:
    """From here on nothing awaits: what the log brings next is live for this subscriber."""
    room.flush()
    role, now = subscription.role, rooms.clock.now()
    kept = _behind(room, role, resume)
    reply = {
        "ch": room.ch,
        "role": role,
        "epoch": room.row.epoch,
        "head": room.view.last[role],
        "mode": "snapshot" if kept is None else "replay",
        "receipts": receipts,
    }
    if subscription.participant is not None:
        reply["participant"] = subscription.participant
    connection.reply(to, reply)
    if kept is None:
        body = snapshot_body(room.view, role, _extra(room, role), _you(room, subscription, own))
        connection.send(protocol.snapshot(room.ch, room.view.last[role], now, body))
    else:
        frames = (room.own_frame(each, role, subscription.participant) for each in kept)
        subscription.write(b"".join(frame for frame in frames if frame is not None))
    connection.send(protocol.synced(room.ch, room.view.last[role], now))
    _enter(connection, room, subscription)
    subscription.write(text_frame(tell_presence(room, role, now)))
    if room.state.phase is Phase.OPEN:
        subscription.write(text_frame(tell_tally(room, role, now)))
    if subscription.participant and (told := tell_window(room, subscription.participant, now)) is not None:
        subscription.write(text_frame(told))
    if room.state.phase is Phase.LOBBY:
        rooms.arm(room)  # a session that waited for this one may begin
    if room.state.phase is Phase.FINALIZED:
        subscription.end("over", Close.OVER)


def _enter(connection: Connection, room: Room, subscription: Subscription) -> None:
    """A second subscribe to a channel on one socket replaces the first, without a goodbye."""
    older = connection.subscriptions.get(room.ch)
    if older is not None:
        older.leave()
    connection.subscriptions[room.ch] = subscription
    room.add(subscription)


def _behind(room: Room, role: Role, resume: Resume | None) -> list[Kept] | None:
    """The entries a returning subscriber lacks; None when only a snapshot can help.

    That is so for another epoch, a position this audience cannot have seen, and more than we keep.
    """
    if resume is None or resume.epoch != room.row.epoch or not 0 <= resume.s <= room.view.last[role]:
        return None
    first = room.recent[0].entry.s if room.recent else 1
    if resume.s + 1 < first or (resume.s and not _could_see(room, role, resume.s)):
        return None
    return [kept for kept in room.recent if kept.entry.s > resume.s]


def _could_see(room: Room, role: Role, s: int) -> bool:
    if s == room.view.last[role]:
        return True
    return any(kept.entry.s == s and sees(role, kept.entry.t) for kept in room.recent)


def _extra(room: Room, role: Role) -> Body:
    extra: dict[str, Any] = {
        "scoring": room.plan.options.scoring,
        "host": {"present": room.hosts() > 0, "user": room.leader},
        "counts": room.counts(),
    }
    if room.plan.options.teams is not None:
        extra["teams"] = room.plan.options.teams
    if room.plan.options.starts_at_ms is not None:
        extra["starts_at"] = room.plan.options.starts_at_ms
    if role is Role.HOST:
        extra |= {"roster": _roster(room), "plan": told_to_hosts(room.plan)}
    return extra


def _roster(room: Room) -> list[Body]:
    """The host's list of seats."""
    present, answered = room.present(), room.current.answers
    return [
        {
            "participant": key,
            "name": seat.name,
            "present": key in present,
            "answered": key in answered,
            "hand": seat.hand,
            **({} if seat.team is None else {"team": seat.team}),
        }
        for key, seat in room.view.seats.items()
    ]


def _you(room: Room, subscription: Subscription, own: AnswerRow | None) -> Body | None:
    if subscription.participant is None:
        return None
    mine: Body = {}
    if own is not None:
        mine = {"answer": own.answer, "status": told_status(own.status), "receipt": own.receipt}
    run, seat = room.state.run, room.view.seats[subscription.participant]
    if seat.factor != 1 and run is not None and room.state.phase is Phase.OPEN:
        mine["closes_at"] = run.window_end(exact(seat.factor))
    return room.view.you(subscription.participant, mine)
