"""How long the probe of a living process takes while others sign in and a teacher exports: a figure, no verdict.

    python -m tests.faults.liveness

One API process with the passwords' real cost. What it prints is compared by people: 150 ms is what reliability asks for
on a machine that has nothing else to do.
"""

import asyncio
import json
from math import ceil
from time import perf_counter
from typing import Any

from clients.crowd import gather_all
from clients.rest import Rest
from tests.faults.machine import PASSWORD, Machine, running

LOGINS, PROBES, EVERY_S = 20, 200, 0.02
REAL_COST = "12"


async def probe(rest: Rest) -> list[float]:
    """Milliseconds of so many probes, one after the other."""
    took = []
    for _ in range(PROBES):
        began = perf_counter()
        _ = await rest.call("GET", "/health")
        took.append((perf_counter() - began) * 1000)
        # A rhythm, not a wait for something.
        await asyncio.sleep(EVERY_S)
    return took


def figures(took: list[float]) -> dict[str, float]:
    """The percentiles (nearest rank), in ms."""
    ordered = sorted(took)
    return {f"p{each}": round(ordered[ceil(len(ordered) * each / 100) - 1], 1) for each in (50, 95, 99, 100)}


async def busy(machine: Machine, teacher: Rest, course: str) -> None:
    """Twenty people sign in, and the teacher exports, all at once."""
    logins = [machine.rest.login(f"s{number}@school.example", PASSWORD) for number in range(LOGINS)]
    exports = [teacher.call("GET", f"/courses/{course}/gradebook") for _ in range(5)]
    _ = await gather_all([*logins, *exports])


async def measure() -> dict[str, Any]:
    """The figures of a quiet and of a busy process."""
    async with running(processes=1, BCRYPT_COST=REAL_COST) as machine:
        teacher = await machine.teacher()
        course = await teacher.call("POST", "/courses", {"title": "Signing in"})
        for number in range(LOGINS):
            _ = await machine.rest.register(f"s{number}@school.example", f"S {number}", PASSWORD)
        quiet = await probe(machine.rest)
        took, _ = await asyncio.gather(probe(machine.rest), busy(machine, teacher, course["id"]))
    return {"quiet_ms": figures(quiet), "busy_ms": figures(took), "logins": LOGINS}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure()), indent=2))  # noqa: T201 - a command speaks
