"""A class of simulated students over the real protocol, and the report of what became of their answers."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from math import ceil
from random import Random
from typing import TypeVar

import aiohttp
from yarl import URL

from clients.lag import lagged_dialer
from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.protocol import wait_ms
from clients.rest import ProblemError, Rest, Seat
from clients.student import Habits, Record, Student

JOINS_AT_ONCE = 20
PATIENCE = 8
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class BotReport:
    """What a class of bots has seen; `head` is where a fresh subscription of one of them ends."""

    records: tuple[Record, ...]
    head: int

    @property
    def acknowledged(self) -> int:
        """Answers with a receipt: each must be in the database once."""
        return sum(len(record.answered) for record in self.records)

    @property
    def receipts(self) -> dict[str, str | None]:
        """The receipt of every acknowledged answer by its `sub`."""
        return {each.ack.sub: each.ack.receipt for record in self.records for each in record.answered}

    @property
    def statuses(self) -> Counter[str]:
        """How answers were acknowledged: accepted, duplicate (sent twice, counted once), late and so on."""
        return Counter(each.ack.status for record in self.records for each in record.answered)

    @property
    def refused(self) -> Counter[str]:
        """Answers refused for good, by code."""
        return sum((record.refused for record in self.records), Counter())

    @property
    def reconnects(self) -> int:
        """Lines beyond the first of each bot."""
        return sum(max(0, record.connects - 1) for record in self.records)

    @property
    def at_head(self) -> int:
        """How many bots have applied everything they may see."""
        return sum(record.last == self.head for record in self.records)

    def latency_ms(self, percent: float) -> float:
        """The percentile of the time from tap to acknowledgement (nearest rank), over all tries; 0 without answers."""
        took = sorted(each.took_ms for record in self.records for each in record.answered)
        return took[max(0, ceil(len(took) * percent / 100) - 1)] if took else 0.0

    def lines(self) -> list[str]:
        """The report for people."""
        times = " · ".join(f"p{percent} {self.latency_ms(percent):.0f} ms" for percent in (50, 95, 99, 100))
        told = ", ".join(f"{count} {name}" for name, count in sorted((self.statuses + self.refused).items()))
        return [
            f"{len(self.records)} students, {self.acknowledged} answers acknowledged ({told or 'none'})",
            f"tap to acknowledgement: {times}",
            f"{self.reconnects} reconnects; {self.at_head} of {len(self.records)} at the head of the log (s = {self.head})",
        ]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the class is, for a progress line."""

    seated: int
    over: int
    answers: int
    reconnects: int


async def run_bots(
    base_url: str | URL,
    code: str,
    *,
    count: int = 200,
    habits: Habits | None = None,
    seed: int = 1,
    tokens: Sequence[str] = (),
    on_progress: Callable[[Progress], None] | None = None,
) -> BotReport:
    """Let `count` students join `code` and play until the session is over; the same seed makes the same choices.

    With `tokens` (access tokens) the students are these accounts, else guests. Raises `ProblemError`
    when they may not join.
    """
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        crowd = _Crowd(Rest(http, base_url), http, habits or Habits(), seed)
        students = await crowd.seat(code, count, tokens)
        watching = asyncio.create_task(_watch(students, on_progress)) if on_progress else None
        try:
            records = await gather_all([student.play() for student in students])
        finally:
            if watching is not None:
                watching.cancel()
        head = await crowd.head(records[0].seat) if records else 0
        return BotReport(tuple(records), head)


async def gather_all(coroutines: Sequence[Awaitable[_T]]) -> list[_T]:
    """Await all at once; the first failure ends the others."""

    async def each(work: Awaitable[_T]) -> _T:
        return await work

    async with asyncio.TaskGroup() as crew:
        tasks = [crew.create_task(each(work)) for work in coroutines]
    return [task.result() for task in tasks]


class _Crowd:
    """Makes students: a seat, a line of a certain quality, and a will of their own each."""

    def __init__(self, rest: Rest, http: aiohttp.ClientSession, habits: Habits, seed: int) -> None:
        self._rest, self._http, self._habits, self._seed = rest, http, habits, seed
        self._door = asyncio.Semaphore(JOINS_AT_ONCE)

    async def seat(self, code: str, count: int, tokens: Sequence[str]) -> list[Student]:
        callers = [self._rest.as_token(token) for token in tokens[:count]] or [self._rest] * count
        # The first one alone: where guests may not join, one refusal is enough.
        first = [await self._join(callers[0], code, 1)] if callers else []
        rest = await gather_all([self._join(caller, code, number) for number, caller in enumerate(callers[1:], 2)])
        return [self._student(seat, number) for number, seat in enumerate(first + rest, 1)]

    async def _join(self, caller: Rest, code: str, number: int) -> Seat:
        chance = Random(f"{self._seed} join {number}")  # noqa: S311 - simulation
        async with self._door:
            for attempt in range(PATIENCE):
                try:
                    return await caller.join(code, None if caller.token else f"Bot {number}")
                except (ProblemError, aiohttp.ClientError) as trouble:
                    if isinstance(trouble, ProblemError) and trouble.status not in {429, 502, 503}:
                        raise
                await asyncio.sleep(wait_ms(attempt, chance) / 1000)
            return await caller.join(code, None if caller.token else f"Bot {number}")

    def _student(self, seat: Seat, number: int) -> Student:
        chance = Random(f"{self._seed} student {number}")  # noqa: S311 - simulation
        lag = chance.uniform(*self._habits.lag_ms)
        dial = lagged_dialer(
            self._http, self._rest.socket_url, round_trip_ms=lag, jitter_ms=self._habits.jitter_ms, chance=chance
        )
        client = LiveClient(dial, token_of(seat.token), chance=chance, name="lectern-bots/1")
        return Student(seat, client, self._habits, chance)

    async def head(self, seat: Seat) -> int:
        """Where a fresh subscription of this seat ends: `synced.s`."""
        async with LiveClient(dialer(self._http, self._rest.socket_url), token_of(seat.token)) as client:
            channel = await client.subscribe(f"live:{seat.session}", "player")
            return channel.feed.last


async def _watch(students: Sequence[Student], tell: Callable[[Progress], None]) -> None:
    while True:
        records = [student.record for student in students]
        tell(
            Progress(
                seated=len(records),
                over=sum(bool(record.ended) for record in records),
                answers=sum(len(record.answered) for record in records),
                reconnects=sum(max(0, student.connects - 1) for student in students),
            )
        )
        await asyncio.sleep(0.2)
