"""The client against a server that plays a script over real sockets."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from yarl import URL

from clients.connection import Connection
from clients.line import Closed, dialer
from clients.live import LiveClient, token_of
from clients.protocol import Body, EndedError, LineLostError, RefusedError
from tests.clients.scripted import CHANNEL, NOW, Peer, playing

ACCEPTED = {"status": "accepted", "receipt": "abc", "credited_ms": 700}


async def test_a_subscription_begins_with_a_snapshot_and_goes_on_with_events() -> None:
    async def life(peer: Peer) -> None:
        subscribe = await peer.admit(s=5)
        assert subscribe["d"] == {"ch": CHANNEL}
        await peer.event("item.closed", 7, 5, run="r1", answers=0, digest="d")
        await peer.rest()

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL)
        await channel.until(lambda seen: seen.phase == "closed")
        assert (channel.role, channel.participant, channel.feed.last) == ("player", "p1", 7)
        assert abs(client.now_ms() - NOW) < 60_000


async def test_a_gap_is_asked_for_once_and_filled() -> None:
    async def life(peer: Peer) -> None:
        await peer.admit(s=5)
        await peer.event("item.revealed", 9, 8, run="r1", correct={}, distribution=[])
        await peer.event("board", 10, 9, top=[], of=0)
        resync = await peer.hear("resync")
        assert resync["d"] == {"ch": CHANNEL, "s": 5}
        await peer.agree(resync)
        await peer.event("item.closed", 8, 5, run="r1", answers=0, digest="d")
        await peer.event("item.revealed", 9, 8, run="r1", correct={}, distribution=[])
        await peer.event("board", 10, 9, top=[], of=3)
        await peer.synced(10)
        await peer.rest()

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL)
        await channel.until(lambda seen: seen.phase == "board" and seen.live)
        assert channel.state["board"] == {"top": [], "of": 3}
        assert channel.state["item"]["closed"]["digest"] == "d"


async def test_after_a_lost_line_the_channel_resumes_where_it_stood() -> None:
    async def first(peer: Peer) -> None:
        await peer.admit(s=5)
        await peer.event("item.closed", 6, 5, run="r1", answers=0, digest="d")
        await peer.hear("ready")
        await peer.ws.close(code=4008)

    async def second(peer: Peer) -> None:
        await peer.greet()
        subscribe = await peer.hear("subscribe")
        assert subscribe["d"] == {"ch": CHANNEL, "as": "player", "resume": {"epoch": "e1", "s": 6}}
        await peer.agree(subscribe)
        await peer.event("board", 8, 6, top=[], of=0)
        await peer.synced(8)
        await peer.rest()

    async with playing(first, second) as client:
        channel = await client.subscribe(CHANNEL, "player")
        await channel.until(lambda seen: seen.phase == "closed")
        with pytest.raises(LineLostError):
            await client.command("ready", CHANNEL, {"run": "r1"})
        await channel.until(lambda seen: seen.phase == "board")
        assert client.connects == 2


async def test_an_answer_is_sent_once_when_it_is_acknowledged_and_shows_in_the_state() -> None:
    async def life(peer: Peer) -> None:
        await peer.admit()
        submit = await peer.hear("answer.submit")
        assert submit["ch"] == CHANNEL
        assert set(submit["d"]) == {"run", "sub", "choices", "at", "confidence"}
        assert isinstance(submit["d"]["at"], int)
        await peer.reply(submit, {**ACCEPTED, "sub": submit["d"]["sub"]})
        await peer.rest()

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL)
        ack = await client.submit(channel, "r1", {"choices": ["a"]}, confidence=2, sub="s-1")
        assert (ack.sub, ack.status, ack.receipt, ack.credited_ms) == ("s-1", "accepted", "abc", 700)
        you = channel.state["you"]
        assert (you["answer"], you["status"], you["receipt"]) == ({"choices": ["a"]}, "accepted", "abc")


async def test_an_answer_whose_reply_got_lost_is_learnt_from_the_next_subscribe() -> None:
    async def first(peer: Peer) -> None:
        await peer.admit()
        await peer.hear("answer.submit")
        await peer.ws.close(code=1011)

    async def second(peer: Peer) -> None:
        await peer.greet()
        subscribe = await peer.hear("subscribe")
        assert subscribe["d"]["pending"] == ["s-1"]
        await peer.agree(subscribe, receipts={"s-1": ACCEPTED})
        await peer.synced(5)
        await peer.rest()

    async with playing(first, second) as client:
        channel = await client.subscribe(CHANNEL)
        ack = await client.submit(channel, "r1", {"value": True}, sub="s-1")
        assert (ack.status, ack.receipt) == ("accepted", "abc")
        assert channel.state["you"]["answer"] == {"value": True}


async def test_an_answer_the_server_does_not_know_is_sent_again_unchanged() -> None:
    sent: list[Any] = []

    async def first(peer: Peer) -> None:
        await peer.admit()
        sent.append((await peer.hear("answer.submit"))["d"])
        await peer.ws.close(code=4000, message=b'{"after_ms": 1}')

    async def second(peer: Peer) -> None:
        await peer.greet()
        subscribe = await peer.hear("subscribe")
        await peer.agree(subscribe, receipts={subscribe["d"]["pending"][0]: {"status": "unknown"}})
        await peer.synced(5)
        again = await peer.hear("answer.submit")
        sent.append(again["d"])
        await peer.refuse(again, "unavailable", retry=True, after_ms=1)
        third = await peer.hear("answer.submit")
        sent.append(third["d"])
        await peer.reply(third, {"status": "duplicate", "was": "recovered", "receipt": "abc", "sub": third["d"]["sub"]})
        await peer.rest()

    async with playing(first, second) as client:
        channel = await client.subscribe(CHANNEL)
        ack = await client.submit(channel, "r1", {"text": "Nile"})
        assert ack.status == "duplicate"
        assert channel.state["you"]["status"] == "recovered"
    assert sent[0] == sent[1] == sent[2]


async def test_a_final_refusal_is_the_callers() -> None:
    async def life(peer: Peer) -> None:
        await peer.admit()
        await peer.refuse(await peer.hear("answer.submit"), "already_answered", receipt="abc")
        await peer.rest()

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL)
        with pytest.raises(RefusedError) as refusal:
            await client.submit(channel, "r1", {"choices": ["a"]})
        assert refusal.value.error["receipt"] == "abc"


@pytest.mark.parametrize(("code", "name"), [(4003, "removed"), (4009, "replaced"), (4011, "session_over")])
async def test_some_close_codes_stop_the_client_for_good(code: int, name: str) -> None:
    async def life(peer: Peer) -> None:
        await peer.admit()
        await peer.hear("answer.submit")
        await peer.ws.close(code=code)

    async with playing(life) as client:
        channel = await client.subscribe(CHANNEL)
        with pytest.raises(EndedError) as end:
            await client.submit(channel, "r1", {"choices": ["a"]})
        assert end.value.code == name
        with pytest.raises(EndedError):
            await client.command("clock", "", {})
        with pytest.raises(EndedError):
            await client.subscribe("me")


async def test_a_channel_that_is_gone_ends_alone() -> None:
    back = asyncio.Event()

    async def life(peer: Peer) -> None:
        await peer.admit()
        await peer.ws.send_json({"ch": CHANNEL, "t": "gone", "d": {"code": "removed"}})
        await peer.reply(await peer.hear("hand"), {})
        await peer.ws.close(code=4008)

    async def second(peer: Peer) -> None:
        await peer.greet()
        back.set()
        await peer.rest()

    async with playing(life, second) as client:
        channel = await client.subscribe(CHANNEL)
        with pytest.raises(EndedError, match="removed"):
            await channel.until(lambda seen: seen.phase == "never")
        await client.command("hand", CHANNEL, {"up": True})
        await back.wait()
        assert (client.ended, channel.phase) == (None, "open")


async def test_a_refused_subscription_says_why() -> None:
    async def life(peer: Peer) -> None:
        await peer.greet()
        await peer.refuse(await peer.hear("subscribe"), "rate_limited", retry=True, after_ms=1)
        await peer.refuse(await peer.hear("subscribe"), "forbidden")
        await peer.rest()

    async with playing(life) as client:
        with pytest.raises(RefusedError, match="forbidden"):
            await client.subscribe(CHANNEL, "host")


async def test_a_refused_token_is_not_tried_again() -> None:
    async def life(peer: Peer) -> None:
        await peer.refuse(await peer.hear("hello"), "unauthorized")
        await peer.ws.close(code=4001)

    async with playing(life) as client:
        with pytest.raises(EndedError, match="not_authenticated"):
            await client.subscribe(CHANNEL)


async def test_with_tickets_each_connection_brings_a_new_one() -> None:
    count = 0

    async def ticket() -> Body:
        nonlocal count
        count += 1
        return {"ticket": f"ticket-{count}"}

    async def first(peer: Peer) -> None:
        hello = await peer.greet()
        assert hello["d"]["ticket"] == "ticket-1"
        await peer.ws.close(code=4001)

    async def second(peer: Peer) -> None:
        await peer.refuse(await peer.hear("hello"), "unavailable", retry=True)

    async def third(peer: Peer) -> None:
        subscribe = await peer.admit()
        assert "resume" not in subscribe["d"]
        await peer.rest()

    async with playing(first, second, third, credentials=ticket) as client:
        await client.subscribe(CHANNEL)
        assert count == 3


async def test_credentials_that_end_stop_the_client() -> None:
    async def signed_out() -> Body:
        raise EndedError("signed_out")

    async with playing(credentials=signed_out) as client:
        with pytest.raises(EndedError, match="signed_out"):
            await client.subscribe(CHANNEL)


async def test_after_a_farewell_the_client_comes_back_by_itself() -> None:
    async def life(peer: Peer) -> None:
        await peer.greet()
        await peer.ws.send_json({"t": "bye", "d": {"after_ms": 40}})
        await peer.ws.close(code=4000)

    async def back(peer: Peer) -> None:
        await peer.admit()
        await peer.rest()

    async with playing(life, back) as client:
        assert (await client.subscribe(CHANNEL)).phase == "open"


class FarewellLine:
    """A line on which the server only says goodbye."""

    def __init__(self) -> None:
        self.frames: list[str | Closed] = ['{"t": "bye", "d": {"after_ms": 1500}}', Closed(4000)]

    async def send(self, text: str) -> None:
        assert "hello" in text

    async def receive(self, patience_s: float) -> str | Closed:
        await asyncio.sleep(0)
        assert patience_s > 0
        return self.frames.pop(0)

    async def close(self) -> None:
        self.frames.clear()

    def cut(self) -> None:
        raise AssertionError("there is no reason to cut this line")


async def test_a_farewell_tells_how_long_to_stay_away() -> None:
    async def dial() -> FarewellLine:
        raise AssertionError("this client is led by hand")

    client = LiveClient(dial, token_of("t"))
    assert await client._follow(Connection(FarewellLine()), {"token": "t"}) == Closed(4000, 1500)


async def test_a_server_that_refuses_the_upgrade_ends_the_client() -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=403)

    app = web.Application()
    app.router.add_get("/ws", refuse)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession() as http,
        LiveClient(dialer(http, server.make_url("/ws")), token_of("t")) as client,
    ):
        with pytest.raises(EndedError, match="http_403"):
            await client.subscribe(CHANNEL)


async def test_a_server_that_is_not_there_yet_is_waited_for() -> None:
    port = unused_port()

    async def life(request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(protocols=("lectern.v1",))
        await ws.prepare(request)
        peer = Peer(ws)
        await peer.admit()
        await peer.rest()
        return ws

    app = web.Application()
    app.router.add_get("/ws", life)
    server = TestServer(app, port=port)
    async with aiohttp.ClientSession() as http:
        url = f"http://127.0.0.1:{port}/ws"
        async with LiveClient(dialer(http, URL(url)), token_of("t")) as client:
            asking = asyncio.create_task(client.subscribe(CHANNEL))
            await asyncio.sleep(0)
            async with server:
                assert (await asking).phase == "open"
                await client.close()


async def test_nonsense_from_the_server_is_not_swallowed() -> None:
    async def life(peer: Peer) -> None:
        await peer.greet()
        await peer.hear("subscribe")
        await peer.ws.send_str("nonsense")
        await peer.rest()

    async def play() -> None:
        async with playing(life) as client:
            with pytest.raises(EndedError, match="failed"):
                await client.subscribe(CHANNEL)

    with pytest.raises(ExceptionGroup):
        await play()
