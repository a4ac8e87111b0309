"""Live sessions over REST: made, joined, answered without a socket, and looked back at."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from clients.rest import ProblemError, Rest, Seat
from models.names import ANIMALS, MANNERS
from server.settings import Settings
from tests.realtime.wire import PASSWORD, Class, Place, Wire, serving, soon, teacher_at

CLOZE = {
    "kind": "cloze",
    "stem": "Fill",
    "text": "A {{1}}",
    "blanks": {"1": {"kind": "short_text", "accepted": [{"text": "b"}]}},
}


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    async with serving(settings) as made:
        yield made


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


async def refused(asked: Any) -> tuple[int, str]:
    with pytest.raises(ProblemError) as caught:
        await asked
    return caught.value.status, caught.value.code


async def sql(place: Place, statement: str, *values: Any) -> Any:
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        return await connection.fetch(statement, *values)
    finally:
        await connection.close()


async def student(place: Place, lesson: Class, name: str) -> Rest:
    """An account, enrolled in the session's course."""
    rest = await place.rest.register(f"{name.lower()}@school.example", f"{name} Student", PASSWORD)
    await sql(place, "UPDATE user_account SET email_verified_at = now() WHERE full_name = $1", f"{name} Student")
    address = {"email": f"{name.lower()}@school.example"}
    _ = await lesson.teacher.call("POST", f"/courses/{lesson.session.course_id}/enrollments", address)
    return rest


async def played(lesson: Class, answers: dict[str, str], *, end: bool = True) -> tuple[Wire, list[dict[str, Any]]]:
    """A whole game of one item, in which each named guest chooses a text; the host and the replies."""
    host = await lesson.host()
    wires = {name: await lesson.player(name) for name in answers}
    item = await lesson.open(host)
    asks = [
        wires[name].ask("answer.submit", lesson.ch, lesson.submission(item, text)) for name, text in answers.items()
    ]
    replies = await asyncio.gather(*asks)
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    if end:
        await host.ask("host.end", lesson.ch)
        await host.closed()
    return host, replies


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


# --- the HTTP twin


async def twin(rest: Rest, seat: Seat, run: str, body: dict[str, Any]) -> Any:
    return await rest.as_token(seat.token).call("POST", f"/live-sessions/{seat.session}/runs/{run}/answers", body)


async def test_an_answer_over_http_is_the_same_answer(place: Place, lesson: Class) -> None:
    host, seat = await lesson.host(), await lesson.seat("Ann")
    run = (await host.ask("host.next", lesson.ch))["run"]
    early = {"sub": "s0", "at": 1, "choices": ["x"]}
    assert (await refused(twin(place.rest, seat, run, early)))[1] in {"not_open", "invalid", ""}
    await host.ask("host.open", lesson.ch)
    item = (await host.until("item.open"))["d"]
    body = {name: value for name, value in lesson.submission(item).items() if name != "run"}
    first = await twin(place.rest, seat, run, body)
    assert first["status"] == "accepted"
    again = await twin(place.rest, seat, run, body)
    assert again == {**first, "status": "duplicate", "was": "accepted"}
    wire = await lesson.player("Ann")
    over_socket = await wire.ask("answer.submit", lesson.ch, {"run": run, **body})
    assert over_socket == again
    assert await refused(twin(place.rest, seat, run, {**body, "sub": "s2"})) == (409, "already_answered")
    other = lesson.submission(item, "Chad")["choices"]
    assert (await refused(twin(place.rest, seat, run, {**body, "choices": other})))[0] == 422
    for wrong in ({"choices": "x"}, {"at": "now"}, {"sub": ""}, {"rev": 2**40}, {"extra": 1}, {"text": "x"}):
        assert (await refused(twin(place.rest, seat, run, {**body, **wrong})))[0] == 422, wrong
    await lesson.close(host)
    ben = await lesson.seat("Ben")
    assert (await twin(place.rest, ben, run, body))["status"] == "late"
    await host.ask("host.reveal", lesson.ch)
    cat = await lesson.seat("Cat")
    assert await refused(twin(place.rest, cat, run, body)) == (409, "closed")
    assert (await twin(place.rest, seat, run, body))["status"] == "duplicate", "a retry is answered for ever"
    assert (await refused(twin(place.rest, seat, run, {**body, "choices": other})))[0] == 422


async def test_the_twin_is_for_players_of_this_session(place: Place, lesson: Class) -> None:
    other = await Class.of(place)
    host, eve = await lesson.host(), await other.seat("Eve")
    item = await lesson.open(host)
    body = {name: value for name, value in lesson.submission(item).items() if name != "run"}
    path = f"/live-sessions/{lesson.session.id}/runs/{item['run']}/answers"
    assert (await refused(place.rest.as_token(eve.token).call("POST", path, body)))[0] in {403, 404}
    assert (await refused(place.rest.call("POST", path, body)))[0] in {401, 404}
    assert await refused(lesson.teacher.call("POST", path, body)) == (403, "forbidden")


# --- looking back


async def test_a_receipt_shows_its_answer_to_its_owner_and_the_host(place: Place, lesson: Class) -> None:
    _, (ann, ben) = await played(lesson, {"Ann": "Aral", "Ben": "Chad"}, end=False)
    path = f"/live-sessions/{lesson.session.id}/receipts"
    of_ann = place.rest.as_token(lesson.seats["Ann"].token)
    told = await of_ann.call("GET", f"{path}/{ann['receipt']}")
    assert (told["participant"], told["sub"], told["status"]) == (lesson.seats["Ann"].participant, "s1", "accepted")
    assert told["credited_ms"] == ann["credited_ms"]
    assert (await refused(of_ann.call("GET", f"{path}/{ben['receipt']}")))[0] == 404
    of_ben = await lesson.teacher.call("GET", f"{path}/{ben['receipt']}")
    assert of_ben["participant"] == lesson.seats["Ben"].participant
    for wrong in ("x", "a" * 64, "%00"):
        assert (await refused(of_ann.call("GET", f"{path}/{wrong}")))[0] in {400, 404}


async def test_the_log_is_told_as_the_role_may_see_it(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"Ann": "Aral"})
    session = lesson.session.id
    of_host = await lesson.teacher.events(session, limit=3)
    of_ann = await place.rest.as_token(lesson.seats["Ann"].token).events(session, limit=2)
    assert [each["t"] for each in of_host if each["t"].startswith("roster")] == ["roster.joined"]
    assert "score.you" in [each["t"] for each in of_ann]
    assert not {"item.scored", "roster.joined", "item.closing"} & {each["t"] for each in of_ann}
    assert [each["t"] for each in of_ann][-2:] == ["session.ended", "session.finalized"]
    assert all(len(each["h"]) == 64 for each in of_ann)
    by_s = {each["s"]: each["h"] for each in of_host}
    assert all(by_s[each["s"]] == each["h"] for each in of_ann if each["s"] in by_s)
    for query in ({"limit": 0}, {"limit": 501}, {"after": -1}, {"after": 2**40}):
        asked = lesson.teacher.call("GET", f"/live-sessions/{session}/events", **query)
        assert (await refused(asked))[0] == 422


async def test_results_name_everyone_best_first(place: Place, lesson: Class) -> None:
    host, _ = await played(lesson, {"Ann": "Aral", "Ben": "Chad"}, end=False)
    _ = await lesson.seat("Cat")
    await host.ask("host.end", lesson.ch)
    await host.closed()
    people = (await lesson.teacher.results(lesson.session.id))["participants"]
    assert [(each["name"], each["points"], each["rank"]) for each in people] == [
        ("Ann", 1_000, 1),
        ("Ben", 0, 2),
        ("Cat", 0, 2),
    ]
    assert [each["items"][0]["status"] for each in people] == ["accepted", "accepted", "none"]
    assert people[0]["items"][0]["correct"] == 1
    asked = place.rest.as_token(lesson.seats["Ann"].token).results(lesson.session.id)
    assert (await refused(asked))[0] in {401, 403, 404}


async def test_a_spreadsheet_of_results_holds_no_formula(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"=1+1": "Aral", "نور": "Chad"})
    url = place.server.make_url(f"/api/v1/live-sessions/{lesson.session.id}/results")
    headers = {"Accept": "text/csv", "Authorization": f"Bearer {lesson.teacher.token}"}
    async with place.http.get(url, headers=headers) as answer:
        rows = list(csv.reader(io.StringIO((await answer.text()).removeprefix("\ufeff"))))
    assert rows[0][:2] == ["rank", "name"]
    assert [row[1] for row in rows[1:]] == ["'=1+1", "نور"]


TAMPERING = {
    "an answer's text": "UPDATE live_answer SET answer = jsonb_set(answer, '{choices,0}', '\"x\"') WHERE sub = 's1'",
    "an answer's time": "UPDATE live_answer SET credited_ms = credited_ms - 1",
    "a lost answer": "DELETE FROM live_answer WHERE id IN (SELECT id FROM live_answer LIMIT 1)",
    "a score": """UPDATE live_event SET d = jsonb_set(d, '{scored,0,points}', '999') WHERE t = 'item.scored'""",
    "a time in the log": "UPDATE live_event SET ts_ms = ts_ms + 1 WHERE s = 2",
    "a cut log": "DELETE FROM live_event WHERE t = 'session.finalized'",
    "a hole in the log": "DELETE FROM live_event WHERE s = 2",
}


async def test_the_replay_matches_and_finds_any_tampering(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"Ann": "Aral", "Ben": "Chad"})
    told = await lesson.teacher.replay(lesson.session.id)
    assert told["matches"]
    assert [(line["name"], line["points"], line["rank"]) for line in told["board"]] == [
        ("Ann", 1_000, 1),
        ("Ben", 0, 2),
    ]
    assert told == await lesson.teacher.replay(lesson.session.id)
    tables = ("live_event", "live_answer")
    for name, statement in TAMPERING.items():
        for table in tables:
            await sql(place, f"DROP TABLE IF EXISTS kept_{table}")
            await sql(place, f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608
        await sql(place, statement)
        try:
            matches = (await lesson.teacher.replay(lesson.session.id))["matches"]
        except ProblemError as error:
            matches = error.status == 200
        assert not matches, name
        for table in tables:
            await sql(place, f"DELETE FROM {table}")  # noqa: S608
            await sql(place, f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
            await sql(place, f"DROP TABLE kept_{table}")
    assert (await lesson.teacher.replay(lesson.session.id))["matches"]


# --- into the gradebook


async def test_the_enrolled_get_an_attempt_and_guests_get_none(place: Place, lesson: Class) -> None:
    sam, host = await student(place, lesson, "Sam"), await lesson.host()
    wire, guest = await place.enter(sam.token), await lesson.player("Guest")
    await wire.follow(lesson.ch)
    item = await lesson.open(host)
    for each in (wire, guest):
        await each.ask("answer.submit", lesson.ch, lesson.submission(item))
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    await host.ask("host.end", lesson.ch)
    assert await wire.closed() == 4011
    book = await lesson.teacher.call("GET", f"/courses/{lesson.session.course_id}/gradebook")
    lines = {line["full_name"]: line["grades"][0] for line in book["learners"]}
    assert lines.keys() == {"Sam Student"}
    assert (lines["Sam Student"]["attempts"], lines["Sam Student"]["percent"], lines["Sam Student"]["passed"]) == (
        1,
        100.0,
        True,
    )
    rows = await sql(place, "SELECT kind, state, max_score FROM attempt")
    assert [tuple(row) for row in rows] == [("live", "graded", 1000.0)]


async def test_an_end_that_many_call_for_is_written_once(place: Place, lesson: Class) -> None:
    sam = await student(place, lesson, "Sam")
    wire = await place.enter(sam.token)
    await wire.follow(lesson.ch)
    host, other = await lesson.host(), await lesson.host()
    await lesson.open(host)
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    replies = await asyncio.gather(*(each.answer("host.end", lesson.ch) for each in (host, other)))
    assert set(replies) == {"ok"}
    await wire.closed()

    async def written() -> bool:
        return bool(await sql(place, "SELECT 1 FROM attempt"))

    await soon(written)
    names = [each["t"] for each in await lesson.teacher.events(lesson.session.id)]
    assert (names.count("session.ended"), names.count("session.finalized")) == (1, 1)
    assert len(await sql(place, "SELECT 1 FROM attempt")) == 1
