"""Live sessions that are changed, deleted, started again, or caught up with."""

from datetime import datetime, timedelta

from clients.state import comparable, fold
from server.clock import utc_now
from tests.handlers.live.lesson import refused, sql
from tests.realtime.wire import Body, Class, Place, Wire, enrolled, frame_of, soon

TEAMS = {"names": ["Owls", "Lynxes"], "mode": "sum"}


def path(lesson: Class, more: str = "") -> str:
    return f"/live-sessions/{lesson.session.id}{more}"


async def end(lesson: Class, host: Wire) -> None:
    await host.ask("host.end", lesson.ch)
    await host.closed()


async def test_the_settings_change_in_the_lobby_and_everyone_follows(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    before = (await ann.follow(lesson.ch))["state"]
    starts = utc_now() + timedelta(hours=1)
    change = {"scoring": "linear", "teams": TEAMS, "starts_at": starts.isoformat(), "streak": True}
    told = await lesson.teacher.call("PATCH", path(lesson), change)
    assert (told["scoring"], told["teams"], told["streak"], told["late_join"]) == ("linear", TEAMS, True, True)
    assert datetime.fromisoformat(told["starts_at"]) == starts.replace(microsecond=starts.microsecond // 1000 * 1000)
    assert (await host.until("seat.team"))["d"]["team"] == "Owls"
    changed, moved = await ann.until("session.changed"), await ann.until("seat.team")
    assert "_settings" not in changed["d"]
    folded = fold(fold(before, frame_of(changed)), frame_of(moved))
    fresh = (await ann.follow(lesson.ch))["state"]
    assert comparable(folded) == comparable(fresh)
    assert (fresh["you"]["team"], fresh["starts_at"]) == ("Owls", changed["d"]["starts_at"])
    await lesson.teacher.call("PATCH", path(lesson), {"teams": None, "starts_at": None})
    assert "teams" not in (await ann.follow(lesson.ch))["state"]
    # It holds for the game: linear points fall with time, accuracy gives all.
    item = await lesson.open(host)
    at = item["opens_at"] + 15_000
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item, at=at))
    assert await refused(lesson.teacher.call("PATCH", path(lesson), {"streak": False})) == (409, "not_in_lobby")
    assert await refused(lesson.teacher.call("DELETE", path(lesson))) == (409, "not_in_lobby")


async def test_what_makes_no_sense_is_refused(lesson: Class) -> None:
    past = (utc_now() - timedelta(minutes=1)).isoformat()
    for body in (
        {"starts_at": past},
        {"scoring": None},
        {"scoring": "luck"},
        {"teams": {"names": ["Owls"]}},
        {"teams": {"names": ["Owls", "owls"]}},
        {"quiz_id": lesson.session.quiz_id},
    ):
        assert (await refused(lesson.teacher.call("PATCH", path(lesson), body)))[0] == 422
    guest = lesson.place.rest.as_token((await lesson.seat("Ann")).token or "")
    assert (await refused(guest.call("PATCH", path(lesson), {"streak": True})))[0] in {401, 403}


async def test_a_deleted_session_is_over_for_those_who_wait_in_it(place: Place, lesson: Class) -> None:
    ann = await lesson.player("Ann")
    assert await lesson.teacher.call("DELETE", path(lesson)) is None
    assert await ann.closed() == 4011
    assert await refused(lesson.teacher.call("GET", path(lesson))) == (404, "not_found")
    assert await sql(place, "SELECT 1 FROM live_event") == []
    again = await place.enter(lesson.teacher.token)
    assert await again.refused("subscribe", lesson.ch, {"ch": lesson.ch}) == "not_found"


async def test_a_scheduled_session_begins_by_itself_when_a_host_is_there(place: Place) -> None:
    lesson = await Class.of(place)
    host = await lesson.host()
    soon_at = utc_now() + timedelta(milliseconds=700)
    await lesson.teacher.call("PATCH", path(lesson), {"starts_at": soon_at.isoformat()})
    shown = await host.until("item.prepare")
    assert shown["ts"] >= int(soon_at.timestamp() * 1000)
    assert shown["d"]["index"] == 0


async def test_the_same_people_play_again_guests_by_the_token_of_their_seat(place: Place) -> None:
    lesson = await Class.of(place, teams=TEAMS)
    student = await enrolled(place, lesson, "Sami")
    host, ann = await lesson.host(), await lesson.player("Ann")
    sami = await place.enter(student.token)
    await sami.follow(lesson.ch)
    assert await refused(lesson.teacher.call("POST", path(lesson, "/restart"))) == (409, "session_running")
    await ann.say("leave", lesson.ch)
    await end(lesson, host)
    made = await lesson.teacher.call("POST", path(lesson, "/restart"))
    assert (made["state"], made["teams"], made["next"]) == ("lobby", TEAMS, None)
    assert (await lesson.teacher.call("POST", path(lesson, "/restart")))["id"] == made["id"]
    following = (await lesson.teacher.call("GET", path(lesson)))["next"]
    assert following == {"id": made["id"], "code": made["code"]}
    ch = f"live:{made['id']}"
    hosting = await place.enter(lesson.teacher.token)
    roster = (await hosting.follow(ch))["state"]["roster"]
    assert [(seat["name"], seat["team"], seat["present"]) for seat in roster] == [
        ("Ann", "Owls", False),
        ("Sami Student", "Lynxes", False),
    ]
    guest = place.rest.as_token(lesson.seats["Ann"].token or "")
    seat = await guest.call("POST", "/live/join", {"code": made["code"]})
    assert (seat["session"], seat["name"], seat["participant"]) == (made["id"], "Ann", roster[0]["participant"])
    back = await place.enter(seat["token"])
    assert (await back.follow(ch))["state"]["you"]["team"] == "Owls"
    again = await place.enter(student.token)
    assert (await again.follow(ch))["participant"] == roster[1]["participant"]


async def test_who_was_absent_plays_alone_with_the_same_clock_and_it_counts(place: Place, lesson: Class) -> None:
    there, absent = await enrolled(place, lesson, "Tala"), await enrolled(place, lesson, "Adam")
    host, tala = await lesson.host(), await place.enter(there.token)
    await tala.follow(lesson.ch)
    first = await lesson.open(host)
    await tala.ask("answer.submit", lesson.ch, lesson.submission(first))
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    assert await refused(lesson.teacher.call("POST", path(lesson, "/catch-up"), {})) == (409, "session_running")
    await end(lesson, host)
    (offered,) = (await lesson.teacher.call("POST", path(lesson, "/catch-up"), {}))["items"]
    assert offered["name"] == "Adam Student"
    assert (await lesson.teacher.call("POST", path(lesson, "/catch-up"), {}))["items"] == []
    listed = await lesson.teacher.call("GET", "/live-sessions", catch_up_of=lesson.session.id)
    assert [each["id"] for each in listed["items"]] == [offered["session"]]
    assert [each["id"] for each in (await lesson.teacher.call("GET", "/live-sessions"))["items"]] == [lesson.session.id]
    notices = await absent.call("GET", "/notifications")
    assert (notices["items"][0]["kind"], notices["items"][0]["url"]) == (
        "live_catch_up",
        f"/live/{offered['session']}/play",
    )
    # Nobody else gets in, and it begins when Adam comes.
    ch = f"live:{offered['session']}"
    stranger = await place.enter(there.token)
    assert await stranger.refused("subscribe", ch, {"ch": ch}) == "forbidden"
    adam = await place.enter(absent.token)
    assert (await adam.follow(ch))["state"]["phase"] == "lobby"
    item: Body = (await adam.until("item.prepare"))["d"]
    assert item["of"] == 1  # the second item was never shown to the others
    await adam.say("ready", ch, {"run": item["run"]})
    opened = (await adam.until("item.open"))["d"]
    await adam.ask("answer.submit", ch, lesson.submission(opened))
    assert (await adam.until("score.you"))["d"]["points"] == 1000

    async def graded() -> bool:
        rows = await sql(place, "SELECT kind, percent FROM attempt a JOIN user_account u ON u.id = a.user_id")
        return [tuple(row) for row in rows] == [("live", 100), ("live", 100)]

    await soon(graded)
    board = await lesson.teacher.call("GET", path(lesson, "/replay"))
    assert [line["name"] for line in board["board"]] == ["Tala Student"]
