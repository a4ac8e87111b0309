"""Gathers what docs/guarantees/*.md promise into one table: promise, test, last result, seen to fail.

`python -m tests.guarantees [--junit REPORT.xml]` writes docs/guarantees.md. The report comes from
`pytest --junitxml=REPORT.xml`; without one the results that stand in the page are kept.
"""

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "guarantees"
TABLE = ROOT / "docs" / "guarantees.md"
UNRUN = "not run"
NAMES_MANY = re.compile(r"^(the same|the two above|the above)")
SHORT = {"accounts/": "handlers/accounts/"}
"""What a page may leave out of a path below tests/."""
HEAD = """# What is promised, and what proves it

Written by `python -m tests.guarantees` from the pages in [guarantees](guarantees), which owners of the parts write. A
test (`tests/docs/test_guarantees.py`) checks that every test named here exists and that no promise is missing.

"Seen to fail" says what was taken out to see the test fail; "no" and "not yet" mean that nobody has tried, "mutants" that
`make mutants` takes it out of a copy whenever it is asked to. The last results come from a run of everything:
`pytest --junitxml=R.xml`, then `python -m tests.guarantees --junit R.xml`; `make docs` keeps them.
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of a page: where it stands, what it says, the cells as written, and the tests that were found."""

    page: str
    part: str
    text: str
    proof: str
    seen: str
    tests: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def proved_by_command(self) -> bool:
        """Whether a measurement proves it, and no test."""
        return "python -m bench" in self.proof or "make chaos" in self.proof or "tests.faults" in self.proof


@dataclass(slots=True)
class Lookup:
    """Finds tests by the short names that pages use; remembers the files that were named."""

    page: str
    file: str = ""
    before: list[str] = field(default_factory=list)
    last: tuple[str, ...] = field(default=())

    def tests(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The test ids of one cell, and the names that lead nowhere."""
        if NAMES_MANY.match(cell):
            return self.last, ()
        found: list[str] = []
        unknown: list[str] = []
        for name in re.findall(r"`([^`]+)`", cell):
            if not re.match(r"^[\w./…]*(::)?[\w…\[\]-]+$", name) or name.endswith(".json"):
                continue
            hits = self._named(name)
            (found.extend(hits) if hits else unknown.append(name))
        self.last = tuple(dict.fromkeys(found))
        return self.last, tuple(unknown)

    def _named(self, name: str) -> list[str]:
        head, _, tail = name.rpartition("::")
        if file := _file(head or name, self.page):
            self.file = file
            self.before.insert(0, file)
        if file and not head:
            return [file]
        pattern = tail.split("[")[0].replace("…", "*")
        for file in [self.file] if head not in {"", "…"} else self.before:
            if hits := [f"{file}::{each}" for each in functions(file) if fnmatchcase(each, pattern)]:
                return hits
        return []


def _file(name: str, page: str) -> str:
    """The file of this short name; empty when there is none or more than one."""
    for short, long in SHORT.items():
        if name.startswith(short):
            name = long + name.removeprefix(short)
    for start in ("", "tests/", f"tests/{page}/"):
        for end in ("", ".py"):
            if "." in name + end and (ROOT / f"{start}{name}{end}").is_file():
                return f"{start}{name}{end}"
    same = [path for path in test_files() if Path(path).stem == name]
    return same[0] if len(same) == 1 else ""


@cache
def test_files() -> tuple[str, ...]:
    """Every file of tests, relative to the root."""
    return tuple(sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")))


@cache
def functions(file: str) -> tuple[str, ...]:
    """The tests of one file by name, those of state machines and classes too."""
    if not file.endswith(".py"):
        return ()
    tree = ast.parse((ROOT / file).read_text())
    plain = [node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return tuple(name for name in plain if name.startswith("test_"))


def promises() -> Iterator[Promise]:
    """Every line of every page, in order."""
    for path in sorted(PAGES.glob("*.md")):
        lookup, part = Lookup(path.stem), ""
        for line in path.read_text().splitlines():
            if line.startswith("#"):
                part = line.lstrip("# ")
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if len(cells) >= 2 and cells[0] not in {"promise", "#"} and not re.fullmatch(r":?-+:?", cells[0]):
                proof_at = 2 if cells[0].isdigit() and len(cells) > 3 else 1
                text, proof = cells[proof_at - 1], cells[proof_at]
                tests, unknown = lookup.tests(proof)
                seen = cells[proof_at + 1] if len(cells) > proof_at + 1 else ""
                yield Promise(path.stem, part, text, proof, seen, tests, unknown)


def results(report: Path) -> dict[str, Counter[str]]:
    """How often each test (without its parameters) passed, failed or was skipped, from a JUnit report."""
    found: dict[str, Counter[str]] = {}
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - written by our own run
        file = case.get("classname", "").replace(".", "/") + ".py"
        state = next((child.tag for child in case if child.tag in {"failure", "error", "skipped"}), "passed")
        for name in (f"{file}::{case.get('name', '').split('[')[0]}", file):
            found.setdefault(name, Counter())[state] += 1
    return found


def result_of(promise: Promise, ran: Mapping[str, Counter[str]]) -> str:
    """What became of a promise's tests in the last run."""
    total = sum((ran.get(test, Counter()) for test in promise.tests), Counter[str]())
    missing = [test for test in promise.tests if test not in ran]
    if promise.proved_by_command and not promise.tests:
        return "measured"
    if not promise.tests or missing:
        return UNRUN
    bad = total["failure"] + total["error"]
    return f"**{bad} failed**" if bad else f"passed ({total['passed']})" if total["passed"] else "skipped"


def page(told: Mapping[tuple[str, str], str], *, when: str) -> str:
    """The whole page; `told` has the result of each promise by page and text."""
    every = list(promises())
    lines = [HEAD, f"{len(every)} promises. Last run: {when or 'none yet'}.", ""]
    part: tuple[str, str] = ("", "")
    for promise in every:
        if (promise.page, promise.part) != part:
            part = (promise.page, promise.part)
            lines += ["", f"## {promise.page}: {promise.part}", ""]
            lines += ["| promise | test | last result | seen to fail |", "|---|---|---|---|"]
        result = told.get((promise.page, promise.text), UNRUN)
        lines.append(f"| {promise.text} | {_shown(promise)} | {result} | {promise.seen} |")
    return "\n".join(lines) + "\n"


def _shown(promise: Promise) -> str:
    return " · ".join(f"`{test.removeprefix('tests/')}`" for test in promise.tests) or promise.proof


def kept(text: str) -> tuple[dict[tuple[str, str], str], str]:
    """The results that stand in a page, and when they were got."""
    found: dict[tuple[str, str], str] = {}
    area = ""
    for line in text.splitlines():
        if line.startswith("## "):
            area = line.removeprefix("## ").partition(":")[0]
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 4:
            found[area, cells[0]] = cells[2]
    when = re.search(r"Last run: (.*)\.$", text, re.MULTILINE)
    return found, when[1] if when else ""


def unproved(every: Iterable[Promise]) -> list[str]:
    """Promises that name no test, or one that does not exist."""
    return [
        f"{promise.page}: {promise.text}: {', '.join(promise.unknown) or 'names no test'}"
        for promise in every
        if promise.unknown or not (promise.tests or promise.proved_by_command)
    ]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--junit", type=Path, help="the report of the last run")
    report: Path | None = parser.parse_args().junit
    told, when = kept(TABLE.read_text()) if TABLE.exists() else ({}, "")
    if report:
        ran = results(report)
        told = {(promise.page, promise.text): result_of(promise, ran) for promise in promises()}
        suite = next(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - as above
        when = suite.get("timestamp", "")[:16].replace("T", " ")
    TABLE.write_text(page(told, when=when))


if __name__ == "__main__":
    main()
