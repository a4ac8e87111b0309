"""Files: one, a page of one's own, the lessons they hang on, and what they were handed in with."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Sum

from models.queries.progress import lock_reasons
from models.refusals import NotThere
from models.rules.files import FileState
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment
from models.tables.files import Attachment, File, FileClaim

Key = tuple[UUID, ...]
"""The id alone: ids sort by time."""


async def file_of(file_id: UUID) -> File:
    """A file that is there, or should be. Raises NotThere."""
    file = await File.filter(id=file_id, state__in=[FileState.READY, FileState.LOST]).first()
    if file is None:
        raise NotThere("There is no such file")
    return file


async def owner_of_file(file_id: UUID) -> UUID | None:
    """Whose it is, also while it arrives; None when there is no such file."""
    file = await File.filter(id=file_id).exclude(state=FileState.REMOVED).only("id", "owner_id").first()
    return file.owner_id if file else None


async def files_of(owner_id: UUID, *, after: Key | None, limit: int) -> tuple[list[File], Key | None]:
    """One page of somebody's files, the latest first."""
    wanted = Q(owner_id=owner_id, state=FileState.READY) & (Q(id__lt=after[0]) if after else Q())
    rows = await File.filter(wanted).order_by("-id").limit(limit + 1)
    return rows[:limit], (rows[limit - 1].id,) if len(rows) > limit else None


async def count_files(owner_id: UUID) -> int:
    """How many there are."""
    return await File.filter(owner_id=owner_id, state=FileState.READY).count()


async def used_bytes(owner_id: UUID) -> int:
    """Bytes that somebody has stored or is storing."""
    taking = File.filter(owner_id=owner_id, state__in=[FileState.READY, FileState.ARRIVING])
    totals: list[Any] = list(await taking.annotate(total=Sum("size")).values_list("total", flat=True))
    return int(totals[0] or 0) if totals else 0


async def lessons_with(file_id: UUID) -> list[UUID]:
    """The lessons a file hangs on."""
    wanted = Attachment.filter(file_id=file_id, lesson__archived_at=None)
    return [UUID(str(each)) for each in await wanted.values_list("lesson_id", flat=True)]


async def attached_to(lesson_id: UUID) -> Sequence[File]:
    """What hangs on a lesson, in the order in which it was hung there."""
    rows = await Attachment.filter(lesson_id=lesson_id, file__state=FileState.READY).select_related("file")
    return [row.file for row in sorted(rows, key=lambda row: row.id)]


async def is_unlocked(lesson_id: UUID, enrollment_id: UUID, now: datetime) -> bool:
    """Whether a lesson is open for a learner by its rules."""
    lesson, place = await Lesson.get(id=lesson_id), await Enrollment.get(id=enrollment_id)
    return not await lock_reasons(place, lesson, now)


async def courses_claiming(file_id: UUID) -> list[UUID]:
    """The courses in which a file was handed in."""
    found = await FileClaim.filter(file_id=file_id).distinct().values_list("course_id", flat=True)
    return [UUID(str(each)) for each in found]


async def handed_in_with(kind: str, things: Iterable[UUID]) -> dict[UUID, list[File]]:
    """The files of each submission or attempt, in the order in which they were named; one statement for any number."""
    found: dict[UUID, list[File]] = {thing_id: [] for thing_id in things}
    claims = FileClaim.filter(kind=kind, thing_id__in=list(found), file__state=FileState.READY)
    for claim in await claims.select_related("file").order_by("id") if found else []:
        found[claim.thing_id].append(claim.file)
    return found
