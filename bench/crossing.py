"""What crossing from one process to another costs a broadcast: R1."""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bench.crowd import Crowd
from bench.machine import Machine
from bench.measuring import median, no_pause, p99, ratios
from bench.report import Line, at_most
from bench.school import School, said
from bench.targets import mark_of

HOSTS: Final = 12
CREDITS_PER_S: Final = 3
"""What the server gives each host back."""


@dataclass(slots=True)
class Crossing:
    """Somebody who tells, a player on the same process, and a player on the other one."""

    tell: Callable[[int], bytes]
    """Tell something with a number; what is in nothing else."""
    here: Crowd
    there: Crowd
    gains: list[float] = field(default_factory=list)
    """The p99 of each block of rounds, in seconds."""

    def once(self, number: int) -> float:
        """Seconds by which the other process's player hears it later."""
        mark = self.tell(number)
        (here,) = self.here.wait_for(mark).values()
        (there,) = self.there.wait_for(mark).values()
        return max(there - here, 0.0)

    def run(self, numbers: range) -> None:
        """A block of rounds."""
        for crowd in (self.here, self.there):
            crowd.drain()
        with no_pause():
            self.gains.append(p99([self.once(number) for number in numbers]))


async def ours(made: Machine, school: School) -> Crossing:
    """Two API processes; hosts lock and unlock a session in turns, since each may give 30 commands in ten seconds."""
    lesson, near, far = await school.lesson(2), made.api("near"), made.api("far")
    hosts, here, there = (Crowd(port, alive=True) for port in (near.port, near.port, far.port))
    _ = hosts.open(HOSTS, lesson.leader)
    _ = here.open(1, lesson.player)
    _ = there.open(1, lambda _: lesson.player(1))
    turn, first = itertools.cycle(hosts.order), 2 + len(lesson.seats)

    def tell(number: int) -> bytes:
        hosts.drain()
        # Begins with True: a repeat would be no event.
        command = said(number + 3, "host.lock", {"locked": number % 2 == 0}, lesson.ch)
        hosts.say(next(turn), command)
        return mark_of(first + number)

    return Crossing(tell, here, there)


async def bare(made: Machine) -> Crossing:
    """Two processes that do nothing else, with the same library and the same Valkey."""
    near, far = made.ours("bench.hop"), made.ours("bench.hop")
    teller, here, there = (Crowd(port) for port in (near.port, near.port, far.port))
    for crowd in (here, there):
        _ = crowd.open(1, lambda _: [(b"player\n", b"joined")])
    teller.connect()

    def tell(number: int) -> bytes:
        teller.say(teller.order[0], b'{"s":%d,"d":"%s"}\n' % (number, b"x" * 180))
        return mark_of(number)

    return Crossing(tell, here, there)


async def measure(made: Machine, school: School, rounds: int, pairs: int) -> list[Line]:
    """R1."""
    sides = (await ours(made, school), await bare(made))
    await asyncio.to_thread(_turns, sides, rounds, pairs)
    crossed, hop = (side.gains[1:] for side in sides)
    figures = {"ours_p99_ms": median([v * 1e3 for v in crossed]), "hop_p99_ms": median([v * 1e3 for v in hop])}
    what = "p99 gained by crossing two processes against the bare hop"
    return [Line("R1", what, ratios(crossed, hop), at_most(3.0), figures)]


def _turns(sides: tuple[Crossing, Crossing], rounds: int, pairs: int) -> None:
    for number in range(pairs + 1):
        started = time.monotonic()
        for side in sides[:: -1 if number % 2 else 1]:
            side.run(range(number * rounds, (number + 1) * rounds))
        # The hosts' credits come back meanwhile.
        time.sleep(max(0.0, rounds / (HOSTS * CREDITS_PER_S) - (time.monotonic() - started)))
