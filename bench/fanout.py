"""One text to many sockets: F1 to F6."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bench import targets
from bench.machine import Machine
from bench.measuring import WARM_UP, Block, median, ratios, run_block
from bench.report import Line, Target, at_least, at_most
from bench.school import School
from bench.targets import OursByBus
from bench.targets import Target as Side

BURST: Final = 8
BURST_SHARE: Final = 4
_ROUNDS: Final = {"socketio": 0.2}
"""The share of the rounds for who is slow."""
PEERS: Final = {"raw": targets.raw, "fastapi": targets.fastapi, "socketio": targets.socketio}
NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "F1": ("fastapi",),
    "F2": ("raw",),
    "F3": ("socketio",),
    "F4": ("raw", "fastapi"),
    "F5": ("raw",),
}


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    sockets: int
    pairs: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Blocks of ours and of one peer, each beside the other."""

    ours: Sequence[Block]
    theirs: Sequence[Block]

    def ratios(self, figure: Callable[[Block], float], *, upside_down: bool = False) -> list[float]:
        """Ours against theirs in one figure, pair by pair; or theirs against ours."""
        found = ratios([figure(each) for each in self.ours], [figure(each) for each in self.theirs])
        return [1 / each for each in found] if upside_down else found

    def figures(self) -> dict[str, Any]:
        """Both sides' own medians."""
        return {"ours": _figures(self.ours), "theirs": _figures(self.theirs)}


def _figures(blocks: Sequence[Block]) -> dict[str, float]:
    return {
        "per_s": median([each.per_s for each in blocks], 0),
        "cpu_us": median([each.cpu_us for each in blocks]),
        "p99_ms": median([each.p99_ms for each in blocks], 2),
    }


def turns(ours: Side, theirs: Side, size: Size, burst: int = 1) -> Pairs:
    """Blocks of the two in turns; who begins changes."""
    found: dict[str, list[Block]] = {ours.name: [], theirs.name: []}
    for each in (ours, theirs):
        _ = run_block(each, WARM_UP, burst)
    for number in range(size.pairs):
        for each in (ours, theirs)[:: -1 if number % 2 else 1]:
            rounds = max(3, int(size.rounds * _ROUNDS.get(each.name, 1)))
            found[each.name].append(run_block(each, rounds, burst))
            for side in (ours, theirs):
                side.crowd.drain()
    return Pairs(found[ours.name], found[theirs.name])


async def measure(made: Machine, school: School, wanted: frozenset[str], size: Size) -> list[Line]:
    """The lines F1 to F5 that are wanted, at one size; one peer after the other, each in turns with ours."""
    redis = targets.our_redis(made)
    ours = OursByBus("ours", made.api(), await school.lesson(size.sockets), redis, size.sockets)
    few = Size(size.sockets, size.pairs, max(3, size.rounds // BURST_SHARE))
    single: dict[str, Pairs] = {}
    burst: dict[str, Pairs] = {}
    for name, kind in PEERS.items():
        if not any(name in peers for line, peers in NEEDS.items() if line in wanted):
            continue
        peer = await asyncio.to_thread(kind, made, size.sockets)
        single[name] = await asyncio.to_thread(turns, ours, peer, size)
        if "F4" in wanted and name in NEEDS["F4"]:
            burst[name] = await asyncio.to_thread(turns, ours, peer, few, BURST)
        peer.close()
        made.stop(peer.served)
    ours.crowd.close()
    return _lines(wanted, size.sockets, single, burst)


def _lines(wanted: frozenset[str], sockets: int, single: Mapping[str, Pairs], burst: Mapping[str, Pairs]) -> list[Line]:
    at = f"{sockets} sockets"

    def line(name: str, what: str, found: list[float], target: Target, pairs: Pairs) -> Line:
        return Line(name, f"{what}, {at}", found, target, pairs.figures())

    made: list[Line] = []
    if "F1" in wanted:
        pairs = single["fastapi"]
        made += [
            line("F1", "broadcast/s against FastAPI", pairs.ratios(_rate), at_least(1.8), pairs),
            line("F1", "the same by CPU", pairs.ratios(_cost, upside_down=True), at_least(1.8), pairs),
        ]
    if "F2" in wanted:
        pairs = single["raw"]
        made.append(line("F2", "CPU of a delivery against raw TCP", pairs.ratios(_cost), at_most(1.2), pairs))
    if "F3" in wanted:
        pairs = single["socketio"]
        least = at_least(15.0 if sockets >= 5000 else 7.0)  # noqa: PLR2004 - the two sizes of performance.md
        made.append(line("F3", "broadcast/s against python-socketio", pairs.ratios(_rate), least, pairs))
    if "F4" in wanted:
        raw, fastapi = burst["raw"], burst["fastapi"]
        made += [
            line("F4", "burst of 8 against raw TCP, message by message", raw.ratios(_rate), at_least(3.0), raw),
            line("F4", "burst of 8 against FastAPI", fastapi.ratios(_rate), at_least(6.5), fastapi),
        ]
    if "F5" in wanted:
        pairs = single["raw"]
        made.append(line("F5", "p99 of the last delivery against raw TCP", pairs.ratios(_late), at_most(1.15), pairs))
    return made


def _rate(block: Block) -> float:
    return block.per_s


def _cost(block: Block) -> float:
    return block.cpu_us


def _late(block: Block) -> float:
    return block.p99_ms


async def measure_stalled(made: Machine, school: School, size: Size) -> list[Line]:
    """F6: how late the others are while one client reads nothing."""
    redis, api = targets.our_redis(made), made.api()
    well = OursByBus("ours", api, await school.lesson(size.sockets), redis, size.sockets)
    ill = OursByBus("ours_stalled", api, await school.lesson(size.sockets + 1), redis, size.sockets + 1)
    ill.crowd.stall(ill.crowd.order[0])
    pairs = await asyncio.to_thread(turns, ill, well, size)
    what = f"p99 of the others with one stalled client, {size.sockets} sockets"
    return [Line("F6", what, pairs.ratios(_late), at_most(1.1), pairs.figures())]
