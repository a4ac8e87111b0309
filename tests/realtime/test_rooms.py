"""Several processes, one session: any process serves any socket, and what the bus loses the log repairs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID

import asyncpg
import pytest
from redis.asyncio import Redis

from realtime.clock import ServerClock
from realtime.doors import HUB
from realtime.room import Room
from realtime.rooms import Rooms
from server.settings import Settings
from tests.realtime.test_subscribing import assert_unbroken
from tests.realtime.wire import Class, Place, Wire, serving, soon


@pytest.fixture
async def two(settings: Settings) -> AsyncIterator[tuple[Place, Place]]:
    """Two processes on one database and one Redis."""
    async with serving(settings) as one, serving(settings) as other:
        yield one, other


def rooms_of(place: Place) -> Rooms:
    app = place.server.app  # type: ignore[attr-defined]
    rooms: Rooms = app[HUB].desk.rooms
    return rooms


def deafen(place: Place, every: int = 1) -> None:
    """Let this process lose every n-th message of the bus, as Redis may."""
    bus, count = rooms_of(place).bus, 0
    deliver = bus._deliver

    def lossy(channel: bytes, data: bytes) -> None:
        nonlocal count
        count += 1
        if count % every:
            deliver(channel, data)

    bus._deliver = lossy  # type: ignore[method-assign]


async def player_at(lesson: Class, place: Place, name: str) -> Wire:
    wire = await place.enter((await lesson.seat(name)).token)
    await wire.follow(lesson.ch)
    return wire


async def play_one(lesson: Class, host: Wire, players: list[Wire]) -> None:
    item = await lesson.open(host)
    for wire in players:
        await wire.until("item.open", run=item["run"])
    asks = [wire.ask("answer.submit", lesson.ch, lesson.submission(item, sub=item["run"])) for wire in players]
    assert [reply["status"] for reply in await asyncio.gather(*asks)] == ["accepted"] * len(players)
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    for wire in players:
        await wire.until("score.you", run=item["run"])


async def assert_at_the_head(lesson: Class, wires: list[Wire]) -> None:
    """Every client's chain is whole, and its end is the head that a fresh subscription is told."""
    for wire in wires:
        start = next(each["s"] for each in wire.heard if each.get("t") == "synced")
        told = wire.durable(lesson.ch)
        assert_unbroken(told, start)
        fresh = await wire.follow(lesson.ch)
        assert fresh["head"] == told[-1]["s"]


async def test_players_of_two_processes_play_one_game(two: tuple[Place, Place]) -> None:
    one, other = two
    lesson = await Class.of(one)
    host = await lesson.host()
    players = [await player_at(lesson, place, name) for place, name in zip(two, ("Ann", "Ben"), strict=True)]
    await soon(lambda: room_of(lesson, one).counts()["present"] == 2)
    for _ in range(2):
        await play_one(lesson, host, players)
    await assert_at_the_head(lesson, players)
    assert (await lesson.teacher.replay(lesson.session.id))["matches"]
    second_host = await other.enter(lesson.teacher.token)
    told = await second_host.follow(lesson.ch)
    assert told["role"] == "host"
    await second_host.ask("host.end", lesson.ch)
    for wire in (*players, host, second_host):
        assert await wire.closed() == 4011


def room_of(lesson: Class, place: Place) -> Room:
    return rooms_of(place).rooms[UUID(lesson.session.id)]


@pytest.mark.parametrize("every", [1, 2])
async def test_lost_messages_of_the_bus_are_repaired_from_the_log(two: tuple[Place, Place], every: int) -> None:
    one, other = two
    lesson = await Class.of(one)
    host = await lesson.host()
    players = [await player_at(lesson, other, name) for name in ("Ann", "Ben")]
    deafen(other, every)
    deafen(one, every)
    for _ in range(2):
        await play_one(lesson, host, players)
    await assert_at_the_head(lesson, players)
    await host.until("tally", answered=2)
    assert (await lesson.teacher.replay(lesson.session.id))["matches"]


def lose_one(place: Place, named: bytes) -> list[bytes]:
    """Let this process lose the next message of the bus that names this event; the list shows whether it has."""
    bus, lost = rooms_of(place).bus, list[bytes]()
    deliver = bus._deliver

    def lossy(channel: bytes, data: bytes) -> None:
        if not lost and named in data:
            lost.append(data)
        else:
            deliver(channel, data)

    bus._deliver = lossy  # type: ignore[method-assign]
    return lost


async def test_an_event_that_was_lost_before_another_is_shown_before_it(two: tuple[Place, Place]) -> None:
    one, other = two
    lesson = await Class.of(one)
    host, ann = await lesson.host(), await player_at(lesson, other, "Ann")
    lost = lose_one(other, b"session.locked")
    for locked in (True, False):
        await host.ask("host.lock", lesson.ch, {"locked": locked})
    await ann.until("session.locked", locked=False)
    assert lost, "the first message was lost"
    told = [each["d"]["locked"] for each in ann.durable(lesson.ch) if each["t"] == "session.locked"]
    assert told == [True, False]
    await assert_at_the_head(lesson, [ann])


async def test_without_redis_the_game_goes_on(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})
    async with AsyncExitStack() as stack:
        one, other = [await stack.enter_async_context(serving(nowhere)) for _ in range(2)]
        lesson = await Class.of(one)
        host = await lesson.host()
        players = [await player_at(lesson, other, name) for name in ("Ann", "Ben")]
        assert not rooms_of(other).bus.healthy
        await play_one(lesson, host, players)
        await assert_at_the_head(lesson, players)


async def test_a_redis_that_is_cut_off_is_found_again(two: tuple[Place, Place], settings: Settings) -> None:
    one, other = two
    lesson = await Class.of(one)
    host, ann = await lesson.host(), await player_at(lesson, other, "Ann")
    await soon(lambda: rooms_of(other).bus.healthy)
    async with Redis.from_url(settings.redis_url) as redis:
        await redis.client_kill_filter(_type="pubsub")
        await play_one(lesson, host, [ann])
    await soon(lambda: rooms_of(other).bus.healthy and rooms_of(one).bus.healthy)
    await play_one(lesson, host, [ann])
    await assert_at_the_head(lesson, [ann])


async def test_timers_of_two_processes_close_a_run_once(two: tuple[Place, Place]) -> None:
    one, other = two
    lesson = await Class.of(one, seconds=5, prepare_cap_ms=0)
    host, ann = await lesson.host(), await player_at(lesson, other, "Ann")
    deafen(other)
    await host.ask("host.next", lesson.ch)
    for wire in (host, ann):
        await wire.until("item.closed")
        names = [each["t"] for each in wire.durable(lesson.ch)]
        assert [names.count(t) for t in ("item.prepare", "item.open", "item.closed")] == [1, 1, 1]


async def test_host_commands_from_two_processes_at_once_are_done_once(two: tuple[Place, Place]) -> None:
    one, other = two
    lesson = await Class.of(one)
    hosts = [await lesson.host(), await other.enter(lesson.teacher.token)]
    await hosts[1].follow(lesson.ch)
    for t in ("host.next", "host.open", "host.close"):
        replies = await asyncio.gather(*(wire.answer(t, lesson.ch) for wire in hosts for _ in range(1)))
        assert "ok" in replies
    for wire in hosts:
        await wire.until("item.closed")
        names = [each["t"] for each in wire.durable(lesson.ch)]
        assert names == ["item.prepare", "item.open", "item.closed"]


async def test_time_in_which_nobody_served_a_run_is_given_back(settings: Settings) -> None:
    async with serving(settings) as one:
        lesson = await Class.of(one)
        host, _ = await lesson.host(), await lesson.player("Ann")
        item = await lesson.open(host)
        assert room_of(lesson, one).hot
        await soon(lambda: _beaten(settings))
    async with serving(settings) as again:
        rooms_of(again).clock = Ahead(8_000)
        back = await again.enter(lesson.seats["Ann"].token)
        told = await back.follow(lesson.ch)
        gained = told["state"]["item"]["closes_at"] - item["closes_at"]
        assert 8_000 <= gained < 60_000
        assert told["state"]["phase"] == "open"
        third = await again.enter(lesson.teacher.token)
        events = await again.rest.as_token(lesson.teacher.token or "").events(lesson.session.id)
        assert [each["d"]["reason"] for each in events if each["t"] == "item.extended"] == ["recovery"]
        assert not any("_present" in each["d"] for each in events)
        await third.follow(lesson.ch)


async def _beaten(settings: Settings) -> bool:
    connection = await asyncpg.connect(settings.database_url)
    try:
        rows = await connection.fetch("SELECT present FROM live_heartbeat")
        return any('"players": ["' in row["present"] for row in rows)
    finally:
        await connection.close()


class Ahead(ServerClock):
    """The clock as it will be: the outage was longer than the test takes."""

    def __init__(self, by_ms: int) -> None:
        super().__init__()
        self.by_ms = by_ms

    def now(self) -> int:
        return super().now() + self.by_ms


async def test_after_an_outage_nobodys_absence_closes_a_run(settings: Settings) -> None:
    async with serving(settings) as one:
        lesson = await Class.of(one, close_when_all_answered=True)
        host, _, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
        item = await lesson.open(host)
        await soon(lambda: _beaten(settings))
        await asyncio.gather(host.ask("clock", d={"c0": 0}), ben.ask("clock", d={"c0": 0}))
        await soon(lambda: _both_beaten(settings))
    async with serving(settings) as again:
        rooms_of(again).clock = Ahead(8_000)
        ann = await again.enter(lesson.seats["Ann"].token)
        await ann.follow(lesson.ch)
        assert (await ann.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "accepted"
        assert (await ann.follow(lesson.ch))["state"]["phase"] == "open", "Ben is still on the way back"
        back = await again.enter(lesson.seats["Ben"].token)
        await back.follow(lesson.ch)
        await back.ask("answer.submit", lesson.ch, lesson.submission(item))
        assert (await ann.until("item.closed"))["d"]["answers"] == 2


async def _both_beaten(settings: Settings) -> bool:
    connection = await asyncpg.connect(settings.database_url)
    try:
        return bool(
            await connection.fetchval("SELECT max(jsonb_array_length(present->'players')) >= 2 FROM live_heartbeat")
        )
    finally:
        await connection.close()
