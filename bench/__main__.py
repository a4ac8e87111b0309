"""Measures what docs/performance.md promises.

python -m bench                 everything, some fifteen minutes on two quiet cores
python -m bench F1 H2 --short   these lines with small numbers; keeps nothing; fails only on a ratio far off
"""

import asyncio
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from bench.groups import APART, LINES, LONG, TOGETHER, Found, Place, Wish
from bench.machine import allow_many_files, machine, on_the_load_core
from bench.report import RESULTS, Line, keep, show, surroundings, write_tables
from bench.school import School

T = TypeVar("T")


@dataclass(slots=True)
class Report:
    """What was found so far, and where it is kept."""

    wish: Wish
    folder: Path
    lines: list[Line] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def say(self, text: str) -> None:
        """A line of progress, with the minutes since the beginning."""
        seconds = int(time.monotonic() - self.began)
        Console(stderr=True).print(f"{seconds // 60:02}:{seconds % 60:02} {text}", highlight=False)

    def chosen(self, groups: Mapping[str, tuple[frozenset[str], T]]) -> list[tuple[str, T]]:
        """The groups that hold a line that is wanted."""
        wanted = self.wish.lines
        return [(n, w) for n, (ids, w) in groups.items() if ids & wanted and not (self.wish.short and n in LONG)]

    async def take(self, name: str, work: Found) -> None:
        """Let one group measure; the others are worth having when it breaks."""
        self.say(name)
        around: dict[str, Any] = surroundings()
        try:
            lines = await work
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told, and the run fails at its end
            self.say(f"{name} broke: {type(error).__name__}: {error}")
            Console(stderr=True).print_exception(max_frames=20)
            self.broken.append(name)
            return
        self.lines += lines
        show(lines)
        if not self.wish.short:
            more = {"share": self.wish.share, "load_after": surroundings()["load_1_min"]}
            keep(self.folder, name, lines, around | more)
            write_tables(self.folder)


def main(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="LINE", help="F1 … C1; all without any.")] = None,
    *,
    short: Annotated[bool, typer.Option(help="Small numbers; nothing is kept; fails on a ratio far off.")] = False,
    share: Annotated[float, typer.Option(min=0.05, help="Of the usual pairs, where time is short.")] = 1.0,
    sockets: Annotated[int, typer.Option(min=100, help="The usual crowd; a fifth of the large one.")] = 1000,
    folder: Annotated[Path, typer.Option(help="Where results go.")] = RESULTS,
) -> None:
    """Measure, print, and (unless short) keep."""
    chosen = frozenset(wanted or LINES)
    if strange := sorted(chosen - LINES):
        raise typer.BadParameter(f"no such line: {' '.join(strange)}")
    # Whoever ends us by a signal must not be left with our servers.
    _ = signal.signal(signal.SIGTERM, signal.default_int_handler)
    report = Report(Wish(chosen, short, share, sockets), folder)
    report.say(f"{allow_many_files():,} open files are allowed")
    with on_the_load_core():
        asyncio.run(_together(report))
        for name, alone in report.chosen(APART):
            asyncio.run(report.take(name, alone(report.wish)))
    far = [line.id for line in report.lines if line.far_off]
    report.say(f"done; broken: {report.broken}, far off: {far}")
    if report.broken or (short and far):
        raise typer.Exit(1)


async def _together(report: Report) -> None:
    """The groups that share servers and people."""
    if not (chosen := report.chosen(TOGETHER)):
        return
    async with machine() as made:
        school = School(made.settings)
        await school.open()
        for name, work in chosen:
            try:
                await report.take(name, work(report.wish, Place(made, school)))
            finally:
                made.stop()
        school.close()


if __name__ == "__main__":
    typer.run(main)
