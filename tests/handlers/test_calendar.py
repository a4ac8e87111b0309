"""Calendar feeds over HTTP: told by a secret address, numbered when they change, cancelled when they go."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from models.ids import new_id
from models.tables.calendar import CalendarFeed
from models.tables.live import LiveSession
from models.tables.users import User
from tests.school import NOW, Answer, Course, Person, School, course_by

DUE = NOW + timedelta(days=3)


async def _feed(person: Person) -> str:
    """The path of a new feed."""
    made = await person.make("/calendar-token", None)
    return str(made.headers["Location"]).removeprefix("/api/v1")


def _events(answer: Answer) -> list[Any]:
    """The events as another reader of the format sees them; its types are too wide to be of use."""
    assert answer.status == 200, answer.body
    return list(Calendar.from_ical(answer.body).walk("VEVENT"))


def _told(answer: Answer) -> dict[str, tuple[int, str, str]]:
    """Number, status and time of each event, by the first line of what it says."""
    return {
        str(event["summary"]): (int(event["sequence"]), str(event["status"]), event["dtstart"].dt.isoformat())
        for event in _events(answer)
    }


async def _school(school: School) -> tuple[Course, Person, str]:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    _ = await course.enroll(student)
    body = {"title": "Draw a map", "due_at": DUE.isoformat()}
    return course, student, (await course.owner.make(f"{course.path}/assignments", body)).id


async def test_a_feed_tells_every_kind_of_date_of_its_person(school: School) -> None:
    course, student, _ = await _school(school)
    quiz = await course.quiz(opens_at=(NOW + timedelta(days=1)).isoformat(), closes_at=DUE.isoformat())
    for unlock in ({"days_after_enrollment": 5}, {"after_lesson": course.lesson_id, "at": DUE.isoformat()}):
        lesson = {"title": f"Lesson {len(unlock)}", "kind": "text", "body": "Later", "unlock": unlock}
        _ = await course.owner.make(f"/sections/{course.section_id}/lessons", lesson)
    fields: dict[str, Any] = {"course_id": UUID(course.id), "quiz_id": UUID(quiz), "owner_id": course.owner.id}
    log: dict[str, Any] = {"code": "ABCDEFG", "epoch": "e", "settings": {}, "plan": [], "digest": b""}
    _ = await LiveSession.create(id=new_id(), **fields, **log, title="Maps live", starts_at=DUE, created_at=NOW)
    other = await course_by(await school.teacher("Other"))
    _ = await other.owner.make(f"{other.path}/assignments", {"title": "Not yours", "due_at": DUE.isoformat()})

    told = _told(await school.nobody.get(await _feed(student)))

    assert {summary: time for summary, (_, _, time) in told.items()} == {
        "Due: Draw a map": DUE.isoformat(),
        "Opens: Check": (NOW + timedelta(days=1)).isoformat(),
        "Closes: Check": DUE.isoformat(),
        "Unlocks: Lesson 1": (NOW + timedelta(days=5)).isoformat(),
        "Live: Maps live": DUE.isoformat(),
    }
    assert {(number, status) for number, status, _ in told.values()} == {(0, "CONFIRMED")}
    assert set(_told(await school.nobody.get(await _feed(course.owner)))) >= {"Due: Draw a map", "Live: Maps live"}


async def test_a_change_counts_up_and_a_removal_is_told(school: School) -> None:
    course, student, assignment = await _school(school)
    feed = await _feed(student)
    first = await school.nobody.get(feed)
    later = (NOW + timedelta(days=4)).isoformat()

    _ = await course.owner.patch(f"/assignments/{assignment}", {"due_at": later})
    moved = await school.nobody.get(feed)
    _ = await course.owner.patch(f"/assignments/{assignment}", {"due_at": None})
    gone, again = await school.nobody.get(feed), await school.nobody.get(feed)

    assert [_told(each)["Due: Draw a map"] for each in (first, moved, gone)] == [
        (0, "CONFIRMED", DUE.isoformat()),
        (1, "CONFIRMED", later),
        (2, "CANCELLED", later),
    ]
    assert (again.body, again.etag) == (gone.body, gone.etag)
    uids = {
        str(event["uid"]) for each in (first, moved, gone) for event in Calendar.from_ical(each.body).walk("VEVENT")
    }
    assert len(uids) == 1


async def test_leaving_a_course_cancels_its_dates(school: School) -> None:
    _, student, _ = await _school(school)
    feed = await _feed(student)
    _ = await school.nobody.get(feed)
    place = (await student.get("/enrollments")).body["items"][0]["id"]
    _ = await student.delete(f"/enrollments/{place}")

    assert _told(await school.nobody.get(feed)) == {"Due: Draw a map": (1, "CANCELLED", DUE.isoformat())}


async def test_the_document_is_what_calendar_programs_read(school: School) -> None:
    course, student, _ = await _school(school)
    hostile = "Maps, lines; and\\ more: " + "ขอ" * 60
    _ = await course.owner.make(f"{course.path}/assignments", {"title": hostile[:200], "due_at": DUE.isoformat()})
    feed = await _feed(student)

    answer = await school.nobody.get(f"{feed}.ics")
    lines = answer.body.encode().split(b"\r\n")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (lines[0], lines[-2:], b"\n" in b"".join(lines)) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""], False)
    assert max(map(len, lines)) <= 75
    assert f"Due: {hostile[:200]}".strip() in _told(answer)
    stamps = [event["dtstamp"].dt for event in _events(answer)]
    assert {stamp.utcoffset() for stamp in stamps} == {timedelta(0)}
    assert (await school.nobody.get(feed, If_None_Match=answer.etag)).status == 304


async def test_a_new_address_ends_the_old_one_and_only_its_hash_is_kept(school: School) -> None:
    student = await school.person("Sam")
    old, new = await _feed(student), await _feed(student)
    cut = new.rpartition(".")[0]

    answers = [
        (await school.nobody.get(path)).status
        for path in (new, old, f"{cut}.AAAA", cut, "/calendar/cal_x", "/calendar/%00")
    ]

    assert answers == [200, 404, 404, 404, 404, 422]
    row = await CalendarFeed.get(user_id=student.id)
    assert new.rpartition(".")[2].encode() not in bytes(row.token_hash)
    _ = await User.filter(id=student.id).update(is_active=False)
    assert (await school.nobody.get(new)).status == 404


async def test_two_readers_at_once_are_told_the_same_numbers(school: School) -> None:
    course, student, assignment = await _school(school)
    feed = await _feed(student)
    for day in (5, 6):
        moved = (NOW + timedelta(days=day)).isoformat()
        _ = await course.owner.patch(f"/assignments/{assignment}", {"due_at": moved})
        answers = await asyncio.gather(*(school.nobody.get(feed) for _ in range(6)))
        assert {_told(each)["Due: Draw a map"] for each in answers} == {(day - 5, "CONFIRMED", moved)}


@pytest.mark.parametrize(("locale", "summary"), [("ar", "موعد التسليم: Draw a map"), ("fr", "Due: Draw a map")])
async def test_the_feed_speaks_the_language_of_its_person(school: School, locale: str, summary: str) -> None:
    _, student, _ = await _school(school)
    _ = await User.filter(id=student.id).update(locale=locale)
    assert set(_told(await school.nobody.get(await _feed(student)))) == {summary}
