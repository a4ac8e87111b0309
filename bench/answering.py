"""Answers, committed and then acknowledged: A1, A2, A3."""

import asyncio
import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from bench.crowd import Crowd, upgrade
from bench.machine import Machine, Served
from bench.measuring import median, no_pause, p99, ratios
from bench.report import Line, at_least, at_most
from bench.school import Lesson, School, bare, said
from models.ids import new_id

GRACE_S: Final = 0.3
"""An item closes when late taps have arrived."""
ACK: Final = b'"status":"accepted"'
_RUN: Final = re.compile(rb'"t":"item.open","s":\d+.*?"run":"([0-9a-f-]{36})"')


@dataclass(slots=True)
class Answering:
    """A crowd that answers: how its answers read, and what they took."""

    served: Served
    crowd: Crowd
    frames: Callable[[], list[bytes]]
    """A new answer of everyone."""
    waits: list[list[float]] = field(default_factory=list)
    spread: list[list[float]] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)

    def rush(self) -> None:
        """All at once."""
        frames, before = self.frames(), self.served.cpu_s
        with no_pause():
            self.waits.append(self.crowd.ask_all(frames, ACK))
        self.cpu_us.append((self.served.cpu_s - before) * 1e6 / len(frames))

    def spread_out(self) -> None:
        """Within one second."""
        frames = self.frames()
        with no_pause():
            self.spread.append(self.crowd.ask_all(frames, ACK, over_s=1.0))

    @property
    def per_s(self) -> list[float]:
        """Answers per second in each rush; all were sent at its beginning."""
        return [len(waits) / max(waits) for waits in self.waits]

    @property
    def p99_ms(self) -> list[float]:
        """Of the acknowledgements, second by second."""
        return [p99(waits) * 1000 for waits in self.spread]


class Game:
    """Our own session, led from item to item: each seat answers once in each."""

    def __init__(self, api: Served, lesson: Lesson, crowd: Crowd, answers: int) -> None:
        """`crowd`: who is there already, on this process; `answers`: so many seats answer, here or elsewhere."""
        self._lesson, self._port, self._answers = lesson, api.port, answers
        self.crowd = crowd
        self._ids = itertools.count(3)

    def frames(self) -> list[bytes]:
        """Open the next item, and answer it."""
        self.crowd.drain()
        # A host who does not read the health panel of a thousand lines is cut: each time another one comes.
        host = Crowd(self._port)
        _ = host.open(1, self._lesson.leader)
        if self._host(host, "host.close"):
            while not self._host(host, "host.reveal"):
                time.sleep(GRACE_S)  # nobody is told when late taps are over; the host tries again
        for t in ("host.next", "host.open"):
            _ = self._host(host, t)
        host.close()
        run = self._run_that_opened()
        time.sleep(GRACE_S)  # the news of the opening reach everyone, and are read
        self.crowd.drain()
        number = next(self._ids)
        body: dict[str, Any] = {"run": run, "value": True, "at": time.time() * 1000}  # noqa: TID251 - a client's clock
        return [
            said(number, "answer.submit", {**body, "sub": f"{run}:{at}"}, self._lesson.ch)
            for at in range(self._answers)
        ]

    def _host(self, host: Crowd, t: str) -> bool:
        """Whether it fitted: the phase decides."""
        number, fd = next(self._ids), host.order[0]
        host.say(fd, said(number, t, {}, self._lesson.ch))
        return host.listen(fd, re.compile(rb'"re":%d,"ok":(true|false)' % number)).group(1) == b"true"

    def _run_that_opened(self) -> str:
        """The run, as a player hears of it."""
        heard = self.crowd.listen(self.crowd.order[0], _RUN)
        return heard.group(1).decode()


def _plain(crowd: Crowd) -> Callable[[], list[bytes]]:
    """Answers for the peers, each to a run of its own."""
    ids = itertools.count(3)

    def frames() -> list[bytes]:
        number, run = next(ids), str(uuid4())
        body: dict[str, Any] = {"run": run, "value": True, "at": 1}
        return [
            said(number, "answer.submit", {**body, "sub": f"{run}:{at}", "participant": str(at)})
            for at in range(len(crowd.order))
        ]

    return frames


def _orm_frames(crowd: Crowd) -> Callable[[], list[bytes]]:
    ids = itertools.count(3)

    def frames() -> list[bytes]:
        number, run = next(ids), str(uuid4())
        body: dict[str, Any] = {"run": run, "value": True, "at": 1}
        return [
            said(number, "answer.submit", {**body, "sub": f"{run}:{at}"}, "live:x") for at in range(len(crowd.order))
        ]

    return frames


def _orm(made: Machine, players: int, pool: int) -> Answering:
    served = made.ours("bench.one_by_one", arguments=(str(pool),))
    crowd = Crowd(served.port)
    _ = crowd.open(players, lambda _: [upgrade(f"/ws/{new_id()}")])
    return Answering(served, crowd, _orm_frames(crowd))


async def measure(made: Machine, school: School, wanted: frozenset[str], players: int, pairs: int) -> list[Line]:
    """The lines A1 to A3 that are wanted."""
    sides: dict[str, Answering] = {}
    if wanted & {"A1", "A2"}:
        peer = made.peer("fastapi")
        crowd = Crowd(peer.port)
        _ = crowd.open(players, bare())
        sides["fastapi"] = Answering(peer, crowd, _plain(crowd))
    if "A3" in wanted:
        sides |= {f"orm_{pool}": _orm(made, players, pool) for pool in (10, 1)}
    api = made.api()
    lesson, crowd = await school.lesson(players, on_host_gone="auto_advance"), Crowd(api.port, alive=True)
    _ = await asyncio.to_thread(crowd.open, players, lesson.player)
    sides["ours"] = Answering(api, crowd, Game(api, lesson, crowd, players).frames)
    await asyncio.to_thread(_play, wanted, sides, pairs)
    return _lines(wanted, sides, players)


def _play(wanted: frozenset[str], sides: dict[str, Answering], pairs: int) -> None:
    for number in range(pairs + 1):
        for name in sorted(sides, reverse=bool(number % 2)):
            sides[name].rush()
            if "A2" in wanted and not name.startswith("orm"):
                sides[name].spread_out()
            sides["ours"].crowd.drain()
        if not number:  # the first one only warms up
            for side in sides.values():
                side.waits.clear()
                side.spread.clear()
                side.cpu_us.clear()


def _lines(wanted: frozenset[str], sides: dict[str, Answering], players: int) -> list[Line]:
    ours = sides["ours"]
    figures = {
        name: {
            "per_s": median(side.per_s, 0),
            "cpu_us": median(side.cpu_us, 1),
            **({"p99_ms": median(side.p99_ms, 1)} if side.spread else {}),
        }
        for name, side in sides.items()
    }
    made: list[Line] = []
    if "A1" in wanted:
        speed = ratios(ours.per_s, sides["fastapi"].per_s)
        what = f"durable answers/s against FastAPI from memory, {players} at once"
        made.append(Line("A1", what, speed, at_least(1.0), figures))
        made.append(Line("A1", "the same by CPU of the API", ratios(sides["fastapi"].cpu_us, ours.cpu_us), None))
    if "A2" in wanted:
        late = ratios(ours.p99_ms, sides["fastapi"].p99_ms)
        what = f"p99 of the acknowledgement, {players} answers in one second, against FastAPI from memory"
        made.append(Line("A2", what, late, at_most(1.0), figures))
    if "A3" in wanted:
        for pool, least in ((10, 3.0), (1, 10.0)):
            speed = ratios(ours.per_s, sides[f"orm_{pool}"].per_s)
            what = f"durable answers/s against one ORM commit each, {pool} connection{'s' * (pool > 1)}"
            made.append(Line("A3", what, speed, at_least(least), figures))
    return made
