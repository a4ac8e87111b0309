"""Files that are handed in: claimed for a submission or an attempt, so that its staff may read them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from models.refusals import NotFit
from models.rules.files import FileState
from models.rules.problems import Problem
from models.tables.files import File, FileClaim

MOST_FILES: Final = 20


class Claimer(StrEnum):
    """The kinds of things that files are handed in with."""

    SUBMISSION = "submission"
    ATTEMPT = "attempt"


async def claim_files(
    kind: Claimer,
    thing_id: UUID,
    file_ids: Sequence[UUID],
    *,
    owner_id: UUID,
    course_id: UUID,
    now: datetime,
    most: int = MOST_FILES,
) -> None:
    """Make these, and no others, the files of a thing, within the caller's transaction; twice is once.

    Raises NotFit for a file that is not the owner's or not there. The files are locked, so that none is taken
    back meanwhile.
    """
    wanted = list(dict.fromkeys(file_ids))
    await _refuse_foreign(wanted, owner_id, most)
    claims = FileClaim.filter(kind=kind, thing_id=thing_id)
    held = {claim.file_id for claim in await claims}
    if held - set(wanted):
        _ = await claims.filter(file_id__in=list(held - set(wanted))).delete()
    for file_id in wanted:
        if file_id not in held:
            await FileClaim(kind=kind, thing_id=thing_id, file_id=file_id, course_id=course_id, created_at=now).save()


async def _refuse_foreign(file_ids: Sequence[UUID], owner_id: UUID, most: int) -> None:
    if not file_ids:
        return
    if len(file_ids) > most:
        raise NotFit("Too many files", problems=[Problem(("files",), "too_many", f"At most {most} files.")])
    own = File.filter(id__in=list(file_ids), owner_id=owner_id, state=FileState.READY)
    there = {file.id for file in await own.order_by("id").select_for_update()}
    faults = [
        Problem(("files", at), "unknown_id", "You have no such file.")
        for at, file_id in enumerate(file_ids)
        if file_id not in there
    ]
    if faults:
        raise NotFit("No such file", problems=faults)
