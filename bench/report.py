"""Lines of the report: the ratios of the pairs, their target, and the figures they come from; as JSON and as tables."""

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

from bench.drawing import bars, curves
from server.clock import utc_now

ROOT: Final = Path(__file__).parent.parent
RESULTS: Final = ROOT / "bench" / "results"
PAGE: Final = ROOT / "docs" / "performance.md"
BEGIN: Final = "<!-- written by the bench: begin -->"
END: Final = "<!-- written by the bench: end -->"
FAR_OFF: Final = 2.0
"""The short form fails only beyond this factor."""
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio is to reach."""

    value: float
    least: bool

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.value:g}"

    def distance(self, found: float) -> float:
        """How many times worse than the target; 1 or less: it is met."""
        return self.value / max(found, 1e-9) if self.least else found / self.value


def at_least(value: float) -> Target:
    """More is better."""
    return Target(value, least=True)


def at_most(value: float) -> Target:
    """Less is better."""
    return Target(value, least=False)


@dataclass(frozen=True, slots=True)
class Line:
    """The ratios of some pairs. Without a target they are told for information."""

    id: str
    what: str
    ratios: Sequence[float]
    target: Target | None
    figures: Figures | None = None

    @property
    def ratio(self) -> float:
        """The median of the pairs."""
        return round(statistics.median(self.ratios), 3)

    @property
    def verdict(self) -> str:
        """In a word, and by how much of the target it is missed."""
        if self.target is None:
            return "told"
        off = self.target.distance(self.ratio)
        if off <= 1:
            return "met"
        return f"missed by {off - 1:.0%}" if off < FAR_OFF else f"missed, {off:.1f} times off"

    @property
    def far_off(self) -> bool:
        """Whether something broke, rather than the machine being busy."""
        return self.target is not None and self.target.distance(self.ratio) > FAR_OFF

    def document(self) -> dict[str, Any]:
        """For JSON."""
        found: dict[str, Any] = {"id": self.id, "what": self.what, "ratio": self.ratio, "verdict": self.verdict}
        found["pairs"] = [round(each, 3) for each in self.ratios]
        if self.target is not None:
            found["target"] = str(self.target)
        return found | ({"figures": dict(self.figures)} if self.figures else {})


def surroundings() -> dict[str, Any]:
    """What the figures depend on beside the code."""
    one, five, _ = psutil.getloadavg()
    return {
        "on": utc_now().date().isoformat(),
        "python": platform.python_version(),
        "processor": _processor(),
        "cores": psutil.cpu_count(),
        "load_1_min": round(one, 2),
        "load_5_min": round(five, 2),
    }


def _processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def show(lines: Sequence[Line]) -> None:
    """The table on the screen."""
    table = Table("", "what", "ratio", "pairs", "target", "")
    for line in lines:
        pairs = _span(line.ratios)
        table.add_row(line.id, line.what, f"{line.ratio:.3g}", pairs, str(line.target or ""), line.verdict)
    Console(width=160).print(table)


def _span(ratios: Sequence[float]) -> str:
    return f"{min(ratios):.3g}–{max(ratios):.3g}" if len(ratios) > 1 else ""  # noqa: RUF001 - a range has an en dash


def keep(folder: Path, name: str, lines: Iterable[Line], around: Figures) -> None:
    """Write one group of lines as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    document = {"around": dict(around), "lines": [line.document() for line in lines]}
    _ = (folder / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def read_all(folder: Path) -> list[dict[str, Any]]:
    """Every line that was kept, by id."""
    found = []
    for file in sorted(folder.glob("*.json")):
        document = json.loads(file.read_text())
        found += [{**line, "around": document["around"]} for line in document.get("lines", [])]
    return sorted(found, key=lambda line: (line["id"], line["what"]))


def write_tables(folder: Path) -> None:
    """The table as Markdown, and the pictures beside it; the project's own results stand in its page, too."""
    lines = read_all(folder)
    text = "\n".join([*_rows(lines), ""])
    _ = (folder / "table.md").write_text(text)
    _ = (folder / "ratios.svg").write_text(bars(lines))
    grown = next((line["figures"] for line in lines if line["id"] == "C1" and "figures" in line), None)
    if grown is not None:
        _ = (folder / "growth.svg").write_text(curves(grown))
    if folder == RESULTS:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        _ = PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}")


def _rows(lines: Sequence[Figures]) -> list[str]:
    rows = ["| | what | ratio | pairs | target | | load |", "|---|---|---|---|---|---|---|"]
    for line in lines:
        cells = (line["id"], line["what"], f"{line['ratio']:.3g}", _span(line["pairs"]), line.get("target", ""))
        rows.append("| " + " | ".join((*cells, line["verdict"], str(line["around"]["load_1_min"]))) + " |")
    met = sum(line["verdict"] == "met" for line in lines)
    aimed = sum("target" in line for line in lines)
    places = sorted({f"{each['on']}, {each['cores']} cores of {each['processor']}" for each in map(_around, lines)})
    return [*rows, "", f"{met} of {aimed} targets are met. Measured on {'; '.join(places)}."]


def _around(line: Figures) -> Figures:
    around: Figures = line["around"]
    return around
