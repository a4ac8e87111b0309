"""Measures what docs/performance.md promises.

python -m bench                 everything, some fifteen minutes on two quiet cores
python -m bench F1 H2 --short   these lines with small numbers; fails only on a ratio far off
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

import typer
from rich.console import Console

from bench import answering, arriving, crossing, fanout, growth, jobs, paging, reading, statistics
from bench.crowd import Silence
from bench.fanout import Size
from bench.machine import Machine, machine, on_the_load_core
from bench.report import Line, at_least, at_most, keep, show, surroundings, write_table
from bench.school import School


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured."""

    lines: frozenset[str]
    short: bool
    share: float
    sockets: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a group is given."""

    wanted: frozenset[str]
    short: bool
    made: Machine
    school: School
    share: float = 1.0
    """Of the usual rounds."""
    sockets: int = 1000

    @property
    def place(self) -> tuple[Machine, School]:
        """The servers, and the people in them."""
        return self.made, self.school

    def part(self, count: int) -> int:
        """So many of the usual rounds."""
        return max(3, round(count * self.share))


Work = Callable[[Run], Coroutine[Any, Any, list[Line]]]


async def _fanout_1000(run: Run) -> list[Line]:
    return await fanout.measure(
        *run.place, run.wanted, Size(200, 2, 20) if run.short else Size(run.sockets, run.part(7), run.part(60))
    )


async def _fanout_5000(run: Run) -> list[Line]:
    size = Size(5000, run.part(5), run.part(12))
    return [] if run.short else await fanout.measure(*run.place, run.wanted & {"F1", "F2", "F3"}, size)


async def _stalled(run: Run) -> list[Line]:
    return await fanout.measure_stalled(
        *run.place, Size(100, 2, 20) if run.short else Size(run.sockets // 2, run.part(7), run.part(60))
    )


async def _arriving(run: Run) -> list[Line]:
    return await (
        arriving.measure(*run.place, 200, 1) if run.short else arriving.measure(*run.place, run.sockets, run.part(3))
    )


async def _answering(run: Run) -> list[Line]:
    players, pairs = (100, 2) if run.short else (run.sockets, run.part(7))
    return await answering.measure(*run.place, run.wanted, players, pairs)


async def _reading(run: Run) -> list[Line]:
    count, pairs = (1000, 2) if run.short else (run.part(3000), run.part(7))
    return await reading.measure(*run.place, run.wanted, count, pairs)


async def _paging(run: Run) -> list[Line]:
    found = await (paging.measure(40, 40_000, 1000) if run.short else paging.measure(run.part(300)))
    return [Line("H3", "page 1,000 against page 1, the worst list", found["ratio"], at_most(1.2), found)]


async def _statistics(run: Run) -> list[Line]:
    found = await (statistics.measure(1, 5_000) if run.short else statistics.measure(run.part(5)))
    what = {"gradebook": "gradebook against asyncpg + NumPy", "statistics": "item statistics against asyncpg + NumPy"}
    return [Line("D1", text, found[name]["ratio"], at_most(2.0), found) for name, text in what.items()]


async def _jobs(run: Run) -> list[Line]:
    found = await (jobs.measure(1, 100, 3) if run.short else jobs.measure(run.part(7), run.part(600), run.part(20)))
    return [
        Line("J1", "jobs/s through the outbox against bare arq", found["jobs_per_s"]["ratio"], at_least(0.7), found),
        Line("J1", "start of one job against bare arq", found["start_ms"]["ratio"], at_most(3.0)),
    ]


async def _crossing(run: Run) -> list[Line]:
    rounds, pairs = (40, 1) if run.short else (run.part(200), run.part(5))
    return await crossing.measure_crossing(*run.place, rounds, pairs)


async def _scale(run: Run) -> list[Line]:
    sockets, rounds, pairs = (200, 20, 2) if run.short else (run.sockets, run.part(60), run.part(7))
    return await crossing.measure_scale(*run.place, sockets, rounds, pairs)


async def _growth(run: Run) -> list[Line]:
    sizes, sessions = ((100, 300), (3, 10)) if run.short else ((100, 1000, 5000), (10, 100))
    return await growth.measure(*run.place, sizes, sessions, run.part(20))


GROUPS: Final[Mapping[str, tuple[frozenset[str], Work]]] = {
    "reading": (frozenset({"H1", "H2"}), _reading),
    "answering": (frozenset({"A1", "A2", "A3"}), _answering),
    "fanout_1000": (frozenset({"F1", "F2", "F3", "F4", "F5"}), _fanout_1000),
    "arriving": (frozenset({"F7", "F8"}), _arriving),
    "stalled": (frozenset({"F6"}), _stalled),
    "crossing": (frozenset({"R1"}), _crossing),
    "scale": (frozenset({"S1"}), _scale),
    "jobs_ratio": (frozenset({"J1"}), _jobs),
    "statistics_ratio": (frozenset({"D1"}), _statistics),
    "growth": (frozenset({"C1"}), _growth),
    "paging_ratio": (frozenset({"H3"}), _paging),
    "fanout_5000": (frozenset({"F1", "F2", "F3"}), _fanout_5000),
}


USUAL: Final = 1000
LONG: Final = frozenset({"fanout_5000"})
"""Groups that have no short form."""


def main(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="LINE", help="F1 … C1; all without any.")] = None,
    *,
    short: Annotated[bool, typer.Option(help="Small numbers; nothing is kept; fails on a ratio far off.")] = False,
    share: Annotated[float, typer.Option(min=0.05, help="Of the usual rounds, where time is short.")] = 1.0,
    sockets: Annotated[int, typer.Option(min=100, help="The usual crowd.")] = 1000,
) -> None:
    """Measure, print, and (unless short) keep."""
    known = frozenset().union(*(ids for ids, _ in GROUPS.values()))
    chosen = frozenset(wanted or known)
    if strange := sorted(chosen - known):
        raise typer.BadParameter(f"no such line: {' '.join(strange)}")
    with on_the_load_core():
        found, broken = asyncio.run(_measure(Wish(chosen, short, share, sockets)))
    far = [line for line in found if line.far_off]
    if broken or (short and far):
        Console(stderr=True).print("no figures:", broken, "far off:", [line.id for line in far])
        raise typer.Exit(1)


async def _measure(wish: Wish) -> tuple[list[Line], list[str]]:
    """Every line that is wanted, and the names of the groups that broke."""
    found: list[Line] = []
    broken: list[str] = []
    async with machine() as made:
        school = School(made.settings)
        await school.open()
        for name, (ids, work) in GROUPS.items():
            if not ids & wish.lines or ((wish.short or wish.sockets < USUAL) and name in LONG):
                continue
            run = Run(ids & wish.lines, wish.short, made, school, wish.share, wish.sockets)
            lines = await _group(name, work, run)
            found += lines
            broken += [] if lines else [name]
        school.close()
    return found, broken


async def _group(name: str, work: Work, run: Run) -> list[Line]:
    around = surroundings()
    try:
        lines = await work(run)
    except (Silence, RuntimeError, OSError) as error:
        # The other lines are worth having.
        Console(stderr=True).print(f"{name}: {type(error).__name__}: {error}")
        return []
    finally:
        run.made.stop()
    show(lines)
    if not run.short:
        keep(name, lines, around | {"share": run.share, "load_after": surroundings()["load_1_min"]})
        write_table()
    return lines


if __name__ == "__main__":
    typer.run(main)
