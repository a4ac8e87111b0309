"""What goes out by the clock and may be replaced by newer news: who is there, and how many have answered."""

from collections.abc import Callable
from typing import Any

from models.rules.numbers import exact
from models.rules.questions import distribution
from realtime import protocol
from realtime.frames import text_frame
from realtime.protocol import Role
from realtime.room import Room
from realtime.state import Millis, Phase

TICK_S = 0.25
"""A host's tally at most every tick, everyone else's and presence every other one."""
BEAT_TICKS = 4


def tell_presence(room: Room, role: Role, now: Millis) -> bytes:
    """How many are there; for hosts also who."""
    body: dict[str, Any] = {"joined": room.joined(), "present": room.present_count()}
    if role is Role.HOST:
        present = room.present()
        body["present"], body["who"] = len(present), sorted(present)
        if room.state.phase is Phase.CLOSED:
            body["offline"] = len(room.missing() - present)
    return protocol.ephemeral(room.ch, "presence", "presence", now, body)


def tell_tally(room: Room, role: Role, now: Millis) -> bytes:
    """How many have answered; for hosts also what."""
    run = room.state.run
    assert run is not None
    answered = room.current.answers
    body: dict[str, Any] = {"run": run.id, "answered": len(answered), "present": len(room.present())}
    if role is Role.HOST:
        content = room.plan.items[run.index].content
        body["distribution"] = distribution(content, list(answered.values()), run.relabel)
    return protocol.ephemeral(room.ch, "tally", f"run:{run.id}", now, body)


def tell_window(room: Room, participant: str, now: Millis) -> bytes | None:
    """The end of a person's own window, for those who have more time; nobody else hears of it."""
    run, seat = room.state.run, room.view.seats.get(participant)
    if run is None or seat is None or seat.factor == 1 or room.state.phase is not Phase.OPEN:
        return None
    body = {"run": run.id, "closes_at": run.window_end(exact(seat.factor))}
    return protocol.ephemeral(room.ch, "you.window", "you.window", now, body)


def tell_windows(room: Room, now: Millis) -> None:
    """Tell everyone here who has more time when it ends, after whatever has moved it."""
    for participant, subscription in tuple(room.players.items()):
        if (told := tell_window(room, participant, now)) is not None:
            subscription.write(text_frame(told))


def tick(room: Room, now: Millis, *, slow: bool) -> None:
    """Send what changed since the last tick."""
    if room.windows_dirty:
        room.windows_dirty = False
        tell_windows(room, now)
    if slow and room.presence_changed():
        _send(room, tuple(Role), tell_presence, now)
    if room.tally_dirty and room.state.run is not None:
        _send(room, (Role.HOST,), tell_tally, now)
        if slow:
            room.tally_dirty = False
            _send(room, (Role.PLAYER, Role.PROJECTOR), tell_tally, now)


def _send(room: Room, roles: tuple[Role, ...], tell: Callable[[Room, Role, Millis], bytes], now: Millis) -> None:
    for role in roles:
        if room.followers[role]:
            room.send(role, text_frame(tell(room, role, now)))
