"""The commands that run until a signal, as a user meets them: real processes, real signals."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from server.settings import Settings, child_environment
from tests.services import ROOT

pytestmark = pytest.mark.faults


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Run:
    """A command of ours in a process group of its own, like one that was typed into a terminal."""

    def __init__(self, folder: Path, *command: str, **environment: str) -> None:
        self.port = free_port()
        bare = Settings(data_dir=folder, port=self.port, database_url="", redis_url="")
        changes = {"DATA_DIR": str(folder), "BCRYPT_COST": "4", "COLUMNS": "200"} | environment
        self._process = subprocess.Popen(
            [sys.executable, "-m", "server", *command],
            cwd=ROOT,
            env=child_environment(bare, **changes),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
        )
        self.output: list[str] = []

    def wait_for(self, pattern: str) -> str:
        """Read on until a line matches; the line before the end of the output is the last chance."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.output.append(line)
            if re.search(pattern, line):
                return line
        raise AssertionError(f"{pattern!r} was never said:\n{''.join(self.output)}")

    def family(self) -> dict[str, psutil.Process]:
        """The children by name: `postgres`, `valkey-server`, `serve-1`, `serve-2`, `worker-1`."""
        found: dict[str, psutil.Process] = {}
        for child in psutil.Process(self._process.pid).children():
            command = child.cmdline()
            kind = (
                command[3] if command[1:3] == ["-m", "server"] else Path(command[2 if "-m" in command[1:2] else 0]).name
            )
            found[next(name for n in range(1, 9) if (name := f"{kind}-{n}") not in found)] = child
        return found

    def press_ctrl_c(self) -> None:
        """A terminal signals the whole foreground group."""
        os.killpg(self._process.pid, signal.SIGINT)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        """Wait for the end; returns the exit code."""
        assert self._process.stdout is not None
        self.output += self._process.stdout.readlines()
        return self._process.wait(60)

    def close(self) -> None:
        if self._process.poll() is None:
            self.press_ctrl_c()
            self.end()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return int(answer.status)

    def read(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def tells(self, path: str, text: str, *, within_s: float = 30.0) -> bool:
        """Whether it is told in time: processes hand each other their counts every quarter of a second."""
        deadline = time.monotonic() + within_s
        while text not in self.read(path):
            if time.monotonic() > deadline:
                return False
        return True


@contextmanager
def running(folder: Path, *command: str, **environment: str) -> Iterator[Run]:
    run = Run(folder, *command, **environment)
    try:
        yield run
    finally:
        run.close()


def gone(processes: dict[str, psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(list(processes.values()), timeout=30)
    return not alive


def test_a_killed_api_process_comes_back_and_ctrl_c_stops_everything(tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--processes", "2") as run:
        run.wait_for("Serving at")
        family = run.family()
        assert sorted(family) == ["postgres-1", "serve-1", "serve-2", "valkey-server-1"]
        family["serve-1"].kill()
        run.wait_for(r"api-\d was killed by SIGKILL; starting it again")
        assert run.get("/api/v1/health") == 200
        run.press_ctrl_c()
        assert run.end() == 0
        assert gone(family)
        assert "Stopped." in run.output[-1]


def test_after_a_kill_the_next_run_starts_where_the_killed_one_was(tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--processes", "2") as first:
        first.wait_for("Serving at")
        family = first.family()
        first.kill()
        assert gone({name: process for name, process in family.items() if name.startswith("serve")})
        with running(tmp_path, "serve", "--processes", "2") as second:
            second.wait_for("Serving at")
            assert gone(family)
            assert second.get("/api/v1/health") == 200


def test_a_port_in_use_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with running(tmp_path, "serve", "--processes", "2", PORT=port) as run:
            assert run.end() == 1
    assert f"Port {port} is in use" in "".join(run.output)
    assert not (tmp_path / "postgres").exists()


def test_wrong_settings_are_named_without_their_values_and_without_a_traceback(tmp_path: Path) -> None:
    with running(tmp_path, "serve", LECTERN_ENV="production", SECRET_KEY="swordfish") as run:
        assert run.end() == 2
    told = "".join(run.output)
    assert "SECRET_KEY: shorter than 32 characters" in told
    assert "swordfish" not in told
    assert "Traceback" not in told


def test_dev_starts_everything_shows_the_screen_refuses_another_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    with running(tmp_path, "dev", DEMO_PASSWORD="shown-on-the-screen") as run:
        run.wait_for("Lectern is running")
        run.wait_for("shown-on-the-screen")
        run.wait_for("Ctrl-C stops everything")
        family = run.family()
        assert sorted(family) == ["postgres-1", "serve-1", "serve-2", "simulators-1", "valkey-server-1", "worker-1"]
        assert [run.get("/api/v1/health") for _ in range(12)] == [200] * 12
        counted = 'lectern_http_requests_total{method="GET",route="/api/v1/health",status="200"} 12.0'
        assert run.tells("/api/v1/metrics", counted), "any process answers for both"
        with running(tmp_path, "dev") as second:
            assert second.end() == 1
        assert "Another Lectern uses" in "".join(second.output)
        assert run.get("/api/v1/health") == 200
        run.press_ctrl_c()
        assert run.end() == 0
        assert gone(family)
