"""What the bench says of its ratios."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.drawing import BAD, GOOD, bars
from bench.report import Line, Target, at_least, at_most, keep, surroundings, write_tables

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("target", "found", "verdict", "far_off"),
    [
        (at_least(1.8), 1.8, "met", False),
        (at_least(1.8), 1.79, "missed by 1%", False),
        (at_least(1.8), 0.8, "missed, 2.2 times off", True),
        (at_most(1.2), 1.2, "met", False),
        (at_most(1.2), 2.3, "missed by 92%", False),
        (at_most(1.2), 2.5, "missed, 2.1 times off", True),
        (at_least(1.8), 0.0, "missed, 1800000000.0 times off", True),
        (None, 0.01, "told", False),
    ],
)
def test_a_ratio_is_met_missed_or_far_off(target: Target | None, found: float, verdict: str, *, far_off: bool) -> None:
    line = Line("F1", "broadcast", [found], target)
    assert (line.verdict, line.far_off) == (verdict, far_off)


def test_a_line_tells_the_median_of_its_pairs() -> None:
    assert Line("F1", "broadcast", [9.0, 1.0, 2.0], None).ratio == 2.0


def test_the_picture_has_a_bar_for_each_target_and_shows_what_is_missed() -> None:
    lines = [
        Line("F1", "a < b & c", [2.0], at_least(1.8)).document(),
        Line("H2", "cost", [3.0], at_most(2.0)).document(),
        Line("F8", "told", [1.0], None).document(),
    ]
    drawn = ET.fromstring(bars(lines))  # noqa: S314 - our own
    assert [each.get("fill") for each in drawn.iter(f"{SVG}rect")][1:] == [GOOD, BAD]


def test_what_was_kept_stands_in_the_table_and_in_the_pictures(tmp_path: Path) -> None:
    grown = {
        "players": [{"players": n, "kib": 12.5, "cpu_us": 4.0} for n in (100, 1000, 10_000)],
        "sessions": [{"sessions": n, "kib": 30.0, "cpu_us_per_s": 9.0} for n in (10, 100)],
    }
    keep(tmp_path, "growth", [Line("C1", "memory", [1.1, 1.0, 1.2], at_most(1.5), grown)], surroundings())
    keep(tmp_path, "reading", [Line("H2", "cost", [3.0], at_most(2.0))], surroundings())
    write_tables(tmp_path)
    table = (tmp_path / "table.md").read_text()
    assert "| C1 | memory | 1.1 | 1–1.2 | ≤ 1.5 | met |" in table  # noqa: RUF001 - as it is written
    assert "| H2 | cost | 3 |  | ≤ 2 | missed by 50% |" in table
    assert "1 of 2 targets are met" in table
    drawn = ET.fromstring((tmp_path / "growth.svg").read_text())  # noqa: S314 - our own
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 4
    assert len(list(drawn.iter(f"{SVG}circle"))) == 10
