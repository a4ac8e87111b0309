"""The usual way of a session by itself, and who may come in (live.md §3)."""

import asyncio

import asyncpg
import pytest

from tests.realtime.wire import PASSWORD, Class, Place, soon, teacher_at


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


# --- the usual way by itself


async def test_the_item_opens_when_all_are_ready_and_closes_when_all_have_answered(place: Place) -> None:
    lesson = await Class.of(place, close_when_all_answered=True)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    run = (await host.ask("host.next", lesson.ch))["run"]
    await ann.ask("ready", lesson.ch, {"run": run})
    await host.ask("clock", d={"c0": 1})
    assert not any(each.get("t") == "item.open" for each in host.heard)
    await ben.ask("ready", lesson.ch, {"run": run})
    item = (await host.until("item.open"))["d"]
    await asyncio.gather(
        *(wire.ask("answer.submit", lesson.ch, lesson.submission(item)) for wire in (ann, ben)),
    )
    closed = (await host.until("item.closed"))["d"]
    assert closed["answers"] == 2
    assert closed["run"] == run


async def test_a_phone_that_left_keeps_nobody_waiting(place: Place) -> None:
    lesson = await Class.of(place, close_when_all_answered=True)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    await ben.ws.close()
    assert (await host.until("item.closed"))["d"]["answers"] == 1


async def test_the_tally_and_the_presence_reach_everyone_in_their_form(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Chad"))
    of_host, of_ann = await host.until("tally", answered=1), await ann.until("tally", answered=1)
    assert of_host["k"] == of_ann["k"] == f"run:{item['run']}"
    given = {each["id"]: each["n"] for each in of_host["d"]["distribution"]}
    assert given[lesson.submission(item, "Chad")["choices"][0]] == 1
    assert "distribution" not in of_ann["d"]
    who = await host.until("presence", present=1)
    assert who["d"]["who"] == [lesson.seats["Ann"].participant]
    assert "who" not in (await ann.until("presence", present=1))["d"]


async def test_reactions_are_counted_without_names(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    for kind in ("like", "like", "wow"):
        await ann.ask("react", lesson.ch, {"kind": kind})
    assert (await host.until("reactions"))["d"] == {"counts": {"like": 2, "wow": 1}}
    assert await ann.refused("react", lesson.ch, {"kind": "hate"}) == "bad_request"
    assert await host.refused("react", lesson.ch, {"kind": "like"}) == "forbidden"


async def test_two_sessions_at_once_hear_nothing_of_each_other(place: Place) -> None:
    one, two = await Class.of(place), await Class.of(place)
    host, ann, eve = await one.host(), await one.player("Ann"), await two.player("Eve")
    item = await one.open(host)
    await ann.ask("answer.submit", one.ch, one.submission(item))
    assert await ann.refused("subscribe", None, {"ch": two.ch}) == "forbidden"
    await eve.ask("clock", d={"c0": 1})
    assert {each.get("ch") for each in eve.heard} <= {two.ch, None}
    assert {each.get("ch") for each in ann.heard} <= {one.ch, None}


async def test_an_enrolled_student_needs_no_code_and_a_stranger_sees_nothing(place: Place, lesson: Class) -> None:
    student = await place.rest.register("sam@school.example", "Sam Student", PASSWORD)
    wire = await place.enter(student.token)
    assert await wire.refused("subscribe", None, {"ch": lesson.ch}) in {"not_found", "forbidden"}
    assert await publish(lesson)
    _ = await student.call("POST", f"/courses/{lesson.session.course_id}/enroll")
    told = await wire.follow(lesson.ch)
    assert told["state"]["you"]["name"] == "Sam Student"
    again = await (await place.enter(student.token)).follow(lesson.ch)
    assert again["participant"] == told["participant"]


async def publish(lesson: Class) -> bool:
    """A published course needs a lesson."""
    course = f"/courses/{lesson.session.course_id}"
    section = await lesson.teacher.call("POST", f"{course}/sections", {"title": "One"})
    text = {"title": "Read", "kind": "text", "body": "Words."}
    _ = await lesson.teacher.call("POST", f"/sections/{section['id']}/lessons", text)
    told = await lesson.teacher.call("POST", f"{course}/publish")
    return bool(told["state"] == "published")


async def test_another_teacher_may_not_host(place: Place, lesson: Class) -> None:
    other = await teacher_at(place, "other@school.example")
    wire = await place.enter(other.token)
    assert await wire.refused("host.next", lesson.ch) == "forbidden"
    assert await wire.refused("subscribe", None, {"ch": lesson.ch, "as": "host"}) in {"forbidden", "not_found"}


async def test_a_database_that_is_away_for_a_moment_does_not_cut_the_line(place: Place, lesson: Class) -> None:
    host = await lesson.host()
    connection = await asyncpg.connect(place.settings.database_url)
    await connection.execute(
        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()"""
    )
    await connection.close()

    async def shown() -> bool:
        told = await host.answer("host.next", lesson.ch)
        assert told in {"ok", "unavailable"}
        return told == "ok"

    await soon(shown)


AVOGADRO = {"kind": "numeric", "stem": "How many in a mole?", "value": 6.022e23, "tolerance": 1e20}


@pytest.mark.parametrize("value", [6.022e23, 10**18, 12345678901234567890])
async def test_numbers_beyond_those_of_json_are_answers_too(place: Place, value: float) -> None:
    lesson = await Class.of(place, [AVOGADRO])
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    body = {"run": item["run"], "sub": "s1", "at": 0, "value": value}
    first = await ann.ask("answer.submit", lesson.ch, body)
    assert first["status"] == "accepted"
    assert (await ann.ask("answer.submit", lesson.ch, body))["receipt"] == first["receipt"]
    await lesson.close(host)
    assert (await ann.ask("answer.submit", lesson.ch, body))["status"] == "duplicate"
    receipt = f"/live-sessions/{lesson.session.id}/receipts/{first['receipt']}"
    assert (await lesson.teacher.call("GET", receipt))["genuine"] is True
    await host.ask("host.reveal", lesson.ch)
    assert (await ann.until("score.you"))["d"]["correct"] == int(value == AVOGADRO["value"])
