"""One text to many sockets: F1 to F6."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench import targets
from bench.machine import Machine
from bench.measuring import WARM_UP, Block, median, ratio, run_block
from bench.report import Line, at_least, at_most
from bench.school import School
from bench.targets import OursByBus, Target

BURST: Final = 8
_ROUNDS: Final = {"socketio": 0.2}
"""The share of the rounds for who is slow."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    sockets: int
    pairs: int
    rounds: int


async def _targets(made: Machine, school: School, size: int, names: frozenset[str]) -> list[Target]:
    redis = targets.our_redis(made)
    chosen: list[Target] = []
    for name, kind in (("raw", targets.raw), ("fastapi", targets.fastapi), ("socketio", targets.socketio)):
        if name in names:
            chosen.append(kind(made, size))
    # Ours comes last: the fewer seconds it is watched, the better.
    api, lesson = made.api(), await school.lesson(size)
    chosen.append(OursByBus("ours", api, lesson, redis, size))
    return chosen


def _turns(chosen: list[Target], size: Size, burst: int) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {each.name: [] for each in chosen}
    for target in chosen:
        _ = run_block(target, WARM_UP, burst)
    for number in range(size.pairs):
        for target in chosen[:: -1 if number % 2 else 1]:
            rounds = max(3, int(size.rounds * _ROUNDS.get(target.name, 1)))
            found[target.name].append(run_block(target, rounds, burst))
            for each in chosen:
                each.crowd.drain()
    return found


def _summary(found: Mapping[str, list[Block]]) -> dict[str, Any]:
    return {
        name: {
            "per_s": median([each.per_s for each in blocks], 0),
            "cpu_us": median([each.cpu_us for each in blocks]),
            "p99_ms": median([each.p99_ms for each in blocks], 2),
        }
        for name, blocks in found.items()
    }


def _per_s(found: Mapping[str, list[Block]], name: str) -> list[float]:
    return [each.per_s for each in found[name]]


def _cpu(found: Mapping[str, list[Block]], name: str) -> list[float]:
    return [each.cpu_us for each in found[name]]


def _p99(found: Mapping[str, list[Block]], name: str) -> list[float]:
    return [each.p99_ms for each in found[name]]


async def measure(made: Machine, school: School, wanted: frozenset[str], size: Size) -> list[Line]:
    """The lines F1 to F5 that are wanted, at one size."""
    names = frozenset({"ours"})
    for line, peers in NEEDS.items():
        names |= peers if line in wanted else frozenset()
    chosen = await _targets(made, school, size.sockets, names)
    single = await asyncio.to_thread(_turns, chosen, size, 1)
    burst: dict[str, list[Block]] = {}
    if "F4" in wanted:
        few = [each for each in chosen if each.name in {"ours", "raw", "fastapi"}]
        smaller = Size(size.sockets, size.pairs, max(3, size.rounds // 4))
        burst = await asyncio.to_thread(_turns, few, smaller, BURST)
    return _lines(wanted, size.sockets, single, burst)


NEEDS: Final = {
    "F1": frozenset({"fastapi"}),
    "F2": frozenset({"raw"}),
    "F3": frozenset({"socketio"}),
    "F4": frozenset({"raw", "fastapi"}),
    "F5": frozenset({"raw"}),
}


def _lines(
    wanted: frozenset[str], sockets: int, single: dict[str, list[Block]], burst: dict[str, list[Block]]
) -> list[Line]:
    at, raw = f"{sockets} sockets", {"single": _summary(single), "burst": _summary(burst)}
    made: list[Line] = []
    if "F1" in wanted:
        ours, theirs = _per_s(single, "ours"), _per_s(single, "fastapi")
        made.append(Line("F1", f"broadcast/s against FastAPI, {at}", ratio(ours, theirs), at_least(1.8), raw))
        cpu = ratio(_cpu(single, "fastapi"), _cpu(single, "ours"))
        made.append(Line("F1", f"the same by CPU of a delivery, {at}", cpu, at_least(1.8)))
    if "F2" in wanted:
        cost = ratio(_cpu(single, "ours"), _cpu(single, "raw"))
        made.append(Line("F2", f"CPU of a delivery against raw TCP, {at}", cost, at_most(1.2), raw))
    if "F3" in wanted:
        speed = ratio(_per_s(single, "ours"), _per_s(single, "socketio"))
        target = at_least(15.0 if sockets >= 5000 else 7.0)  # noqa: PLR2004 - the two sizes of performance.md
        made.append(Line("F3", f"broadcast/s against python-socketio, {at}", speed, target, raw))
    if "F4" in wanted:
        speed = ratio(_per_s(burst, "ours"), _per_s(burst, "raw"))
        made.append(Line("F4", f"burst of 8 against raw TCP, message by message, {at}", speed, at_least(3.0), raw))
        speed = ratio(_per_s(burst, "ours"), _per_s(burst, "fastapi"))
        made.append(Line("F4", f"burst of 8 against FastAPI, {at}", speed, at_least(6.5)))
    if "F5" in wanted:
        late = ratio(_p99(single, "ours"), _p99(single, "raw"))
        made.append(Line("F5", f"p99 of the last delivery against raw TCP, {at}", late, at_most(1.15), raw))
    return made


async def measure_stalled(made: Machine, school: School, size: Size) -> list[Line]:
    """F6: how late the others are while one client reads nothing."""
    redis, api = targets.our_redis(made), made.api()
    well = OursByBus("ours", api, await school.lesson(size.sockets), redis, size.sockets)
    ill = OursByBus("ours_stalled", api, await school.lesson(size.sockets + 1), redis, size.sockets + 1)
    ill.crowd.stall(ill.crowd.order[0])
    found = await asyncio.to_thread(_turns, [well, ill], size, 1)
    late = ratio(_p99(found, "ours_stalled"), _p99(found, "ours"))
    what = f"p99 of the others with one stalled client, {size.sockets} sockets"
    return [Line("F6", what, late, at_most(1.1), _summary(found))]
