import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.orphans import Register
from server.processes import Spec
from server.supervisor import ChildFailed, Supervisor, until_signalled

SLEEP = "import time; print('up', flush=True); time.sleep(60)"


class Told:
    """What the supervisor and its children say; a test waits for a sentence."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._news = asyncio.Event()

    def say(self, line: str) -> None:
        self.lines.append(line)
        self._news.set()

    def emit(self, name: str, line: str) -> None:
        self.say(f"{name}: {line}")

    async def wait_for(self, pattern: str, times: int = 1) -> None:
        async with asyncio.timeout(20):
            while sum(bool(re.search(pattern, line)) for line in self.lines) < times:
                self._news.clear()
                await self._news.wait()


def spec(name: str, code: str = SLEEP, *, ready: Callable[[], bool] | None = None) -> Spec:
    async def probe() -> bool:
        return ready is None or ready()

    return Spec(name=name, argv=(sys.executable, "-c", code), ready=probe, stop_seconds=10)


@pytest.fixture
def told() -> Told:
    return Told()


@asynccontextmanager
async def supervised(told: Told) -> AsyncIterator[Supervisor]:
    async with Supervisor(emit=told.emit, say=told.say) as supervisor:
        yield supervisor


async def test_a_killed_child_is_started_again_and_the_reason_is_told(told: Told) -> None:
    async with supervised(told) as supervisor:
        await supervisor.start(spec("api-1"))
        await told.wait_for("api-1: up")
        first = supervisor.pid("api-1")
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await told.wait_for("api-1: up", times=2)
        assert supervisor.pid("api-1") not in {None, first}
    assert "api-1 was killed by SIGKILL; starting it again in 0.2 s" in told.lines


async def test_a_child_that_keeps_dying_is_started_more_and_more_rarely(told: Told) -> None:
    async with supervised(told) as supervisor:
        await supervisor.start(Spec(name="worker", argv=(sys.executable, "-c", SLEEP)))
        for times in (1, 2, 3):
            await told.wait_for("worker: up", times=times)
            pid = supervisor.pid("worker")
            assert pid is not None
            os.kill(pid, signal.SIGTERM)
            await told.wait_for("starting it again", times=times)
    pauses = [line.rsplit(" in ", 1)[1] for line in told.lines if "again" in line]
    assert pauses == ["0.2 s", "0.4 s", "0.8 s"]


async def test_a_start_that_fails_ends_with_the_last_words_of_the_child(told: Told) -> None:
    async with supervised(told) as supervisor:
        with pytest.raises(ChildFailed, match="no room left") as failure:
            await supervisor.start(spec("valkey", "raise SystemExit('no room left')", ready=lambda: False))
    assert "valkey does not start" in str(failure.value)


async def test_a_program_that_is_missing_is_told_of(told: Told) -> None:
    async with supervised(told) as supervisor:
        with pytest.raises(ChildFailed):
            await supervisor.start(Spec(name="x", argv=("/no/such/program",)))
    assert any("could not be started" in line for line in told.lines)


async def test_groups_stop_in_the_reverse_order_of_their_start(told: Told) -> None:
    code = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: (print('bye', flush=True), sys.exit())); print('up', flush=True); signal.pause()"
    async with supervised(told) as supervisor:
        await supervisor.start(spec("postgres", code))
        await supervisor.start(spec("worker", code))
        await supervisor.start(spec("api-1", code), spec("api-2", code))
        await told.wait_for(": up", times=4)
    byes = [line.split(":")[0] for line in told.lines if line.endswith("bye")]
    assert set(byes[:2]) == {"api-1", "api-2"}
    assert byes[2:] == ["worker", "postgres"]


async def test_running_children_are_noted_for_the_run_after_us(told: Told, tmp_path: Path) -> None:
    async with supervised(told) as supervisor:
        supervisor.remember_in(tmp_path)
        await supervisor.start(spec("worker"))
        await told.wait_for("worker: up")
        assert {name: process.pid for name, process in Register(tmp_path).orphans().items()} == {
            "worker": supervisor.pid("worker")
        }
    assert Register(tmp_path).orphans() == {}


async def test_the_first_signal_ends_the_block_and_the_second_hurries(told: Told) -> None:
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    supervisor = Supervisor(emit=told.emit, say=told.say)

    async def signals() -> None:
        await told.wait_for("api-1: up")
        os.kill(os.getpid(), signal.SIGINT)
        await told.wait_for("Stopping; press")
        os.kill(os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(8):
        sender = asyncio.create_task(signals())
        async with until_signalled(supervisor) as asked, supervisor:
            await supervisor.start(spec("api-1", stubborn))
            await asyncio.Event().wait()
        await sender
    assert asked.is_set()
    assert told.lines[-2:] == ["Stopping; press Ctrl-C again to hurry.", "Stopping at once."]


async def test_a_signal_during_a_start_ends_that_too(told: Told) -> None:
    supervisor = Supervisor(emit=told.emit, say=told.say)

    async def signals() -> None:
        await told.wait_for("api-1: up")
        os.kill(os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(20):
        sender = asyncio.create_task(signals())
        async with until_signalled(supervisor) as asked, supervisor:
            await supervisor.start(spec("api-1", ready=lambda: False))
        await sender
    assert asked.is_set()
    assert supervisor.pid("api-1") is None


async def test_a_child_that_says_when_it_is_ready_is_waited_for(told: Told) -> None:
    code = "import time; print('loading', flush=True); time.sleep(0.1); print('Ready.', flush=True); time.sleep(60)"
    async with supervised(told) as supervisor:
        await supervisor.start(Spec(name="api-1", argv=(sys.executable, "-c", code), ready_line="Ready."))
        assert told.lines == ["api-1: loading", "api-1: Ready."]


async def test_a_child_that_was_ready_in_its_life_before_is_not_ready_in_this_one(told: Told) -> None:
    async with supervised(told) as supervisor:
        await supervisor.start(Spec(name="api-1", argv=(sys.executable, "-c", SLEEP), ready_line="up"))
        pid = supervisor.pid("api-1")
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await told.wait_for("was killed")
        await supervisor.ready_again()
        assert told.lines.count("api-1: up") == 2
