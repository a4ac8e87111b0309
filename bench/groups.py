"""What is measured together, and with which numbers."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench import answering, arriving, crossing, fanout, growth, jobs, paging, reading, scaling, statistics
from bench.fanout import Size
from bench.machine import Machine
from bench.report import Line
from bench.school import School

MANY: Final = 5000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured: lines by id; `share` of the usual pairs; `sockets` where it is 1,000 usually."""

    lines: frozenset[str]
    short: bool = False
    share: float = 1.0
    sockets: int = 1000

    def part(self, count: int) -> int:
        """So many of the usual rounds."""
        return max(3, round(count * self.share))


@dataclass(frozen=True, slots=True)
class Place:
    """The servers, and the people in them."""

    made: Machine
    school: School


Found = Coroutine[Any, Any, list[Line]]
Work = Callable[[Wish, Place], Found]
"""Measures on servers that are there."""
Alone = Callable[[Wish], Found]
"""Measures on servers and tables of its own."""


def _fanout_1000(wish: Wish, at: Place) -> Found:
    size = Size(200, 2, 20) if wish.short else Size(wish.sockets, wish.part(7), 60)
    return fanout.measure(at.made, at.school, wish.lines, size)


def _fanout_5000(wish: Wish, at: Place) -> Found:
    size = Size(5 * wish.sockets, wish.part(5), 12)
    return fanout.measure(at.made, at.school, wish.lines & {"F1", "F2", "F3"}, size)


def _stalled(wish: Wish, at: Place) -> Found:
    # Many rounds: the 99th percentile of sixty would be their maximum.
    size = Size(100, 2, 20) if wish.short else Size(wish.sockets // 2, wish.part(7), 200)
    return fanout.measure_stalled(at.made, at.school, size)


def _arriving(wish: Wish, at: Place) -> Found:
    count, pairs = (200, 1) if wish.short else (wish.sockets, wish.part(5))
    return arriving.measure(at.made, at.school, count, pairs)


def _answering(wish: Wish, at: Place) -> Found:
    players, pairs = (100, 2) if wish.short else (wish.sockets, wish.part(7))
    return answering.measure(at.made, at.school, wish.lines, players, pairs)


def _reading(wish: Wish, at: Place) -> Found:
    count, pairs = (1000, 2) if wish.short else (2000, wish.part(9))
    return reading.measure(at.made, at.school, wish.lines, count, pairs)


def _crossing(wish: Wish, at: Place) -> Found:
    rounds, pairs = (40, 1) if wish.short else (200, wish.part(7))
    return crossing.measure(at.made, at.school, rounds, pairs)


def _scale(wish: Wish, at: Place) -> Found:
    sockets, rounds, pairs = (200, 20, 2) if wish.short else (wish.sockets, 40, wish.part(5))
    return scaling.measure(at.made, at.school, sockets, rounds, pairs)


def _growth(wish: Wish, at: Place) -> Found:
    sizes, sessions = (100, wish.sockets, 3 * wish.sockets, 10 * wish.sockets), (10, 30, 100)
    if wish.short:
        sizes, sessions = (100, 200, 300), (3, 5, 10)
    return growth.measure(at.made, at.school, sizes, sessions, 10)


def _jobs(wish: Wish) -> Found:
    return jobs.measure(1, 100, 3) if wish.short else jobs.measure(wish.part(7), 400, 20)


def _statistics(wish: Wish) -> Found:
    return statistics.measure(1, 5_000) if wish.short else statistics.measure(wish.part(3))


def _paging(wish: Wish) -> Found:
    return paging.measure(40, 40_000, 1000) if wish.short else paging.measure()


TOGETHER: Final[Mapping[str, tuple[frozenset[str], Work]]] = {
    "reading": (frozenset({"H1", "H2"}), _reading),
    "answering": (frozenset({"A1", "A2", "A3"}), _answering),
    "fanout_1000": (frozenset({"F1", "F2", "F3", "F4", "F5"}), _fanout_1000),
    "arriving": (frozenset({"F7", "F8"}), _arriving),
    "stalled": (frozenset({"F6"}), _stalled),
    "crossing": (frozenset({"R1"}), _crossing),
    "scaling": (frozenset({"S1"}), _scale),
    "fanout_5000": (frozenset({"F1", "F2", "F3"}), _fanout_5000),
    "growth": (frozenset({"C1"}), _growth),
}
APART: Final[Mapping[str, tuple[frozenset[str], Alone]]] = {
    "jobs": (frozenset({"J1"}), _jobs),
    "statistics": (frozenset({"D1"}), _statistics),
    "paging": (frozenset({"H3"}), _paging),
}
LINES: Final = frozenset[str]().union(*(ids for groups in (TOGETHER, APART) for ids, _ in groups.values()))
LONG: Final = frozenset({"fanout_5000"})
"""Groups that have no short form."""
