"""Questions of a quiz with their keys: for staff only."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.questions import QuestionIn, QuestionOrderIn, QuestionOrderOut, QuestionOut, QuestionPatch
from models.actions import questions
from models.queries import questions as queries
from models.queries.questions import Written
from models.queries.standing import Subject
from server.course_access import staff_of
from server.endpoint import Answer, Created, Page, PageQuery, Routes, etag, read_cursor, write_cursor
from server.errors import Conflict, NotFound, PreconditionFailed
from server.keys import CLOCK
from server.versions import IfMatch, matching

routes = Routes(tag="Quizzes")
quiz_staff = staff_of(Subject.QUIZ)
question_staff = staff_of(Subject.QUESTION)


def _tag(written: Written) -> str:
    return etag(written.id, written.version.number)


@routes.post("/quizzes/{quiz_id}/questions", allow=quiz_staff, raises=(NotFound, Conflict))
async def add_question(request: web.Request, *, quiz_id: UUID, body: QuestionIn) -> Created[QuestionOut]:
    """Add a question at the end of a quiz."""
    written = await questions.add(quiz_id, body.wording(), now=request.app[CLOCK]())
    return Created(QuestionOut.of(written), f"/api/v1/questions/{written.id}", etag=_tag(written))


@routes.get("/quizzes/{quiz_id}/questions", allow=quiz_staff, raises=(NotFound,))
async def list_questions(request: web.Request, *, quiz_id: UUID, query: PageQuery) -> Page[QuestionOut]:
    """List the questions of a quiz with their keys, in order."""
    del request
    after = read_cursor(query.cursor, tuple[int, UUID])
    found, last = await queries.page_of(quiz_id, after=after, limit=query.limit)
    total = await queries.count(quiz_id) if query.count else None
    return Page(items=[QuestionOut.of(written) for written in found], next=write_cursor(last), total=total)


@routes.patch("/questions/{question_id}", allow=question_staff, raises=(NotFound, PreconditionFailed))
async def change_question(
    request: web.Request, *, question_id: UUID, body: QuestionPatch, if_match: IfMatch = None
) -> Answer[QuestionOut]:
    """Change a question: a new version is written, attempts that run keep theirs."""
    guard, now = matching(if_match), request.app[CLOCK]()
    written = await questions.change(question_id, body.sent(), guard=guard, now=now)
    return Answer(QuestionOut.of(written), etag=_tag(written))


@routes.delete("/questions/{question_id}", allow=question_staff, raises=(NotFound, PreconditionFailed))
async def remove_question(request: web.Request, *, question_id: UUID, if_match: IfMatch = None) -> None:
    """Take a question out of its quiz; attempts that have it keep it."""
    await questions.remove(question_id, guard=matching(if_match), now=request.app[CLOCK]())


@routes.put("/quizzes/{quiz_id}/questions/order", allow=quiz_staff, raises=(NotFound,))
async def order_questions(request: web.Request, *, quiz_id: UUID, body: QuestionOrderIn) -> QuestionOrderOut:
    """Put all questions of a quiz in order, all at once or not at all."""
    await questions.put_in_order(quiz_id, body.questions, now=request.app[CLOCK]())
    return QuestionOrderOut(questions=body.questions)
