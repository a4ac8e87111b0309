"""The reference page of the Prometheus metrics, written anew by running this module.

python -m tests.contract.metrics > docs/reference/metrics.md
"""

import sys
from dataclasses import dataclass

from prometheus_client import Counter, Histogram

from realtime.feeds.scraped import GAUGES
from server import metrics

COUNTED = (
    metrics.REQUESTS,
    metrics.SECONDS,
    metrics.LIMITED,
    metrics.SIGN_INS,
    metrics.CODES,
    metrics.ANSWERS,
    metrics.GATEWAY_EVENTS,
)
HEAD = """\
# Metrics

`GET /api/v1/metrics` in Prometheus' text format. Written by `python -m tests.contract.metrics` from what is
registered (a test compares them). Routes are templates, never paths. Dashboard: `deploy/grafana/lectern.json`;
alerts: `deploy/prometheus/rules/lectern.yml`; both are tested to use only what stands here.

## Counters and histograms

Of the processes that share a machine or container: add up what several of them answer.

| metric | labels | what it is |
|---|---|---|
"""
MIDDLE = """
## Gauges

Of all processes on all machines, read at the scrape from Redis and PostgreSQL: every process answers the same, so take
`max` or `min`. While PostgreSQL is away its gauges are missing and `lectern_database_up` is 0; likewise Redis.

| metric | labels | what it is |
|---|---|---|
"""
FOOT = """
A single process also tells its own memory, CPU and garbage collector (`process_…`, `python_…`); several would not add up.
"""


@dataclass(frozen=True, slots=True)
class Family:
    """A metric with its labels, and the names that a query may use."""

    name: str
    labels: tuple[str, ...]
    text: str
    samples: tuple[str, ...]


def counted() -> list[Family]:
    """What is registered."""
    return [_family(each) for each in COUNTED]


def _family(metric: Counter | Histogram) -> Family:
    (described,) = metric.describe()
    suffixes = ("_bucket", "_sum", "_count") if isinstance(metric, Histogram) else ("_total",)
    name = described.name if isinstance(metric, Histogram) else f"{described.name}_total"
    labels = tuple(metric._labelnames) + (("le",) if isinstance(metric, Histogram) else ())
    return Family(name, labels, described.documentation, tuple(f"{described.name}{suffix}" for suffix in suffixes))


def gauges() -> list[Family]:
    """What is read at the scrape."""
    return [Family(name, gauge.labels, gauge.text, (name,)) for name, gauge in GAUGES.items()]


def page() -> str:
    """The page."""
    return HEAD + _rows(counted()) + MIDDLE + _rows(gauges()) + FOOT


def _rows(families: list[Family]) -> str:
    return "".join(
        f"| `{one.name}` | {', '.join(f'`{label}`' for label in one.labels)} | {one.text} |\n" for one in families
    )


if __name__ == "__main__":
    sys.stdout.write(page())
