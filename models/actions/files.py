"""Rows of files: make room, settle what arrived, remove; hang files on lessons.

The row goes before the object and stays after it: whatever dies in between, the row says that there may be one.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tortoise.expressions import F
from tortoise.transactions import in_transaction

from models.queries.files import file_of, used_bytes
from models.refusals import NotFit, NotNow, NotThere
from models.rules.files import FileState
from models.rules.problems import Problem
from models.tables.courses import Lesson
from models.tables.files import Attachment, File, FileClaim
from models.tables.users import User

MOST_ATTACHMENTS: Final = 50
LEFT_BEHIND: Final = timedelta(hours=2)
"""Longer than any upload may take."""


async def make_room(owner_id: UUID, name: str, size: int, *, quota: int, now: datetime) -> File:
    """Keep `size` bytes of the owner's quota for a file that arrives. Raises NotNow(`quota_spent`).

    The owner's row is locked, so that uploads at once cannot spend the same room.
    """
    async with in_transaction():
        _ = await User.filter(id=owner_id).select_for_update().get()
        used = await used_bytes(owner_id)
        if used + size > quota:
            raise NotNow("There is no room for it", code="quota_spent", quota=quota, used=used)
        file = File(owner_id=owner_id, name=name, size=size, created_at=now, changed_at=now)
        await file.save()
    return file


async def name_upload(file_id: UUID, upload: str, media_type: str) -> None:
    """Note what the store calls a direct upload."""
    _ = await File.filter(id=file_id, state=FileState.ARRIVING).update(upload=upload, media_type=media_type)


async def settle(file_id: UUID, *, media_type: str, size: int, sha256: str, now: datetime) -> File:
    """The object is durable: the file is there. Twice is once. Raises NotThere when it was removed meanwhile."""
    facts = {"media_type": media_type, "size": size, "sha256": sha256, "upload": None}
    arrived = File.filter(id=file_id, state=FileState.ARRIVING)
    _ = await arrived.update(**facts, state=FileState.READY, changed_at=now)
    return await file_of(file_id)


async def arriving(file_id: UUID, owner_id: UUID) -> File:
    """A direct upload of one's own that is under way, or was completed. Raises NotThere."""
    living = [FileState.ARRIVING, FileState.READY]
    file = await File.filter(id=file_id, owner_id=owner_id, state__in=living).first()
    if file is None or (file.state == FileState.ARRIVING and file.upload is None):
        raise NotThere("There is no such upload")
    return file


async def remove(file_id: UUID, *, now: datetime) -> None:
    """Take a file away, from its lessons too; the object goes after. Twice is once.

    Raises NotNow(`handed_in`) for a file that is part of what its owner handed in.
    """
    async with in_transaction():
        _ = await File.filter(id=file_id).select_for_update().first()
        if await FileClaim.exists(file_id=file_id):
            raise NotNow("It was handed in: whoever grades it must be able to read it", code="handed_in")
        _ = await File.filter(id=file_id).update(state=FileState.REMOVED, changed_at=now)
        hung = await Attachment.filter(file_id=file_id).order_by("lesson_id")
        for each in hung:
            await each.delete()
            await _changed(each.lesson_id)


async def forget(file_id: UUID) -> None:
    """The object of a removed file is gone, and so is the row."""
    _ = await File.filter(id=file_id, state=FileState.REMOVED).delete()


async def attach(lesson_id: UUID, file_id: UUID, by: UUID, *, now: datetime) -> tuple[File, bool]:
    """Hang a file of one's own on a lesson; whether it is new there. Raises NotFit, NotNow(`too_many`)."""
    async with in_transaction():
        _ = await Lesson.filter(id=lesson_id).select_for_update().get()
        file = await File.filter(id=file_id, owner_id=by, state=FileState.READY).select_for_update().first()
        if file is None:
            raise NotFit("No such file", problems=[Problem(("file",), "unknown_id", "You have no such file.")])
        here = Attachment.filter(lesson_id=lesson_id)
        if await here.filter(file_id=file_id).exists():
            return file, False
        if await here.count() >= MOST_ATTACHMENTS:
            raise NotNow("No more files fit on this lesson", code="too_many", most=MOST_ATTACHMENTS)
        await Attachment(lesson_id=lesson_id, file_id=file_id, created_at=now).save()
        await _changed(lesson_id)
    return file, True


async def _changed(lesson_id: UUID) -> None:
    """A lesson is shown with its files: whoever holds its entity tag must learn of the change."""
    _ = await Lesson.filter(id=lesson_id).update(version=F("version") + 1)


async def detach(lesson_id: UUID, file_id: UUID) -> None:
    """Take a file off a lesson; the file stays its owner's. Raises NotThere."""
    async with in_transaction():
        if not await Attachment.filter(lesson_id=lesson_id, file_id=file_id).delete():
            raise NotThere("The lesson has no such file")
        await _changed(lesson_id)


async def give_up(now: datetime, *, limit: int) -> list[UUID]:
    """Mark as removed what has been arriving for too long; ids of all files whose object is to be deleted."""
    late = File.filter(state=FileState.ARRIVING, changed_at__lt=now - LEFT_BEHIND)
    _ = await late.update(state=FileState.REMOVED, changed_at=now - LEFT_BEHIND)
    rows = await File.filter(state=FileState.REMOVED).order_by("changed_at").limit(limit)
    return [row.id for row in rows]


async def unknown_among(keys: list[UUID]) -> set[UUID]:
    """Those for which there is no row."""
    known = await File.filter(id__in=keys).values_list("id", flat=True) if keys else []
    return set(keys) - {UUID(str(each)) for each in known}


async def ready_after(last: UUID | None, *, limit: int) -> list[UUID]:
    """Ids of files whose object should be there, in their order."""
    wanted = File.filter(state=FileState.READY, **({"id__gt": last} if last else {}))
    return [row.id for row in await wanted.order_by("id").limit(limit).only("id")]


async def lose(file_id: UUID, now: datetime) -> None:
    """The store is sure that there is no object: say so, and promise it to nobody any more."""
    _ = await File.filter(id=file_id, state=FileState.READY).update(state=FileState.LOST, changed_at=now)
