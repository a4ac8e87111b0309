"""Files that are handed in: the staff of that course read them, nobody else does, and they are not taken back."""

import asyncio

import pytest

from models.tables.files import FileClaim
from tests.files import PDF, fetch, upload
from tests.school import Course, Person, School, course_by


async def _set(school: School) -> tuple[Course, Person, str]:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    assignment = await course.owner.make(f"{course.path}/assignments", {"title": "Draw a map"})
    _ = await course.enroll(student)
    return course, student, f"/assignments/{assignment.id}/submissions"


async def test_handed_in_files_are_read_by_their_learner_and_the_staff_of_the_course_alone(school: School) -> None:
    course, student, path = await _set(school)
    other = await course_by(await school.teacher("Other"))
    eve, helper = await school.person("Eve"), await school.person("Helper")
    _ = await course.enroll(eve)
    _ = await course.owner.make(f"{course.path}/staff", {"email": helper.email, "role": "assistant"})
    file = await upload(student, "Map.pdf", PDF)
    before = (await fetch(course.owner, file.id))[0]

    work = await student.make(path, {"files": [file.id]})

    assert [(each["id"], each["name"]) for each in work.body["files"]] == [(file.id, "Map.pdf")]
    assert (await course.owner.get(path)).body["items"][0]["files"] == work.body["files"]
    readers = {"Sam": student, "Tess": course.owner, "Helper": helper, "Eve": eve, "Other": other.owner}
    found = {name: (await fetch(person, file.id))[0] for name, person in readers.items()}
    assert (before, found) == (404, {"Sam": 200, "Tess": 200, "Helper": 200, "Eve": 404, "Other": 404})
    assert (await course.owner.delete(f"/files/{file.id}")).status == 404


async def test_a_file_that_was_handed_in_is_not_taken_back(school: School) -> None:
    _, student, path = await _set(school)
    first, second = await upload(student, "Map.pdf", PDF), await upload(student, "Better.pdf", PDF)
    _ = await student.make(path, {"text": "Here", "files": [first.id]})

    refused = await student.delete(f"/files/{first.id}")
    changed = await student.make(path, {"text": "Here", "files": [second.id]})
    free = await student.delete(f"/files/{first.id}")

    assert (refused.status, refused.body["code"], free.status) == (409, "handed_in", 204)
    assert [each["name"] for each in changed.body["files"]] == ["Better.pdf"]


async def test_handing_in_races_deleting_and_one_of_them_wins(school: School) -> None:
    _, student, path = await _set(school)
    files = [await upload(student, f"{number}.pdf", PDF) for number in range(4)]

    for file in files:
        deleted, handed = await asyncio.gather(
            student.delete(f"/files/{file.id}"), student.post(path, {"files": [file.id]})
        )
        assert (deleted.status, handed.status) in {(204, 422), (409, 201)}
        assert await FileClaim.filter(file_id=file.id).count() == (1 if handed.status == 201 else 0)


@pytest.mark.parametrize(
    ("whose", "code"), [("nobody", "unknown_id"), ("another", "unknown_id"), ("nothing", "value_error")]
)
async def test_only_ones_own_files_are_handed_in(school: School, whose: str, code: str) -> None:
    course, student, path = await _set(school)
    ids = {
        "nobody": ["0191e0c8-0000-7000-8000-000000000000"],
        "another": [(await upload(course.owner, "Key.pdf", PDF)).id],
        "nothing": [],
    }

    refused = await student.post(path, {"files": ids[whose]})

    assert (refused.status, refused.codes) == (422, {code})
    assert await FileClaim.all().count() == 0
