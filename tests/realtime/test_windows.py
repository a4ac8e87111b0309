"""Lost lines, longer windows, absent hosts, raised hands: what keeps a session fair when things go wrong."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from realtime.clock import ServerClock
from realtime.doors import HUB
from realtime.rooms import Rooms
from server.settings import Settings
from tests.realtime.wire import Class, Place, Wire, serving, soon, teacher_at


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    async with serving(settings) as made:
        yield made


def rooms_of(place: Place) -> Rooms:
    app = place.server.app  # type: ignore[attr-defined]
    rooms: Rooms = app[HUB].desk.rooms
    return rooms


class Ahead(ServerClock):
    """The clock as it will be in a while."""

    def __init__(self, by_ms: int) -> None:
        super().__init__()
        self.by_ms = by_ms

    def now(self) -> int:
        return super().now() + self.by_ms


async def lose(lesson: Class, wire: Wire, name: str) -> None:
    """Cut a line, and wait until the heartbeats know."""
    await wire.ws.close()
    participant = lesson.seats[name].participant
    connection = await asyncpg.connect(lesson.place.settings.database_url)

    async def forgotten() -> bool:
        rows = await connection.fetch("SELECT present FROM live_heartbeat")
        return bool(rows) and not any(participant in row["present"] for row in rows)

    await soon(forgotten)
    await connection.close()


async def test_who_lost_the_line_may_hand_in_until_the_reveal_and_counts_least(place: Place) -> None:
    lesson = await Class.of(place, scoring="half_speed")
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    item = await lesson.open(host)
    await lose(lesson, ann, "Ann")
    await lesson.close(host)
    told = await host.until("presence", offline=1)
    assert told["d"]["who"] == [lesson.seats["Ben"].participant], "told at the close, not when somebody else goes"
    back = await lesson.player("Ann")
    snapshot = next(each for each in back.heard if each.get("t") == "snapshot")
    assert not [name for name in snapshot["d"]["item"]["closed"] if name.startswith("_")], (
        "who was away is nobody's affair"
    )
    assert (await back.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "recovered"
    assert (await ben.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "late"
    assert (await host.until("item.recovered"))["d"]["answers"] == 1
    await host.ask("host.reveal", lesson.ch)
    assert (await back.until("score.you"))["d"]["points"] == 500
    assert (await ben.until("score.you"))["d"]["points"] == 0
    assert (await lesson.teacher.replay(lesson.session.id))["matches"]


async def test_the_recovery_window_ends(place: Place) -> None:
    lesson = await Class.of(place, recovery_ms=0)
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await lose(lesson, ann, "Ann")
    await lesson.close(host)
    back = await lesson.player("Ann")
    assert (await back.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "late"


async def test_a_reveal_by_itself_waits_for_lost_lines(place: Place) -> None:
    lesson = await Class.of(place, auto_reveal=True)
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await lose(lesson, ann, "Ann")
    await lesson.close(host)
    back = await lesson.player("Ann")
    assert next(each for each in back.heard if each.get("t") == "snapshot")["d"]["phase"] == "closed"
    await back.ask("answer.submit", lesson.ch, lesson.submission(item))
    revealed, closed = await back.until("item.revealed"), await host.until("item.recovered")
    assert revealed["ts"] - closed["ts"] < 10_000
    assert (await back.until("score.you"))["d"]["correct"] == 1


async def test_extra_time_stretches_ones_own_window_and_nobody_elses(place: Place) -> None:
    lesson = await Class.of(place, seconds=5)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    seat = lesson.seats["Ann"].participant
    for wrong in (0.5, 5, -1):
        assert (
            await host.refused("host.accommodate", lesson.ch, {"participant": seat, "factor": wrong}) == "bad_request"
        )
    assert "noop" not in await host.ask("host.accommodate", lesson.ch, {"participant": seat, "factor": 3})
    assert (await host.ask("host.accommodate", lesson.ch, {"participant": seat, "factor": 3}))["noop"]
    item = await lesson.open(host)
    window = (await ann.until("you.window"))["d"]
    assert window == {"run": item["run"], "closes_at": item["opens_at"] + 15_000}
    state = (await ann.follow(lesson.ch))["state"]
    assert (state["you"]["closes_at"], state["item"]["closes_at"]) == (window["closes_at"], item["closes_at"])
    here = rooms_of(place)
    await soon(lambda: here.clock.now() > item["closes_at"] + 600)
    assert (await ben.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "late"
    assert (await ann.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "accepted"
    closed = await host.until("item.closed")
    assert closed["d"]["answers"] == 1
    assert closed["ts"] < window["closes_at"], "it closes when the last one concerned has answered"
    assert not any(each.get("t") == "you.window" for each in (*ben.heard, *host.heard))
    await host.ask("host.reveal", lesson.ch)
    await host.until("item.scored")
    assert (await lesson.teacher.replay(lesson.session.id))["matches"]


@pytest.mark.parametrize("mode", ["pause", "handover"])
async def test_a_session_waits_for_its_host_and_goes_on_when_one_is_back(place: Place, mode: str) -> None:
    lesson = await Class.of(place, on_host_gone=mode)
    host, ann = await lesson.host(), await lesson.player("Ann")
    await host.ask("host.next", lesson.ch)
    await ann.until("item.prepare")
    rooms = rooms_of(place)
    room = next(iter(rooms.rooms.values()))
    await soon(lambda: room.host_seen_at > 0)
    await host.ws.close()
    await soon(lambda: not room.hosts())
    rooms.clock = Ahead(10_000)
    assert (await ann.until("session.paused"))["d"]["reason"] == "host_gone"
    await lesson.host()
    await ann.until("session.resumed")


async def test_a_pause_by_the_host_is_not_ended_by_a_return(place: Place) -> None:
    lesson = await Class.of(place)
    host = await lesson.host()
    await host.ask("host.pause", lesson.ch)
    room = next(iter(rooms_of(place).rooms.values()))
    seen = room.host_seen_at
    await soon(lambda: room.host_seen_at > seen)
    assert room.state.paused_at is not None


async def test_a_session_goes_on_without_its_host_where_that_is_wanted(place: Place) -> None:
    lesson = await Class.of(place, on_host_gone="auto_advance")
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    await lesson.close(host)
    rooms = rooms_of(place)
    room = next(iter(rooms.rooms.values()))
    await soon(lambda: room.host_seen_at > 0)
    await host.ws.close()
    await soon(lambda: not room.hosts())
    rooms.clock = Ahead(10_000)
    assert (await ann.until("score.you"))["d"]["correct"] == 1
    assert (await ann.until("item.prepare", index=1))["d"]["item"] != item["item"]


async def test_hands_and_questions_reach_the_hosts_alone(place: Place) -> None:
    lesson = await Class.of(place)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    participant = lesson.seats["Ann"].participant
    assert await ann.ask("hand", lesson.ch, {"up": True}) == {}
    assert await ann.ask("hand", lesson.ch, {"up": True}) == {"noop": True}
    assert (await host.until("roster.hand"))["d"] == {"participant": participant, "up": True}
    made = await ann.ask("ask", lesson.ch, {"text": "  Why?  "})
    assert (await host.until("ask.added"))["d"] == {"id": made["id"], "participant": participant, "text": "Why?"}
    for text in ("", "  ", "a\0b", "x" * 281):
        assert await ann.refused("ask", lesson.ch, {"text": text}) == "bad_request"
    await ben.ask("clock", d={"c0": 1})
    assert ann.durable(lesson.ch) == ben.durable(lesson.ch) == []


async def test_the_lead_goes_to_another_member_of_the_staff_only(place: Place) -> None:
    lesson = await Class.of(place)
    host, ann = await lesson.host(), await lesson.player("Ann")
    other = await teacher_at(place, "other@school.example")
    stranger = (await place.enter(other.token)).welcome["user"]["id"]
    for user in (stranger, "x", lesson.seats["Ann"].participant):
        assert await host.refused("host.handover", lesson.ch, {"user": user}) == "not_found"
    connection = await asyncpg.connect(place.settings.database_url)
    columns = "id, course_id, user_id, role, created_at"
    await connection.execute(
        f"""INSERT INTO course_staff ({columns})
            SELECT gen_random_uuid(), course_id, $1, 'assistant', now() FROM live_session LIMIT 1""",  # noqa: S608
        stranger,
    )
    await connection.close()
    await host.ask("host.handover", lesson.ch, {"user": stranger})
    assert (await ann.until("host.changed"))["d"] == {"user": stranger}
    assert (await host.ask("host.handover", lesson.ch, {"user": stranger}))["noop"]
    await asyncio.gather(*(wire.ask("clock", d={"c0": 1}) for wire in (host, ann)))
