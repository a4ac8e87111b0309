"""Starts named children in groups, restarts what dies and says so, and stops everything in order."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from server.orphans import Register
from server.processes import Child, Emit, Spec

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 10.0
HEALTHY_SECONDS = 30.0
"""A child that lived this long starts again at once; quicker deaths double the pause."""
PROBE_SECONDS = 0.05
TAIL_LINES = 20
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""SIGHUP: the terminal was closed."""
MOST_DEATHS_AT_START = 3


class ChildFailed(Exception):
    """A child did not get ready; the text holds its last words."""


class Supervisor:
    """Keeps children alive until it is left; then stops the groups in the reverse order of their start.

    `emit` takes the children's lines, `say` the supervisor's own. Must be used as an async context manager.
    """

    def __init__(self, *, emit: Emit, say: Callable[[str], None]) -> None:
        self.say = say
        self._emit = emit
        self._register: Register | None = None
        self._groups: list[list[_Keeper]] = []
        self._hurry = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()

    def remember_in(self, folder: Path) -> None:
        """Keep notes about running children in this folder, for the run after us. Before the first start."""
        self._register = Register(folder)

    async def start(self, *specs: Spec) -> None:
        """Start one group together and wait until each is ready; raises ChildFailed when one does not get there."""
        keepers = [_Keeper(spec, self) for spec in specs]
        self._groups.append(keepers)
        await asyncio.gather(*(keeper.until_ready() for keeper in keepers))

    async def ready_again(self) -> None:
        """Wait until every child is ready; raises ChildFailed as start does."""
        await asyncio.gather(*(keeper.until_ready() for group in self._groups for keeper in group))

    async def stop(self) -> None:
        """Stop all groups, the last started first; the members of one group at once."""
        while self._groups:
            group = self._groups[-1]
            await asyncio.gather(*(keeper.stop(self._hurry) for keeper in group))
            self._groups.pop()

    def hurry(self) -> None:
        """Do not wait for a gentle end any more."""
        self._hurry.set()

    def pid(self, name: str) -> int | None:
        """The process id of a running child."""
        keepers = (keeper for group in self._groups for keeper in group if keeper.spec.name == name)
        return next((keeper.child.pid for keeper in keepers if keeper.child), None)

    def adopt_output(self, name: str, line: str) -> None:
        """Pass one line of a child on."""
        self._emit(name, line)

    def note(self, name: str, pid: int | None) -> None:
        """Remember, or with None forget, a running child for the run after us."""
        if self._register is None:
            return
        if pid is None:
            self._register.remove(name)
        else:
            self._register.add(name, pid)


class _Keeper:
    """Keeps one child alive until it is told to stop."""

    def __init__(self, spec: Spec, supervisor: Supervisor) -> None:
        self.spec = spec
        self.child: Child | None = None
        self._supervisor = supervisor
        self._tail: list[str] = []
        self._deaths = 0
        self._said_ready = False
        self._stopping = asyncio.Event()
        self._task = asyncio.create_task(self._keep())

    async def until_ready(self) -> None:
        """Wait for the probe of the spec; raises ChildFailed when the child keeps dying or time is up."""
        deadline = asyncio.get_running_loop().time() + self.spec.ready_seconds
        most = self._deaths + MOST_DEATHS_AT_START
        while not await self._is_ready():
            if self._deaths >= most or asyncio.get_running_loop().time() > deadline:
                raise ChildFailed("\n".join([f"{self.spec.name} does not start", *self._last_words()]))
            await asyncio.sleep(PROBE_SECONDS)

    async def stop(self, hurry: asyncio.Event) -> None:
        self._stopping.set()
        if self.child is not None:
            await self.child.stop(hurry)
        await asyncio.wait({self._task})

    async def _is_ready(self) -> bool:
        if self.child is None or not self._said_ready:
            return False
        return self.spec.ready is None or await self.spec.ready()

    async def _keep(self) -> None:
        loop, pause = asyncio.get_running_loop(), FIRST_PAUSE
        while not self._stopping.is_set():
            born = loop.time()
            reason = await self._live_once()
            if self._stopping.is_set():
                return
            self._deaths += 1
            pause = FIRST_PAUSE if loop.time() - born > HEALTHY_SECONDS else pause
            self._supervisor.say(f"{self.spec.name} {reason}; starting it again in {pause:.1f} s")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _live_once(self) -> str:
        """Start the child and wait for its end; returns the reason in words."""
        self._said_ready = not self.spec.ready_line
        try:
            self.child = await Child.start(self.spec, self._heard)
        except OSError as error:
            return f"could not be started ({error})"
        if self._stopping.is_set():  # told to stop while it was being born
            await self.child.stop(asyncio.Event())
        self._supervisor.note(self.spec.name, self.child.pid)
        try:
            return _reason(await self.child.wait())
        finally:
            self._supervisor.note(self.spec.name, None)
            self.child = None

    def _heard(self, name: str, line: str) -> None:
        self._said_ready = self._said_ready or line == self.spec.ready_line
        self._tail = [*self._tail[1 - TAIL_LINES :], line]
        self._supervisor.adopt_output(name, line)

    def _last_words(self) -> list[str]:
        if self.spec.log is None or not self.spec.log.exists():
            return self._tail
        return self.spec.log.read_text("utf-8", "replace").splitlines()[-TAIL_LINES:]


def _reason(code: int) -> str:
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"


@contextlib.asynccontextmanager
async def until_signalled(supervisor: Supervisor) -> AsyncIterator[asyncio.Event]:
    """Cancel the block at the first SIGINT, SIGTERM or SIGHUP, hurry at the second; yields an event that tells of the first.

    The block ends quietly, wherever it waits: start-up can be interrupted like anything else. Enter the supervisor
    inside of it, so that the second signal still counts while the children stop.
    """
    loop, caller, asked = asyncio.get_running_loop(), asyncio.current_task(), asyncio.Event()
    assert caller is not None

    def on_signal() -> None:
        if asked.is_set():
            supervisor.say("Stopping at once.")
            supervisor.hurry()
            return
        asked.set()
        supervisor.say("Stopping; press Ctrl-C again to hurry.")
        caller.cancel()

    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, on_signal)
    try:
        yield asked
    except asyncio.CancelledError:
        if not asked.is_set():
            raise
        caller.uncancel()
    finally:
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)
