"""C1: what an idle session, one more player and one more event cost, from a hundred players to many thousands."""

import asyncio
import time
from typing import Final

from bench import targets
from bench.crowd import Crowd, Silence
from bench.machine import Machine, Served
from bench.measuring import run_block
from bench.report import Line, at_most
from bench.school import School

IDLE_S: Final = 3.0
FLAT: Final = 1.5
"""At the largest size at most so many times what it costs at the smallest."""


async def _players(made: Machine, school: School, count: int, rounds: int) -> dict[str, float]:
    """With so many players: memory of each, microseconds of the processor for each delivery."""
    api, lesson = made.api(f"api{count}"), await school.lesson(count)
    before = api.kib
    target = targets.OursByBus("ours", api, lesson, targets.our_redis(made), count)
    kib = (api.kib - before) / count
    _ = await asyncio.to_thread(run_block, target, 2)
    block = await asyncio.to_thread(run_block, target, rounds)
    target.crowd.close()
    made.stop(api)
    return {"players": count, "kib": round(kib, 2), "cpu_us": round(block.cpu_us, 3)}


async def _sizes(
    made: Machine, school: School, sizes: tuple[int, ...], rounds: int
) -> tuple[list[dict[str, float]], dict[str, str]]:
    """What was found at each size, and why a later size was not reached: a busy machine may be too slow for thousands."""
    found, failed = [], {}
    for count in sizes:
        try:
            found.append(await _players(made, school, count, rounds))
        except Silence as error:
            if not found:
                raise
            failed[str(count)] = str(error)
            made.stop()
    return found, failed


async def _sessions(made: Machine, school: School, counts: tuple[int, ...]) -> list[dict[str, float]]:
    """With so many sessions of one idle player each: memory and CPU of one more."""
    api, found = made.api("idle"), []
    crowd, open_now = Crowd(api.port, alive=True), 0
    base, base_cpu = api.kib, await _idle(api)
    for count in counts:
        for _ in range(count - open_now):
            lesson = await school.lesson(1)
            _ = crowd.open(1, lambda _, to=lesson: to.player(0))
        open_now = count
        cpu = await _idle(api)
        found.append(
            {
                "sessions": count,
                "kib": round((api.kib - base) / count, 1),
                "cpu_us_per_s": round((cpu - base_cpu) * 1e6 / count, 1),
            }
        )
    crowd.close()
    return found


async def _idle(api: Served) -> float:
    """CPU seconds in one second without anything to do."""
    await asyncio.sleep(0.5)  # what the last one's coming in has begun is over
    before, started = api.cpu_s, time.perf_counter()
    await asyncio.sleep(IDLE_S)  # the time itself is measured
    return float((api.cpu_s - before) / (time.perf_counter() - started))


async def measure(
    made: Machine, school: School, sizes: tuple[int, ...], sessions: tuple[int, ...], rounds: int
) -> list[Line]:
    """C1."""
    players, failed = await _sizes(made, school, sizes, rounds)
    idle = await _sessions(made, school, sessions)
    figures = {"players": players, "sessions": idle, "not_reached": failed}
    first, last = players[0], players[-1]
    span = f"{last['players']} players against {sizes[0]}{''.join(f'; {count} were not reached' for count in failed)}"
    many = f"{sessions[-1]} sessions against {sessions[0]}"
    return [
        Line("C1", f"memory of one more player, {span}", [last["kib"] / first["kib"]], at_most(FLAT), figures),
        Line("C1", f"CPU of one more delivery, {span}", [last["cpu_us"] / first["cpu_us"]], at_most(FLAT)),
        Line("C1", f"memory of an idle session, {many}", [idle[-1]["kib"] / idle[0]["kib"]], at_most(FLAT)),
        Line("C1", f"CPU of an idle session, {many}", [_share(idle)], at_most(FLAT)),
    ]


def _share(idle: list[dict[str, float]]) -> float:
    return idle[-1]["cpu_us_per_s"] / max(idle[0]["cpu_us_per_s"], 1.0)
