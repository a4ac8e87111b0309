"""Files over HTTP, on disk: uploads, types by content, ranges, quota, who may read, and nothing that runs."""

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from models.tables.files import File
from server.keys import SHELF
from server.settings import Settings
from server.storage.shelf import Shelf
from tests.files import DRAWN, PAGE, PDF, SVG, archive, fetch, png, upload
from tests.school import NOW, School, course_by


def shelf(school: School) -> Shelf:
    assert school.client.app is not None
    found: Shelf = school.client.app[SHELF]
    return found


def objects(settings: Settings) -> list[Path]:
    return [file for file in (settings.data_dir / "files").rglob("*") if file.is_file()]


async def test_a_file_is_uploaded_listed_read_and_deleted(school: School, settings: Settings) -> None:
    tess = await school.teacher()

    made = await upload(tess, "Paper.pdf", PDF)
    listed = await tess.get("/files?count=true")
    status, content, headers = await fetch(tess, made.id)
    gone = await tess.delete(f"/files/{made.id}")

    assert (made.status, made.headers["Location"]) == (201, f"/api/v1/files/{made.id}")
    assert (made.body["name"], made.body["media_type"], made.body["size"]) == ("Paper.pdf", "application/pdf", len(PDF))
    assert made.body["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (listed.body["items"], listed.body["total"]) == ([made.body], 1)
    assert (status, content, headers["Content-Type"]) == (200, PDF, "application/pdf")
    assert (gone.status, (await fetch(tess, made.id))[0], objects(settings), await File.all().count()) == (
        *(204, 404, [], 0),
    )


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("map.png", png(), "image/png"),
        ("MAP.PNG", png(), "image/png"),
        ("notes.md", "# Κάρτες\n".encode(), "text/markdown"),
        ("page.html", PAGE, "text/html"),
        ("drawn.svg", DRAWN, "image/svg+xml"),
        ("bare.svg", SVG, "image/svg+xml"),
        ("maps.zip", archive({"a/b.txt": b"x"}), "application/zip"),
    ],
)
async def test_a_type_on_the_list_is_taken(school: School, name: str, content: bytes, media_type: str) -> None:
    made = await upload(await school.teacher(), name, content)
    assert made.status == 201, made.body
    assert made.body["media_type"] == media_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.png", PAGE, "file_type_mismatch"),
        ("paper.pdf", b"MZ" + PDF, "file_type_mismatch"),
        ("paper.txt", PDF, "file_type_mismatch"),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "file_type_mismatch"),
        ("latin.txt", "é".encode("latin-1"), "file_type_mismatch"),
        ("maps.docx", PDF, "file_type_mismatch"),
        ("virus.exe", b"MZ" + bytes(100), "file_type_not_taken"),
        ("noending", PDF, "file_type_not_taken"),
        (".pdf", PDF, "file_type_not_taken"),
    ],
)
async def test_a_file_that_is_not_what_it_says_is_refused_and_not_kept(
    school: School, settings: Settings, name: str, content: bytes, code: str
) -> None:
    refused = await upload(await school.teacher(), name, content)
    assert (refused.status, refused.body["code"], objects(settings), await File.all().count()) == (415, code, [], 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (archive({"zeros": bytes(40_000_000)}), "archive_bomb"),
        (archive({"../../etc/cron.d/x": b"x"}), "entry_outside"),
        (archive({"C:\\x": b"x"}), "entry_outside"),
        (archive({str(number): b"" for number in range(10_001)}), "too_many_entries"),
        (archive({"a": b"x"})[:-10], "archive_unreadable"),
        (b"", "empty"),
    ],
    ids=["bomb", "above", "drive", "many", "torn", "empty"],
)
async def test_an_archive_that_would_do_harm_is_refused(
    school: School, settings: Settings, content: bytes, code: str
) -> None:
    refused = await upload(await school.teacher(), "maps.zip", content)
    assert (refused.status, refused.codes, objects(settings)) == (422, {code}, [])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/paper.pdf", "paper.pdf"),
        ("..\\..\\paper.pdf", "paper.pdf"),
        ("C:\\Users\\t\\paper.pdf", "paper.pdf"),
        ("/absolute/paper.pdf", "paper.pdf"),
        ("pa\u202eper.pdf", "paper.pdf"),
        ("خريطة.pdf", "خريطة.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
async def test_a_name_is_only_a_name(school: School, settings: Settings, given: str, kept: str) -> None:
    made = await upload(await school.teacher(), given, PDF)
    assert made.body["name"] == kept
    assert [file.name for file in objects(settings)] == [made.id]


@pytest.mark.parametrize(("name", "content"), [("page.html", PAGE), ("drawn.svg", SVG), ("run.js", b"alert(1)")])
async def test_what_could_run_is_only_downloaded(school: School, name: str, content: bytes) -> None:
    tess = await school.teacher()
    made = await upload(tess, name, content)

    status, found, headers = await fetch(tess, made.id)

    assert (status, found, headers["Content-Type"]) == (200, content, "application/octet-stream")
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


async def test_a_file_that_is_two_things_is_served_as_the_harmless_one(school: School) -> None:
    tess = await school.teacher()
    made = await upload(tess, "both.png", png() + PAGE)
    _, _, headers = await fetch(tess, made.id)
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("image/png", "nosniff")


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "told"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=5-999", 206, b"56789", "bytes 5-9/10"),
        ("bytes=-999", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=5-3", 200, b"0123456789", None),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
async def test_a_range_is_answered_with_those_bytes(
    school: School, wanted: str, status: int, expected: bytes, told: str | None
) -> None:
    tess = await school.teacher()
    made = await upload(tess, "digits.txt", b"0123456789")

    found, content, headers = await fetch(tess, made.id, Range=wanted)

    assert (found, content, headers.get("Content-Range")) == (status, expected, told)


async def test_a_known_version_is_not_sent_again_and_a_stale_range_is_sent_whole(school: School) -> None:
    tess = await school.teacher()
    made = await upload(tess, "digits.txt", b"0123456789")
    tag = f'"{made.body["sha256"]}"'

    assert (await fetch(tess, made.id))[2]["ETag"] == tag
    assert (await fetch(tess, made.id, If_None_Match=tag))[:2] == (304, b"")
    assert (await fetch(tess, made.id, Range="bytes=0-1", If_Range=tag))[:2] == (206, b"01")
    assert (await fetch(tess, made.id, Range="bytes=0-1", If_Range='"old"'))[:2] == (200, b"0123456789")
    head = await tess.ask("HEAD", f"/files/{made.id}/content")
    assert (head.status, head.headers["Content-Length"], head.body) == (200, "10", "")


async def test_a_file_on_a_lesson_is_read_by_its_learners_and_staff_only(school: School) -> None:
    course = await course_by(await school.teacher())
    sam, eve, colleague = await school.person("Sam"), await school.person("Eve"), await school.teacher("Colleague")
    _ = await course.enroll(sam)
    made = await upload(course.owner, "Paper.pdf", PDF)
    path = f"/lessons/{course.lesson_id}/attachments"

    before = (await fetch(sam, made.id))[0]
    hung = [(await course.owner.post(path, {"file": made.id})).status for _ in range(2)]
    people = (course.owner, sam, eve, colleague, await school.admin())
    after = [(await fetch(person, made.id))[0] for person in people]
    lesson = await sam.get(f"/lessons/{course.lesson_id}")
    foreign = [(await person.delete(f"/files/{made.id}")).status for person in (sam, eve, colleague)]
    refused = [(await person.post(path, {"file": made.id})).status for person in (sam, colleague)]
    off = (await course.owner.delete(f"{path}/{made.id}")).status

    assert (before, hung, after) == (404, [201, 200], [200, 200, 404, 404, 200])
    assert lesson.body["attachments"] == [made.body]
    assert (foreign, refused) == ([404, 404, 404], [403, 403])
    assert (off, (await fetch(sam, made.id))[0], (await fetch(course.owner, made.id))[0]) == (204, 404, 200)


async def test_a_file_on_a_locked_lesson_is_closed_until_the_lesson_opens(school: School) -> None:
    course, sam = await course_by(await school.teacher()), await school.person("Sam")
    _ = await course.enroll(sam)
    opens = NOW + timedelta(days=1)
    later = {"title": "Later", "kind": "text", "body": "Soon.", "unlock": {"at": opens.isoformat()}}
    lesson = await course.owner.make(f"/sections/{course.section_id}/lessons", later)
    made = await upload(course.owner, "Paper.pdf", PDF)
    _ = await course.owner.make(f"/lessons/{lesson.id}/attachments", {"file": made.id})

    before = (await fetch(sam, made.id))[0]
    school.clock.now = opens
    assert (before, (await fetch(sam, made.id))[0]) == (404, 200)


async def test_nobody_hangs_a_file_of_somebody_else_on_a_lesson(school: School) -> None:
    course, eve = await course_by(await school.teacher()), await school.teacher("Eve")
    foreign = await upload(eve, "Secret.pdf", PDF)
    refused = await course.owner.post(f"/lessons/{course.lesson_id}/attachments", {"file": foreign.id})
    assert (refused.status, refused.codes) == (422, {"unknown_id"})


async def test_uploads_at_once_cannot_spend_the_same_room(school: School, settings: Settings) -> None:
    tess, content = await school.teacher(), b"x" * 20_000
    assert school.client.app is not None
    used = shelf(school)
    object.__setattr__(used, "quota_bytes", 70_000)

    answers = await asyncio.gather(*(upload(tess, f"{number}.txt", content) for number in range(10)))

    assert sorted(answer.status for answer in answers) == [201] * 3 + [409] * 7
    assert {answer.body["code"] for answer in answers if answer.status == 409} == {"quota_spent"}
    assert len(objects(settings)) == 3


async def test_too_large_a_file_is_refused_before_and_while_it_arrives(school: School, settings: Settings) -> None:
    tess = await school.teacher()
    object.__setattr__(shelf(school), "max_bytes", 30_000)

    announced = await upload(tess, "big.txt", b"x" * 60_000)
    counted = await upload(tess, "big.txt", b"x" * 30_001)
    fits = await upload(tess, "big.txt", b"x" * 30_000)

    assert (announced.status, counted.status, fits.status) == (413, 413, 201)
    assert len(objects(settings)) == 1


async def test_an_upload_that_breaks_off_leaves_nothing(school: School, settings: Settings) -> None:
    tess = await school.teacher()
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a file'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    broken = await tess.ask("POST", "/files", body, headers=headers)
    assert (broken.status, objects(settings), await File.all().count()) == (400, [], 0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x--\r\n",
        b"nothing",
        b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nno name\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\nx\r\n--x--\r\n',
        b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nx\r\n--y--\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xff\xfe.txt"\r\nbroken\r\n\r\nx\r\n--x--\r\n',
    ],
)
async def test_a_form_without_a_file_is_refused(school: School, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    refused = await (await school.teacher()).ask("POST", "/files", body, headers=headers)
    assert refused.status in {400, 415, 422}, refused.body


async def test_without_s3_there_are_no_direct_uploads(school: School) -> None:
    refused = await (await school.teacher()).post("/files/uploads", {"name": "a.pdf", "size": 10})
    assert (refused.status, refused.body["code"]) == (409, "storage_local")


async def test_a_file_whose_object_is_gone_is_told_as_lost(school: School, settings: Settings) -> None:
    tess = await school.teacher()
    made = await upload(tess, "Paper.pdf", PDF)
    for file in objects(settings):
        file.unlink()
    answer = await tess.get(f"/files/{made.id}/content")
    assert (answer.status, answer.body["code"]) == (404, "content_lost")
