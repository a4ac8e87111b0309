import asyncio
import signal
import sys
from pathlib import Path

import pytest

from server.processes import Child, Spec

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def python(code: str, **more: object) -> Spec:
    return Spec(name="child", argv=(sys.executable, "-c", code), **more)  # type: ignore[arg-type]


class Lines:
    """Collects what children say, and lets a test wait for a line."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._news = asyncio.Event()

    def __call__(self, name: str, line: str) -> None:
        self.seen.append(f"{name}: {line}")
        self._news.set()

    async def wait_for(self, line: str) -> None:
        async with asyncio.timeout(20):
            while line not in self.seen:
                self._news.clear()
                await self._news.wait()


async def test_every_line_of_a_child_is_passed_on_behind_its_name() -> None:
    lines = Lines()
    child = await Child.start(
        python("import sys; print('one'); print('two', file=sys.stderr); print('last', end='')"), lines
    )
    assert await child.wait() == 0
    assert sorted(lines.seen) == ["child: last", "child: one", "child: two"]


async def test_bytes_that_are_no_text_are_passed_on_as_replacement_characters() -> None:
    lines = Lines()
    child = await Child.start(python(r"import sys; sys.stdout.buffer.write(b'\xff\n')"), lines)
    await child.wait()
    assert lines.seen == ["child: \ufffd"]


async def test_an_endless_line_is_cut() -> None:
    lines = Lines()
    child = await Child.start(python("print('x' * 3_000_000)"), lines)
    await child.wait()
    assert len(lines.seen) > 1
    assert sum(line.count("x") for line in lines.seen) == 3_000_000


async def test_a_child_leads_its_own_session_so_that_ctrl_c_does_not_reach_it() -> None:
    lines = Lines()
    child = await Child.start(python("import os; print(os.getsid(0) == os.getpid())"), lines)
    await child.wait()
    assert lines.seen == ["child: True"]


async def test_a_child_that_ignores_the_request_is_killed_when_its_time_is_over() -> None:
    lines = Lines()
    child = await Child.start(python(STUBBORN, stop_seconds=0.1), lines)
    await lines.wait_for("child: up")
    await child.stop(asyncio.Event())
    assert await child.wait() == -signal.SIGKILL


async def test_hurry_ends_the_patience_with_a_child() -> None:
    lines, hurry = Lines(), asyncio.Event()
    child = await Child.start(python(STUBBORN, stop_seconds=60), lines)
    await lines.wait_for("child: up")
    hurry.set()
    await child.stop(hurry)
    assert await child.wait() == -signal.SIGKILL


async def test_stopping_a_child_that_has_ended_is_no_error() -> None:
    child = await Child.start(python("pass"), Lines())
    await child.wait()
    await child.stop(asyncio.Event())


async def test_output_may_go_to_a_file_instead(tmp_path: Path) -> None:
    lines = Lines()
    child = await Child.start(python("print('kept')", log=tmp_path / "log"), lines)
    await child.wait()
    assert (tmp_path / "log").read_text() == "kept\n"
    assert lines.seen == []


async def test_the_lifeline_stays_open_while_we_live() -> None:
    lines = Lines()
    code = "import select, sys; print('up', flush=True); print(bool(select.select([sys.stdin], [], [], 0.2)[0]))"
    child = await Child.start(python(code, lifeline=True), lines)
    await child.wait()
    assert lines.seen == ["child: up", "child: False"]


async def test_a_program_that_is_not_there_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        await Child.start(Spec(name="child", argv=("/no/such/program",)), Lines())
