"""Reviews: what learners think of a course, one each."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.community import ReviewIn, ReviewOut
from models.actions import community
from models.queries import community as queries
from models.queries.standing import Subject
from server.access import account_of
from server.course_access import learners_of, visitors_of
from server.endpoint import Answer, Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Forbidden, NotFound
from server.keys import CLOCK, STANDING

routes = Routes(tag="Courses")
course_learners = learners_of(Subject.COURSE)


@routes.get("/courses/{course_id}/reviews", allow=visitors_of(Subject.COURSE), raises=(NotFound,))
async def list_reviews(request: web.Request, *, course_id: UUID, query: PageQuery) -> Page[ReviewOut]:
    """List the reviews of a course, the latest first; admins see the hidden ones too."""
    admin = request[STANDING].is_admin
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    found, last = await queries.reviews_of(course_id, hidden=admin, after=after, limit=query.limit)
    total = await queries.count_reviews(course_id, hidden=admin) if query.count else None
    items = [ReviewOut.of(opinion, admin=admin) for opinion in found]
    return Page(items=items, next=write_cursor(last), total=total)


@routes.put(
    "/courses/{course_id}/reviews/mine",
    allow=course_learners,
    status=(HTTPStatus.CREATED, HTTPStatus.OK),
    raises=(NotFound, Forbidden),
)
async def write_review(request: web.Request, *, course_id: UUID, body: ReviewIn) -> Answer[ReviewOut]:
    """Say what you think of a course (from 20 % of progress); a second time replaces the first."""
    place = request[STANDING].enrollment_id
    assert place is not None, "the rule lets only learners in"
    reviewed = await community.write_review(place, body.stars, body.text, now=request.app[CLOCK]())
    out = ReviewOut.of(await queries.review_of(reviewed.review.id))
    headers = {"Location": f"/api/v1/courses/{course_id}/reviews/mine"}
    return Answer(out, status=HTTPStatus.CREATED if reviewed.made else HTTPStatus.OK, headers=headers)


@routes.delete("/courses/{course_id}/reviews/mine", allow=course_learners, raises=(NotFound, Forbidden))
async def take_review_back(request: web.Request, *, course_id: UUID) -> None:
    """Delete your review."""
    await community.take_review_back(course_id, account_of(request))
