"""Does the time of a refused sign-in tell whether an account exists? Shown, not asserted.

    python -m bench.login_timing http://localhost:8080 teacher@lectern.example

Wrong passwords for a known and for unknown addresses, interleaved. Prints both distributions and how often a known
one took longer than an unknown one: 50 % means that the time tells nothing. The server runs with RATE_LIMITS=off,
so that it does not stop counting after ten.
"""

import asyncio
import statistics
import time
from typing import Annotated

import aiohttp
import typer
from rich.console import Console
from rich.table import Table

WARM_UP = 5


async def measure(origin: str, known: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each refused sign-in, by kind; one at a time, so that they do not wait for each other."""
    taken: dict[str, list[float]] = {"known": [], "unknown": []}
    async with aiohttp.ClientSession(origin) as session:
        for number in range(rounds + WARM_UP):
            for kind, email in (("known", known), ("unknown", f"nobody{number}@lectern.example")):
                started = time.perf_counter()
                body = {"email": email, "password": f"wrong guess {number}"}
                async with session.post("/api/v1/auth/login", json=body) as answer:
                    _ = await answer.read()
                if answer.status != 401:  # noqa: PLR2004 - what a wrong password gets
                    raise typer.BadParameter(f"{email} got {answer.status}: is RATE_LIMITS=off?")
                if number >= WARM_UP:
                    taken[kind].append((time.perf_counter() - started) * 1000)
    return taken


def longer(known: list[float], unknown: list[float]) -> float:
    """The share of pairs in which the known address took longer (Mann and Whitney's U over all pairs)."""
    return sum(a > b for a in known for b in unknown) / (len(known) * len(unknown))


def main(origin: str, known: str, rounds: Annotated[int, typer.Option(min=10)] = 100) -> None:
    """Measure and print."""
    taken = asyncio.run(measure(origin.rstrip("/"), known, rounds))
    table = Table("address", "n", "p10 ms", "median ms", "p90 ms")
    for kind, values in taken.items():
        deciles = statistics.quantiles(values, n=10)
        shown = [f"{value:.2f}" for value in (deciles[0], statistics.median(values), deciles[-1])]
        table.add_row(kind, str(len(values)), *shown)
    console = Console()
    console.print(table)
    console.print(f"a known address took longer in {longer(taken['known'], taken['unknown']):.1%} of all pairs")


if __name__ == "__main__":
    typer.run(main)
