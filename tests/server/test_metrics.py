"""Metrics: what was answered is gathered first, and told completely."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Counter, generate_latest
from pytest_aiohttp.plugin import AiohttpClient

from server import metrics
from server.metrics import REQUESTS, Times, expose, observe
from server.tally import BOUNDS_S, bucket_of
from tests.server.example import example_app

NOTHING_ELSE = CollectorRegistry()
times_s = st.floats(0.0, 100.0, allow_nan=False) | st.sampled_from(BOUNDS_S)


def told(name: str) -> float:
    """The value of one sample as a scrape shows it now; 0 when it is not there."""
    lines = expose("", NOTHING_ELSE).decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


@given(st.lists(times_s, max_size=30))
def test_taking_in_many_times_is_observing_each(seconds: list[float]) -> None:
    one_by_one, together = CollectorRegistry(), CollectorRegistry()
    observed = Times("t", "Times.", buckets=BOUNDS_S, registry=one_by_one)
    added = Times("t", "Times.", buckets=BOUNDS_S, registry=together)
    counts = [0] * (len(BOUNDS_S) + 1)
    for each in seconds:
        observed.observe(each)
        counts[bucket_of(each)] += 1
    added.add(counts, sum(seconds))
    assert generate_latest(together) == generate_latest(one_by_one)


def test_a_scrape_tells_what_was_answered_up_to_it_and_nothing_twice() -> None:
    series = 'lectern_http_requests_total{method="GET",route="/scraped",status="200"}'
    seconds = 'lectern_http_request_seconds_count{method="GET",route="/scraped"}'
    for expected in (2, 4):
        observe("GET", "/scraped", 200, 0.1)
        observe("GET", "/scraped", 200, 99.0)
        assert (told(series), told(seconds)) == (expected, expected)
    assert told(series) == 4


def test_methods_that_do_not_exist_make_no_series() -> None:
    for method in ("BREW", "WHEN"):
        observe(method, "/pot", 405, 0.1)
    assert told('lectern_http_requests_total{method="other",route="/pot",status="405"}') == 2


async def test_a_running_process_hands_its_counts_over_by_itself(aiohttp_client: AiohttpClient) -> None:
    """Another process that is scraped must not wait for us to be scraped."""
    client = await aiohttp_client(example_app())
    counter = REQUESTS.labels("GET", "/api/v1/who", "200")
    metrics.fold()
    before = _value(counter)
    async with asyncio.timeout(60):
        while _value(counter) == before:
            assert (await client.get("/api/v1/who")).status == 200


async def test_what_was_answered_last_is_handed_over_at_the_end(aiohttp_client: AiohttpClient) -> None:
    client = await aiohttp_client(example_app())
    counter = REQUESTS.labels("GET", "/api/v1/who", "200")
    metrics.fold()
    before = _value(counter)
    assert (await client.get("/api/v1/who")).status == 200
    await client.close()
    assert _value(counter) == before + 1


def _value(counter: Counter) -> float:
    (family,) = counter.collect()
    return float(family.samples[0].value)
