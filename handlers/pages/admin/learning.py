"""Courses and certificates."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal
from uuid import UUID

from aiohttp import web
from pydantic import Field

from handlers.pages.admin.access import AdminForm, admins_page, done, require_own_form
from handlers.pages.admin.table import Act, Cell, Filter, Input, Key, Line, Listing, TableQuery, moment, show, states
from models.actions import certificates as actions
from models.queries.administration import Worth, find_certificates, find_courses
from models.queries.catalogue import Card
from models.rules.courses import CourseState
from models.rules.money import shown
from models.tables.certificates import Certificate
from server.cause import cause_of
from server.endpoint import Form, Replay, Routes
from server.errors import Conflict, Forbidden, NotFound

routes: Final = Routes(prefix="", tag="Pages", documented=False)
_COURSES = ("title", "state", "owner", "learners", "price", "created")
_CERTIFICATES = ("number", "name", "course", "state", "issued", "reason")
PAGES: Final = ("outline", "learners", "gradebook", "figures")
"""The pages of a course, which its row leads to."""


class CoursesQuery(TableQuery):
    """Which courses."""

    title: str = Field("", max_length=200)
    state: CourseState | Literal[""] = ""


class CertificatesQuery(TableQuery):
    """Which certificates."""

    q: str = Field("", max_length=200)
    state: Worth | Literal[""] = ""


class RevokeForm(AdminForm):
    """Why a certificate is revoked; everyone who checks it reads this."""

    reason: str = Field(min_length=1, max_length=500)


@routes.get("/admin/courses", allow=admins_page)
async def courses(request: web.Request, *, query: CoursesQuery) -> web.Response:
    """All courses, with the ways to their pages."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        cards, last = await find_courses(query.title, query.state, after=after, limit=limit)
        return [_course(card) for card in cards], last

    filters = (Filter("title", query.title), Filter("state", query.state, states(CourseState)))
    return await show(request, Listing("courses", _COURSES, fetch, filters), query)


def _course(card: Card) -> Line:
    row = card.course
    price = shown(row.price_minor, row.currency or "") if row.price_minor else ""
    links = [(page, f"/courses/{row.id}/{page}") for page in PAGES[:-1]]
    cells = (
        Cell(row.title, href=f"/admin/audit?object={row.id}"),
        Cell(row.state, "state"),
        Cell(", ".join(each.full_name for each in card.staff)),
        Cell(str(card.counts.learners), "number"),
        Cell(price, "number"),
        moment(row.created_at),
    )
    return Line(cells, links=(*links, (PAGES[-1], f"/analytics/courses/{row.id}")))


@routes.get("/admin/certificates", allow=admins_page)
async def certificates(request: web.Request, *, query: CertificatesQuery) -> web.Response:
    """All certificates; one can be revoked."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        rows, last = await find_certificates(query.q, query.state or None, after=after, limit=limit)
        return [_certificate(row) for row in rows], last

    filters = (Filter("q", query.q), Filter("state", query.state, states(Worth)))
    return await show(request, Listing("certificates", _CERTIFICATES, fetch, filters), query)


def _certificate(row: Certificate) -> Line:
    revoke = Act("revoke", f"/admin/certificates/{row.id}/revoke", (Input("reason", "shown_reason"),), danger=True)
    cells = (
        Cell(row.number, "code", href=f"/verify/{row.code}"),
        Cell(row.name),
        Cell(row.course_title),
        Cell("revoked" if row.revoked_at else "valid", "state"),
        moment(row.issued_at),
        Cell(row.revoked_reason or ""),
    )
    return Line(cells, () if row.revoked_at else (revoke,))


@routes.post(
    "/admin/certificates/{certificate_id}/revoke",
    allow=admins_page,
    raises=(NotFound, Conflict, Forbidden),
    replay=Replay.OFF,
)
async def revoke(request: web.Request, *, certificate_id: UUID, body: Annotated[RevokeForm, Form()]) -> web.Response:
    """Revoke a certificate; whoever checks it reads when and why."""
    await require_own_form(request, body)
    _ = await actions.revoke(certificate_id, body.reason.strip(), cause_of(request))
    return await done(request, body, "revoke")
