"""The numbers of all processes, once a second, for administrators."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from redis.asyncio import Redis
from tortoise.context import TortoiseContext

from models.ids import new_id
from models.rules.access import Principal, Role
from models.tables.users import User
from realtime.clock import ServerClock
from realtime.connection import Connection
from realtime.feeds.metrics import MetricsBoard
from realtime.feeds.readings import COUNTERS, DATABASE, Reading
from realtime.line import Line
from realtime.protocol import Close, Code, Refused
from server.settings import Settings
from server.tally import BOUNDS_S
from tests.realtime.feeds.cast import person
from tests.realtime.wire import Place, serving, teacher_at


class Fixed:
    """A process that always knows the same."""

    def __init__(self, requests: int) -> None:
        self.requests = requests

    def read(self, now_ms: int, *, redis_up: bool) -> Reading:
        counters = {**dict.fromkeys(COUNTERS, 0), "http_requests": self.requests}
        return Reading(now_ms, counters, {"redis_up": int(redis_up)}, [0] * (len(BOUNDS_S) + 1))


class Watcher:
    """A socket of an administrator, without a network."""

    def __init__(self, user_id: UUID, role: Role = Role.ADMIN) -> None:
        self.written: list[bytes] = []
        self.code: Close | None = None
        self.connection = Connection(new_id(), self, Line(0), Principal(user_id=user_id, role=role))

    def write(self, framed: bytes) -> None:
        self.written.append(framed)

    def ping(self, payload: bytes) -> None:
        raise NotImplementedError

    def close(self, code: Close, reason: str = "") -> None:
        del reason
        self.code = code

    @property
    def closing(self) -> bool:
        return self.code is not None

    async def closed(self) -> None:
        return


@pytest.fixture
async def admin(database: TortoiseContext) -> User:
    return await person("admin", Role.ADMIN)


@pytest.fixture
async def boards(redis: Redis) -> AsyncIterator[list[MetricsBoard]]:
    made = [MetricsBoard(ServerClock(), redis, Fixed(n), f"process-{n}") for n in (3, 4)]
    yield made
    for board in made:
        await board.stop()


async def test_every_watcher_gets_the_same_bytes_of_all_processes(boards: list[MetricsBoard], admin: User) -> None:
    watchers = [Watcher(admin.id) for _ in range(3)]
    for watcher in watchers:
        await boards[0].follow(watcher.connection, 1)
    for watcher in watchers:
        assert [b'"re":1' in watcher.written[0], b'"snapshot"' in watcher.written[1], b'"synced"' in watcher.written[2]]
        watcher.written.clear()
    await boards[1].tick()
    await boards[0].tick()
    assert [len(watcher.written) for watcher in watchers] == [1, 1, 1]
    assert watchers[0].written[0] is watchers[2].written[0], "framed once"
    assert b'"http_requests":7' in watchers[0].written[0]
    assert b'"k":"all"' in watchers[0].written[0]
    assert b'"processes":2' in watchers[0].written[0]
    watchers[0].connection.drop()
    await boards[0].tick()
    assert [len(watcher.written) for watcher in watchers] == [1, 2, 2]


@contextmanager
def statements(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """The statements that Tortoise sends while the block runs; they are there when it ends."""
    sent: list[str] = []
    with caplog.at_level("DEBUG", logger="tortoise.db_client"):
        caplog.clear()
        yield sent
        sent.extend(record.getMessage() for record in caplog.records if record.name == "tortoise.db_client")


async def test_one_watcher_more_costs_one_frame_a_tick_and_no_query(
    boards: list[MetricsBoard], admin: User, caplog: pytest.LogCaptureFixture
) -> None:
    board, costs = boards[0], []
    watchers: list[Watcher] = []
    for count in (1, 2, 9):
        while len(watchers) < count:
            watchers.append(Watcher(admin.id))
            await board.follow(watchers[-1].connection, 1)
        for watcher in watchers:
            watcher.written.clear()
        board._read_at_ms = 0
        with statements(caplog) as sent:
            await board.tick()
            await board.end_lost_rights()
        costs.append((sum(len(watcher.written) for watcher in watchers), len(sent)))
    assert [frames for frames, _ in costs] == [1, 2, 9]
    assert {queries for _, queries in costs} == {2}, "the gauges, and who may still watch"


async def test_a_process_that_ended_counts_no_more(boards: list[MetricsBoard], admin: User) -> None:
    watcher = Watcher(admin.id)
    await boards[0].follow(watcher.connection, 1)
    await boards[1].tick()
    await boards[1].stop()
    await boards[0].tick()
    assert b'"http_requests":3' in watcher.written[-1]


async def test_without_redis_a_process_tells_its_own_numbers(admin: User) -> None:
    async with Redis.from_url("redis://127.0.0.1:1") as nowhere:
        board = MetricsBoard(ServerClock(), nowhere, Fixed(5), "alone")
        watcher = Watcher(admin.id)
        await board.follow(watcher.connection, 1)
        await board.tick()
        await board.tick()
    assert b'"http_requests":5' in watcher.written[-1]
    assert b'"redis_up":0' in watcher.written[-1]


async def test_only_admins_watch_and_only_as_long_as_they_are(boards: list[MetricsBoard], admin: User) -> None:
    with pytest.raises(Refused) as refusal:
        await boards[0].follow(Watcher(admin.id, Role.INSTRUCTOR).connection, 1)
    assert (refusal.value.code, refusal.value.more) == (Code.FORBIDDEN, {"reason": "not_admin"})
    watcher, other = Watcher(admin.id), Watcher((await person("second", Role.ADMIN)).id)
    for each in (watcher, other):
        await boards[0].follow(each.connection, 1)
    await boards[0].end_lost_rights()
    assert [watcher.code, other.code] == [None, None]
    await User.filter(id=admin.id).update(role=Role.INSTRUCTOR)
    await boards[0].end_lost_rights()
    assert [watcher.code, other.code] == [Close.REMOVED, None]
    assert b'"gone"' in watcher.written[-1]


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    async with serving(settings) as made:
        yield made


async def test_the_running_application_tells_admins_how_it_goes(place: Place) -> None:
    boss = await teacher_at(place, "boss@school.example", "admin")
    teacher = await teacher_at(place)
    wire, refused = await place.enter(boss.token), await place.enter(teacher.token)
    assert await refused.refused("subscribe", "metrics", {"ch": "metrics"}) == "forbidden"
    assert (await wire.ask("subscribe", "metrics", {"ch": "metrics"}))["mode"] == "snapshot"
    assert [told["t"] for told in (await wire.frame(), await wire.frame())] == ["snapshot", "synced"]
    first, second = await wire.until("metrics"), await wire.until("metrics")
    assert second["v"] > first["v"]
    assert first["k"] == "all"
    gauges = second["d"]["gauges"]
    assert (gauges["sockets"], gauges["processes"], gauges["redis_up"], gauges["database_up"]) == (2, 1, 1, 1)
    assert gauges["db_connections"] >= 1
    assert gauges.keys() >= DATABASE.keys()
    assert second["d"]["counters"]["http_requests"] > 0
    assert (await wire.ask("resync", "metrics", {"ch": "metrics", "s": 0}))["mode"] == "snapshot"
    await wire.ask("unsubscribe", "metrics", {"ch": "metrics"})


async def test_me_and_a_course_are_followed_over_real_sockets_with_a_resync(place: Place) -> None:
    boss = await teacher_at(place, "boss@school.example", "admin")
    course = await boss.call("POST", "/courses", {"title": "Maps"})
    wire = await place.enter(boss.token)
    ch = f"course:{course['id']}"
    me, seen = await wire.follow("me"), await wire.follow(ch)
    assert (me["role"], me["state"]["jobs"]) == ("user", [])
    assert (seen["role"], seen["state"]["learners"]) == ("staff", [])
    await boss.call("POST", "/users/me/export", {})
    told, head = await wire.until("job.changed"), me["head"]
    assert (told["ch"], told["s"], told["p"], told["d"]["job"]["state"]) == ("me", head + 1, head, "queued")
    assert (await wire.ask("resync", "me", {"ch": "me", "s": head}))["mode"] == "replay"
    again = await wire.until("job.changed")
    assert (again["s"], again["d"]) == (head + 1, told["d"])
    await wire.ask("unsubscribe", "me", {"ch": "me"})
    assert await wire.refused("resync", "me", {"ch": "me", "s": 0}) == "not_found"
    assert await wire.refused("subscribe", "me", {"ch": "me:x"}) == "not_found"
