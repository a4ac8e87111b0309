"""Pictures of the results, as SVG: how far each ratio is from its target, and what grows with the number of players."""

from collections.abc import Mapping, Sequence
from math import log2, log10
from typing import Any, Final
from xml.sax.saxutils import escape

GOOD, BAD, GREY = "#2b7a4b", "#b3372f", "#999"
_ROW, _LEFT, _WIDE = 18, 480, 360
_POWERS: Final = 3
"""The scale of the bars ends at an eighth and at eight times the target."""
_NAME: Final = 84


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif"'
    return "".join([head, ' font-size="11"><rect width="100%" height="100%" fill="white"/>', *parts, "</svg>\n"])


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{GREY}" stroke-width="0.5"/>'


def bars(lines: Sequence[Mapping[str, Any]]) -> str:
    """A bar for each line: how far from its target, on a scale of powers of two; the right of the middle is good."""
    told = [line for line in lines if "target" in line]
    height = _ROW * (len(told) + 2)
    middle, step = _LEFT + _WIDE / 2, _WIDE / 2 / _POWERS
    parts: list[str] = []
    for number, line in enumerate(told):
        sign, value = line["target"].split()
        found = max(line["ratio"], 1e-9)
        good = found / float(value) if sign == "≥" else float(value) / found
        length = max(-_POWERS, min(_POWERS, log2(good))) * step
        top, x = _ROW * (number + 1), middle + min(length, 0.0)
        size = f'width="{abs(length) + 1:.1f}" height="{_ROW - 6}"'
        parts += [
            _text(4, top + 12, f"{line['id']} {line['what']}"[:_NAME]),
            f'<rect x="{x:.1f}" y="{top + 3}" {size} fill="{GOOD if good >= 1 else BAD}"/>',
            _text(_LEFT + _WIDE + 8, top + 12, f"{line['ratio']:.3g} ({line['target']})"),
        ]
    for power in range(-_POWERS, _POWERS + 1):
        x = middle + power * step
        parts += [_rule(x, _ROW, x, height - _ROW), _text(x - 10, 12, f"{2.0**power:g}")]
    return _svg(_LEFT + _WIDE + 100, height, parts)


_CURVES: Final = (
    ("players", "kib", "KiB of one player"),
    ("players", "cpu_us", "µs of CPU for one delivery"),
    ("sessions", "kib", "KiB of one idle session"),
    ("sessions", "cpu_us_per_s", "µs of CPU in a second, one idle session"),
)
_BOX_W, _BOX_H, _GAP = 300, 130, 50


def curves(grown: Mapping[str, Sequence[Mapping[str, float]]]) -> str:
    """A small diagram for each cost: the count on a scale of powers of ten, the cost from zero."""
    parts: list[str] = []
    for number, (kind, cost, title) in enumerate(_CURVES):
        left, top = _GAP + (number % 2) * (_BOX_W + _GAP), _GAP + (number // 2) * (_BOX_H + 2 * _GAP)
        parts += _curve([(row[kind], row[cost]) for row in grown[kind]], title, kind, left, top)
    return _svg(2 * (_BOX_W + _GAP) + _GAP, 2 * (_BOX_H + 2 * _GAP), parts)


def _curve(points: Sequence[tuple[float, float]], title: str, kind: str, left: float, top: float) -> list[str]:
    first, last = log10(points[0][0]), log10(points[-1][0])
    highest = max(max(cost for _, cost in points) * 1.25, 1e-9)
    places = [
        (left + (log10(count) - first) / (last - first) * _BOX_W, top + _BOX_H * (1 - max(cost, 0.0) / highest))
        for count, cost in points
    ]
    bottom = top + _BOX_H
    parts = [_text(left, top - 12, title), _rule(left, bottom, left + _BOX_W, bottom), _rule(left, top, left, bottom)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{GOOD}" stroke-width="2"/>')
    for (x, y), (count, cost) in zip(places, points, strict=True):
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{GOOD}"/>',
            _text(x - 8, y - 8, f"{cost:.3g}"),
            _text(x - 8, bottom + 14, f"{count:,.0f}"),
        ]
    return [*parts, _text(left + _BOX_W - 40, bottom + 28, kind)]
