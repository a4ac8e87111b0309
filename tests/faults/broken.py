"""`make mutants`: break one protection at a time in a copy of the code, and see the test that guards it fail.

    python -m tests.faults.broken [NAME …]

A test that passes on a broken build proves nothing. The copy is of the last commit; first all the tests must pass on it
unbroken. One test at a time runs, on servers that all of them share; none may take longer than `PATIENCE_S`. Writes
bench/results/mutants.json, in which the results of mutants that were not tried stay; ends with exit code 1 if a test
did not notice, or a protection has moved.
"""

import argparse
import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final

from tests.faults.mutants import MUTANTS
from tests.faults.mutants.mutant import Mutant
from tests.services import Services

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "bench" / "results" / "mutants.json"
PATIENCE_S: Final = 150
UNBROKEN_S: Final = 900
FAILED: Final = 1
"""pytest's exit code for tests that failed; others mean that they could not be run."""
LONGEST: Final = 160


class Warm:
    """A process of tests.faults.warm in a copy of the code, and the servers that its tests share."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._words = folder, folder / "words"
        self._servers = Services(folder)
        self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.faults.warm", str(self._servers.folder)]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=self._folder, start_new_session=True, **pipes)

    def run(self, tests: str, *, file: str, patience_s: float) -> tuple[int, str]:
        """pytest's exit code and its words. Raises TimeoutError; processes and servers are new ones then."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        print(json.dumps({"file": file, "tests": tests, "words": str(self._words)}), file=asked, flush=True)
        if not select.select([answers], [], [], patience_s)[0]:
            self.close()
            self._servers = Services(self._folder)
            self._process = self._start()
            raise TimeoutError
        return int(answers.readline()), self._words.read_text("utf-8", "replace")

    def cold(self, tests: str, *, patience_s: float) -> tuple[int, str]:
        """The same in a new process, which imports what is on the disk. Raises subprocess.TimeoutExpired."""
        options = [
            "-q",
            "-x",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "--tb=short",
            "--timeout=90",
            f"--keeper={self._servers.folder}",
        ]
        command = [sys.executable, "-m", "pytest", *options, *tests.split()]
        ran = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, timeout=patience_s, check=False)
        return ran.returncode, ran.stdout

    def close(self) -> None:
        """End all of it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._servers.close()


@dataclass(frozen=True, slots=True)
class Workshop:
    """A copy of what is committed, in which one thing at a time is broken."""

    folder: Path
    warm: Warm

    def try_one(self, mutant: Mutant) -> dict[str, str]:
        """Break the copy, run the test and mend the copy; what came of it."""
        path = self.folder / mutant.file
        whole = path.read_text("utf-8")
        if whole.count(mutant.old) != 1:
            return {"result": "the protection is not where it was"}
        path.write_text(whole.replace(mutant.old, mutant.new), "utf-8")
        try:
            code, words = self.warm.run(mutant.test, file=mutant.file, patience_s=PATIENCE_S)
            if code != FAILED:
                code, words = self.warm.cold(mutant.test, patience_s=PATIENCE_S)
        except (TimeoutError, subprocess.TimeoutExpired):
            return {"result": "seen to fail (it hung)"}
        finally:
            path.write_text(whole, "utf-8")
        result = {0: "NOT NOTICED", FAILED: "seen to fail"}.get(
            code, f"the test did not run (pytest ended with {code})"
        )
        return {"result": result, "told": complaint(words)}


@contextlib.contextmanager
def workshop() -> Iterator[Workshop]:
    """A copy of everything that is committed, and nothing else; it is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="lt-mutants-") as name:
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True)
        subprocess.run(["tar", "-x", "-C", name], input=archive.stdout, check=True)
        warm = Warm(Path(name))
        try:
            yield Workshop(Path(name), warm)
        finally:
            warm.close()


def complaint(words: str) -> str:
    """What the test that failed said, shortly, and without where this machine keeps its Python."""
    found = re.search(r"^E +(.*)$", words.replace(f"{sys.base_prefix}/", ""), re.MULTILINE)
    return found[1].strip()[:LONGEST] if found else ""


def verdict(code: int, words: str) -> str:
    """What pytest's exit code says of a test on a broken build. A test that could not begin has noticed nothing."""
    if code == FAILED and re.search(r"^ERROR ", words, re.MULTILINE):
        return "the test did not begin"
    return {0: "NOT NOTICED", FAILED: "seen to fail"}.get(code, f"the test did not run (pytest ended with {code})")


def keep(found: dict[str, dict[str, str]], out: Path) -> None:
    """Write what was found; what other mutants of today were found to be stays."""
    before = json.loads(out.read_text("utf-8")) if out.exists() else {}
    told = {each.name: found.get(each.name) or before.get(each.name) for each in MUTANTS}
    out.parent.mkdir(parents=True, exist_ok=True)
    tried = {name: each for name, each in told.items() if each}
    out.write_text(json.dumps(tried, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Try the mutants whose names begin with one of the arguments, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.broken", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=RESULTS)
    wish = parser.parse_args()
    chosen = [each for each in MUTANTS if each.name.startswith(tuple(wish.names) or "")]
    found: dict[str, dict[str, str]] = {}
    with workshop() as place:
        every = sorted({test for each in chosen for test in each.test.split()})
        code, words = place.warm.cold(" ".join(every), patience_s=UNBROKEN_S)
        if code:
            sys.exit(f"the tests do not pass on the unbroken copy: {complaint(words) or code}")
        for each in chosen:
            began = monotonic()
            found[each.name] = {**place.try_one(each), "file": each.file, "test": each.test}
            print(f"{found[each.name]['result']:<14} {each.name} ({monotonic() - began:.0f} s)", flush=True)  # noqa: T201 - a command speaks
            keep(found, wish.out)
    sys.exit(not all(each["result"].startswith("seen to fail") for each in found.values()))


if __name__ == "__main__":
    main()
