"""REST reads: H1 against FastAPI and SQLAlchemy, H2 against bare Starlette."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlsplit

import jwt

from bench.crowd import Crowd
from bench.machine import Machine, Served
from bench.measuring import median, no_pause, ratios
from bench.report import Line, at_least, at_most
from bench.school import Learner, School

CONNECTIONS: Final = 16
LEARNERS: Final = 60
"""So that nobody's quota of a minute is spent: limits are on."""
PEER_KEY: Final = "a key of this peer that is long enough"
GOOD: Final = b" 200 OK\r\n"


@dataclass(slots=True)
class Side:
    """One server, asked the same thing by kept connections; each asks again as soon as it is answered."""

    served: Served
    requests: Sequence[bytes]
    per_s: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)

    def run(self, count: int) -> None:
        """So many requests; adds to the figures."""
        # New connections each time: servers close those that are idle for long.
        asked, crowd = itertools.cycle(self.requests), Crowd(self.served.port)
        _ = crowd.open(CONNECTIONS, lambda _: [(next(asked), GOOD)])
        with no_pause():
            before, started = self.served.cpu_s, time.perf_counter()
            crowd.converse(count, asked, GOOD)
        self.per_s.append(count / (time.perf_counter() - started))
        self.cpu_us.append((self.served.cpu_s - before) * 1e6 / count)
        crowd.close()


def get(path: str, token: str = "") -> bytes:
    """A request on a kept connection."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: bench.example\r\nAccept: application/json\r\n{bearer}\r\n".encode()


def _peers_token(who: Learner) -> str:
    return jwt.encode({"sub": str(who.id), "sid": str(who.sign_in)}, PEER_KEY, "HS256")


def _dsn(url: str) -> str:
    """The database's address as SQLAlchemy spells a socket's folder."""
    parts = urlsplit(url)
    return f"postgresql+asyncpg://{parts.username}@/{parts.path.strip('/')}?host={parse_qs(parts.query)['host'][0]}"


async def _sides(made: Machine, wanted: frozenset[str], learners: list[Learner]) -> dict[str, Side]:
    sides: dict[str, Side] = {}
    if "H1" in wanted:
        ours = [get("/api/v1/users/me", each.token) for each in learners]
        theirs = [get("/users/me", _peers_token(each)) for each in learners]
        sides["ours_h1"] = Side(made.api(), ours)
        sides["fastapi"] = Side(made.peer("fastapi", _dsn(made.settings.database_url)), theirs)
    if "H2" in wanted:
        sides["ours_h2"] = Side(
            made.ours("bench.small_read"), [get("/api/v1/small/7", each.token) for each in learners]
        )
        sides["starlette"] = Side(made.peer("starlette"), [get("/api/v1/small/7")])
    return sides


async def measure(made: Machine, school: School, wanted: frozenset[str], count: int, pairs: int) -> list[Line]:
    """H1 and H2."""
    sides = await _sides(made, wanted, await school.people(LEARNERS))
    await asyncio.to_thread(_turns, sides, count, pairs)
    figures = {name: {"per_s": median(side.per_s, 0), "cpu_us": median(side.cpu_us, 1)} for name, side in sides.items()}
    lines: list[Line] = []
    if "H1" in wanted:
        cheap = ratios(sides["fastapi"].cpu_us, sides["ours_h1"].cpu_us)
        speed = ratios(sides["ours_h1"].per_s, sides["fastapi"].per_s)
        lines.append(
            Line("H1", "one's account, CPU of FastAPI + SQLAlchemy against ours", cheap, at_least(3.0), figures)
        )
        lines.append(Line("H1", "the same by requests per second", speed, None))
    if "H2" in wanted:
        cost = ratios(sides["ours_h2"].cpu_us, sides["starlette"].cpu_us)
        lines.append(Line("H2", "CPU of a small read against bare Starlette", cost, at_most(2.0), figures))
    return lines


def _turns(sides: dict[str, Side], count: int, pairs: int) -> None:
    for number in range(pairs + 1):
        for name in sorted(sides, reverse=bool(number % 2)):
            sides[name].run(count)
    for side in sides.values():  # the first one only warms up
        del side.per_s[0], side.cpu_us[0]
