"""Quizzes of a course: make, read, change, publish, remove."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.quizzes import QuizIn, QuizOut, QuizPatch, columns
from models.actions import quizzes
from models.queries import quizzes as queries
from models.queries.standing import Subject
from models.tables.quizzes import Quiz
from server.course_access import members_of, staff_of
from server.endpoint import Answer, Created, Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Conflict, Forbidden, NotFound, PreconditionFailed
from server.keys import CLOCK, STANDING
from server.versions import IfMatch, matching, tag_of

routes = Routes(tag="Quizzes")
quiz_staff = staff_of(Subject.QUIZ)


async def _answer(quiz: Quiz) -> Answer[QuizOut]:
    return Answer(QuizOut.of(await queries.quiz_of(quiz.id), staff=True), etag=tag_of(quiz))


@routes.post("/courses/{course_id}/quizzes", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def create_quiz(request: web.Request, *, course_id: UUID, body: QuizIn) -> Created[QuizOut]:
    """Make a quiz; it begins as a draft without questions."""
    fields = columns(dict(body))
    lesson_id = fields.pop("lesson_id")
    quiz = await quizzes.create(course_id, fields, lesson_id=lesson_id, now=request.app[CLOCK]())
    out = QuizOut.of(await queries.quiz_of(quiz.id), staff=True)
    return Created(out, f"/api/v1/quizzes/{quiz.id}", etag=tag_of(quiz))


@routes.get("/courses/{course_id}/quizzes", allow=members_of(Subject.COURSE), raises=(NotFound, Forbidden))
async def list_quizzes(request: web.Request, *, course_id: UUID, query: PageQuery) -> Page[QuizOut]:
    """List the quizzes of a course; drafts are for staff."""
    staff = request[STANDING].is_staff
    after = read_cursor(query.cursor, tuple[UUID])
    cards, last = await queries.quizzes_of(course_id, drafts=staff, after=after, limit=query.limit)
    total = await queries.count(course_id, drafts=staff) if query.count else None
    return Page(items=[QuizOut.of(card, staff=staff) for card in cards], next=write_cursor(last), total=total)


@routes.get("/quizzes/{quiz_id}", allow=members_of(Subject.QUIZ), raises=(NotFound, Forbidden))
async def read_quiz(request: web.Request, *, quiz_id: UUID) -> Answer[QuizOut]:
    """Read a quiz, without its questions."""
    card = await queries.quiz_of(quiz_id)
    return Answer(QuizOut.of(card, staff=request[STANDING].is_staff), etag=tag_of(card.quiz))


@routes.patch("/quizzes/{quiz_id}", allow=quiz_staff, raises=(NotFound, PreconditionFailed))
async def change_quiz(
    request: web.Request, *, quiz_id: UUID, body: QuizPatch, if_match: IfMatch = None
) -> Answer[QuizOut]:
    """Change a quiz; attempts that run keep their deadline."""
    changes, now = columns(body.changes()), request.app[CLOCK]()
    return await _answer(await quizzes.change(quiz_id, changes, guard=matching(if_match), now=now))


@routes.post("/quizzes/{quiz_id}/publish", allow=quiz_staff, raises=(NotFound, Conflict))
async def publish_quiz(request: web.Request, *, quiz_id: UUID) -> Answer[QuizOut]:
    """Show a quiz to learners, or learn what is missing (409 `not_ready`)."""
    return await _answer(await quizzes.publish(quiz_id, now=request.app[CLOCK]()))


@routes.delete("/quizzes/{quiz_id}", allow=quiz_staff, raises=(NotFound, PreconditionFailed))
async def remove_quiz(request: web.Request, *, quiz_id: UUID, if_match: IfMatch = None) -> None:
    """Take a quiz out of its course; attempts and marks are kept."""
    await quizzes.remove(quiz_id, guard=matching(if_match), now=request.app[CLOCK]())
