"""Places promised to addresses that nobody has proved to hold: list them, take them back."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.invitations import InvitationOut, InvitationQuery
from models.actions import invitations
from models.queries import invitations as queries
from models.queries.standing import Subject
from server.course_access import staff_of
from server.endpoint import Page, Routes, read_cursor, write_cursor
from server.errors import Conflict, NotFound
from server.keys import CLOCK

routes = Routes(tag="Enrolment")


@routes.get("/courses/{course_id}/invitations", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def list_invitations(request: web.Request, *, course_id: UUID, query: InvitationQuery) -> Page[InvitationOut]:
    """List the places promised to addresses, newest first."""
    del request
    who = query.narrowed()
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.invitations_of(course_id, after=after, limit=query.limit, **who)
    total = await queries.count_invitations(course_id, **who) if query.count else None
    return Page(items=[InvitationOut.of(row) for row in found], next=write_cursor(last), total=total)


@routes.delete("/invitations/{invitation_id}", allow=staff_of(Subject.INVITATION), raises=(NotFound, Conflict))
async def revoke_invitation(request: web.Request, *, invitation_id: UUID) -> None:
    """Take a promise back; 409 `invitation_over` when the place was given already."""
    await invitations.revoke(invitation_id, now=request.app[CLOCK]())
