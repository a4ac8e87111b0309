"""Files of questions over HTTP: what can be read comes in, the rest is reported, and a dry run changes nothing."""

import io
import zipfile
from typing import Any

import pytest

from models.formats import MOST_BYTES
from tests.school import Answer, Course, Person, School, course_by

GOOD = "Question {at}: two plus two? {{=4 ~5 ~%50%four}}\n\n"
BAD = "Broken {at} {{=4 ~5\n\n"


async def _send(person: Person, quiz: str, data: bytes, form: str = "gift", **query: str) -> Answer:
    words = "&".join(f"{name}={value}" for name, value in {"format": form, **query}.items())
    return await person.ask(
        "POST", f"/quizzes/{quiz}/import?{words}", data, headers={"Content-Type": "application/octet-stream"}
    )


async def _course(school: School) -> tuple[Course, str]:
    course = await course_by(await school.teacher())
    return course, (await course.owner.make(f"{course.path}/quizzes", {"title": "Check"})).id


async def test_a_file_with_3_bad_questions_of_1000_brings_997(school: School) -> None:
    course, quiz = await _course(school)
    blocks = [(BAD if at in {10, 500, 999} else GOOD).format(at=at) for at in range(1000)]

    rehearsed = await _send(course.owner, quiz, "".join(blocks).encode(), dry_run="true")
    done = await _send(course.owner, quiz, "".join(blocks).encode())
    more = await _send(course.owner, quiz, "".join(blocks[:5]).encode())

    assert (rehearsed.status, rehearsed.body["read"], rehearsed.body["questions"]) == (200, 997, [])
    assert (len(done.body["questions"]), done.body["refused"]) == (997, 3)
    refused = [note for note in done.body["notes"] if note["level"] == "refused"]
    assert [note["where"] for note in refused] == ["line 21", "line 1001", "line 1999"]
    assert all(note["code"] == "braces" and note["question"].startswith("Broken") for note in refused)
    assert (more.body["read"], [note["code"] for note in more.body["notes"]]) == (3, ["too_many_questions"] * 2)
    listed = (await course.owner.get(f"/quizzes/{quiz}/questions?limit=2&count=true")).body
    assert (listed["total"], listed["items"][0]["stem"]) == (1000, "Question 0: two plus two?")


@pytest.mark.parametrize("form", ["gift", "moodle_xml", "qti", "qti2"])
async def test_a_quiz_goes_out_and_comes_back(school: School, form: str) -> None:
    course, quiz = await _course(school)
    _ = await _send(course.owner, quiz, GOOD.format(at=1).encode())
    again = (await course.owner.make(f"{course.path}/quizzes", {"title": "Again"})).id

    response = await course.owner.client.get(
        f"/api/v1/quizzes/{quiz}/export?format={form}",
        headers={"Authorization": f"Bearer {course.owner.id} {course.owner.role}"},
    )
    report = await course.owner.get(f"/quizzes/{quiz}/export?format={form}&report=true")
    back = await _send(course.owner, again, await response.read(), form)

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert (report.body["written"], report.body["refused"]) == (1, 0)
    assert (back.status, back.body["read"], back.body["notes"]) == (200, 1, [])
    first, second = [(await course.owner.get(f"/quizzes/{each}/questions")).body["items"][0] for each in (quiz, again)]
    assert _key(first) == _key(second)


def _key(question: dict[str, Any]) -> object:
    return question["stem"], [(each["text"], each["correct"], each.get("fraction")) for each in question["choices"]]


def _zip(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("moodle_xml", b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>"),
        ("moodle_xml", b"\x00\xff\xfe"),
        ("qti", b"PK\x03\x04 not a zip"),
        ("qti", _zip(**{"../../etc/passwd": b"x"})),
        ("gift", b"\x00\xff {=a}"),
    ],
)
async def test_a_hostile_file_gives_a_report_and_nothing_else(school: School, form: str, data: bytes) -> None:
    course, quiz = await _course(school)

    answer = await _send(course.owner, quiz, data, form)

    assert (answer.status, answer.body["read"]) == (200, 0)
    assert answer.body["refused"] >= 1
    assert (await course.owner.get(f"/quizzes/{quiz}/questions")).body["items"] == []


async def test_too_large_a_body_is_refused_before_it_is_read(school: School) -> None:
    course, quiz = await _course(school)

    response = await course.owner.client.post(
        f"/api/v1/quizzes/{quiz}/import?format=gift",
        data=io.BytesIO(b"x" * (MOST_BYTES + 1)),
        headers={
            "Authorization": f"Bearer {course.owner.id} {course.owner.role}",
            "Content-Type": "application/octet-stream",
        },
    )

    assert (response.status, (await response.json())["code"]) == (413, "too_large")


async def test_learners_neither_import_nor_export(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    quiz = await course.quiz()
    _ = await course.enroll(student)

    assert (await _send(student, quiz, b"Q {T}")).status == 403
    assert (await student.get(f"/quizzes/{quiz}/export?format=gift")).status == 403
    assert (await _send(course.owner, quiz, b"Q {T}", "docx")).codes == {"enum"}
