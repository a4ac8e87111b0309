"""Remembers which processes we started, so that the next run can end what a killed one left behind."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

import psutil

SAME_START_SECONDS = 2.0
"""A process id that is in use again belongs to a process with another start time."""


@dataclass(frozen=True, slots=True)
class Register:
    """A folder with one small file for each running child."""

    folder: Path

    def add(self, name: str, pid: int) -> None:
        """Note a child that has just been started; one that is gone already is not noted.

        In the instant after its start the system may not know its command line yet: then the start must do.
        """
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            note = {"pid": pid, "started": process.create_time(), "argv": process.cmdline()}
            self._file(name).write_text(json.dumps(note), "utf-8")

    def remove(self, name: str) -> None:
        """Forget a child that ended."""
        self._file(name).unlink(missing_ok=True)

    def orphans(self) -> dict[str, psutil.Process]:
        """Return by name the noted processes that still run and are the very ones that were noted."""
        found = {file.stem: _process(file) for file in sorted(self.folder.glob("*.json"))}
        return {name: process for name, process in found.items() if process is not None}

    def clear(self) -> None:
        """Forget everything."""
        for file in self.folder.glob("*.json"):
            file.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def _process(file: Path) -> psutil.Process | None:
    """The process a note is about, or None when it ended; a torn note is about nothing."""
    try:
        note = json.loads(file.read_text("utf-8"))
        process = psutil.Process(int(note["pid"]))
        same = abs(process.create_time() - float(note["started"])) < SAME_START_SECONDS
        return process if same and note["argv"] in ([], process.cmdline()) else None
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
