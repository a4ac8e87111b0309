"""A phone that stops reading, and an outage of ours: with the whole application and real sockets."""

import asyncio
import json
from uuid import UUID

from clients.rest import Rest
from models.tables.live import LiveAnswer
from realtime.doors import HUB
from realtime.frames import text_frame
from realtime.protocol import Role
from realtime.rooms import Rooms
from server.settings import Settings
from tests.realtime.test_windows import Ahead
from tests.realtime.wire import Class, Place, Wire, serving, soon

MOST_FLOODED = 64 * 1024 * 1024
"""Kernels hold only so much between two sockets."""


def rooms_of(place: Place) -> Rooms:
    app = place.server.app  # type: ignore[attr-defined]  # a TestServer has it
    rooms: Rooms = app[HUB].desk.rooms
    return rooms


async def stop_reading(wire: Wire) -> asyncio.ReadTransport:
    """Leave what comes in the kernel, as a phone does that hangs."""
    line = wire.ws._response.connection
    assert line is not None
    assert isinstance(line.transport, asyncio.ReadTransport)
    line.transport.pause_reading()
    return line.transport


async def test_a_player_who_does_not_read_is_cut_and_resumes_and_nobody_else_waits(place: Place) -> None:
    lesson = await Class.of(place)
    host, ann, slow = await lesson.host(), await lesson.player("Ann"), await lesson.player("Slow")
    told = await slow.follow(lesson.ch)
    line = await stop_reading(slow)
    room = next(iter(rooms_of(place).rooms.values()))
    peer = room.players[lesson.seats["Slow"].participant].connection.peer
    frame = text_frame(json.dumps({"ch": lesson.ch, "t": "flood", "d": {"z": "z" * 200_000}}).encode())
    written = 0
    await host.ask("host.lock", lesson.ch, {"locked": True})
    while not peer.closing:
        room.send(Role.PLAYER, frame)
        # Everyone else has each frame before the next one is made.
        _ = await ann.until("flood")
        written += len(frame)
        assert written < MOST_FLOODED
    await host.ask("host.lock", lesson.ch, {"locked": False})
    _ = await ann.until("session.locked", locked=False)
    line.resume_reading()
    assert await slow.closed() in {4008, 1006}, "the line ends with our code, or just ends"
    assert [each["d"]["locked"] for each in ann.durable(lesson.ch)] == [True, False]
    back = await place.enter(lesson.seats["Slow"].token)
    again = await back.follow(lesson.ch, resume={"epoch": told["epoch"], "s": told["head"]})
    assert again["mode"] == "replay"
    assert [each["s"] for each in back.durable(lesson.ch)] == [each["s"] for each in ann.durable(lesson.ch)]
    fresh = (await (await lesson.player("Ann")).follow(lesson.ch))["head"]
    assert again["head"] == fresh
    assert back.durable(lesson.ch)[-1]["s"] == fresh


async def test_what_waited_for_us_during_an_outage_is_credited_back_to_our_last_heartbeat(settings: Settings) -> None:
    async with serving(settings) as before:
        lesson = await Class.of(before, seconds=120)
        host = await lesson.host()
        for name in ("Ann", "Ben"):
            _ = await lesson.player(name)
        item = await lesson.open(host)
    async with serving(settings) as place:
        rooms = rooms_of(place)
        rooms.clock = clock = Ahead(8_000)
        # Tapped when nobody served; the phones come back with the answer, and only one says that it waited.
        tap = clock.now() - 4_000
        ann, ben = [await place.enter(lesson.seats[name].token) for name in ("Ann", "Ben")]
        _ = await ann.follow(lesson.ch, pending=["s1"])
        _ = await ben.follow(lesson.ch)
        body = {**lesson.submission(item), "at": tap}
        replies = [await wire.ask("answer.submit", lesson.ch, body) for wire in (ann, ben)]
        assert replies[0]["credited_ms"] == tap
        assert replies[1]["credited_ms"] >= tap + 3_700, "no more than the cap"
        teacher = Rest(place.http, place.server.make_url("/"), lesson.teacher.token)
        leading = await place.enter(teacher.token)
        _ = await leading.follow(lesson.ch)
        await leading.ask("host.close", lesson.ch)
        room = next(iter(rooms.rooms.values()))
        await soon(lambda: room.state.phase == "closed")
        await leading.ask("host.reveal", lesson.ch)
        told = await teacher.call("GET", f"/live-sessions/{lesson.session.id}/fairness")
        assert [each["participant"] for each in told["wider"]] == [lesson.seats["Ann"].participant]
        assert told["wider"][0]["allowed_ms"] >= 4_000
        log = await teacher.call("GET", f"/live-sessions/{lesson.session.id}/events")
        extended = [each["d"] for each in log["items"] if each["t"] == "item.extended"]
        assert [each["reason"] for each in extended] == ["recovery"]
        assert extended[0]["closes_at"] == item["closes_at"] + extended[0]["by_ms"]


async def test_a_storm_of_reconnects_counts_each_answer_once_and_ends_at_the_head(place: Place) -> None:
    lesson = await Class.of(place)
    host, names = await lesson.host(), ["Ann", "Ben", "Cem", "Dua"]
    wires = {name: await lesson.player(name) for name in names}
    item = await lesson.open(host)

    async def cut_again_and_again(name: str) -> set[str]:
        """Each time the answer is handed in once more, as a page does that has heard nothing."""
        receipts = set()
        for _ in range(20):
            line = wires[name].ws._response.connection
            assert line is not None
            assert line.transport is not None
            line.transport.abort()
            wires[name] = await place.enter(lesson.seats[name].token)
            _ = await wires[name].follow(lesson.ch)
            told = await wires[name].ask("answer.submit", lesson.ch, lesson.submission(item, sub=f"of {name}"))
            receipts.add(json.dumps(told["receipt"], sort_keys=True))
        return receipts

    receipts = await asyncio.gather(*(cut_again_and_again(name) for name in names))
    assert [len(each) for each in receipts] == [1, 1, 1, 1], "the same answer has the same receipt"
    assert await LiveAnswer.all().count() == len(names)
    await soon(lambda: len(rooms_of(place).rooms[UUID(str(lesson.session.id))].present_here()) == len(names))
    heads = {(await wires[name].follow(lesson.ch))["head"] for name in names}
    assert len(heads) == 1
