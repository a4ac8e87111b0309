"""What holds for one learner in a quiz, and how staff change it for a learner or a group."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.allowances import LimitsOut, OverrideIn, OverrideOut
from models.actions import overrides
from models.actions.overrides import FOR_GROUP, FOR_USER
from models.queries import accommodations as queries
from models.queries.limits import limits_for
from models.queries.standing import Subject
from server.cause import cause_of
from server.course_access import learners_of, staff_of
from server.endpoint import Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Forbidden, NotFound
from server.keys import CLOCK, STANDING

routes = Routes(tag="Quizzes")
quiz_staff = staff_of(Subject.QUIZ)


@routes.get("/quizzes/{quiz_id}/limits", allow=learners_of(Subject.QUIZ), raises=(NotFound, Forbidden))
async def read_my_limits(request: web.Request, *, quiz_id: UUID) -> LimitsOut:
    """Read what holds for you in a quiz: time, dates, attempts, and where each comes from."""
    user_id = request[STANDING].user_id
    assert user_id is not None, "the rule lets only learners in"
    return LimitsOut.of(await limits_for(quiz_id, user_id, now=request.app[CLOCK]()))


@routes.get("/quizzes/{quiz_id}/limits/{user_id}", allow=quiz_staff, raises=(NotFound,))
async def read_limits(request: web.Request, *, quiz_id: UUID, user_id: UUID) -> LimitsOut:
    """Read what holds for a learner in a quiz."""
    return LimitsOut.of(await limits_for(quiz_id, user_id, now=request.app[CLOCK]()))


@routes.get("/quizzes/{quiz_id}/overrides", allow=quiz_staff, raises=(NotFound,))
async def list_overrides(request: web.Request, *, quiz_id: UUID, query: PageQuery) -> Page[OverrideOut]:
    """List the learners and groups for whom other limits hold in a quiz."""
    del request
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.overrides_of(quiz_id, after=after, limit=query.limit)
    total = await queries.count_overrides(quiz_id) if query.count else None
    return Page(items=[OverrideOut.of(card) for card in found], next=write_cursor(last), total=total)


@routes.put("/quizzes/{quiz_id}/overrides/users/{user_id}", allow=quiz_staff, raises=(NotFound,))
async def override_for_user(request: web.Request, *, quiz_id: UUID, user_id: UUID, body: OverrideIn) -> OverrideOut:
    """Let other limits hold for a learner; an attempt that runs gets more time, never less."""
    row = await overrides.put_override(quiz_id, {FOR_USER: user_id}, dict(body), cause_of(request))
    return OverrideOut.of(await queries.override_of(row.id))


@routes.put("/quizzes/{quiz_id}/overrides/groups/{group_id}", allow=quiz_staff, raises=(NotFound,))
async def override_for_group(request: web.Request, *, quiz_id: UUID, group_id: UUID, body: OverrideIn) -> OverrideOut:
    """Let other limits hold for a group; of several groups a learner gets the most lenient."""
    row = await overrides.put_override(quiz_id, {FOR_GROUP: group_id}, dict(body), cause_of(request))
    return OverrideOut.of(await queries.override_of(row.id))


@routes.delete("/quizzes/{quiz_id}/overrides/users/{user_id}", allow=quiz_staff, raises=(NotFound,))
async def remove_user_override(request: web.Request, *, quiz_id: UUID, user_id: UUID) -> None:
    """Let the quiz's limits hold for a learner again."""
    await overrides.remove_override(quiz_id, {FOR_USER: user_id}, cause_of(request))


@routes.delete("/quizzes/{quiz_id}/overrides/groups/{group_id}", allow=quiz_staff, raises=(NotFound,))
async def remove_group_override(request: web.Request, *, quiz_id: UUID, group_id: UUID) -> None:
    """Let the quiz's limits hold for a group again."""
    await overrides.remove_override(quiz_id, {FOR_GROUP: group_id}, cause_of(request))
