"""The host's health panel, teams, and a co-host who takes over."""

import asyncpg

from models.actions.live_beats import Beat
from models.ids import new_id
from realtime.absence import mind_the_host
from realtime.doors import HUB
from realtime.health import net_body, rows_here
from realtime.protocol import Role
from realtime.room import Room
from realtime.rooms import Rooms
from tests.realtime.wire import Class, Place, teacher_at

TEAMS = {"names": ["Owls", "Lynxes"], "mode": "mean"}


def room_of(place: Place, lesson: Class) -> tuple[Rooms, Room]:
    """What the process holds of the session."""
    rooms = place.server.app[HUB].desk.rooms  # type: ignore[attr-defined]  # a TestServer has it
    return rooms, next(room for room in rooms.rooms.values() if room.ch == lesson.ch)


async def test_the_host_sees_each_line_and_whether_its_answer_is_stored(place: Place) -> None:
    lesson = await Class.of(place)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    told = await host.until("net")
    while not any(line["committed"] for line in told["d"]["participants"]):
        told = await host.until("net")
    assert told["k"] == "net"
    lines = {line["participant"]: line for line in told["d"]["participants"]}
    mine, other = lines[lesson.seats["Ann"].participant], lines[lesson.seats["Ben"].participant]
    assert (mine["received"], mine["committed"], other["received"], other["committed"]) == (1, 1, 0, 0)
    assert mine["last_seen_ms"] >= 0
    assert mine.keys() == {"participant", "rtt_ms", "last_seen_ms", "received", "committed"}
    assert "net" not in {each.get("t") for each in (*ann.heard, *ben.heard)}
    # What another process says of its lines is shown, while it is fresh.
    _, room = room_of(place, lesson)
    row = {"participant": lesson.seats["Ben"].participant, "rtt_ms": 70, "last_seen_ms": 5, "received": 1}
    room.players.pop(lesson.seats["Ben"].participant, None)
    room.health["other"] = (100.0, [row])
    fresh, stale = (
        next(line for line in net_body(room, now)["participants"] if line["participant"] == row["participant"])
        for now in (102.0, 104.0)
    )
    assert (fresh["rtt_ms"], fresh["received"], fresh["committed"]) == (70, 1, 0)
    assert (stale["rtt_ms"], stale["last_seen_ms"], stale["received"]) == (None, None, 0)
    assert {each["participant"] for each in rows_here(room, 102.0)} == {lesson.seats["Ann"].participant}


async def test_newcomers_fill_the_teams_and_the_board_compares_them(place: Place) -> None:
    lesson = await Class.of(place, teams=TEAMS)
    host = await lesson.host()
    ann, ben, cat = [await lesson.player(name) for name in ("Ann", "Ben", "Cat")]
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral"))
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    await host.ask("host.board", lesson.ch)
    told = (await ben.until("board"))["d"]["teams"]
    assert told == [
        {"team": "Owls", "points": 500, "members": 2, "rank": 1},
        {"team": "Lynxes", "points": 0, "members": 1, "rank": 2},
    ]
    seat = lesson.seats["Cat"].participant
    assert "noop" not in await host.ask("host.team", lesson.ch, {"participant": seat, "team": "Lynxes"})
    assert (await host.ask("host.team", lesson.ch, {"participant": seat, "team": "Lynxes"}))["noop"] is True
    assert (await cat.until("seat.team"))["d"] == {"participant": seat, "team": "Lynxes"}
    assert (await cat.follow(lesson.ch))["state"]["you"]["team"] == "Lynxes"
    assert await host.refused("host.team", lesson.ch, {"participant": seat, "team": "Wolves"}) == "bad_request"
    assert await host.refused("host.team", lesson.ch, {"participant": "no", "team": None}) == "not_found"
    assert await cat.refused("host.team", lesson.ch, {"participant": seat, "team": "Owls"}) == "forbidden"
    people = await lesson.teacher.call("GET", f"/live-sessions/{lesson.session.id}/results")
    assert {each["name"]: each["team"] for each in people["participants"]} == {
        "Ann": "Owls",
        "Ben": "Lynxes",
        "Cat": "Lynxes",
    }


async def test_a_co_host_who_is_there_takes_over_from_one_who_is_away(place: Place) -> None:
    lesson = await Class.of(place, on_host_gone="handover")
    co = await teacher_at(place, "co@school.example")
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        await connection.execute(
            """INSERT INTO course_staff (id, course_id, user_id, role, created_at)
               SELECT $1, $2, id, 'co_instructor', now() FROM user_account WHERE email = 'co@school.example'""",
            new_id(),
            lesson.session.course_id,
        )
    finally:
        await connection.close()
    host = await lesson.host()
    helper = await place.enter(co.token)
    await helper.follow(lesson.ch)
    await host.ask("host.next", lesson.ch)
    rooms, room = room_of(place, lesson)
    await mind_the_host(rooms, room)
    assert room.leader == str(room.row.owner_id)
    # The owner's line is gone; ten seconds are made to pass.
    for subscription in tuple(room.followers[Role.HOST]):
        if (
            subscription.connection.principal is not None
            and str(subscription.connection.principal.user_id) == room.leader
        ):
            subscription.leave()
    room.leader_seen_at -= 9_000
    await mind_the_host(rooms, room)
    assert room.leader == str(room.row.owner_id)
    room.leader_seen_at -= 2_000
    await mind_the_host(rooms, room)
    told = await helper.until("host.changed")
    assert told["d"]["user"] == helper.welcome["user"]["id"] == room.leader
    assert room.state.paused_at is None
    # A co-host on another process counts as well; nobody at all is a pause.
    room.elsewhere = {new_id(): Beat(room.id, rooms.clock.now(), [], 1, [str(room.row.owner_id)])}
    assert str(room.row.owner_id) in room.staff_present()
