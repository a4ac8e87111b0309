"""A host that plays a whole quiz by itself: prepare, open, close, reveal, next, end.

It decides anew from the state after everything that happens, so a lost line, another host or a
restarted server do not confuse it: what has happened already is not asked for again.
"""

import asyncio
from dataclasses import dataclass

from clients.channel import Channel
from clients.live import LiveClient
from clients.protocol import Body, LineLostError, RefusedError

_SOON = {"stale_state", "unavailable", "rate_limited"}
"""Refusals after which the state tells what to do: it has moved on, or the server is busy."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a host plays; times in seconds. `answering_s` None waits for the item's own end."""

    answering_s: float | None = None
    looking_s: float = 0.0
    boards: bool = False


async def play_quiz(client: LiveClient, channel: Channel, pace: Pace | None = None) -> None:
    """Lead the session on `channel` (subscribed as host) from where it stands to its finalised end."""
    host = _Host(client, channel, pace or Pace())
    while channel.phase != "finalized":
        await host.next_step()


class _Host:
    def __init__(self, client: LiveClient, channel: Channel, pace: Pace) -> None:
        self._client, self._channel, self._pace = client, channel, pace
        self._last = False

    async def next_step(self) -> None:
        """Do what the phase asks for, then wait until the state has moved."""
        shown = self._channel.run, self._channel.phase
        if self._channel.phase == "open" and self._pace.answering_s is not None:
            await self._unless_moved(shown, self._pace.answering_s)
        elif self._pace.looking_s:
            await self._unless_moved(shown, self._pace.looking_s)
        await self._do(shown)
        await self._channel.until(lambda seen: self._moved(seen, shown))

    def _fitting(self) -> str | None:
        """The command for the phase as it is; None where the server moves on by itself."""
        onward = "host.end" if self._last else "host.next"
        steps = {
            "lobby": "host.prepare",
            "open": None if self._pace.answering_s is None else "host.close",
            "closed": "host.reveal",
            "revealed": "host.board" if self._pace.boards else onward,
            "board": onward,
        }
        return steps.get(self._channel.phase)

    def _moved(self, seen: Channel, shown: tuple[str | None, str]) -> bool:
        return (seen.run, seen.phase) != shown

    async def _unless_moved(self, shown: tuple[str | None, str], seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._channel.until(lambda seen: self._moved(seen, shown))
        except TimeoutError:
            return

    async def _do(self, shown: tuple[str | None, str]) -> None:
        """Ask until it is done or no longer fits; a lost reply is answered by looking at the state again."""
        run, phase = shown
        expect: Body = {"phase": phase, **({"run": run} if run else {})}
        while not self._moved(self._channel, shown):
            await self._channel.until(lambda seen: seen.ready or self._moved(seen, shown))
            command = self._fitting()
            if command is None or self._moved(self._channel, shown):
                return
            try:
                await self._client.command(command, self._channel.name, {"expect": expect})
            except LineLostError:
                continue
            except RefusedError as refusal:
                if refusal.code not in _SOON:
                    raise
                self._last = self._last or bool(refusal.error.get("last", False))
                await asyncio.sleep(max(0.05, refusal.after_ms / 1000))
            else:
                return
