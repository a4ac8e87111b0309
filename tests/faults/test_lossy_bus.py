"""Redis loses messages at random: every client ends in the state of a fresh snapshot all the same (live.md §9.3)."""

import asyncio
from random import Random
from urllib.parse import urlsplit

import aiohttp
import pytest

from clients.crowd import gather_all
from clients.host import Pace, play_quiz
from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.rest import Rest, Seat
from clients.student import Habits, Record, Student
from server.settings import Settings
from tests.faults.lesson import QUESTIONS
from tests.faults.proof import screen, snapshot_of
from tests.faults.proxy import FaultProxy
from tests.realtime.wire import Class, Place, serving

pytestmark = pytest.mark.faults

HABITS = Habits(think_ms=(0, 400))


MESSAGE = b"*3\r\n$7\r\nmessage\r\n"
"""How a published message begins on a subscriber's line (RESP2)."""


async def cut_now_and_then(proxy: FaultProxy, chance: Random) -> None:
    """What is published while a line is broken is lost, too."""
    while True:
        # Not a wait for something: the moment is chance.
        await asyncio.sleep(chance.uniform(0.5, 2.0))
        proxy.cut()


def student(place: Place, seat: Seat, number: int) -> Student:
    """A bot at one of the processes."""
    dial = dialer(place.http, place.server.make_url("/ws"))
    return Student(seat, LiveClient(dial, token_of(seat.token)), HABITS, Random(number))


async def lead(lesson: Class, place: Place) -> None:
    """The host, to the end."""
    client = LiveClient(dialer(place.http, place.url), token_of(lesson.teacher.token or ""))
    async with client:
        channel = await client.subscribe(lesson.ch, "host")
        await channel.until(lambda seen: len(seen.state["roster"]) == len(lesson.seats))
        await play_quiz(client, channel, Pace(boards=True))


async def test_whatever_the_bus_loses_every_client_ends_in_the_state_of_a_fresh_snapshot(settings: Settings) -> None:
    url = urlsplit(settings.redis_url)
    proxy, chance = FaultProxy(lambda: asyncio.open_unix_connection(url.path)), Random(5)
    lost: list[bytes] = []

    def swallows(chunk: bytes) -> bool:
        if chunk.startswith(MESSAGE) and chance.random() < 0.5:
            lost.append(chunk)
            return True
        return False

    proxy.swallows = swallows
    await proxy.start()
    number = url.query.removeprefix("db=")
    lossy = settings.model_copy(update={"redis_url": f"redis://127.0.0.1:{proxy.port}/{number}"})
    async with serving(lossy) as one, serving(lossy) as other, asyncio.timeout(90):
        wish = {"close_when_all_answered": True, "prepare_cap_ms": 200}
        lesson = await Class.of(one, QUESTIONS[:3], **wish)
        places = [one, other, one, other]
        seats = [await lesson.seat(f"Bot {each}") for each in range(len(places))]
        students = [student(place, seat, n) for n, (place, seat) in enumerate(zip(places, seats, strict=True))]
        losing = asyncio.create_task(cut_now_and_then(proxy, chance))
        records, _ = await asyncio.gather(gather_all([each.play() for each in students]), lead(lesson, one))
        losing.cancel()
        assert len(lost) >= len(students), "messages were lost"
        await assert_fresh(lesson, other, records)
    await proxy.stop()


async def assert_fresh(lesson: Class, place: Place, records: list[Record]) -> None:
    """Everyone stands where a fresh subscription at the other process ends, and shows what it shows."""
    rest = Rest(place.http, place.server.make_url("/"))
    async with aiohttp.ClientSession() as http:
        for record in records:
            last, fresh = await snapshot_of(rest, http, record.seat)
            assert record.last == last
            assert screen(record.state) == screen(fresh)
    assert (await lesson.teacher.replay(lesson.session.id))["matches"] is True
