"""Objects and rows come together again after a crash on either side."""

import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from models.actions import files
from models.actions.audit import Cause
from models.actions.erasure import erase_account
from models.ids import new_id
from models.rules.access import Role
from models.tables.courses import Course, Lesson, Section
from models.tables.files import File
from models.tables.users import User
from server.clock import utc_now
from server.settings import Settings
from server.storage.choose import open_shelf
from server.storage.local import LocalStorage
from server.storage.shelf import Shelf
from tests.files import PDF
from workers.files import compare_files, drop_strays, finish_removals, sweep_files, tell_lost


async def pieces(content: bytes = PDF) -> AsyncIterator[bytes]:
    yield content


@pytest.fixture
async def shelf(settings: Settings, database: TortoiseContext) -> AsyncIterator[Shelf]:
    async with open_shelf(settings, utc_now) as found:
        yield found


async def owner() -> User:
    now, email = utc_now(), f"{new_id()}@school.example"
    user = User(email=email, email_key=email, full_name="Tess", role=Role.INSTRUCTOR, created_at=now, updated_at=now)
    await user.save()
    return user


async def stored(shelf: Shelf) -> File:
    return await shelf.receive((await owner()).id, "Paper.pdf", pieces(), len(PDF))


def objects(settings: Settings) -> list[Path]:
    return [file for file in (settings.data_dir / "files").rglob("*") if file.is_file()]


def make_old(path: Path, now: datetime) -> None:
    then = (now - timedelta(days=2)).timestamp()
    os.utime(path, (then, then))


async def test_an_upload_whose_process_died_is_taken_away(shelf: Shelf, settings: Settings) -> None:
    now = utc_now()
    died = await files.make_room((await owner()).id, "Paper.pdf", 10, quota=100, now=now - files.LEFT_BEHIND * 2)
    alive = await files.make_room((await owner()).id, "Paper.pdf", 10, quota=100, now=now)
    for row in (died, alive):
        _ = await shelf.storage.put(str(row.id), pieces(), "application/pdf")

    assert await sweep_files({"settings": settings}) == 1
    assert [row.id for row in await File.all()] == [alive.id]
    assert [file.name for file in objects(settings)] == [str(alive.id)]


async def test_a_removal_that_was_interrupted_is_finished(shelf: Shelf, settings: Settings) -> None:
    file = await stored(shelf)
    await files.remove(file.id, now=utc_now())

    assert [await finish_removals(shelf) for _ in range(2)] == [1, 0]
    assert (await File.all().count(), objects(settings)) == (0, [])


async def test_an_old_object_without_a_row_goes_and_a_young_one_stays(shelf: Shelf, settings: Settings) -> None:
    kept, old, young = await stored(shelf), str(new_id()), str(new_id())
    for key in (old, young):
        _ = await shelf.storage.put(key, pieces(), "application/pdf")
    for file in objects(settings):
        if file.name != young:
            make_old(file, utc_now())

    assert await drop_strays(shelf) == 1
    assert {file.name for file in objects(settings)} == {str(kept.id), young}


async def test_half_a_file_that_a_crash_left_is_dropped(shelf: Shelf, settings: Settings) -> None:
    incoming = settings.data_dir / "files" / "incoming"
    incoming.mkdir(parents=True)
    half = incoming / "half"
    half.write_bytes(b"half")
    make_old(half, utc_now())

    assert await finish_removals(shelf) == 1
    assert objects(settings) == []


async def test_a_lost_object_is_told_and_its_room_is_free_again(shelf: Shelf, settings: Settings) -> None:
    there, lost = await stored(shelf), await stored(shelf)
    await shelf.storage.delete(str(lost.id))

    assert await compare_files({"settings": settings}) == 1
    assert {(row.id, row.state) for row in await File.all()} == {(there.id, "ready"), (lost.id, "lost")}


async def test_a_store_that_does_not_answer_loses_no_file(shelf: Shelf, settings: Settings, tmp_path: Path) -> None:
    file = await stored(shelf)
    (tmp_path / "objects").write_text("a file where a folder should be")
    blind = Shelf(LocalStorage(tmp_path), utc_now, shelf.max_bytes, shelf.quota_bytes)

    assert await tell_lost(blind) == 0
    assert (await File.get(id=file.id)).state == "ready"


async def test_the_files_of_an_erased_account_go(shelf: Shelf, settings: Settings) -> None:
    file = await stored(shelf)
    await erase_account(file.owner_id, Cause(utc_now()))

    assert await finish_removals(shelf) == 1
    assert (await File.all().count(), objects(settings)) == (0, [])


async def test_what_an_erased_account_hung_on_a_lesson_stays_with_the_course(shelf: Shelf) -> None:
    file = await stored(shelf)
    made: dict[str, Any] = {"created_at": utc_now(), "updated_at": utc_now()}
    course = await Course.create(slug="maps", title="Maps", **made)
    section = await Section.create(course_id=course.id, title="One", position=0, **made)
    here: dict[str, Any] = {"course_id": course.id, "section_id": section.id}
    lesson = await Lesson.create(**here, title="Begin", kind="text", position=0, **made)
    _ = await files.attach(lesson.id, file.id, file.owner_id, now=utc_now())
    await erase_account(file.owner_id, Cause(utc_now()))

    assert await finish_removals(shelf) == 0
    assert [row.state for row in await File.all()] == ["ready"]
