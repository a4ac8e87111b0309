"""One live session in one process: follows the log, shows it to the sockets here, and keeps its timer.

The room decides nothing: it asks the executor, which asks PostgreSQL. Whatever it holds can be rebuilt
from the log, and is checked against the log's head every second.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from models.actions.live_beats import STALE_BEAT_MS, Beat
from models.live_log import LogEntry
from models.queries.live import SessionRow
from models.rules.numbers import exact
from models.rules.questions import Answer, parse_answer
from realtime import protocol
from realtime.channels import live
from realtime.connection import Subscription, send_in_slices
from realtime.executor import Known
from realtime.frames import text_frame
from realtime.plans import keyed, read_options, read_plan
from realtime.projection import VISIBLE, View, personal, project, sees
from realtime.protocol import Body, Close, Role
from realtime.returning import Returning
from realtime.state import Millis, Phase, Plan, Run, RunState, State, fold
from realtime.timetable import due

MAX_REPLAY: Final = 200
RECOUNT_S: Final = 0.25
"""How old a count of those who are there may be for somebody who comes in: a tick."""
RETURN_MS: Final = 10_000
"""How long after an outage nobody's absence closes a run early."""
HOT: Final = frozenset({Phase.PREPARE, Phase.OPEN})


@dataclass(frozen=True, slots=True)
class Kept:
    """A log entry with the frame of each audience that sees it; None where each member gets its own."""

    entry: LogEntry
    previous: dict[Role, int]
    frames: dict[Role, bytes | None]


@dataclass(slots=True)
class Current:
    """The run that is being answered: who has answered, and what (for the host's distribution)."""

    run: str = ""
    answers: dict[str, Answer | None] = field(default_factory=dict)
    ready: set[str] = field(default_factory=set)
    received: set[str] = field(default_factory=set)
    """Whose answer has reached this process, stored or not."""


class Room:
    """The state of a session here, and the sockets that follow it here."""

    def __init__(self, row: SessionRow) -> None:
        self.row = row
        self.id = row.id
        self.ch = live(row.id)
        self.plan = read_plan(row.plan, row.settings)
        self.known = Known(0, State())
        self.view = View()
        self.recent: deque[Kept] = deque(maxlen=MAX_REPLAY)
        self.followers: dict[Role, set[Subscription]] = {role: set() for role in Role}
        self.players: dict[str, Subscription] = {}
        self.elsewhere: dict[UUID, Beat] = {}
        self.current = Current()
        self.runs: dict[str, Run] = {}
        """Every showing so far as it was prepared: how its ids are to be read."""
        self.returning = Returning()
        self.awaited: frozenset[str] = frozenset()
        self.awaited_until: Millis = 0
        self.health: dict[str, tuple[float, list[Body]]] = {}
        """What other processes last said of their lines, and when (seconds of the loop's clock)."""
        self.host_seen_at: Millis = 0
        self.leader_seen_at: Millis = 0
        self.host_gone = False
        self.lock = asyncio.Lock()
        self.quiet_since: float | None = None
        self.tally_dirty = False
        self.presence_dirty = True
        self.windows_dirty = False
        self.unequal = False
        """Whether someone was ever given more time than the others."""
        self.told_present: frozenset[str] = frozenset()
        self._counted: set[str] = set()
        self._counted_at = -RECOUNT_S
        self._joined: int | None = None
        self._pending: list[Kept] = []
        self._flush_handle: asyncio.Handle | None = None

    @property
    def state(self) -> State:
        """The state at the position this process has reached."""
        return self.known.state

    @property
    def leader(self) -> str:
        """The account that leads: the owner, or who it was handed to."""
        return self.state.host or str(self.row.owner_id)

    @property
    def hot(self) -> bool:
        """Whether a run is being shown or answered: pings and presence are quicker then."""
        return self.state.phase in HOT

    @property
    def empty(self) -> bool:
        """Whether no socket here follows the session."""
        return not any(self.followers.values())

    # --- the log

    def apply(self, entries: Iterable[LogEntry], *, show: bool = True) -> bool:
        """Take in entries in order; what was seen is passed over. False when there is a hole before one of them."""
        for entry in entries:
            if entry.s <= self.known.s:
                continue
            if entry.s != self.known.s + 1:
                return False
            self._take(entry, show=show)
        return True

    def _take(self, entry: LogEntry, *, show: bool) -> None:
        before = dict(self.view.last)
        self.known = Known(entry.s, fold(self.known.state, entry.t, entry.d, entry.ts), entry.ts)
        self.view.apply(entry)
        frames = {role: self._frame(entry, role, before[role]) for role in VISIBLE[entry.t]}
        kept = Kept(entry, before, frames)
        self.recent.append(kept)
        self._note(entry)
        if show:
            self._pending.append(kept)
            if self._flush_handle is None:
                self._flush_handle = asyncio.get_running_loop().call_soon(self.flush)

    def _frame(self, entry: LogEntry, role: Role, previous: int) -> bytes | None:
        if personal(entry, role):
            return None
        t, d = project(entry, role)
        return text_frame(protocol.durable(self.ch, t, entry.s, previous, entry.ts, d))

    def _note(self, entry: LogEntry) -> None:
        if entry.t == "item.prepare":
            self.current = Current(entry.d["run"])
            self.returning.end()
            assert self.state.run is not None
            self.runs[self.state.run.id] = self.state.run
        if entry.t == "session.changed":
            settings = entry.d["_settings"]
            self.row = replace(self.row, settings=settings)
            self.plan = replace(self.plan, options=read_options(settings))
        if entry.t in {"item.rekeyed", "item.rescored"}:
            self.plan = keyed(self.plan, self.state)
        if entry.t == "item.extended" and entry.d["reason"] == "recovery":
            self.awaited, self.awaited_until = frozenset(entry.d["_present"]), entry.ts + RETURN_MS
            self.returning.begin(entry.ts - entry.d["by_ms"], entry.ts, self.players)
        self.unequal |= entry.t == "seat.factor"
        self.windows_dirty |= entry.t in {"item.open", "item.extended", "session.resumed", "seat.factor"}
        if entry.t.startswith("roster."):
            self.presence_dirty, self._joined = True, None
        self.presence_dirty |= entry.t in {"item.closed", "item.recovered"}  # both change who is offline
        self.tally_dirty |= entry.t in {"item.open", "item.closed", "item.recovered"}

    def own_frame(self, kept: Kept, role: Role, participant: str | None) -> bytes | None:
        """The frame of an entry for one subscriber; None when its audience does not see the entry."""
        if not sees(role, kept.entry.t):
            return None
        ready = kept.frames[role]
        if ready is not None:
            return ready
        t, d = project(kept.entry, role, participant)
        body = protocol.durable(self.ch, t, kept.entry.s, kept.previous[role], kept.entry.ts, d)
        return text_frame(body)

    def flush(self) -> None:
        """Send what was taken in since the last tick: joined, and framed once for each audience."""
        pending, self._pending = self._pending, []
        if self._flush_handle is not None:
            self._flush_handle.cancel()
            self._flush_handle = None
        for role, subscriptions in self.followers.items():
            seen = [kept for kept in pending if sees(role, kept.entry.t)]
            if not seen or not subscriptions:
                continue
            frames = [kept.frames[role] for kept in seen]
            common = b"".join(frame for frame in frames if frame is not None)
            mixed = None in frames
            for subscription in tuple(subscriptions):
                subscription.write(self._personal(seen, subscription) if mixed else common)
        for kept in pending:
            self._dismiss(kept.entry)

    def _personal(self, seen: list[Kept], subscription: Subscription) -> bytes:
        frames = (self.own_frame(kept, subscription.role, subscription.participant) for kept in seen)
        return b"".join(frame for frame in frames if frame is not None)

    def _dismiss(self, entry: LogEntry) -> None:
        """Say goodbye to those for whom the channel has ended."""
        if entry.t == "roster.removed" and entry.d["participant"] in self.players:
            self.players[entry.d["participant"]].end("removed", Close.REMOVED)
        if entry.t == "session.finalized":
            for subscription in self.everyone():
                subscription.end("over", Close.OVER)

    # --- the sockets

    def everyone(self) -> list[Subscription]:
        """Every subscription here."""
        return [each for subscriptions in self.followers.values() for each in subscriptions]

    def add(self, subscription: Subscription) -> None:
        """Let a socket follow. A participant's newer player subscription replaces the older one."""
        if subscription.role is Role.PLAYER and subscription.participant is not None:
            older = self.players.get(subscription.participant)
            if older is not None and older.connection is not subscription.connection:
                older.end("replaced", Close.REPLACED)
            self.players[subscription.participant] = subscription
            if subscription.participant in self.view.seats:
                self._counted.add(subscription.participant)
        self.followers[subscription.role].add(subscription)
        self.quiet_since = None
        self.presence_dirty = True

    def remove(self, subscription: Subscription) -> None:
        """A socket no longer follows."""
        self.followers[subscription.role].discard(subscription)
        if subscription.participant and self.players.get(subscription.participant) is subscription:
            del self.players[subscription.participant]
            self._counted.discard(subscription.participant)
        self.presence_dirty = True
        if self.empty:
            self.quiet_since = asyncio.get_running_loop().time()

    def send(self, role: Role, frame: bytes) -> None:
        """An ephemeral frame for an audience."""
        send_in_slices(self.followers[role], tuple(self.followers[role]), frame)

    # --- who is there, and who has answered

    def present_here(self) -> frozenset[str]:
        """Participants whose line this process hears."""
        now, hot = asyncio.get_running_loop().time(), self.hot
        return frozenset(
            participant
            for participant, subscription in self.players.items()
            if subscription.connection.line.present(now, hot=hot)
        )

    def present(self) -> frozenset[str]:
        """Participants whose line any process hears."""
        return self.present_here().union(*(each.players for each in self.elsewhere.values())) & set(self.view.seats)

    def presence_changed(self) -> bool:
        """Whether presence is to be told anew, since a seat was taken or a line was lost, found or fell silent."""
        present = self._recounted()
        changed = self.presence_dirty or present != self.told_present
        self.presence_dirty, self.told_present = False, present
        return changed

    def _recounted(self) -> frozenset[str]:
        present = self.present()
        self._counted, self._counted_at = set(present), asyncio.get_running_loop().time()
        return present

    def present_count(self) -> int:
        """How many are there, at most a tick old: a thousand who come in at once must not count a thousand each."""
        if asyncio.get_running_loop().time() - self._counted_at >= RECOUNT_S:
            _ = self._recounted()
        return len(self._counted)

    def place(self, others: dict[UUID, Beat], now_ms: int) -> None:
        """Take in what other processes say about who is on their lines."""
        fresh = {process: beat for process, beat in others.items() if now_ms - beat.at_ms < STALE_BEAT_MS}
        said = {process: (beat.players, beat.hosts) for process, beat in fresh.items()}
        if said != {process: (beat.players, beat.hosts) for process, beat in self.elsewhere.items()}:
            self.presence_dirty = True
        self.elsewhere = fresh
        self._await_players_of([beat for process, beat in others.items() if process not in fresh], now_ms)

    def _await_players_of(self, silent: list[Beat], now_ms: Millis) -> None:
        """Players of a process that has just gone are on their way to another one, not absent."""
        lost = frozenset[str]().union(*(beat.players for beat in silent))
        if lost:
            still = self.awaited if now_ms < self.awaited_until else frozenset()
            self.awaited = still | lost
            self.awaited_until = max(self.awaited_until, *(beat.at_ms + RETURN_MS for beat in silent))

    def beat(self, now_ms: int) -> Beat:
        """What this process says about who is on its lines."""
        return Beat(
            self.id, now_ms, sorted(self.present_here()), len(self.followers[Role.HOST]), sorted(self._staff_here())
        )

    def _staff_here(self) -> set[str]:
        who = (each.connection.principal for each in self.followers[Role.HOST])
        return {str(each.user_id) for each in who if each is not None and each.user_id is not None}

    def staff_present(self) -> set[str]:
        """The accounts that host on any process."""
        return self._staff_here().union(*(beat.staff for beat in self.elsewhere.values()))

    def hosts(self) -> int:
        """Host sockets on all processes."""
        return len(self.followers[Role.HOST]) + sum(each.hosts for each in self.elsewhere.values())

    def note_answer(self, run: str, participant: str, answer: Body, given: Answer | None = None) -> None:
        """Someone's answer is in PostgreSQL; `given` is the same as it was read here."""
        index = self.state.run
        if index is None or index.id != run or self.current.run != run:
            return
        if given is None:
            given = parse_answer(self.plan.items[index.index].content, answer, live=True, relabel=index.relabel)
        self.current.answers[participant] = given
        self.tally_dirty = True

    def all_answered(self) -> bool:
        """Whether everyone who is there and may answer has done so."""
        run, answers, now = self.state.run, self.current.answers, asyncio.get_running_loop().time()
        if run is None or run.state is not RunState.OPEN:
            return False
        # After each group of answers: the first who is there without one says no, nearly always at once.
        for participant, each in self.players.items():
            absent = participant not in self.view.seats or not each.connection.line.present(now, hot=True)
            if participant not in answers and not absent:
                return False
        present = self.present()
        return bool(present) and present <= answers.keys()

    def awaits_the_returning(self, now_ms: Millis) -> bool:
        """After a process has gone: whether someone who was on its lines may still be on the way back."""
        return now_ms < self.awaited_until and not self.awaited & set(self.view.seats) <= self.present()

    def missing(self) -> frozenset[str]:
        """Those whose line was lost at the close and who have neither come back nor handed in."""
        run = self.state.run
        if run is None or run.state is not RunState.CLOSED:
            return frozenset()
        return (run.offline & set(self.view.seats)) - set(self.current.answers)

    def latest_end(self, state: State) -> Millis:
        """When the last window of those who are there and have not answered ends; 0 when no run is open."""
        run = state.run
        if run is None or run.state is not RunState.OPEN:
            return 0
        waiting = self.present() - set(self.current.answers)
        return max((run.window_end(exact(self.view.seats[each].factor)) for each in waiting), default=0)

    def due(self) -> Millis | None:
        """When the session moves on by itself, as far as this process knows."""
        missing = bool(self.missing())
        return due(self.acting_plan, self.state, self.latest_end(self.state), missing=missing, attended=self.attended)

    @property
    def attended(self) -> bool:
        """Whether someone is there with whom the session may begin: a host, or the one who catches up."""
        return bool(self.present()) if self.plan.options.catch_up_of else self.hosts() > 0

    @property
    def pauses_without_host(self) -> bool:
        """Whether the session waits for its host now; in the lobby and after the end there is nothing to wait with."""
        waits = self.plan.options.on_host_gone != "auto_advance"
        return waits and not self.state.over and self.state.phase is not Phase.LOBBY

    @property
    def hands_over(self) -> bool:
        """Whether a co-host who is there takes over from a host who is away."""
        return self.plan.options.on_host_gone == "handover" and not self.state.over

    @property
    def acting_plan(self) -> Plan:
        """The plan, going on by itself while the host is gone and the session wants that."""
        if not self.host_gone or self.plan.options.on_host_gone != "auto_advance":
            return self.plan
        return replace(self.plan, options=replace(self.plan.options, auto_reveal=True, auto_advance=True))

    def counts(self) -> dict[str, int]:
        """`{joined, present, answered}`."""
        return {
            "joined": self.joined(),
            "present": self.present_count(),
            "answered": len(self.current.answers),
        }

    def joined(self) -> int:
        """How many have a seat and have not gone."""
        if self._joined is None:
            self._joined = sum(seat.here for seat in self.view.seats.values())
        return self._joined
