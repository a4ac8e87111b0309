"""Who may read a file: its owner, admins, whoever may read a lesson it hangs on, staff to whom it was handed in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from aiohttp import web

from models.queries.files import courses_claiming, is_unlocked, lessons_with, owner_of_file
from models.queries.standing import Subject, standing_at
from models.rules.access import Principal
from models.rules.courses import CourseState
from server.access import Rule
from server.errors import NotFound
from server.keys import CLOCK, PRINCIPAL


async def _was_handed_to(who: Principal, file_id: UUID) -> bool:
    for course_id in await courses_claiming(file_id):
        standing = await standing_at(Subject.COURSE, course_id, who)
        if standing is not None and standing.is_staff:
            return True
    return False


async def _is_readers(who: Principal, file_id: UUID, now: datetime) -> bool:
    for lesson_id in await lessons_with(file_id):
        standing = await standing_at(Subject.LESSON, lesson_id, who)
        if standing is None:
            continue
        if standing.is_staff or (standing.open and standing.course_state == CourseState.PUBLISHED):
            return True
        place = standing.enrollment_id
        if place is not None and standing.learns(now) and await is_unlocked(lesson_id, place, now):
            return True
    return False


async def _owns(request: web.Request, params: Mapping[str, Any]) -> None:
    if not await _is_own(request, params["file_id"]):
        raise NotFound("There is no such file")


async def _reads(request: web.Request, params: Mapping[str, Any]) -> None:
    file_id = params["file_id"]
    who, now = request[PRINCIPAL], request.app[CLOCK]()
    if await _is_own(request, file_id) or await _is_readers(who, file_id, now) or await _was_handed_to(who, file_id):
        return
    raise NotFound("There is no such file")


async def _is_own(request: web.Request, file_id: UUID) -> bool:
    who, owner = request[PRINCIPAL], await owner_of_file(file_id)
    return owner is not None and (who.is_admin or who.user_id == owner)


owner_of_the_file = Rule("owner of this file", "O", _owns)
readers_of_file = Rule(
    "owner of this file; staff and enrolled of a lesson it hangs on; staff to whom it was handed in", "O/E", _reads
)
