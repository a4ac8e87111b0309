"""What can go wrong with a machine while a class plays: each fault strikes, lasts, and is over when it returns."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from tests.faults.machine import Machine

DEAD_S: Final = 25.0
"""A client takes a silent line for dead after so long (live.md §2)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A name for reports, and what it does to the machine."""

    name: str
    strike: Callable[[Machine], Awaitable[None]]


def freeze(name: str, seconds: float) -> Fault:
    """A child does nothing for a while, and its connections stand."""

    async def strike(machine: Machine) -> None:
        async with machine.frozen(name):
            await asyncio.sleep(seconds)

    return Fault(f"{name} frozen for {seconds:g} s", strike)


def kill(*names: str, how: signal.Signals = signal.SIGKILL) -> Fault:
    """Children end at once and are started again by their supervisor."""

    async def strike(machine: Machine) -> None:
        await machine.restart(*names, how=how)

    return Fault(f"{' and '.join(names)} ended by {how.name}", strike)


def roll(*names: str) -> Fault:
    """Children are asked to end one after the other, each when the one before is back: a rolling restart."""

    async def strike(machine: Machine) -> None:
        for name in names:
            await machine.restart(name, how=signal.SIGTERM)

    return Fault(f"rolling restart of {' and '.join(names)}", strike)


def flush() -> Fault:
    """Redis forgets everything."""
    return Fault("redis flushed", Machine.flush_redis)


def slow(latency_s: float, seconds: float) -> Fault:
    """Every line is slower for a while."""

    async def strike(machine: Machine) -> None:
        machine.proxy.latency_s = latency_s
        await asyncio.sleep(seconds)
        machine.proxy.latency_s = 0.0

    return Fault(f"lines {latency_s * 1000:g} ms slower each way for {seconds:g} s", strike)


def cut(every: int = 1) -> Fault:
    """Every n-th line is reset."""

    async def strike(machine: Machine) -> None:
        assert machine.proxy.cut(every)

    return Fault(f"every line of {every} cut", strike)


def half_open(every: int) -> Fault:
    """Every n-th line carries nothing more, and neither end is told; it is over when clients must have noticed."""

    async def strike(machine: Machine) -> None:
        assert machine.proxy.silence(every)
        await asyncio.sleep(DEAD_S)

    return Fault(f"every line of {every} half open", strike)


def together(*faults: Fault) -> Fault:
    """One right after the other, in one question."""

    async def strike(machine: Machine) -> None:
        for fault in faults:
            await fault.strike(machine)

    return Fault(", ".join(fault.name for fault in faults), strike)


ACTS: Final[dict[str, tuple[Fault, ...]]] = {
    "redis": (freeze("valkey", 20), kill("valkey"), flush()),
    "postgresql": (
        kill("postgres", how=signal.SIGQUIT),  # its immediate shutdown, postgres(1)
        freeze("postgres", 8),
        kill("postgres"),
    ),
    "processes": (
        kill("api-1"),
        kill("api-2"),
        kill("worker"),
        kill("api-1", "api-2"),
        roll("api-1", "api-2"),
    ),
    "lines": (slow(0.4, 6), cut(), half_open(3), cut(2)),
}
"""What `make chaos` does, one game each."""

SLICE: Final = (
    kill("valkey", "api-1"),
    freeze("valkey", 2),
    kill("postgres", how=signal.SIGQUIT),
    together(flush(), cut()),
    kill("api-1", "api-2"),
    roll("api-1"),
)
"""What every run of the tests does, in one small game."""
