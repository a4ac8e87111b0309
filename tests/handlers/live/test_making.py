"""Live sessions over REST: made, listed, joined."""

import asyncio

import pytest

from clients.rest import ProblemError, Rest
from models.ids import new_id
from models.names import ANIMALS, MANNERS
from server.keys import LIMITER
from server.live_access import JOINS
from server.settings import Settings
from tests.handlers.live.lesson import refused, sql, student
from tests.realtime.wire import PASSWORD, Class, Place, enrolled, serving, teacher_at

CLOZE = {
    "kind": "cloze",
    "stem": "Fill",
    "text": "A {{1}}",
    "blanks": {"1": {"kind": "short_text", "accepted": [{"text": "b"}]}},
}


# --- making and listing


async def test_a_session_is_made_with_its_addresses_and_what_it_left_out(place: Place, lesson: Class) -> None:
    quiz = lesson.session.quiz_id
    _ = await lesson.teacher.call("POST", f"/quizzes/{quiz}/questions", CLOZE)
    made = await lesson.teacher.call("POST", "/live-sessions", {"quiz_id": quiz, "scoring": "half_speed"})
    assert made["state"] == "lobby"
    assert (made["scoring"], made["guests"], made["recovery_ms"], made["lead_ms"]) == ("half_speed", False, 30_000, 700)
    assert [(each["kind"], each["reason"]) for each in made["skipped"]] == [("cloze", "not_playable_live")]
    assert made["join_url"].endswith(f"/j/{made['code']}")
    assert made["qr_svg"].startswith("<svg")
    assert len(made["code"]) == 7
    assert (await lesson.teacher.call("GET", f"/live-sessions/{made['id']}")) == made


async def test_who_may_make_one_and_of_what(place: Place, lesson: Class) -> None:
    quiz = lesson.session.quiz_id
    other, pupil = await teacher_at(place, "other@school.example"), await student(place, lesson, "Sam")
    assert (await refused(pupil.call("POST", "/live-sessions", {"quiz_id": quiz})))[0] == 403
    assert (await refused(other.call("POST", "/live-sessions", {"quiz_id": quiz})))[0] in {403, 404}
    assert (await refused(place.rest.call("POST", "/live-sessions", {"quiz_id": quiz})))[0] == 401
    course = lesson.session.course_id
    draft = await lesson.teacher.call("POST", f"/courses/{course}/quizzes", {"title": "Draft"})
    wrong = {"quiz_not_published": {"quiz_id": draft["id"]}}
    for code, body in wrong.items():
        assert await refused(lesson.teacher.call("POST", "/live-sessions", body)) == (409, code)
    for body in (
        {"quiz_id": quiz, "scoring": "magic"},
        {"quiz_id": quiz, "lead_ms": -1},
        {"quiz_id": quiz, "extra": 1},
        {"quiz_id": "x"},
        {},
    ):
        assert (await refused(lesson.teacher.call("POST", "/live-sessions", body)))[0] == 422, body
    elsewhere = {"quiz_id": quiz, "course_id": quiz}
    assert (await refused(lesson.teacher.call("POST", "/live-sessions", elsewhere)))[0] == 404


async def test_the_list_shows_ones_own_courses_page_by_page(place: Place, lesson: Class) -> None:
    for _ in range(2):
        _ = await lesson.teacher.call("POST", "/live-sessions", {"quiz_id": lesson.session.quiz_id})
    first = await lesson.teacher.call("GET", "/live-sessions", limit=2, count="true")
    rest = await lesson.teacher.call("GET", "/live-sessions", limit=2, cursor=first["next"])
    assert (len(first["items"]), first["total"], len(rest["items"]), rest["next"]) == (2, 3, 1, None)
    ids = [each["id"] for each in (*first["items"], *rest["items"])]
    assert (len(set(ids)), ids[-1]) == (3, lesson.session.id)
    mine = await lesson.teacher.call("GET", "/live-sessions", course=lesson.session.course_id)
    assert len(mine["items"]) == 3
    other = await teacher_at(place, "other@school.example")
    assert (await other.call("GET", "/live-sessions"))["items"] == []
    admin = await teacher_at(place, "admin@school.example", "admin")
    assert len((await admin.call("GET", "/live-sessions"))["items"]) == 3


async def test_questions_that_change_later_do_not_change_the_session(lesson: Class) -> None:
    added = {"kind": "true_false", "stem": "Late?", "answer": True}
    _ = await lesson.teacher.call("POST", f"/quizzes/{lesson.session.quiz_id}/questions", added)
    host = await lesson.host()
    assert len((await host.follow(lesson.ch))["state"]["plan"]) == 2


# --- joining


async def test_guests_join_by_code_and_get_a_name_of_their_own(place: Place, lesson: Class) -> None:
    code = lesson.session.code
    seats = [await place.rest.join(code.lower(), name) for name in ("Ann", " ann ", "A\u0301nn", "Án\u202en")]
    assert [seat.name for seat in seats] == ["Ann", "ann 2", "Ánn", "Ánn 2"]
    again = await place.rest.as_token(seats[0].token).join(code, "Somebody")
    assert (again.participant, again.name) == (seats[0].participant, "Ann")
    for name in ("", "   ", "x" * 41, "\u200b"):
        with pytest.raises(ProblemError) as caught:
            await place.rest.call("POST", "/live/join", {"code": code, "name": name})
        assert caught.value.status == 422


async def test_an_account_sits_down_once_under_its_own_name(place: Place, lesson: Class) -> None:
    sam = await student(place, lesson, "Sam")
    seats = await asyncio.gather(*(sam.join(lesson.session.code, "Batman") for _ in range(5)))
    assert {(seat.participant, seat.name) for seat in seats} == {(seats[0].participant, "Sam Student")}


async def test_names_by_chance_are_given_to_guests_who_ask_for_others(place: Place) -> None:
    lesson = await Class.of(place, names="generated")
    seats = [await place.rest.join(lesson.session.code, "Rude Word") for _ in range(3)]
    assert len({seat.name for seat in seats}) == 3
    for seat in seats:
        manner, animal, *_ = seat.name.split()
        assert (manner in MANNERS, animal in ANIMALS) == (True, True)


async def test_without_guests_only_the_enrolled_come_in(place: Place) -> None:
    lesson = await Class.of(place, guests=False)
    assert await refused(place.rest.join(lesson.session.code, "Ann")) == (403, "guests_not_allowed")
    stranger = await place.rest.register("eve@school.example", "Eve", PASSWORD)
    assert await refused(stranger.join(lesson.session.code)) == (403, "guests_not_allowed")
    assert (await (await student(place, lesson, "Sam")).join(lesson.session.code)).name == "Sam Student"
    assert (await lesson.teacher.join(lesson.session.code)).name == "Nadia Teacher"


async def test_a_code_tells_its_title_and_dies_with_the_session(place: Place, lesson: Class) -> None:
    code = lesson.session.code
    told = await place.rest.call("GET", f"/live/codes/{code}")
    assert told == {"code": code, "title": "Warm up", "guests": True}
    host = await lesson.host()
    await host.ask("host.end", lesson.ch)
    assert (await refused(place.rest.call("GET", f"/live/codes/{code}")))[0] == 404
    assert (await refused(place.rest.join(code, "Ann")))[0] == 404
    assert (await refused(place.rest.call("GET", "/live/codes/a%00b")))[0] in {400, 404}


async def test_a_kicked_account_stays_out(place: Place, lesson: Class) -> None:
    sam, host = await student(place, lesson, "Sam"), await lesson.host()
    for t, code in (("host.kick", "removed"), ("host.ban", "banned")):
        name = "Sam" if code == "removed" else "Tom"
        rest = sam if name == "Sam" else await student(place, lesson, "Tom")
        seat = await rest.join(lesson.session.code)
        await host.ask(t, lesson.ch, {"participant": seat.participant})
        assert await refused(rest.join(lesson.session.code)) == (403, code)
        session = f"/live-sessions/{lesson.session.id}"
        assert await refused(rest.call("GET", session)) == (403, code)
        answer = {"sub": "s", "at": 1, "value": True}
        asked = rest.call("POST", f"{session}/runs/{lesson.session.id}/answers", answer)
        assert await refused(asked) == (403, code)


async def test_a_kicked_guest_is_known_and_stays_out(place: Place, lesson: Class) -> None:
    host = await lesson.host()
    for t, code in (("host.kick", "removed"), ("host.ban", "banned")):
        seat = await place.rest.join(lesson.session.code, code)
        guest = Rest(place.http, place.rest.base_url, seat.token)
        ticket = (await guest.call("POST", "/ws/tickets"))["ticket"]
        await host.ask(t, lesson.ch, {"participant": seat.participant})
        asked = [("GET", f"/live-sessions/{lesson.session.id}"), ("POST", "/ws/tickets"), ("POST", "/live/join")]
        for method, path in asked:
            body = {"code": lesson.session.code} if path == "/live/join" else None
            assert await refused(guest.call(method, path, body)) == (403, code)
        assert await (await place.dial()).refused("hello", d={"ticket": ticket}) == "forbidden"


async def test_late_joiners_come_in_unless_the_session_says_no(place: Place) -> None:
    lesson = await Class.of(place, late_join=False)
    _ = await lesson.seat("Ann")
    host = await lesson.host()
    await lesson.open(host)
    assert await refused(place.rest.join(lesson.session.code, "Ben")) == (409, "session_locked")
    _ = await lesson.player("Ann")


async def test_thirty_wrong_codes_are_enough_for_one_address(settings: Settings) -> None:
    async with serving(settings.model_copy(update={"rate_limits": "on"})) as place:
        codes = [f"XXXX{n:03}" for n in range(31)]
        told = [(await refused(place.rest.call("GET", f"/live/codes/{code}")))[0] for code in codes]
    assert told[:30] == [404] * 30
    assert told[30] == 429


async def test_a_session_takes_so_many_people_in_ten_minutes_and_no_more(settings: Settings) -> None:
    async with serving(settings.model_copy(update={"rate_limits": "on"})) as place:
        lesson = await Class.of(place)
        app = place.server.app  # type: ignore[attr-defined]  # a TestServer has it
        for _ in range(JOINS.count - 1):
            await app[LIMITER].take(f"live-join:{lesson.session.id}", JOINS)
        _ = await lesson.seat("Ann")
        assert (await refused(place.rest.join(lesson.session.code, "Ben")))[0] == 429
        # Who has a seat comes in again.
        rest = place.rest.as_token(lesson.seats["Ann"].token)
        assert (await rest.call("POST", "/live/join", {"code": lesson.session.code}))["name"] == "Ann"


async def test_extra_time_that_was_granted_holds_from_the_moment_of_joining(place: Place, lesson: Class) -> None:
    rest = await enrolled(place, lesson, "Sami")
    await sql(
        place,
        """INSERT INTO accommodation (id, user_id, time_factor, extra_minutes, extra_attempts, updated_at)
           SELECT $1, id, 1.5, 0, 0, now() FROM user_account WHERE full_name = 'Sami Student'""",
        new_id(),
    )
    host, sami = await lesson.host(), await place.enter(rest.token)
    await sami.follow(lesson.ch)
    item = await lesson.open(host)
    told = (await sami.until("you.window"))["d"]
    assert told["closes_at"] - item["opens_at"] == 45_000
    assert item["closes_at"] - item["opens_at"] == 30_000
    roster = (await host.follow(lesson.ch))["state"]["roster"]
    assert "factor" not in roster[0]
    assert "seat.factor" not in {told.get("t") for told in (*host.heard, *sami.heard)}
