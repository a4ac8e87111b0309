"""The numbers of the `metrics` channel: what each is, and how those of several processes become one. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from server.tally import BOUNDS_S, quantile

COUNTERS: Final = {
    "http_requests": "Requests answered.",
    "http_refusals": "Requests refused with 4xx.",
    "http_limited": "Requests refused by a rate limit (429); they count as refusals, too.",
    "http_errors": "Requests that failed with 5xx.",
    "answers": "Live answers that were committed.",
}
"""Since the processes that run now began; summed over them."""

SUMMED: Final = {
    "http_per_s": "Requests answered in the last second.",
    "answers_per_s": "Live answers committed in the last second.",
    "sockets": "Open sockets.",
    "live_sessions": "Live sessions with somebody on the line; one that is followed on two processes counts twice.",
    "live_players": "Players who are on the line.",
    "live_hosts": "Host screens that are on the line.",
    "feeds": "Channels `me` and `course:{id}` that somebody follows; one followed on two processes counts twice.",
    "db_connections": "Open connections to PostgreSQL of the application's pools.",
    "db_idle": "Those of them that nobody uses.",
    "db_most": "How many there may be.",
}
"""Gauges that are summed over the processes."""

HIGHEST: Final = {
    "loop_lag_ms": "The longest time, in ms, that an event loop came late in the last second.",
}
"""Gauges of which the highest of all processes counts."""

LOWEST: Final = {
    "redis_up": "1 when every process reaches Redis.",
    "listening": "1 when every process hears PostgreSQL's notifications; else `me` and `course` come by polling.",
}
"""Gauges of which the lowest of all processes counts."""

LATENCY: Final = {"http_p50_ms": 0.5, "http_p95_ms": 0.95, "http_p99_ms": 0.99}
"""Of all requests of the last minute: the time in ms within which this share was answered."""

DATABASE: Final = {
    "outbox_waiting": "Work in the outbox that is due and not done.",
    "outbox_age_s": "How long ago, in seconds, the oldest of it was due.",
    "outbox_dead": "Work that was given up and waits for an admin.",
    "jobs_queued": "Long work that waits.",
    "jobs_running": "Long work under way.",
    "jobs_failed_24h": "Long work that failed in the last 24 hours.",
    "mails_waiting": "Mails that are due and not sent.",
    "mails_sent_1h": "Mails that were handed over in the last hour.",
    "mails_dead": "Mails that were given up.",
    "orders_pending": "Orders that wait for their money.",
    "payments_creating": "Of the payments begun in the last 24 hours: those whose page is being opened.",
    "payments_pending": "Of the same: those that the payer has not finished.",
    "payments_paid": "Of the same: those that were paid.",
    "payments_failed": "Of the same: those that failed, were cancelled or expired.",
    "refunds_open": "Refunds of the last 30 days that are neither done nor failed.",
}
"""Gauges read from PostgreSQL, once a second for all who watch through one process."""

OWN: Final = {
    "processes": "API processes that were heard in the last seconds.",
    "database_up": "1 when PostgreSQL answered; else its gauges are those of before.",
}
"""Gauges about the numbers themselves."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one process knows at one moment; `latency` counts by server.tally.BOUNDS_S."""

    at_ms: int
    counters: Mapping[str, int]
    gauges: Mapping[str, float]
    latency: Sequence[int]

    def as_json(self) -> dict[str, Any]:
        """As it travels between the processes."""
        return asdict(self)

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """The other way."""
        return cls(told["at_ms"], told["counters"], told["gauges"], told["latency"])


def add_up(readings: Sequence[Reading], database: Mapping[str, float]) -> dict[str, Any]:
    """`{counters, gauges}` of all processes together; every documented key is there."""
    latency = [sum(column) for column in zip(*(each.latency for each in readings), strict=True)] or [0] * len(BOUNDS_S)
    told = [each.gauges for each in readings]
    gauges: dict[str, float] = {
        **{name: sum(each.get(name, 0) for each in told) for name in SUMMED},
        **{name: max((each.get(name, 0) for each in told), default=0) for name in HIGHEST},
        **{name: min((each.get(name, 0) for each in told), default=0) for name in LOWEST},
        **{name: quantile(latency, share) for name, share in LATENCY.items()},
        **{name: database.get(name, 0) for name in DATABASE},
        "database_up": database.get("database_up", 0),
        "processes": len(readings),
    }
    return {
        "counters": {name: sum(each.counters.get(name, 0) for each in readings) for name in COUNTERS},
        "gauges": gauges,
    }


def page() -> str:
    """The reference page of the keys (docs/reference/metrics-channel.md)."""
    latency = {
        name: f"Within so many ms {share:.0%} of the last minute's requests were answered."
        for name, share in LATENCY.items()
    }
    gauges = SUMMED | HIGHEST | LOWEST | latency | DATABASE | OWN
    lines = [
        "# The keys of the `metrics` channel",
        "",
        "Written from `realtime/feeds/readings.py` (a test compares them). The channel itself: `live.md` §2. Once a second,",
        'admins who follow it get one ephemeral frame `metrics` with `k: "all"` and',
        "`d: {at, counters, gauges}`; the snapshot has the same shape. `at` is the server's time in ms. Numbers are of all",
        "API processes together; every key is always there.",
        "",
        "## counters",
        "",
        "Since the API processes that run now began.",
        "",
        *_rows(COUNTERS),
        "",
        "## gauges",
        "",
        *_rows(gauges),
        "",
    ]
    return "\n".join(lines)


def _rows(keys: Mapping[str, str]) -> list[str]:
    return ["| key | what it is |", "|---|---|", *(f"| `{name}` | {text} |" for name, text in keys.items())]
