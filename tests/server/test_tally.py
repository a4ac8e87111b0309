"""Counting requests for those who watch live."""

import pytest

from server.tally import BOUNDS_S, WINDOW, Tally, quantile


def test_statuses_are_counted_by_what_they_mean() -> None:
    tally = Tally()
    for status in (200, 204, 302, 404, 422, 429, 500, 503):
        tally.count(status, 0.004)
    assert (tally.requests, tally.refusals, tally.limited, tally.errors) == (8, 3, 1, 2)


def test_latency_is_that_of_the_last_minute() -> None:
    tally = Tally()
    tally.count(200, 0.004)
    for _ in range(WINDOW - 1):
        tally.tick()
    tally.count(200, 99.0)
    assert (sum(tally.latency()), tally.latency()[2], tally.latency()[-1]) == (2, 1, 1)
    tally.tick()
    tally.tick()
    assert sum(tally.latency()) == 1, "what was before is forgotten"


def counts(**by_ms: int) -> list[int]:
    found = [0] * (len(BOUNDS_S) + 1)
    for name, count in by_ms.items():
        found[BOUNDS_S.index(float(name[1:]) / 1000) if name != "more" else -1] = count
    return found


@pytest.mark.parametrize(
    ("told", "share", "ms"),
    [
        (counts(), 0.5, 0.0),
        (counts(_10=100), 0.5, 7.5),
        (counts(_10=100), 1.0, 10.0),
        (counts(_5=50, _50=50), 0.5, 5.0),
        (counts(_5=50, _50=50), 0.75, 37.5),
        (counts(_5=99, more=1), 0.999, 10_000.0),
        (counts(more=3), 0.5, 10_000.0),
    ],
)
def test_quantiles_lie_within_their_bucket(told: list[int], share: float, ms: float) -> None:
    assert quantile(told, share) == ms
