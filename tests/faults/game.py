"""A whole quiz of a class of bots, played while faults strike, with a look at what is stored after each of them."""

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Any

import aiohttp

from clients.channel import Channel
from clients.crowd import BotReport, Progress, run_bots
from clients.host import Pace, play_quiz
from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.protocol import LineLostError, RefusedError
from clients.rest import Rest
from clients.student import Habits
from tests.faults.lesson import QUESTIONS, Session, prepare_session
from tests.faults.machine import Machine
from tests.faults.proof import prove, what_is_stored_so_far
from tests.faults.trouble import Fault

HABITS = Habits(lag_ms=(5, 80), jitter_ms=10, drop=0.01, think_ms=(100, 2500))
LATEST_STRIKE_S = 1.5
"""A fault strikes at a random moment this soon after a question has opened, while answers come in."""


OVER = {"ended", "finalized"}


def quiet(_line: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Struck:
    """One fault: during which question, how long it lasted in seconds, and how many answers had been acknowledged."""

    fault: str
    question: int
    seconds: float
    answers: int


@dataclass(slots=True)
class Game:
    """One quiz on a machine. `say` takes lines for people who wait."""

    machine: Machine
    bots: int
    questions: int
    faults: Sequence[Fault]
    seed: int = 7
    habits: Habits = HABITS
    seconds: int = 20
    """Long windows: a busy machine must not make answers late. Items close when all have answered anyway."""
    ends_after_faults: bool = False
    """Play only as many of the questions as the faults need: how long those last depends on the machine."""
    at_least: int = 0
    """But so many of them."""
    say: Callable[[str], None] = quiet
    struck: list[Struck] = field(default_factory=list)
    played: int = 0
    _seen: Progress | None = None

    async def play(self, teacher: Rest) -> BotReport:
        """Let host and bots play until the session is over, and prove what must hold; the report says how it went.

        Raises AssertionError when something does not hold, or when a fault had no question to strike in.
        """
        asked = list(itertools.islice(itertools.cycle(QUESTIONS), self.questions))
        session = await prepare_session(teacher, asked, seconds=self.seconds, scoring="half_speed", streak=True)
        async with asyncio.TaskGroup() as crew:
            crew.create_task(self._host(teacher, session))
            wish: Any = {"count": self.bots, "habits": self.habits, "seed": self.seed}
            playing = crew.create_task(run_bots(self.machine.door, session.code, on_progress=self._watch, **wish))
        report = playing.result()
        await self.machine.supervisor.ready_again()
        await prove(self.machine, teacher, session, report)
        missed = [fault.name for fault in self.faults[len(self.struck) :]]
        assert not missed, f"the game ended before {missed}"
        return report

    def _watch(self, now: Progress) -> None:
        self._seen = now

    async def _host(self, teacher: Rest, session: Session) -> None:
        """Lead the quiz, from a line like everybody's, once everyone is there."""
        assert teacher.token is not None
        url = self.machine.door.with_scheme("ws").with_path("/ws")
        async with aiohttp.ClientSession() as http, LiveClient(dialer(http, url), token_of(teacher.token)) as client:
            channel = await client.subscribe(session.channel, "host")
            await channel.until(lambda seen: len(seen.state["roster"]) == self.bots)
            self.say(f"  {self.bots} bots are seated")
            async with asyncio.TaskGroup() as crew:
                crew.create_task(self._strike_and_end(client, channel, teacher, session))
                crew.create_task(play_quiz(client, channel, Pace(boards=True)))

    async def _strike_and_end(self, client: LiveClient, channel: Channel, teacher: Rest, session: Session) -> None:
        await self._strike(channel, teacher, session)
        while self.ends_after_faults and channel.phase not in OVER:
            await channel.until(self._enough)
            # A line that is lost, or a host that has gone on meanwhile: look again.
            with contextlib.suppress(LineLostError, RefusedError):
                await client.command("host.end", channel.name, {})

    def _enough(self, seen: Channel) -> bool:
        """Whether as many questions were played as must be, and none is open."""
        if seen.phase in {"revealed", "board"} and (item := seen.state.get("item")):
            self.played = max(self.played, int(item["index"]) + 1)
        return seen.phase in OVER or (seen.phase in {"revealed", "board"} and self.played >= self.at_least)

    async def _strike(self, channel: Channel, teacher: Rest, session: Session) -> None:
        """One fault in each new question, until there are no more of the one or the other."""
        chance, struck = Random(f"{self.seed} faults"), set[str | None]()

        def next_question(seen: Channel) -> bool:
            return seen.phase in OVER or (seen.phase == "open" and seen.run not in struck)

        for fault in self.faults:
            await channel.until(next_question)
            if channel.phase != "open":
                return
            struck.add(channel.run)
            await asyncio.sleep(chance.uniform(0, LATEST_STRIKE_S))
            await self._strike_once(fault, int(channel.state["item"]["index"]))
            await self._look(teacher, session)

    async def _strike_once(self, fault: Fault, question: int) -> None:
        answers, began = self._seen.answers if self._seen else 0, monotonic()
        await fault.strike(self.machine)
        seconds = monotonic() - began
        self.struck.append(Struck(fault.name, question + 1, round(seconds, 1), answers))
        self.say(f"  question {question + 1}: {fault.name} ({seconds:.1f} s; {answers} answers before)")

    async def _look(self, teacher: Rest, session: Session) -> None:
        """What is stored now holds every answer that was acknowledged up to now."""
        acknowledged = self._seen.answers if self._seen else 0
        await what_is_stored_so_far(self.machine, teacher, session, acknowledged)


def told(report: BotReport) -> dict[str, Any]:
    """The report of a class as JSON; times in ms."""
    return {
        "bots": len(report.records),
        "acknowledged": report.acknowledged,
        "statuses": dict(report.statuses),
        "refused": dict(Counter(report.refused)),
        "reconnects": report.reconnects,
        "at_head": report.at_head,
        "tap_to_acknowledgement_ms": {f"p{each}": round(report.latency_ms(each)) for each in (50, 95, 99, 100)},
    }
