"""Groups of a course's learners."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.community import GroupIn, GroupOut, GroupPatch, MembersIn
from models.actions import community
from models.queries import community as queries
from models.queries.standing import Subject
from server.course_access import staff_of
from server.endpoint import Created, Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Conflict, NotFound
from server.keys import CLOCK

routes = Routes(tag="Courses")
group_staff = staff_of(Subject.GROUP)


async def _read(group_id: UUID) -> GroupOut:
    return GroupOut.of(await queries.group_of(group_id))


@routes.get("/courses/{course_id}/groups", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def list_groups(request: web.Request, *, course_id: UUID, query: PageQuery) -> Page[GroupOut]:
    """List the groups of a course with their learners."""
    del request
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.groups_of(course_id, after=after, limit=query.limit)
    total = await queries.count_groups(course_id) if query.count else None
    return Page(items=[GroupOut.of(card) for card in found], next=write_cursor(last), total=total)


@routes.post("/courses/{course_id}/groups", allow=staff_of(Subject.COURSE), raises=(NotFound, Conflict))
async def add_group(request: web.Request, *, course_id: UUID, body: GroupIn) -> Created[GroupOut]:
    """Make an empty group."""
    group = await community.add_group(course_id, body.name, now=request.app[CLOCK]())
    return Created(await _read(group.id), f"/api/v1/groups/{group.id}")


@routes.patch("/groups/{group_id}", allow=group_staff, raises=(NotFound, Conflict))
async def rename_group(request: web.Request, *, group_id: UUID, body: GroupPatch) -> GroupOut:
    """Rename a group."""
    if "name" in body.model_fields_set:
        _ = await community.rename_group(group_id, body.name, now=request.app[CLOCK]())
    return await _read(group_id)


@routes.delete("/groups/{group_id}", allow=group_staff, raises=(NotFound,))
async def remove_group(request: web.Request, *, group_id: UUID) -> None:
    """Delete a group; its learners stay in the course."""
    del request
    await community.remove_group(group_id)


@routes.put("/groups/{group_id}/members", allow=group_staff, raises=(NotFound,))
async def put_members(request: web.Request, *, group_id: UUID, body: MembersIn) -> GroupOut:
    """Say who is in a group, all at once."""
    _ = await community.put_members(group_id, body.users, now=request.app[CLOCK]())
    return await _read(group_id)
