"""Two processes: what crossing costs (R1), and what a second one brings (S1)."""

import asyncio
import itertools
import time
from dataclasses import dataclass
from typing import Any, Final

from redis import Redis

from bench import targets
from bench.crowd import Crowd
from bench.machine import Machine, Served
from bench.measuring import median, p99, ratio
from bench.report import Line, at_least, at_most
from bench.school import Lesson, School, said
from bench.targets import mark_of

HOSTS: Final = 12
CHANNEL: Final = "bench:hop"


@dataclass(slots=True)
class Crossing:
    """A host and one player on one process, another player on the other."""

    near: Served
    lesson: Lesson
    hosts: Crowd
    here: Crowd
    there: Crowd

    def once(self, s: int, number: int, fd: int) -> float:
        """Seconds by which the other process's player hears it later."""
        self.hosts.drain()
        locked = (s - len(self.lesson.seats)) % 2 == 0  # begins with True: a repeat would be no event
        self.hosts.say(fd, said(number, "host.lock", {"locked": locked}, self.lesson.ch))
        (here,) = self.here.wait_for(mark_of(s)).values()
        (there,) = self.there.wait_for(mark_of(s)).values()
        return max(there - here, 0.0)


def bare_hop(redis: Redis, rounds: int) -> list[float]:
    """From a publish to the subscriber, on the same Valkey, by the same library."""
    waits = []
    with redis.pubsub(ignore_subscribe_messages=True) as pubsub:
        pubsub.subscribe(CHANNEL)
        _ = pubsub.get_message(timeout=1)
        for _ in range(rounds):
            started = time.perf_counter()
            _ = redis.publish(CHANNEL, b"x" * 200)
            while pubsub.get_message(timeout=1) is None:
                pass
            waits.append(time.perf_counter() - started)
    return waits


async def measure_crossing(made: Machine, school: School, rounds: int, pairs: int) -> list[Line]:
    """R1."""
    lesson, near, far = await school.lesson(2), made.api("near"), made.api("far")
    hosts, here, there = (Crowd(port, alive=True) for port in (near.port, near.port, far.port))
    _ = hosts.open(HOSTS, lesson.leader)
    _ = here.open(1, lesson.player)
    _ = there.open(1, lambda _: lesson.player(1))
    crossing = Crossing(near, lesson, hosts, here, there)
    ours, bare = await asyncio.to_thread(_turns, crossing, targets.our_redis(made), rounds, pairs)
    figures: dict[str, Any] = {
        "ours_p99_ms": median([v * 1e3 for v in ours]),
        "hop_p99_ms": median([v * 1e3 for v in bare]),
    }
    return [
        Line(
            "R1", "p99 gained by crossing two processes against the bare hop", ratio(ours, bare), at_most(3.0), figures
        )
    ]


def _turns(crossing: Crossing, redis: Redis, rounds: int, pairs: int) -> tuple[list[float], list[float]]:
    positions, numbers = itertools.count(2 + len(crossing.lesson.seats)), itertools.count(3)
    turn = itertools.cycle(crossing.hosts.order)
    ours, bare = [], []
    for _ in range(pairs + 1):
        ours.append(p99([crossing.once(next(positions), next(numbers), next(turn)) for _ in range(rounds)]))
        bare.append(p99(bare_hop(redis, rounds)))
        time.sleep(rounds / (HOSTS * 3))  # the hosts' credits come back: 3 a second each
    return ours[1:], bare[1:]


async def measure_scale(made: Machine, school: School, sockets: int, rounds: int, pairs: int) -> list[Line]:
    """S1: by the share of CPU, since the load has the other core: what the busier of two needs of what one needs."""
    found = await _scale(made, school, sockets, rounds, pairs)
    gain = ratio([one for one, _ in found], [two for _, two in found])
    figures = {
        "sockets": sockets,
        "one_cpu_us": median([a for a, _ in found], 2),
        "busier_cpu_us": median([b for _, b in found], 2),
    }
    what = f"fan-out of two processes against one, by CPU share, {sockets} sockets"
    return [Line("S1", what, gain, at_least(1.7), figures)]


async def _scale(made: Machine, school: School, sockets: int, rounds: int, pairs: int) -> list[tuple[float, float]]:
    alone, left, right = made.api("alone"), made.api("left"), made.api("right")
    redis = targets.our_redis(made)
    whole, shared = await school.lesson(sockets), await school.lesson(sockets)
    one = targets.OursByBus("one", alone, whole, redis, sockets)
    two = targets.OursByBus("two", left, shared, redis, sockets // 2)
    other = Crowd(right.port, alive=True)
    _ = other.open(sockets // 2, lambda n: shared.player(sockets // 2 + n))
    found = [await asyncio.to_thread(_share, one, two, other, right, rounds) for _ in range(pairs + 1)]
    return found[1:]


def _share(
    one: targets.OursByBus, two: targets.OursByBus, other: Crowd, right: Served, rounds: int
) -> tuple[float, float]:
    """CPU microseconds for each delivery: of one process alone, and of the busier of two."""
    deliveries = rounds * len(one.crowd.order)
    before = one.served.cpu_s
    for _ in range(rounds):
        _ = one.crowd.wait_for(one.cast(1))
    alone = one.served.cpu_s - before
    before, before_right = two.served.cpu_s, right.cpu_s
    for _ in range(rounds):
        mark = two.cast(1)
        _ = two.crowd.wait_for(mark)
        _ = other.wait_for(mark)
    busier = max(two.served.cpu_s - before, right.cpu_s - before_right)
    return alone * 1e6 / deliveries, busier * 1e6 / deliveries
