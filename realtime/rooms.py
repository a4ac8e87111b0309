"""All sessions that this process follows: loading, commands, timers, and news from the other processes."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, Final
from uuid import UUID

import orjson
import structlog
from asyncpg import PostgresError
from tortoise.exceptions import BaseORMException

from models.actions.live_beats import Heard, hear
from models.actions.live_log import read_log
from models.ids import new_id
from models.live_log import LogEntry
from models.queries.live import answers_of_run, default_connection, session_by_id
from realtime.acceptance import Submission
from realtime.answers import Committed
from realtime.bus import Bus
from realtime.channels import bus_live
from realtime.clock import ServerClock
from realtime.executor import Build, Outcome, execute
from realtime.finalize import finalize
from realtime.health import rows_here, tell_health
from realtime.protocol import Close
from realtime.returning import KNOWN_MS
from realtime.room import Room
from realtime.state import Phase, RunState
from realtime.timing import close_now, give_back, next_step, open_now, pin_again
from server.tasks import end_tasks

RETRY_S: Final = 1.0
FAULTS: Final = (OSError, PostgresError, BaseORMException, TimeoutError)
"""What an absent or restarting PostgreSQL raises; Tortoise lets the raw errors through."""
_log = structlog.get_logger(__name__)


class Rooms:
    """The sessions loaded here. `process_id` names this process to the others."""

    def __init__(self, clock: ServerClock, bus: Bus) -> None:
        self.clock = clock
        self.bus = bus
        bus.on_recovery = self.bus_is_back
        self.process_id = new_id()
        self._ours = orjson.dumps({"o": str(self.process_id)})[:-1]
        self.rooms: dict[UUID, Room] = {}
        self._loading: dict[UUID, asyncio.Task[Room | None]] = {}
        self._timers: dict[UUID, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something beside the sockets; its failure is logged, not lost."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("room_task_failed", exc_info=error)

    async def stop(self) -> None:
        """End all timers and tasks."""
        for timer in self._timers.values():
            timer.cancel()
        await end_tasks(self._tasks)

    # --- loading

    async def get(self, session_id: UUID) -> Room | None:
        """The room of a session, loaded once; None when there is no such session."""
        if (room := self.rooms.get(session_id)) is not None:
            return room
        if (task := self._loading.get(session_id)) is None:
            task = self._loading[session_id] = asyncio.create_task(self._load(session_id))
            task.add_done_callback(lambda _: self._loading.pop(session_id, None))
        return await asyncio.shield(task)

    async def _load(self, session_id: UUID) -> Room | None:
        row = await session_by_id(session_id)
        if row is None:
            return None
        room = Room(row)
        room.quiet_since = asyncio.get_running_loop().time()
        # Subscribed before the reads: what is published meanwhile is heard or read, never missed.
        self.bus.subscribe(bus_live(session_id), lambda data: self._heard(room, data))
        try:
            room.apply(await read_log(default_connection(), session_id, 0), show=False)
            await self.recover(room)
            await self.recount(room)
            await self._meet_others(room)
            room.apply(await read_log(default_connection(), session_id, room.known.s), show=False)
        except BaseException:
            self.bus.unsubscribe(bus_live(session_id))
            self._disarm(room)
            raise
        if self.clock.now() - room.returning.back_at > KNOWN_MS:
            room.returning.end()
        self.rooms[session_id] = room
        self.arm(room)
        if room.state.phase is Phase.ENDED:
            self.spawn(self.finish(room))
        return room

    async def _meet_others(self, room: Room) -> None:
        """Read who is on other lines before anyone is served here: one answer must not look like everybody's."""
        now = self.clock.now()
        heard = await hear(default_connection(), self.process_id, [room.id], now)
        room.place(heard.others.get(room.id, {}), now)

    async def recover(self, room: Room) -> None:
        """Give back the time in which no process served an open run."""
        if room.state.run is not None and room.state.run.state is RunState.OPEN:
            await self.execute(room, give_back(room.id, self.process_id))

    async def sync(self, room: Room) -> None:
        """Read what is missing from the log."""
        entries = await read_log(default_connection(), room.id, room.known.s)
        room.apply(entries)
        if entries:
            self.arm(room)

    async def recount(self, room: Room) -> None:
        """Read who has answered the current run: news of other processes may have been lost."""
        run = room.state.run
        if run is None or run.state is RunState.PREPARE:
            return
        for answer in await answers_of_run(default_connection(), run.id, counted=False):
            if answer.participant not in room.current.answers:
                room.note_answer(answer.run, answer.participant, dict(answer.answer))

    def deleted(self, session_id: UUID) -> None:
        """A session was deleted: tell its followers here and the other processes."""
        self._tell(session_id, {"x": True})
        if (room := self.rooms.get(session_id)) is not None:
            self.dismiss(room)

    def dismiss(self, room: Room) -> None:
        """A session is gone: its channel ends for everyone here."""
        for subscription in room.everyone():
            subscription.end("over", Close.OVER)
        self.unload(room)

    def unload(self, room: Room) -> None:
        """Forget a session that nobody here follows."""
        self.bus.unsubscribe(bus_live(room.id))
        self.rooms.pop(room.id, None)
        self._disarm(room)

    # --- commands and timers

    async def execute(self, room: Room, build: Build) -> Outcome:
        """Run a command on the session; what it wrote is shown here and told to the others."""
        async with room.lock:
            outcome = await execute(self.clock, room.plan, room.id, room.known, build)
            self._show(room, outcome.entries)
        if room.state.phase is Phase.ENDED:
            self.spawn(self.finish(room))
        return outcome

    def _show(self, room: Room, entries: Sequence[LogEntry]) -> None:
        if not entries:
            return
        if not room.apply(entries):
            self.spawn(self.sync(room))
        self.arm(room)
        self._tell(room.id, {"e": [[each.s, each.t, each.ts, each.d] for each in entries]})

    def announce(self, session_id: UUID, entries: Sequence[LogEntry]) -> None:
        """Entries that someone else in this process has committed: show them here, tell the others."""
        if (room := self.rooms.get(session_id)) is not None:
            self._show(room, entries)
        elif entries:
            self._tell(session_id, {"e": [[each.s, each.t, each.ts, each.d] for each in entries]})

    def _tell(self, session_id: UUID, news: dict[str, Any]) -> None:
        self.bus.publish(bus_live(session_id), orjson.dumps({"o": str(self.process_id), **news}))

    async def finish(self, room: Room) -> None:
        """Write an ended session into the gradebook; the worker's sweep does it when this fails."""
        entries = await finalize(room.id, self.clock.now())
        async with room.lock:
            self._show(room, entries)

    def arm(self, room: Room) -> None:
        """Set the one timer of a room to when it moves on by itself."""
        self._disarm(room)
        at = room.due()
        if at is not None:
            self._call_later(room, (at - self.clock.now()) / 1000)

    def _disarm(self, room: Room) -> None:
        if (timer := self._timers.pop(room.id, None)) is not None:
            timer.cancel()

    def _call_later(self, room: Room, delay_s: float) -> None:
        # A millisecond more than asked for: a timer that fires too early would only come again.
        loop, delay_s = asyncio.get_running_loop(), max(0.0, delay_s) + 0.001
        self._disarm(room)
        self._timers[room.id] = loop.call_later(delay_s, lambda: self.spawn(self._move_on(room)))

    async def _move_on(self, room: Room) -> None:
        try:
            outcome = await self.execute(room, self._next_step(room))
        except FAULTS as error:
            _log.warning("timer_failed", session=str(room.id), error=type(error).__name__)
            self._call_later(room, RETRY_S)
            return
        if not outcome.entries:
            self.arm(room)

    def _next_step(self, room: Room) -> Build:
        return next_step(room.acting_plan, room.id, self.process_id, room.latest_end, attended=room.attended)

    # --- answers and readiness

    def committed(self, answers: Sequence[Committed]) -> None:
        """Answers of this process are in PostgreSQL: count them here and tell the others."""
        news: dict[UUID, list[Submission]] = {}
        for each in answers:
            sub = each.submission
            news.setdefault(sub.session, []).append(sub)
            if each.status == "recovered" and (room := self.rooms.get(sub.session)) is not None:
                self.spawn(self.execute(room, pin_again(sub.run)))
        for session_id, subs in news.items():
            if (room := self.rooms.get(session_id)) is not None:
                for sub in subs:
                    room.note_answer(sub.run, sub.participant, sub.answer, sub.given)
                self._counted(room)
            self._tell(session_id, {"a": [(sub.run, sub.participant, sub.answer) for sub in subs]})

    def _count(self, room: Room, rows: Sequence[Sequence[Any]]) -> None:
        for run, participant, answer in rows:
            room.note_answer(run, participant, answer)
        self._counted(room)

    def _counted(self, room: Room) -> None:
        if room.state.phase is Phase.CLOSED or room.unequal:
            self.arm(room)
        self.close_if_all_answered(room)

    def close_if_all_answered(self, room: Room) -> None:
        """Close early when everyone who is there has answered and the session wants that."""
        run = room.state.run
        if not room.plan.options.close_when_all_answered or run is None or room.awaits_the_returning(self.clock.now()):
            return
        if room.all_answered():
            self.spawn(self.execute(room, close_now(run.id)))

    def note_ready(self, room: Room, run: str, participant: str, *, told: bool = False) -> None:
        """A player has the stem on the screen; the item opens when all who are there do."""
        if room.current.run != run or room.state.phase is not Phase.PREPARE:
            return
        room.current.ready.add(participant)
        if not told:
            self._tell(room.id, {"r": [run, participant]})
            if room.present() <= room.current.ready:
                self.spawn(self.execute(room, open_now(run)))

    def note_return(self, room: Room, participant: str, pending: Sequence[str]) -> None:
        """A player subscribes: what waited for us during an outage is named by the first subscription after it."""
        if room.returning.come(participant, pending):
            self._tell(room.id, {"w": participant})

    # --- the other processes

    def _heard(self, room: Room, data: bytes) -> None:
        if data.startswith(self._ours):  # our own words come back, too: not worth reading
            return
        message = orjson.loads(data)
        if "e" in message:
            self._take(room, [LogEntry(s, t, ts, d, b"") for s, t, ts, d in message["e"]])
        if "a" in message:
            self._count(room, message["a"])
        if "r" in message:
            self.note_ready(room, *message["r"], told=True)
        if "x" in message:
            self.dismiss(room)
        if "w" in message:
            _ = room.returning.come(message["w"])
        if "n" in message:
            room.health[message["o"]] = (asyncio.get_running_loop().time(), message["n"])

    def _take(self, room: Room, entries: Sequence[LogEntry]) -> None:
        if not room.apply(entries):
            self.spawn(self.sync(room))
        self.arm(room)

    def tell_health(self, room: Room) -> None:
        """Show the health panel to hosts here, and let other processes show it to theirs."""
        now_s = asyncio.get_running_loop().time()
        tell_health(room, self.clock.now(), now_s)
        if room.players and any(beat.hosts for beat in room.elsewhere.values()):
            self._tell(room.id, {"n": rows_here(room, now_s)})

    def bus_is_back(self) -> None:
        """Redis was away: read what it could not tell."""
        for room in self.rooms.values():
            self.spawn(self.sync(room))

    async def compare(self, room: Room, heard: Heard) -> None:
        """Set right what the bus did not tell: the log's head, the answers, and who is on other lines."""
        room.place(heard.others.get(room.id, {}), self.clock.now())
        if room.id not in heard.heads:
            self.dismiss(room)
            return
        if heard.heads[room.id] > room.known.s:
            await self.sync(room)
        if heard.answered.get(room.id, 0) > len(room.current.answers):
            await self.recount(room)
        self.close_if_all_answered(room)
