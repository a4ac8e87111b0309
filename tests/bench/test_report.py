"""What the bench says of its ratios."""

from xml.etree import ElementTree as ET

import pytest

from bench.report import Line, at_least, at_most, picture


@pytest.mark.parametrize(
    ("target", "found", "verdict", "far_off"),
    [
        (at_least(1.8), 1.8, "met", False),
        (at_least(1.8), 1.79, "missed", False),
        (at_least(1.8), 0.8, "missed", True),
        (at_most(1.2), 1.2, "met", False),
        (at_most(1.2), 2.3, "missed", False),
        (at_most(1.2), 2.5, "missed", True),
        (None, 0.01, "told", False),
    ],
)
def test_a_ratio_is_met_missed_or_far_off(target: object, found: float, verdict: str, *, far_off: bool) -> None:
    line = Line("F1", "broadcast", found, target)  # type: ignore[arg-type]
    assert (line.verdict, line.far_off) == (verdict, far_off)


def test_the_picture_has_a_bar_for_each_target_and_shows_what_is_missed() -> None:
    lines = [
        Line("F1", "a < b & c", 2.0, at_least(1.8)).document(),
        Line("H2", "cost", 3.0, at_most(2.0)).document(),
        Line("F8", "told", 1.0, None).document(),
    ]
    drawn = ET.fromstring(picture(lines))  # noqa: S314 - our own
    bars = [each.get("fill") for each in drawn.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert bars == ["#2b7a4b", "#b3372f"]
