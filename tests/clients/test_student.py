"""What one simulated student does when the lesson is not a plain one."""

from random import Random
from typing import Any

import aiohttp

from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.rest import Seat
from clients.student import Habits, Record, Student
from tests.clients.scripted import CHANNEL, NOW, Life, Peer, serving

SEAT = Seat("s1", "p1", "Mona", "t1")
ITEM = {"run": "r1", "kind": "true_false", "stem": "?", "opens_at": NOW - 5000, "closes_at": NOW + 5000}


async def study(*lives: Life, habits: Habits | None = None) -> Record:
    async with serving(*lives) as url, aiohttp.ClientSession() as http:
        client = LiveClient(dialer(http, url), token_of("t1"))
        return await Student(SEAT, client, habits or Habits(think_ms=(0, 0)), Random(1)).play()


async def admit(peer: Peer, phase: str, **item: Any) -> None:
    await peer.greet()
    subscribe = await peer.hear("subscribe")
    assert subscribe["d"]["as"] == "player"
    await peer.agree(subscribe, mode="snapshot")
    await peer.snapshot(5, phase=phase, item={**ITEM, **item} if item or phase != "lobby" else None)


async def finish(peer: Peer, s: int = 5) -> None:
    await peer.event("session.finalized", s + 1, s)
    await peer.ws.send_json({"ch": CHANNEL, "t": "gone", "d": {"code": "over"}})
    await peer.ws.close(code=4011)


async def test_a_student_says_ready_and_answers() -> None:
    async def life(peer: Peer) -> None:
        await admit(peer, "prepare")
        await peer.refuse(await peer.hear("ready"), "stale_state")
        await peer.event("item.open", 6, 5, **ITEM)
        submit = await peer.hear("answer.submit")
        await peer.reply(submit, {"status": "accepted", "sub": submit["d"]["sub"], "receipt": "x", "credited_ms": 1})
        await finish(peer, 6)

    record = await study(life)
    assert [each.ack.receipt for each in record.answered] == ["x"]
    assert (record.last, record.state["phase"], record.state["you"]["status"]) == (7, "finalized", "accepted")


async def test_a_removed_student_stops() -> None:
    async def life(peer: Peer) -> None:
        await admit(peer, "lobby")
        await peer.ws.send_json({"ch": CHANNEL, "t": "gone", "d": {"code": "removed"}})
        await peer.ws.close(code=4003)

    record = await study(life)
    assert (record.ended, record.answered) == ("removed", [])


async def test_a_student_removed_while_answering_stops_too() -> None:
    async def life(peer: Peer) -> None:
        await admit(peer, "open")
        await peer.hear("answer.submit")
        await peer.ws.close(code=4003)

    record = await study(life)
    assert (record.ended, record.answered) == ("removed", [])


async def test_a_refused_answer_is_counted() -> None:
    async def life(peer: Peer) -> None:
        await admit(peer, "open")
        await peer.refuse(await peer.hear("answer.submit"), "closed")
        await finish(peer)

    assert (await study(life)).refused == {"closed": 1}


async def test_there_is_nothing_to_answer_on_a_slide() -> None:
    async def life(peer: Peer) -> None:
        await admit(peer, "open", kind="slide")
        await finish(peer)

    record = await study(life)
    assert (record.answered, record.refused) == ([], {})


async def test_a_student_who_thinks_past_the_close_hands_in_nothing() -> None:
    async def life(peer: Peer) -> None:
        await admit(peer, "open", opens_at=NOW + 100, closes_at=NOW + 110)
        await peer.event("item.closed", 6, 5, run="r1")
        await peer.rest()

    async with serving(life) as url, aiohttp.ClientSession() as http:
        client = LiveClient(dialer(http, url), token_of("t1"))
        student = Student(SEAT, client, Habits(think_ms=(0, 0)), Random(1))
        async with client:
            channel = await client.subscribe(CHANNEL, "player")
            await channel.until(lambda seen: seen.phase == "closed")
            await student._answer(channel, "r1", ITEM)
    assert student.record.refused == {"too slow": 1}
