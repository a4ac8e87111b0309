"""Announcements: what the staff say to everyone in a course."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.community import AnnouncementIn, AnnouncementOut
from models.actions import community
from models.queries import community as queries
from models.queries.standing import Subject
from server.access import account_of
from server.course_access import members_of, staff_of
from server.endpoint import Created, Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Forbidden, NotFound
from server.keys import CLOCK

routes = Routes(tag="Courses")


@routes.get("/courses/{course_id}/announcements", allow=members_of(Subject.COURSE), raises=(NotFound, Forbidden))
async def list_announcements(request: web.Request, *, course_id: UUID, query: PageQuery) -> Page[AnnouncementOut]:
    """List what the staff said, the newest first."""
    del request
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.announcements_of(course_id, after=after, limit=query.limit)
    total = await queries.count_announcements(course_id) if query.count else None
    return Page(items=[AnnouncementOut.of(said) for said in found], next=write_cursor(last), total=total)


@routes.post("/courses/{course_id}/announcements", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def announce(request: web.Request, *, course_id: UUID, body: AnnouncementIn) -> Created[AnnouncementOut]:
    """Say something to everyone in a course."""
    who, now = account_of(request), request.app[CLOCK]()
    said = await community.announce(course_id, who, body.title, body.body, now=now)
    out = AnnouncementOut.of(await queries.announcement_of(said.id))
    return Created(out, f"/api/v1/courses/{course_id}/announcements")
