"""Prometheus counters of what this process did, in a registry of our own that also adds up several processes.

With several API processes the supervisor sets `PROMETHEUS_MULTIPROC_DIR` before they start; the client library
then keeps its values in files there, and any process can answer for all.
"""

from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from server.tally import BOUNDS_S, TALLY

disable_created_metrics()  # type: ignore[no-untyped-call] # a second series for each counter that nobody asks for

REGISTRY = CollectorRegistry(auto_describe=False)
"""Where every module of ours registers what it measures."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

REQUESTS = Counter("lectern_http_requests", "Requests answered.", ("method", "route", "status"), registry=REGISTRY)
SECONDS = Histogram(
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


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; `route` is the template, never the path."""
    counter, histogram = _children(method if method in METHODS else "other", route, status)
    counter.inc()
    histogram.observe(seconds)
    TALLY.count(status, seconds)


@lru_cache(maxsize=4096)
def _children(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, route, str(status)), SECONDS.labels(method, route)


def expose(multiprocess_dir: str, further: Collector) -> bytes:
    """All metrics as Prometheus text, and what `further` collects; of all processes when they share a directory."""
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


def watch_process() -> None:
    """Add this process's own memory, CPU and garbage collector; with several processes they would not add up."""
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=REGISTRY)
