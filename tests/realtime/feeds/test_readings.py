"""The numbers of several processes become one, and every key is documented."""

from pathlib import Path

from realtime.feeds.readings import COUNTERS, DATABASE, HIGHEST, LATENCY, LOWEST, OWN, SUMMED, Reading, add_up, page
from server.tally import BOUNDS_S

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "metrics-channel.md"


def reading(scale: int, *, up: int = 1) -> Reading:
    gauges = {**dict.fromkeys(SUMMED, scale), **dict.fromkeys(HIGHEST, scale), **dict.fromkeys(LOWEST, up)}
    return Reading(1, dict.fromkeys(COUNTERS, 10 * scale), gauges, [0, 0, 0, scale, *[0] * (len(BOUNDS_S) - 3)])


def test_numbers_are_summed_but_for_the_worst_which_counts_for_all() -> None:
    told = add_up([reading(1), reading(2, up=0)], {"outbox_waiting": 4, "database_up": 1})
    assert told["counters"] == dict.fromkeys(COUNTERS, 30)
    gauges = told["gauges"]
    assert {gauges[name] for name in SUMMED} == {3}
    assert (gauges["loop_lag_ms"], gauges["redis_up"], gauges["http_p50_ms"]) == (2, 0, 7.5)
    assert (gauges["outbox_waiting"], gauges["jobs_queued"], gauges["processes"]) == (4, 0, 2)


def test_every_key_is_there_even_when_nothing_is_known() -> None:
    told = add_up([], {})
    assert told["counters"].keys() == COUNTERS.keys()
    documented = SUMMED.keys() | HIGHEST.keys() | LOWEST.keys() | LATENCY.keys() | DATABASE.keys() | OWN.keys()
    assert told["gauges"].keys() == documented


def test_a_reading_survives_the_way_between_processes() -> None:
    assert Reading.of_json(reading(3).as_json()) == reading(3)


def test_the_reference_page_is_the_one_written_from_the_code() -> None:
    assert PAGE.read_text("utf-8") == page()
