"""Simulated students from the command line, with a progress line and a report at the end.

`python -m server bots --session CODE` calls `main`; the host's rehearsal calls `run_bots`.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import aiohttp
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from clients.crowd import BotReport, Progress, run_bots
from clients.rest import ProblemError, Rest
from clients.student import Habits

__all__ = ["BotReport", "Habits", "Progress", "main", "run_bots"]


def main(
    session: str,
    *,
    url: str = "http://localhost:8080",
    count: int = 200,
    lag_ms: str = "20..120",
    drop: float = 0.0,
    seed: int = 1,
    email: str = "",
    password: str = "",
    tokens: Sequence[str] = (),
) -> int:
    """Run the bots until the session is over; returns the exit code (0: every bot ended at the head of the log).

    `session` is a join code, or the session's id together with its host's `email` and `password`.
    `lag_ms` is a round trip or a range such as `20..800`, `drop` the share of answers that meet a
    broken line, `tokens` the access tokens of accounts that play instead of guests.
    """
    console = Console()
    try:
        habits = Habits(lag_ms=lag_range(lag_ms), drop=drop)
        report = asyncio.run(
            _run(
                console, session, url=url, count=count, habits=habits, seed=seed, host=(email, password), tokens=tokens
            )
        )
    except (ProblemError, ValueError, aiohttp.ClientError, OSError) as trouble:
        console.print(f"[red]{_told(trouble)}[/red]", soft_wrap=True)
        return 2
    except KeyboardInterrupt:
        return 130
    for line in report.lines():
        console.print(line, highlight=False, soft_wrap=True)
    return 0 if report.at_head == len(report.records) else 1


def lag_range(text: str) -> tuple[int, int]:
    """`50` or `20..800` as milliseconds of a round trip; raises `ValueError` for anything else."""
    low, _, high = text.partition("..")
    try:
        bounds = int(low), int(high or low)
    except ValueError:
        raise ValueError(f"a lag is milliseconds such as 50 or 20..800, not {text!r}") from None
    if not 0 <= bounds[0] <= bounds[1]:
        raise ValueError(f"a lag begins at 0 or later and does not run backwards: {text!r}")
    return bounds


def _told(trouble: Exception) -> str:
    if isinstance(trouble, ProblemError) and trouble.body.get("reason", trouble.code) == "guests_not_allowed":
        return "This session takes no guests: allow guests when it is made, or give tokens of enrolled accounts."
    return str(trouble)


async def _run(
    console: Console,
    session: str,
    *,
    url: str,
    count: int,
    habits: Habits,
    seed: int,
    host: tuple[str, str],
    tokens: Sequence[str],
) -> BotReport:
    code = await code_of(session, url, host)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        line = bar.add_task(f"{count} students join {code} …", total=count)

        def show(now: Progress) -> None:
            told = f"{now.seated} students · {now.answers} answers acknowledged · {now.reconnects} reconnects"
            bar.update(line, description=told, completed=now.over)

        return await run_bots(url, code, count=count, habits=habits, seed=seed, tokens=tokens, on_progress=show)


async def code_of(session: str, url: str, host: tuple[str, str]) -> str:
    """The join code of `session`, which is one already or an id that its host may look up."""
    try:
        UUID(session)
    except ValueError:
        return session.strip().upper()
    if not all(host):
        raise ValueError("a session's id needs its host's email and password; the join code needs neither")
    async with aiohttp.ClientSession() as http:
        caller = await Rest(http, url).login(*host)
        return str((await caller.call("GET", f"/live-sessions/{session}"))["code"])
