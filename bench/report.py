"""Lines of the report: a ratio, its target, and the figures it comes from; as JSON, as a table, as a picture."""

import json
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil
from rich.console import Console
from rich.table import Table

RESULTS: Final = Path(__file__).parent / "results"
FAR_OFF: Final = 2.0
"""The short form fails only beyond this factor."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio is to reach."""

    value: float
    least: bool

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.value:g}"

    def distance(self, found: float) -> float:
        """How many times worse than the target; 1 or less: it is met."""
        return self.value / found if self.least else found / self.value


def at_least(value: float) -> Target:
    """More is better."""
    return Target(value, least=True)


def at_most(value: float) -> Target:
    """Less is better."""
    return Target(value, least=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One ratio. Without a target it is told for information."""

    id: str
    what: str
    ratio: float
    target: Target | None
    figures: Mapping[str, Any] | None = None

    @property
    def verdict(self) -> str:
        """In one word."""
        if self.target is None:
            return "told"
        return "met" if self.target.distance(self.ratio) <= 1 else "missed"

    @property
    def far_off(self) -> bool:
        """Whether something broke, rather than the machine being busy."""
        return self.target is not None and self.target.distance(self.ratio) > FAR_OFF

    def document(self) -> dict[str, Any]:
        """For JSON."""
        found: dict[str, Any] = {"id": self.id, "what": self.what, "ratio": self.ratio, "verdict": self.verdict}
        if self.target is not None:
            found["target"] = str(self.target)
        return found | ({"figures": dict(self.figures)} if self.figures else {})


def surroundings() -> dict[str, Any]:
    """What the figures depend on beside the code."""
    one, five, _ = psutil.getloadavg()
    return {
        "python": platform.python_version(),
        "cores": psutil.cpu_count(),
        "load_1_min": round(one, 2),
        "load_5_min": round(five, 2),
    }


def show(lines: Sequence[Line]) -> None:
    """The table on the screen."""
    table = Table("", "what", "ratio", "target", "")
    for line in lines:
        table.add_row(line.id, line.what, f"{line.ratio:.3g}", str(line.target or ""), line.verdict)
    Console(width=140).print(table)


def keep(name: str, lines: Iterable[Line], around: Mapping[str, Any]) -> None:
    """Write one group of lines as JSON."""
    RESULTS.mkdir(exist_ok=True)
    document = {"around": dict(around), "lines": [line.document() for line in lines]}
    _ = (RESULTS / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def read_all() -> list[dict[str, Any]]:
    """Every line that was kept, by id."""
    found = []
    for file in sorted(RESULTS.glob("*.json")):
        document = json.loads(file.read_text())
        found += [{**line, "load": document["around"]["load_1_min"]} for line in document.get("lines", [])]
    return sorted(found, key=lambda line: (line["id"], line["what"]))


def write_table() -> None:
    """The table as Markdown, and the picture beside it."""
    rows = ["| | what | ratio | target | | load |", "|---|---|---|---|---|---|"]
    for line in read_all():
        cells = (line["id"], line["what"], f"{line['ratio']:.3g}", line.get("target", ""), line["verdict"])
        rows.append("| " + " | ".join((*cells, str(line["load"]))) + " |")
    _ = (RESULTS / "table.md").write_text("\n".join(rows) + "\n")
    _ = (RESULTS / "ratios.svg").write_text(picture(read_all()))


_ROW, _LEFT, _WIDE = 18, 420, 360


def picture(lines: Sequence[Mapping[str, Any]]) -> str:
    """A bar for each line: how far from its target, on a scale of powers of two; the right of the middle is good."""
    told = [line for line in lines if "target" in line]
    height = _ROW * (len(told) + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDE + 80}" height="{height}">',
        '<g font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>',
    ]
    middle = _LEFT + _WIDE / 2
    for number, line in enumerate(told):
        sign, value = line["target"].split()
        good = line["ratio"] / float(value) if sign == "≥" else float(value) / line["ratio"]
        length = max(-3.0, min(3.0, _log2(good))) * _WIDE / 6
        top, colour = _ROW * (number + 1), "#2b7a4b" if good >= 1 else "#b3372f"
        x = middle if length >= 0 else middle + length
        parts.append(
            f'<text x="4" y="{top + 12}">{line["id"]} {_plain(line["what"])}</text>'
            f'<rect x="{x:.1f}" y="{top + 3}" width="{abs(length) + 1:.1f}" height="{_ROW - 6}" fill="{colour}"/>'
            f'<text x="{_LEFT + _WIDE + 8}" y="{top + 12}">{line["ratio"]:.3g} ({line["target"]})</text>'
        )
    for power in range(-3, 4):
        x = middle + power * _WIDE / 6
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{_ROW}" y2="{height - _ROW}" stroke="#999" stroke-width="0.5"/>'
            f'<text x="{x - 10}" y="12">{2.0**power:g}</text>'
        )
    return "".join([*parts, "</g></svg>\n"])


def _log2(value: float) -> float:
    from math import log2  # noqa: PLC0415 - the name stands for itself

    return log2(max(value, 1e-9))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")[:70]


def spread(values: Sequence[float]) -> str:
    """How far the pairs lie apart."""
    return f"{min(values):.2f}-{statistics.median(values):.2f}-{max(values):.2f}"
