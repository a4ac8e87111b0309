"""Host commands: what each asks of the state machine, with the facts it needs, under the lock."""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_seats import is_voided, rename_seat, set_factor, set_team, void_seat
from models.queries.live import is_staff
from models.refusals import NotFit
from realtime import protocol
from realtime.asking import show_ask
from realtime.correcting import credit, rekey
from realtime.executor import Asked, Build
from realtime.facts import board_facts, reveal_facts
from realtime.plans import draw_labels, keyed
from realtime.protocol import Body, Code, Refused
from realtime.room import Room
from realtime.rooms import Rooms
from realtime.session import (
    Append,
    Close,
    Command,
    Extend,
    Lock,
    Noop,
    Open,
    Pause,
    Resume,
    Reveal,
    Show,
    Skip,
    Stale,
    step,
)
from realtime.state import Millis, RunState, State
from realtime.timing import end

MAX_EXTEND_MS: Final = 3_600_000
LEAST_FACTOR: Final = 1.0
MOST_FACTOR: Final = 4.0
Maker = Callable[[BaseDBAsyncClient, Room, State, Any], Awaitable[Asked]]


async def _show(_tx: BaseDBAsyncClient, room: Room, _state: State, d: Any) -> Command:
    item = getattr(d, "item", None)
    if item is not None and room.plan.index_of(item) is None:
        raise Refused(Code.NOT_FOUND, "There is no such item")
    return Show(draw_labels, item)


async def _open(_tx: BaseDBAsyncClient, _room: Room, _state: State, _d: Any) -> Command:
    return Open()


async def _close(_tx: BaseDBAsyncClient, _room: Room, _state: State, _d: Any) -> Command:
    return Close()


async def _reveal(tx: BaseDBAsyncClient, room: Room, state: State, _d: Any) -> Command:
    if state.run is None or state.run.state is not RunState.CLOSED:
        return Reveal(None)
    return Reveal(await reveal_facts(tx, room.id, keyed(room.plan, state), state.run))


async def _board(tx: BaseDBAsyncClient, room: Room, _state: State, _d: Any) -> Command:
    return await board_facts(tx, room.id, room.plan.options)


async def _skip(_tx: BaseDBAsyncClient, _room: Room, _state: State, _d: Any) -> Command:
    return Skip()


async def _pause(_tx: BaseDBAsyncClient, _room: Room, _state: State, _d: Any) -> Command:
    return Pause()


async def _resume(_tx: BaseDBAsyncClient, _room: Room, _state: State, _d: Any) -> Command:
    return Resume()


async def _extend(_tx: BaseDBAsyncClient, _room: Room, _state: State, d: protocol.HostExtend) -> Command:
    if not 0 < d.by_ms <= MAX_EXTEND_MS:
        raise Refused(Code.BAD_REQUEST, f"by_ms is between 1 and {MAX_EXTEND_MS}")
    return Extend(d.by_ms)


async def _lock(_tx: BaseDBAsyncClient, _room: Room, _state: State, d: protocol.HostLock) -> Command:
    return Lock(d.locked)


async def _end(tx: BaseDBAsyncClient, room: Room, state: State, _d: Any) -> Command:
    return await end(tx, room.id, room.plan, state)


async def _kick(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostSeat) -> Asked:
    return await _void(tx, room, state, d, ban=False)


async def _ban(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostSeat) -> Asked:
    return await _void(tx, room, state, d, ban=True)


async def _void(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostSeat, *, ban: bool) -> Asked:
    _not_over(state)
    name = await void_seat(tx, room.id, _seat_id(d.participant), ban=ban)
    if name is not None:
        return [Append("roster.removed", {"participant": d.participant, "name": name})]
    if await is_voided(tx, room.id, _seat_id(d.participant), ban=ban):
        return [Noop()]
    raise Refused(Code.NOT_FOUND, "There is no such seat")


async def _rename(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostRename) -> Asked:
    _not_over(state)
    try:
        name = await rename_seat(tx, room.id, _seat_id(d.participant), d.name)
    except NotFit as error:
        raise Refused(Code.BAD_REQUEST, error.detail) from None
    if name is None:
        raise Refused(Code.NOT_FOUND, "There is no such seat")
    return [Append("roster.renamed", {"participant": d.participant, "name": name})]


async def _accommodate(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostAccommodate) -> Asked:
    _not_over(state)
    if not LEAST_FACTOR <= d.factor <= MOST_FACTOR:
        raise Refused(Code.BAD_REQUEST, f"A factor is between {LEAST_FACTOR} and {MOST_FACTOR}")
    if (before := await set_factor(tx, room.id, _seat_id(d.participant), d.factor)) is None:
        raise Refused(Code.NOT_FOUND, "There is no such seat")
    return [Noop() if before == d.factor else Append("seat.factor", {"participant": d.participant, "factor": d.factor})]


async def _handover(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostHandover) -> Asked:
    _not_over(state)
    try:
        leads = await is_staff(tx, room.row.course_id, UUID(d.user))
    except ValueError:
        leads = False
    if not leads:
        raise Refused(Code.NOT_FOUND, "There is no such member of the staff")
    leader = state.host or str(room.row.owner_id)
    return [Noop() if leader == d.user else Append("host.changed", {"user": d.user})]


async def _team(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostTeam) -> Asked:
    _not_over(state)
    names = (room.plan.options.teams or {}).get("names", ())
    if d.team is not None and d.team not in names:
        raise Refused(Code.BAD_REQUEST, "The session has no such team")
    found, before = await set_team(tx, room.id, _seat_id(d.participant), d.team)
    if not found:
        raise Refused(Code.NOT_FOUND, "There is no such seat")
    return [Noop() if before == d.team else Append("seat.team", {"participant": d.participant, "team": d.team})]


def _not_over(state: State) -> None:
    if state.over:
        raise Refused(Code.STALE_STATE, "The session is over", phase=state.phase)


def _seat_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(Code.NOT_FOUND, "There is no such seat") from None


MAKERS: Final[dict[str, Maker]] = {
    "host.prepare": _show,
    "host.next": _show,
    "host.goto": _show,
    "host.open": _open,
    "host.close": _close,
    "host.reveal": _reveal,
    "host.board": _board,
    "host.skip": _skip,
    "host.pause": _pause,
    "host.resume": _resume,
    "host.extend": _extend,
    "host.lock": _lock,
    "host.kick": _kick,
    "host.ban": _ban,
    "host.rename": _rename,
    "host.accommodate": _accommodate,
    "host.credit": credit,
    "host.rekey": rekey,
    "host.team": _team,
    "host.ask": show_ask,
    "host.handover": _handover,
    "host.end": _end,
}


async def host_command(rooms: Rooms, room: Room, t: str, d: protocol.HostIn) -> Body:
    """Run a host command; raises Refused(stale_state) with the phase as it is."""
    outcome = await rooms.execute(room, _guarded(room, MAKERS[t], d))
    for effect in outcome.effects:
        if isinstance(effect, Stale):
            raise _stale(room.state, last=effect.last)
    noop = any(isinstance(effect, Noop) for effect in outcome.effects)
    here: Body = {"phase": room.state.phase, "run": room.state.run and room.state.run.id}
    return {**here, "noop": True} if noop else here


def _guarded(room: Room, make: Maker, d: protocol.HostIn) -> Build:
    """The command, refused when it was meant for another state; a repeat of what holds is harmless, though."""

    async def build(tx: BaseDBAsyncClient, state: State, now: Millis) -> Asked:
        command = await make(tx, room, state, d)
        if d.expect is None or _fits(state, d.expect) or isinstance(command, list):
            return command
        _, effects = step(room.plan, state, command, now)
        if not any(isinstance(effect, Noop) for effect in effects):
            raise _stale(state)
        return command

    return build


def _fits(state: State, expect: protocol.Expect) -> bool:
    run = state.run.id if state.run is not None else None
    return state.phase == expect.phase and expect.run in {None, run}


def _stale(state: State, *, last: bool = False) -> Refused:
    more: Body = {"last": True} if last else {}
    run = state.run.id if state.run is not None else None
    return Refused(Code.STALE_STATE, f"The session is in {state.phase}", phase=state.phase, run=run, **more)
