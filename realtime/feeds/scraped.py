"""The gauges of `/metrics`: the numbers of the channel `metrics`, of all processes and machines, and results by kind.

Every process answers the same, so an alert takes the highest (`max`), never the sum.
"""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

import orjson
import structlog
from prometheus_client.core import GaugeMetricFamily
from redis.asyncio import Redis

from models.queries.gauges import database_gauges
from models.queries.scraping import Results, results
from realtime.feeds.metrics import AWAY, FRESH_MS, KEY
from realtime.feeds.readings import DATABASE, HIGHEST, LOWEST, OWN, SUMMED, Reading, add_up
from realtime.rooms import FAULTS

PATIENCE_S: Final = 3.0
_log = structlog.get_logger(__name__)


class Gauge(NamedTuple):
    """One metric: its help, its labels, and the key of the channel it stands for with the factor to base units."""

    text: str
    labels: tuple[str, ...] = ()
    key: str = ""
    factor: float = 1.0


def _plain(told: Mapping[str, str]) -> dict[str, Gauge]:
    return {f"lectern_{key}": Gauge(text, key=key) for key, text in told.items() if not key.endswith(("_ms", "_s"))}


GAUGES: Final[dict[str, Gauge]] = {
    **_plain(SUMMED),
    **_plain(LOWEST),
    **_plain(DATABASE),
    **_plain(OWN),
    "lectern_loop_lag_seconds": Gauge(
        HIGHEST["loop_lag_ms"].replace("time, in ms,", "time"), key="loop_lag_ms", factor=0.001
    ),
    "lectern_outbox_age_seconds": Gauge("How long ago the oldest work that is due was due.", key="outbox_age_s"),
    "lectern_work_done_1h": Gauge("Work of the outbox that was done in the last hour.", ("kind",)),
    "lectern_jobs_24h": Gauge("Long jobs of the last 24 hours.", ("state",)),
    "lectern_webhook_deliveries_24h": Gauge("Outgoing webhook deliveries of the last 24 hours.", ("state",)),
    "lectern_certificates_24h": Gauge("Certificates issued in the last 24 hours."),
    "lectern_gateway_events_waiting": Gauge("Events of payment gateways that are stored and have not taken effect."),
}
"""Every gauge by name. Rates and quantiles of the channel are left out: Prometheus makes its own."""


class Snapshot:
    """A collector for one scrape."""

    def __init__(self, values: Mapping[str, float], found: Results) -> None:
        """`values` by key of the channel, `found` by name and labels."""
        self._values, self._found = values, found

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The families that are known now."""
        for name, gauge in GAUGES.items():
            samples = dict(self._samples(name, gauge))
            if samples:
                family = GaugeMetricFamily(name, gauge.text, labels=gauge.labels)
                for labels, value in samples.items():
                    family.add_metric(labels, value)
                yield family

    def _samples(self, name: str, gauge: Gauge) -> Iterator[tuple[tuple[str, ...], float]]:
        if gauge.key:
            if gauge.key in self._values:
                yield (), self._values[gauge.key] * gauge.factor
            return
        for (key, labels), value in self._found.items():
            if f"lectern_{key}" == name:
                yield labels, value


async def snapshot(redis: Redis, now: datetime) -> Snapshot:
    """What all processes told Redis, and PostgreSQL; the part that is away is left out but for its `_up`."""
    readings = await _readings(redis, int(now.timestamp() * 1000))
    try:
        async with asyncio.timeout(PATIENCE_S):
            database = {**await database_gauges(now), "database_up": 1.0}
            found = await results(now)
    except FAULTS as error:
        _log.warning("scrape_without_database", error=type(error).__name__)
        database, found = {}, {}
    told: dict[str, float] = add_up(readings or [], database)["gauges"]
    unknown = (set() if database else set(DATABASE)) | (
        set() if readings else set(told) - set(DATABASE) - {"database_up"}
    )
    values = {key: value for key, value in told.items() if key not in unknown}
    return Snapshot(values | ({} if readings else {"redis_up": 0.0}), found)


async def _readings(redis: Redis, now_ms: int) -> list[Reading]:
    try:
        async with redis.pipeline(transaction=False) as pipe:
            pipe.hgetall(KEY)
            (told,) = await pipe.execute()
    except AWAY:
        return []
    found = [Reading.of_json(orjson.loads(text)) for text in told.values()]
    return [each for each in found if now_ms - each.at_ms < FRESH_MS]
