"""The host that plays by itself, against a server that plays a script."""

from typing import Any

import pytest

from clients.host import Pace, play_quiz
from clients.protocol import RefusedError
from tests.clients.scripted import CHANNEL, Message, Peer, playing


class Table:
    """The server's side of one session: takes host commands and appends what follows from them."""

    def __init__(self) -> None:
        self.s = 5
        self.heard: list[str] = []

    async def append(self, peer: Peer, name: str, **body: Any) -> None:
        self.s += 1
        await peer.event(name, self.s, self.s - 1, **body)

    async def expect(self, peer: Peer, name: str, **expect: Any) -> Message:
        command = await peer.hear(name)
        self.heard.append(name)
        assert command["d"] == {"expect": expect}
        return command

    async def grant(self, peer: Peer, name: str, **expect: Any) -> None:
        await peer.reply(await self.expect(peer, name, **expect), {})

    async def show(self, peer: Peer, run: str) -> None:
        """An item from its preparation to its reveal, closed by the server."""
        await self.append(peer, "item.prepare", run=run)
        await self.append(peer, "item.open", run=run)
        await self.append(peer, "item.closed", run=run)
        await self.grant(peer, "host.reveal", phase="closed", run=run)
        await self.append(peer, "item.revealed", run=run)

    async def finish(self, peer: Peer) -> None:
        await self.append(peer, "session.ended")
        await self.append(peer, "session.finalized")
        await peer.ws.send_json({"ch": CHANNEL, "t": "gone", "d": {"code": "over"}})
        await peer.ws.close(code=4011)


async def admit(peer: Peer, s: int, phase: str, **more: Any) -> None:
    await peer.greet()
    subscribe = await peer.hear("subscribe")
    await peer.agree(subscribe, mode="snapshot", role="host")
    await peer.snapshot(s, phase=phase, **more)


async def test_a_host_leads_from_the_lobby_to_the_end() -> None:
    table = Table()

    async def life(peer: Peer) -> None:
        await admit(peer, 5, "lobby", item=None)
        await table.grant(peer, "host.prepare", phase="lobby")
        await table.show(peer, "r1")
        await table.grant(peer, "host.board", phase="revealed", run="r1")
        await table.append(peer, "board", top=[], of=0)
        await table.grant(peer, "host.next", phase="board", run="r1")
        await table.show(peer, "r2")
        await table.grant(peer, "host.board", phase="revealed", run="r2")
        await table.append(peer, "board", top=[], of=0)
        stale = await table.expect(peer, "host.next", phase="board", run="r2")
        await peer.refuse(stale, "stale_state", phase="board", last=True)
        await table.grant(peer, "host.end", phase="board", run="r2")
        await table.finish(peer)

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL, "host")
        await play_quiz(client, channel, Pace(boards=True))
        assert channel.phase == "finalized"


async def test_a_host_whose_line_breaks_goes_on_from_what_has_happened() -> None:
    table = Table()

    async def first(peer: Peer) -> None:
        await admit(peer, 5, "closed", item={"run": "r1"})
        await table.expect(peer, "host.reveal", phase="closed", run="r1")
        await peer.ws.close(code=1011)

    async def second(peer: Peer) -> None:
        await admit(peer, 6, "revealed", item={"run": "r1"})
        table.s = 6
        await peer.refuse(await table.expect(peer, "host.next", phase="revealed", run="r1"), "unavailable", retry=True)
        stale = await table.expect(peer, "host.next", phase="revealed", run="r1")
        await peer.refuse(stale, "stale_state", phase="revealed", last=True)
        await table.expect(peer, "host.end", phase="revealed", run="r1")
        await table.finish(peer)

    async with playing(first, second) as client:
        channel = await client.subscribe(CHANNEL, "host")
        await play_quiz(client, channel)
    assert table.heard == ["host.reveal", "host.next", "host.next", "host.end"]


async def test_a_host_with_a_pace_closes_an_open_item() -> None:
    table = Table()

    async def life(peer: Peer) -> None:
        await admit(peer, 5, "open", item={"run": "r1"})
        await table.grant(peer, "host.close", phase="open", run="r1")
        await table.append(peer, "item.closed", run="r1")
        refused = await table.expect(peer, "host.reveal", phase="closed", run="r1")
        await peer.refuse(refused, "forbidden")
        await peer.rest()

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL, "host")
        with pytest.raises(RefusedError, match="forbidden"):
            await play_quiz(client, channel, Pace(answering_s=0.01, looking_s=0.01))
