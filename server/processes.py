"""One child process: in a session of its own, its output passed on, stopped within a bound."""

import asyncio
import contextlib
import os
import signal
import subprocess
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

Emit = Callable[[str, str], None]
"""Takes the name of a child and one line that it wrote."""

KILL_SECONDS = 5.0
CHUNK_BYTES = 65_536
LONGEST_LINE = 1_048_576


@dataclass(frozen=True, slots=True)
class Spec:
    """What to start and how to know, and end, it. Times are in seconds."""

    name: str
    argv: tuple[str, ...]
    ready: Callable[[], Awaitable[bool]] | None = None
    """Asked again and again until true; None: running is ready enough."""
    ready_line: str = ""
    """The line by which it says that it is ready; empty: it does not say."""
    ready_seconds: float = 60.0
    stop_signal: signal.Signals = signal.SIGTERM
    hurry_signal: signal.Signals = signal.SIGKILL
    stop_seconds: float = 30.0
    uid: int | None = None
    """The user to run as; only root may choose one."""
    gid: int | None = None
    cwd: Path | None = None
    env: Mapping[str, str] | None = None
    log: Path | None = None
    """A file for all output; None: the output is passed on line by line."""
    lifeline: bool = False
    """Give it a pipe as standard input that closes when we are gone, however we go."""


class Child:
    """A running process made from a Spec. It leads its own session, so a terminal's Ctrl-C does not reach it."""

    def __init__(self, spec: Spec, process: Process, emit: Emit) -> None:
        self.spec = spec
        self.process = process
        self._pump = asyncio.create_task(_pass_on(spec.name, process, emit)) if process.stdout else None

    @classmethod
    async def start(cls, spec: Spec, emit: Emit) -> Self:
        """Start it; raises OSError when the program cannot be run."""
        with _output(spec) as output:
            process = await asyncio.create_subprocess_exec(
                *spec.argv,
                stdin=subprocess.PIPE if spec.lifeline else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=spec.cwd,
                env=spec.env,
                start_new_session=True,
                umask=0o077 if spec.uid is not None else -1,
                user=spec.uid,
                group=spec.gid,
                extra_groups=None if spec.uid is None else (),
            )
        return cls(spec, process, emit)

    @property
    def pid(self) -> int:
        """The process id, also after the end."""
        return self.process.pid

    async def wait(self) -> int:
        """Wait for the end and the last line of output; returns the exit code, negative for a signal."""
        code = await self.process.wait()
        if self._pump is not None:
            # A grandchild may keep the pipe open for ever; its words are not waited for.
            await asyncio.wait({self._pump}, timeout=1)
            self._pump.cancel()
        return code

    async def stop(self, hurry: asyncio.Event) -> None:
        """Ask it to end; insist after its time or as soon as `hurry` is set; then kill its whole session."""
        asked = (
            (self.spec.stop_signal, self.spec.stop_seconds, hurry),
            (self.spec.hurry_signal, KILL_SECONDS, None),
        )
        for number, seconds, interrupt in asked:
            self._send(number)
            if await self._ended(seconds, interrupt):
                return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        await self.wait()

    def _send(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    async def _ended(self, seconds: float, interrupt: asyncio.Event | None) -> bool:
        end = asyncio.create_task(self.wait())
        waits = {end} if interrupt is None else {end, asyncio.create_task(_flag(interrupt))}
        done, rest = await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        return end in done


async def _flag(event: asyncio.Event) -> int:
    await event.wait()
    return 0


@contextlib.contextmanager
def _output(spec: Spec) -> Iterator[int | IO[bytes]]:
    if spec.log is None:
        yield subprocess.PIPE
        return
    with spec.log.open("ab") as file:
        yield file


async def _pass_on(name: str, process: Process, emit: Emit) -> None:
    """Hand on whole lines; an endless line is cut, so that no child can fill our memory."""
    stream = process.stdout
    assert stream is not None
    rest = b""
    while chunk := await stream.read(CHUNK_BYTES):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            emit(name, line.decode("utf-8", "replace").rstrip("\r"))
        if len(rest) > LONGEST_LINE:
            emit(name, rest.decode("utf-8", "replace"))
            rest = b""
    if rest:
        emit(name, rest.decode("utf-8", "replace"))
