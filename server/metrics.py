"""Prometheus counters of what this process did, in a registry of our own that also adds up several processes.

With several API processes the supervisor sets `PROMETHEUS_MULTIPROC_DIR` before they start; the client library
then keeps its values in files there, and any process can answer for all.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from server.tally import BOUNDS_S, TALLY, bucket_of
from server.tasks import end_tasks

disable_created_metrics()  # type: ignore[no-untyped-call] # a second series for each counter that nobody asks for

REGISTRY = CollectorRegistry(auto_describe=False)
"""Where every module of ours registers what it measures."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FOLD_S: Final = 0.25
"""How much later another process knows what this one has answered."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

REQUESTS = Counter("lectern_http_requests", "Requests answered.", ("method", "route", "status"), registry=REGISTRY)


class Times(Histogram):
    """A histogram that can take in many observations at once, counted by its own buckets."""

    def add(self, counts: Sequence[int], total: float) -> None:
        """As `observe` for each: `counts` of them in each bucket (one more than there are bounds), `total` their sum."""
        for bucket, count in zip(self._buckets, counts, strict=True):
            if count:
                bucket.inc(count)
        self._sum.inc(total)


SECONDS = Times(
    "lectern_http_request_seconds",
    "Time to answer a request.",
    ("method", "route"),
    buckets=BOUNDS_S,
    registry=REGISTRY,
)
LIMITED = Counter("lectern_http_limited", "Requests refused by a rate limit.", ("route",), registry=REGISTRY)
SIGN_INS = Counter(
    "lectern_sign_ins",
    "Passwords shown at the door: proved, challenged (a code is awaited), wrong, locked_out.",
    ("outcome",),
    registry=REGISTRY,
)
CODES = Counter(
    "lectern_second_factor_codes",
    "Codes shown at the door: right, wrong, blocked (too many wrong ones), none (nothing was asked).",
    ("outcome",),
    registry=REGISTRY,
)
ANSWERS = Counter("lectern_live_answers", "Live answers that were committed, and so acknowledged.", registry=REGISTRY)
GATEWAY_EVENTS = Counter(
    "lectern_gateway_events",
    "Events that payment gateways sent: taken, forged, unreadable, later (to be sent again).",
    ("gateway", "outcome"),
    registry=REGISTRY,
)


@dataclass(slots=True)
class _Gathered:
    """What was answered under one name since the last fold."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))
    total: float = 0.0


_gathered: dict[tuple[str, str, int], _Gathered] = {}


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; `route` is the template, never the path.

    The library's own values cost ten times as much (locks, and files where several processes share them): they take
    in what is gathered here now and then, and before this process tells them.
    """
    TALLY.count(status, seconds)
    name = (method if method in METHODS else "other", route, status)
    gathered = _gathered.get(name)
    if gathered is None:
        gathered = _gathered[name] = _Gathered()
    gathered.counts[bucket_of(seconds)] += 1
    gathered.total += seconds


def fold() -> None:
    """Hand what was gathered to the counters that are told."""
    for (method, route, status), gathered in _gathered.items():
        REQUESTS.labels(method, route, str(status)).inc(sum(gathered.counts))
        SECONDS.labels(method, route).add(gathered.counts, gathered.total)
    _gathered.clear()


@asynccontextmanager
async def folding(_app: web.Application) -> AsyncIterator[None]:
    """Fold every quarter of a second, for the other processes that tell ours too, and at the end."""
    task = asyncio.create_task(_fold_for_ever(), name="metrics")
    try:
        yield
    finally:
        await end_tasks([task])
        fold()


async def _fold_for_ever() -> None:
    while True:
        await asyncio.sleep(FOLD_S)
        fold()


def expose(multiprocess_dir: str, further: Collector) -> bytes:
    """All metrics as Prometheus text, and what `further` collects; of all processes when they share a directory."""
    fold()
    return _own(multiprocess_dir) + _of(further)


def _of(collector: Collector) -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector)
    return generate_latest(registry)


def _own(multiprocess_dir: str) -> bytes:
    if not multiprocess_dir:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together, path=multiprocess_dir)  # type: ignore[no-untyped-call] # the library's gap
    return generate_latest(together)
