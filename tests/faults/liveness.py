"""How long the probe of a living process takes while it is busy: a figure, no verdict.

    python -m tests.faults.liveness

One API process and a worker, with the passwords' real cost: twenty people sign in, five claim certificates, and a
teacher reads marks and has a copy of the own data made. What it prints is compared by people: 150 ms is what
reliability asks for on a machine that has nothing else to do. `make chaos` asks for it too.
"""

import asyncio
import json
from dataclasses import dataclass
from math import ceil
from time import perf_counter
from typing import Any

from clients.crowd import gather_all
from clients.rest import Rest
from tests.faults.machine import PASSWORD, Machine, running

LOGINS, CERTIFICATES, PROBES, EVERY_S = 20, 5, 200, 0.02
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


@dataclass(frozen=True, slots=True)
class Busy:
    """What is to be done at once: who signs in, and learners who have a certificate to claim."""

    machine: Machine
    teacher: Rest
    course: str
    done: list[tuple[Rest, str]]

    async def everything(self) -> None:
        """Do it; raises what is refused."""
        rest, teacher = self.machine.rest, self.teacher
        logins = [rest.login(f"s{number}@school.example", PASSWORD) for number in range(LOGINS)]
        claims = [learner.call("POST", f"/enrollments/{place}/certificate") for learner, place in self.done]
        reads = [teacher.call("GET", f"/courses/{self.course}/gradebook") for _ in range(5)]
        _ = await gather_all([*logins, *claims, *reads, teacher.call("POST", "/users/me/export")])


async def prepared(machine: Machine) -> Busy:
    """A course, those who will sign in, and five who have completed it."""
    teacher = await machine.teacher()
    course = (await teacher.call("POST", "/courses", {"title": "Signing in"}))["id"]
    section = (await teacher.call("POST", f"/courses/{course}/sections", {"title": "One"}))["id"]
    page = {"title": "Read this", "kind": "text", "body": "All of it."}
    lesson = (await teacher.call("POST", f"/sections/{section}/lessons", page))["id"]
    _ = await teacher.call("POST", f"/courses/{course}/publish")
    learners = [
        await machine.rest.register(f"s{number}@school.example", f"S {number}", PASSWORD) for number in range(LOGINS)
    ]
    done = []
    for learner in learners[:CERTIFICATES]:
        place = (await learner.call("POST", f"/courses/{course}/enroll"))["id"]
        _ = await learner.call("POST", f"/enrollments/{place}/lessons/{lesson}/complete")
        done.append((learner, place))
    return Busy(machine, teacher, course, done)


async def measure() -> dict[str, Any]:
    """The figures of a quiet and of a busy process."""
    async with running(processes=1, worker=True, BCRYPT_COST=REAL_COST) as machine:
        busy = await prepared(machine)
        quiet = await probe(machine.rest)
        took, _ = await asyncio.gather(probe(machine.rest), busy.everything())
    return {"quiet_ms": figures(quiet), "busy_ms": figures(took), "logins": LOGINS, "certificates": CERTIFICATES}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure()), indent=2))  # noqa: T201 - a command speaks
