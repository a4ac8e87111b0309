"""What a second process brings: S1, by the share of CPU, since the load has the other core.

Two processes carry so many times what one does as one needs more of its processor than the busier of two, for the
same deliveries and answers.
"""

import asyncio
from dataclasses import dataclass, field

from bench import targets
from bench.answering import ACK, Game
from bench.crowd import Crowd
from bench.machine import Machine, Served
from bench.measuring import median, no_pause, ratios
from bench.report import Line, at_least
from bench.school import Lesson, School


@dataclass(slots=True)
class Halves:
    """A session whose players are two crowds, on one process or on two."""

    game: Game
    target: targets.OursByBus
    crowds: tuple[Crowd, Crowd]
    processes: tuple[Served, ...]
    delivery_us: list[float] = field(default_factory=list)
    answer_us: list[float] = field(default_factory=list)

    def busiest(self, before: list[float]) -> float:
        """CPU seconds of the process that needed most."""
        return max(each.cpu_s - was for each, was in zip(self.processes, before, strict=True))

    def broadcast(self, rounds: int) -> None:
        """So many events, each waited for by everyone."""
        before = [each.cpu_s for each in self.processes]
        for _ in range(rounds):
            mark = self.target.cast(1)
            for crowd in self.crowds:
                _ = crowd.wait_for(mark)
        self.delivery_us.append(self.busiest(before) * 1e6 / (rounds * sum(map(len, self.crowds))))

    def answer(self) -> None:
        """Everyone answers once."""
        left, right = self.crowds
        right.drain()
        frames = self.game.frames()
        before = [each.cpu_s for each in self.processes]
        _ = left.ask_all(frames[: len(left)], ACK)
        _ = right.ask_all(frames[len(left) :], ACK)
        self.answer_us.append(self.busiest(before) * 1e6 / len(frames))


async def _halves(made: Machine, school: School, sockets: int, processes: int) -> tuple[Halves, Halves]:
    """Two sessions: the events of the first come over the bus, in the second people answer."""
    apis = tuple(made.api(f"of{processes}-{number}") for number in range(processes))
    found = []
    for _ in range(2):
        lesson = await school.lesson(sockets, on_host_gone="auto_advance")
        found.append(await asyncio.to_thread(_seated, made, lesson, sockets, apis))
    return found[0], found[1]


def _seated(made: Machine, lesson: Lesson, sockets: int, apis: tuple[Served, ...]) -> Halves:
    half = sockets // 2
    target = targets.OursByBus("ours", apis[0], lesson, targets.our_redis(made), half)
    right = Crowd(apis[-1].port, alive=True)
    _ = right.open(half, lambda number: lesson.player(half + number))
    target.wait_for_listeners(len(apis))
    return Halves(Game(apis[0], lesson, target.crowd, len(lesson.seats)), target, (target.crowd, right), apis)


async def measure(made: Machine, school: School, sockets: int, rounds: int, pairs: int) -> list[Line]:
    """S1."""
    sides = [await _halves(made, school, sockets, processes) for processes in (1, 2)]
    await asyncio.to_thread(_turns, sides, rounds, pairs)
    (one, one_answers), (two, two_answers) = sides
    figures = {
        "one_delivery_us": median(one.delivery_us[1:]),
        "busier_delivery_us": median(two.delivery_us[1:]),
        "one_answer_us": median(one_answers.answer_us[1:], 1),
        "busier_answer_us": median(two_answers.answer_us[1:], 1),
    }
    fanout = ratios(one.delivery_us[1:], two.delivery_us[1:])
    answers = ratios(one_answers.answer_us[1:], two_answers.answer_us[1:])
    by = f"two processes against one, by CPU share, {sockets} sockets"
    return [
        Line("S1", f"fan-out of {by}", fanout, at_least(1.7), figures),
        Line("S1", f"answers of {by}", answers, at_least(1.7), figures),
    ]


def _turns(sides: list[tuple[Halves, Halves]], rounds: int, pairs: int) -> None:
    crowds = [crowd for side in sides for halves in side for crowd in halves.crowds]
    for number in range(pairs + 1):
        for events, answers in sides[:: -1 if number % 2 else 1]:
            for crowd in crowds:
                crowd.drain()
            with no_pause():
                events.broadcast(rounds)
                answers.answer()
