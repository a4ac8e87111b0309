"""Rehearsing: simulated students who join a session over the real protocol, from inside a process of ours."""

import secrets
from collections.abc import Coroutine
from typing import Any, Final

import structlog

from clients.crowd import run_bots
from clients.rest import ProblemError
from clients.student import Habits
from realtime.protocol import Body, Code, HostRehearse, Refused
from realtime.room import Room
from realtime.rooms import Rooms

MAX_BOTS: Final = 60
"""More would tell of this machine's load, not of the lesson; the command line has no such limit."""
MAX_LAG_MS: Final = 2_000
_log = structlog.get_logger(__name__)


class Rehearsals:
    """Lets simulated students in; `base_url` is where this very process listens."""

    def __init__(self, rooms: Rooms, base_url: str) -> None:
        self._rooms = rooms
        self._base_url = base_url

    def begin(self, room: Room, d: HostRehearse) -> Body:
        """Send students on their way; they play until the session is over. Raises Refused."""
        if not room.plan.options.rehearsal:
            raise Refused(Code.FORBIDDEN, "Only a rehearsal takes simulated students", reason="not_a_rehearsal")
        if not room.plan.options.guests:
            raise Refused(Code.FORBIDDEN, "Simulated students come as guests", reason="guests_not_allowed")
        low, high = sorted(d.lag_ms)
        if not (1 <= d.bots <= MAX_BOTS and 0 <= d.drop <= 1 and low >= 0 and high <= MAX_LAG_MS):
            raise Refused(Code.BAD_REQUEST, f"1 to {MAX_BOTS} bots, a drop of 0 to 1, lags of 0 to {MAX_LAG_MS} ms")
        self._rooms.spawn(self._play(room, d.bots, Habits(lag_ms=(low, high), drop=d.drop)))
        return {"bots": d.bots}

    def _play(self, room: Room, bots: int, habits: Habits) -> Coroutine[Any, Any, None]:
        seed = secrets.randbits(32)

        async def play() -> None:
            try:
                report = await run_bots(self._base_url, room.row.code, count=bots, habits=habits, seed=seed)
            except ProblemError as error:
                _log.warning("rehearsal_failed", session=str(room.id), code=error.code)
                return
            _log.info("rehearsal_over", session=str(room.id), answers=report.acknowledged)

        return play()
