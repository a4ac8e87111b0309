"""Whose names may be taken, who learns them, and what a session keeps from its players."""

import json
from typing import Any

import pytest

from models.ids import new_id
from models.names import ANIMALS, MANNERS
from models.queries.xapi import owed
from server.clock import utc_now
from tests.handlers.live.lesson import played, refused, sql, student
from tests.realtime.wire import Class, Place, Wire


def said(wire: Wire) -> str:
    """Everything that came on a line."""
    return json.dumps(wire.heard, ensure_ascii=False)


def by_chance(name: str) -> bool:
    manner, animal, *_ = name.split()
    return manner in MANNERS and animal in ANIMALS


async def test_in_an_anonymous_session_nobody_learns_who_is_who_and_in_the_end_nothing_knows(place: Place) -> None:
    lesson = await Class.of(place, anonymous=True)
    sam = await student(place, lesson, "Sam")
    await sql(
        place,
        """INSERT INTO accommodation (id, user_id, time_factor, extra_minutes, extra_attempts, updated_at)
           SELECT $1, id, 1.5, 0, 0, now() FROM user_account WHERE full_name = 'Sam Student'""",
        new_id(),
    )
    host, wire, ann = await lesson.host(), await place.enter(sam.token), await lesson.player("Ann")
    own = (await wire.follow(lesson.ch))["state"]["you"]["name"]
    assert by_chance(own)
    assert by_chance(lesson.seats["Ann"].name)
    assert (await sam.join(lesson.session.code)).name == own, "an account has one seat"
    lines = (await host.until("net"))["d"]["participants"]
    assert {"factor"} & {name for line in lines for name in line} == set()
    item = await lesson.open(host)
    _ = await wire.ask("answer.submit", lesson.ch, lesson.submission(item))
    await lesson.close(host)
    path = f"/live-sessions/{lesson.session.id}"
    during = (await lesson.teacher.call("GET", f"{path}/results"))["participants"]
    assert [each["user"] for each in during] == [None, None], "the seats know their accounts as yet; hosts do not"
    assert [fact.user_id for fact in await owed(utc_now(), limit=10)] == [], "no record store hears who came"
    await host.ask("host.end", lesson.ch)
    await host.closed()
    for each in (host, ann):
        assert "Sam" not in said(each)
    results = (await lesson.teacher.call("GET", f"{path}/results"))["participants"]
    assert {(each["name"], each["user"]) for each in results} == {(own, None), (lesson.seats["Ann"].name, None)}
    assert await sql(place, "SELECT 1 FROM attempt") == []
    assert await sql(place, "SELECT 1 FROM live_participant WHERE user_id IS NOT NULL") == []
    assert await refused(lesson.teacher.call("POST", f"{path}/catch-up", {})) == (409, "anonymous")
    made = await lesson.teacher.call("POST", f"{path}/restart")
    assert made["anonymous"]
    assert (await (await place.enter(lesson.teacher.token)).follow(f"live:{made['id']}"))["state"]["roster"] == []


async def test_names_do_not_become_secret_after_they_were_told(lesson: Class) -> None:
    path = f"/live-sessions/{lesson.session.id}"
    assert (await lesson.teacher.call("PATCH", path, {"anonymous": True}))["anonymous"]
    assert not (await lesson.teacher.call("PATCH", path, {"anonymous": False}))["anonymous"]
    _ = await lesson.seat("Ann")
    assert await refused(lesson.teacher.call("PATCH", path, {"anonymous": True})) == (409, "seats_taken")
    assert (await lesson.teacher.call("PATCH", path, {"anonymous": False, "streak": True}))["streak"]


async def test_players_hear_no_other_name_where_names_are_hidden(place: Place) -> None:
    lesson = await Class.of(place, hide_names=True)
    host, ann, ben = await lesson.host(), await lesson.player("Annabel"), await lesson.player("Benedict")
    wall = await place.enter(lesson.teacher.token)
    await wall.follow(lesson.ch, **{"as": "projector"})
    item = await lesson.open(host)
    for wire, text in ((ann, "Aral"), (ben, "Chad")):
        await wire.ask("answer.submit", lesson.ch, lesson.submission(item, text))
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    assert (await ben.until("score.you"))["d"]["above"] == {"name": None, "gap": 1000}
    await host.ask("host.board", lesson.ch)
    assert [line["name"] for line in (await host.until("board"))["d"]["top"]] == ["Annabel", "Benedict"]
    board = (await ben.until("board"))["d"]
    assert [(line["name"], line["points"]) for line in board["top"]] == [(None, 1000), (None, 0)]
    assert (await ben.follow(lesson.ch))["state"]["board"] == board
    _ = await wall.until("board")
    assert "Annabel" not in said(ben) + said(wall)
    assert "Benedict" not in said(ann) + said(wall)


async def test_players_see_their_own_points_alone_where_results_are_hidden(place: Place) -> None:
    lesson = await Class.of(place, hide_results=True)
    host, _ = await played(lesson, {"Ann": "Aral", "Ben": "Chad"}, end=False)
    ann = await lesson.player("Ann")
    await host.ask("host.board", lesson.ch)
    assert (await ann.until("board"))["d"] == {"top": [], "of": 2}
    assert len((await host.until("board"))["d"]["top"]) == 2
    state = (await ann.follow(lesson.ch))["state"]
    assert (state["item"]["revealed"]["distribution"], state["board"]["top"]) == ([], [])
    assert (state["you"]["points"], state["you"]["rank"]) == (1000, 1)
    assert (await host.until("item.revealed"))["d"]["distribution"] != []
    guest = place.rest.as_token(lesson.seats["Ann"].token)
    log = (await guest.call("GET", f"/live-sessions/{lesson.session.id}/events"))["items"]
    told: dict[str, Any] = {each["t"]: each["d"] for each in log}
    assert (told["item.revealed"]["distribution"], told["board"]["top"]) == ([], [])


async def test_guests_choose_names_that_the_session_allows(place: Place, lesson: Class) -> None:
    path, code = f"/live-sessions/{lesson.session.id}", lesson.session.code
    changed = await lesson.teacher.call("PATCH", path, {"name_filter": "strict", "blocked_names": ["Student"]})
    assert (changed["name_filter"], changed["blocked_names"]) == ("strict", ["Student"])
    for name in ("sh1t", "best student", "mona@school.example"):
        assert await refused(place.rest.join(code, name)) == (422, "name_refused")
    seat = await place.rest.join(code, "Mona")
    assert (await place.rest.as_token(seat.token).call("GET", path))["blocked_names"] == []
    assert (await (await student(place, lesson, "Sam")).join(code)).name == "Sam Student", "accounts are called so"
    for body in ({"name_filter": "loud"}, {"blocked_names": [""]}, {"blocked_names": ["x"] * 101}):
        assert (await refused(lesson.teacher.call("PATCH", path, body)))[0] == 422


@pytest.mark.parametrize("shown", ["revealed", "closed"])
async def test_whoever_ends_a_session_everybody_gets_its_last_board(lesson: Class, shown: str) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    _ = await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    await lesson.close(host)
    if shown == "revealed":
        await host.ask("host.reveal", lesson.ch)
    await host.ask("host.end", lesson.ch)
    for wire in (host, ann):
        _ = await wire.closed()
        names = [each["t"] for each in wire.durable(lesson.ch)]
        assert names[-3:] == ["board", "session.ended", "session.finalized"]
        told = next(each["d"] for each in wire.durable(lesson.ch) if each["t"] == "board")
        assert told["top"][0] == {
            "participant": lesson.seats["Ann"].participant,
            "name": "Ann",
            "points": 1000,
            "rank": 1,
        }
