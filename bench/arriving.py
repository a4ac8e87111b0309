"""Players that come in, and what they cost while they sit there: F7 and F8."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bench.crowd import Crowd, Script
from bench.machine import Machine, Served
from bench.measuring import median, no_pause, ratios
from bench.report import Line, at_least, at_most
from bench.school import School, bare

WARM_UP = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one crowd's coming in has taken."""

    per_s: float
    cpu_us: float
    kib: float


def arrive(served: Served, count: int, script: Script) -> Arrival:
    """Open a crowd, look at the memory, and hang up."""
    crowd = Crowd(served.port)
    cpu, kib = served.cpu_s, served.kib
    with no_pause():
        seconds = crowd.open(count, script)
    found = Arrival(count / seconds, (served.cpu_s - cpu) * 1e6 / count, (served.kib - kib) / count)
    crowd.close()
    return found


async def _pairs(made: Machine, school: School, count: int, pairs: int) -> tuple[list[Arrival], list[Arrival]]:
    ours: list[Arrival] = []
    theirs: list[Arrival] = []
    for number in range(pairs):
        lesson = await school.lesson(count + WARM_UP)
        # Fresh processes: what a freed socket leaves behind would hide what the next one needs.
        api, peer = made.api(f"api{number}"), made.peer("fastapi")
        _ = await asyncio.to_thread(arrive, api, WARM_UP, lambda n, to=lesson: to.player(count + n))
        _ = await asyncio.to_thread(arrive, peer, WARM_UP, bare())
        ours.append(await asyncio.to_thread(arrive, api, count, lesson.player))
        theirs.append(await asyncio.to_thread(arrive, peer, count, bare()))
        made.stop(api, peer)
    return ours, theirs


def _figures(found: list[Arrival]) -> dict[str, Any]:
    return {
        "per_s": median([each.per_s for each in found], 0),
        "cpu_us": median([each.cpu_us for each in found], 0),
        "kib": median([each.kib for each in found], 1),
    }


async def measure(made: Machine, school: School, count: int, pairs: int) -> list[Line]:
    """F7 and F8."""
    ours, theirs = await _pairs(made, school, count, pairs)
    figures = {"sockets": count, "ours": _figures(ours), "fastapi": _figures(theirs)}
    kib = ratios([each.kib for each in ours], [each.kib for each in theirs])
    speed = ratios([each.per_s for each in ours], [each.per_s for each in theirs])
    cpu = ratios([each.cpu_us for each in theirs], [each.cpu_us for each in ours])
    return [
        Line(
            "F7", f"memory of an idle player against FastAPI's bare socket, {count} sockets", kib, at_most(0.8), figures
        ),
        Line("F8", f"connect to synced per s against FastAPI's bare handshake, {count}", speed, at_least(1.0), figures),
        Line("F8", f"the same by CPU, {count}", cpu, None),
    ]
