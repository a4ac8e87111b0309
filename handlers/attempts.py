"""Attempts at quizzes: begin, read, save, submit, look at again, list."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.attempts import (
    AnswersIn,
    AttemptBrief,
    AttemptOut,
    AttemptQuery,
    AttemptStartIn,
    MoveOnIn,
    ReviewOut,
    SubmitIn,
    TriedOut,
)
from models.actions import answering, attempts
from models.actions.attempt_ends import close_if_over
from models.queries import attempts as queries
from models.queries.accommodations import closes_for_all, effective_for
from models.queries.standing import Subject
from models.rules.reviewing import EVERYTHING, Moment, ReviewFacts, Show, moment, shown
from server.course_access import holder_of, learners_of, owner_of, staff_of
from server.endpoint import Answer, Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Conflict, Forbidden, NotFound
from server.keys import CLOCK, STANDING

routes = Routes(tag="Quizzes")
NO_CODE, AS_SAVED = AttemptStartIn(), SubmitIn()
"""What an empty body means."""
attempt_holder = holder_of(Subject.ATTEMPT)
attempt_owner = owner_of(Subject.ATTEMPT)


async def _facts(request: web.Request, sheet: queries.Sheet) -> ReviewFacts:
    own = await effective_for(sheet.attempt.user_id, sheet.quiz)
    return ReviewFacts(
        now=request.app[CLOCK](),
        ended_at=sheet.attempt.submitted_at,
        closes_at=await closes_for_all(sheet.quiz),
        finished_with=await queries.is_through(sheet.attempt, sheet.quiz, extra_attempts=own.allowance.extra_attempts),
    )


async def _show(request: web.Request, sheet: queries.Sheet) -> frozenset[Show]:
    """What the caller may see of an attempt: staff everything, learners what the moment allows."""
    if request[STANDING].is_staff:
        return EVERYTHING
    return shown(sheet.quiz.review, await _facts(request, sheet))


async def _read(request: web.Request, attempt_id: UUID) -> AttemptOut:
    sheet = await queries.sheet_of(attempt_id)
    return AttemptOut.of(sheet, await _show(request, sheet), staff=request[STANDING].is_staff)


@routes.post(
    "/quizzes/{quiz_id}/attempts",
    allow=learners_of(Subject.QUIZ),
    status=(HTTPStatus.CREATED, HTTPStatus.OK),
    raises=(NotFound, Forbidden, Conflict),
)
async def start_attempt(request: web.Request, *, quiz_id: UUID, body: AttemptStartIn = NO_CODE) -> Answer[AttemptOut]:
    """Begin an attempt (201), or return the one in progress (200)."""
    place, now = request[STANDING].enrollment_id, request.app[CLOCK]()
    assert place is not None, "the rule lets only learners in"
    begun = await attempts.start(quiz_id, place, access_code=body.access_code, now=now)
    status = HTTPStatus.CREATED if begun.made else HTTPStatus.OK
    headers = {"Location": f"/api/v1/attempts/{begun.attempt.id}"}
    out = AttemptOut.of(await queries.sheet_of(begun.attempt.id), frozenset())
    return Answer(out, status=status, headers=headers)


@routes.get("/attempts/{attempt_id}", allow=attempt_owner, raises=(NotFound,))
async def read_attempt(request: web.Request, *, attempt_id: UUID) -> AttemptOut:
    """Read an attempt; one whose time is over is closed first."""
    await close_if_over(attempt_id, now=request.app[CLOCK]())
    return await _read(request, attempt_id)


@routes.put("/attempts/{attempt_id}/answers", allow=attempt_holder, raises=(NotFound, Forbidden, Conflict))
async def save_answers(request: web.Request, *, attempt_id: UUID, body: AnswersIn) -> AttemptOut:
    """Save answers; questions that are not named keep theirs."""
    await answering.save_answers(attempt_id, body.answers, now=request.app[CLOCK]())
    return await _read(request, attempt_id)


@routes.post("/attempts/{attempt_id}/next", allow=attempt_holder, raises=(NotFound, Forbidden, Conflict))
async def leave_question(request: web.Request, *, attempt_id: UUID, body: MoveOnIn) -> AttemptOut:
    """Leave the current question of a sequential attempt for good; twice leaves one question."""
    await answering.move_on(attempt_id, body.question, body.answers, now=request.app[CLOCK]())
    return await _read(request, attempt_id)


@routes.post("/attempts/{attempt_id}/submit", allow=attempt_holder, raises=(NotFound, Forbidden, Conflict))
async def submit_attempt(request: web.Request, *, attempt_id: UUID, body: SubmitIn = AS_SAVED) -> AttemptOut:
    """Submit an attempt; twice gives the same result."""
    await answering.submit(attempt_id, body.answers, now=request.app[CLOCK]())
    return await _read(request, attempt_id)


@routes.get("/attempts/{attempt_id}/review", allow=attempt_owner, raises=(NotFound, Conflict))
async def review_attempt(request: web.Request, *, attempt_id: UUID) -> ReviewOut:
    """Look at an attempt again, as far as the moment allows, with the reason of every mark."""
    await close_if_over(attempt_id, now=request.app[CLOCK]())
    sheet = await queries.sheet_of(attempt_id)
    show = await _show(request, sheet)
    if not show and moment(await _facts(request, sheet)) is Moment.DURING:
        raise Conflict("The attempt is still in progress", code="attempt_in_progress")
    return ReviewOut.of(sheet, show, staff=request[STANDING].is_staff)


@routes.get("/quizzes/{quiz_id}/attempts/mine", allow=learners_of(Subject.QUIZ), raises=(NotFound, Forbidden))
async def list_my_attempts(request: web.Request, *, quiz_id: UUID, query: PageQuery) -> Page[AttemptBrief]:
    """List your attempts at a quiz, newest first."""
    who = {"user_id": request[STANDING].user_id}
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.attempts_at(quiz_id, after=after, limit=query.limit, **who)
    total = await queries.count(quiz_id, **who) if query.count else None
    closes_at = await closes_for_all(found[0].attempt.quiz) if found else None
    items = [AttemptBrief.of(tried.attempt, _brief_show(request, tried, closes_at)) for tried in found]
    return Page(items=items, next=write_cursor(last), total=total)


def _brief_show(request: web.Request, tried: queries.Tried, closes_at: datetime | None) -> frozenset[Show]:
    facts = ReviewFacts(now=request.app[CLOCK](), ended_at=tried.attempt.submitted_at, closes_at=closes_at)
    return shown(tried.attempt.quiz.review, facts)


@routes.get("/quizzes/{quiz_id}/attempts", allow=staff_of(Subject.QUIZ), raises=(NotFound,))
async def list_attempts(request: web.Request, *, quiz_id: UUID, query: AttemptQuery) -> Page[TriedOut]:
    """List the attempts at a quiz with their learners, newest first."""
    del request
    who = query.narrowed()
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.attempts_at(quiz_id, after=after, limit=query.limit, **who)
    total = await queries.count(quiz_id, **who) if query.count else None
    return Page(items=[TriedOut.of(tried) for tried in found], next=write_cursor(last), total=total)
