"""One simulated student: follows a live session on a line of chosen quality and answers by chance."""

import asyncio
import contextlib
from asyncio import TaskGroup
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from clients.channel import Channel
from clients.guess import guess
from clients.live import LiveClient
from clients.outbox import Ack
from clients.protocol import Body, EndedError, LineLostError, RefusedError
from clients.rest import Seat
from clients.state import State


@dataclass(frozen=True, slots=True)
class Habits:
    """How students behave: ranges are drawn from evenly, `drop` is the share of answers that meet a broken line."""

    lag_ms: tuple[int, int] = (20, 120)
    jitter_ms: int = 10
    drop: float = 0.0
    think_ms: tuple[int, int] = (300, 4000)


@dataclass(frozen=True, slots=True)
class Answered:
    """One acknowledged answer, and how long the acknowledgement took (over all tries), in ms."""

    run: str
    answer: Body
    ack: Ack
    took_ms: float


@dataclass(slots=True)
class Record:
    """What one student has seen: `last` is its place in the log, `state` what its screen would show."""

    seat: Seat
    answered: list[Answered] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    connects: int = 0
    last: int = 0
    ended: str = ""
    state: State = field(default_factory=dict)


class Student:
    """Plays a session from its seat until it is over; everything it does by chance comes from `chance`."""

    def __init__(self, seat: Seat, client: LiveClient, habits: Habits, chance: Random) -> None:
        """`client` is not yet entered; the student enters it in `play`."""
        self._client, self._habits, self._chance = client, habits, chance
        self._seen: set[str] = set()
        self.record = Record(seat)

    @property
    def connects(self) -> int:
        """How many lines it has had so far."""
        return self._client.connects

    async def play(self) -> Record:
        """Take part until the session is over for us; raises only for what is a fault of client or server."""
        async with self._client as client:
            try:
                channel = await client.subscribe(f"live:{self.record.seat.session}", "player")
                await self._take_part(channel)
            except EndedError as end:
                self.record.ended = end.code
            finally:
                self.record.connects = client.connects
        return self.record

    async def _take_part(self, channel: Channel) -> None:
        try:
            async with TaskGroup() as crew:
                while channel.phase != "finalized":
                    shown = (channel.run, channel.phase)
                    if channel.run is not None and channel.run not in self._seen and channel.phase == "prepare":
                        await self._ready(channel, channel.run)
                    if channel.run is not None and channel.run not in self._seen and channel.phase == "open":
                        self._seen.add(channel.run)
                        crew.create_task(self._answer(channel, channel.run, channel.state["item"]))
                    await channel.until(lambda seen, shown=shown: (seen.run, seen.phase) != shown)  # type: ignore[misc]
        except* EndedError as ends:
            self.record.ended = next(end.code for end in ends.exceptions if isinstance(end, EndedError))
        finally:
            self.record.last, self.record.state = channel.feed.last, channel.state

    async def _ready(self, channel: Channel, run: str) -> None:
        """Say that the stem is on the screen; it only hastens the opening, so a lost or late one does not matter."""
        with contextlib.suppress(LineLostError, RefusedError):
            await self._client.command("ready", channel.name, {"run": run})

    async def _answer(self, channel: Channel, run: str, item: Body) -> None:
        answer = guess(item, self._chance)
        if answer is None:
            return
        lag_s = self._habits.lag_ms[1] / 1000
        await asyncio.sleep(self._thinking_s(item))
        if (channel.run, channel.phase) != (run, "open"):
            self.record.refused["too slow"] += 1
            return
        breaking = None
        if self._chance.random() < self._habits.drop:
            breaking = asyncio.create_task(self._break(self._chance.uniform(-lag_s, 2 * lag_s)))
            await asyncio.sleep(0)
        try:
            await self._hand_in(channel, run, answer)
        finally:
            if breaking is not None:
                await breaking

    def _thinking_s(self, item: Body) -> float:
        """Until the options are open on the server's clock, and then some, but not past most of the window."""
        low, high = self._habits.think_ms
        window = float(item["closes_at"] - item["opens_at"])
        think = min(self._chance.uniform(low, high), 0.7 * window)
        return max(0.0, (float(item["opens_at"]) - self._client.now_ms() + think) / 1000)

    async def _break(self, after_s: float) -> None:
        await asyncio.sleep(max(0.0, after_s))
        self._client.cut()

    async def _hand_in(self, channel: Channel, run: str, answer: Body) -> None:
        began = asyncio.get_running_loop().time()
        try:
            ack = await self._client.submit(channel, run, answer)
        except RefusedError as refusal:
            self.record.refused[refusal.code] += 1
        else:
            took_ms = (asyncio.get_running_loop().time() - began) * 1000
            self.record.answered.append(Answered(run, answer, ack, took_ms))
