"""Question banks of a course, and the slots of quizzes that draw from them: for staff only."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.banks import BankIn, BankOut, BankPatch, DrawIn, DrawOut, DrawsOut
from handlers.schemas.questions import QuestionIn, QuestionOut
from models.actions import banks, questions
from models.queries import draws
from models.queries import questions as question_queries
from models.queries.standing import Subject
from server.course_access import staff_of
from server.endpoint import Created, Page, PageQuery, Routes, etag, read_cursor, write_cursor
from server.errors import Conflict, NotFound
from server.keys import CLOCK

routes = Routes(tag="Quizzes")
course_staff = staff_of(Subject.COURSE)
bank_staff = staff_of(Subject.BANK)
quiz_staff = staff_of(Subject.QUIZ)


@routes.post("/courses/{course_id}/banks", allow=course_staff, raises=(NotFound, Conflict))
async def create_bank(request: web.Request, *, course_id: UUID, body: BankIn) -> Created[BankOut]:
    """Make an empty bank of questions."""
    bank = await banks.create(course_id, body.title, now=request.app[CLOCK]())
    return Created(BankOut.of(await draws.bank_of(bank)), f"/api/v1/banks/{bank.id}")


@routes.get("/courses/{course_id}/banks", allow=course_staff, raises=(NotFound,))
async def list_banks(request: web.Request, *, course_id: UUID, query: PageQuery) -> Page[BankOut]:
    """List the banks of a course."""
    del request
    after = read_cursor(query.cursor, tuple[UUID])
    cards, last = await draws.banks_of(course_id, after=after, limit=query.limit)
    total = await draws.count_banks(course_id) if query.count else None
    return Page(items=[BankOut.of(card) for card in cards], next=write_cursor(last), total=total)


@routes.patch("/banks/{bank_id}", allow=bank_staff, raises=(NotFound,))
async def change_bank(request: web.Request, *, bank_id: UUID, body: BankPatch) -> BankOut:
    """Rename a bank."""
    bank = await banks.change(bank_id, body.changes(), now=request.app[CLOCK]())
    return BankOut.of(await draws.bank_of(bank))


@routes.delete("/banks/{bank_id}", allow=bank_staff, raises=(NotFound, Conflict))
async def remove_bank(request: web.Request, *, bank_id: UUID) -> None:
    """Remove a bank that no quiz draws from; attempts keep what they drew."""
    await banks.remove(bank_id, now=request.app[CLOCK]())


@routes.post("/banks/{bank_id}/questions", allow=bank_staff, raises=(NotFound, Conflict))
async def add_bank_question(request: web.Request, *, bank_id: UUID, body: QuestionIn) -> Created[QuestionOut]:
    """Add a question to a bank."""
    written = await questions.add_to_bank(bank_id, body.wording(), now=request.app[CLOCK]())
    tag = etag(written.id, written.version.number)
    return Created(QuestionOut.of(written), f"/api/v1/questions/{written.id}", etag=tag)


@routes.get("/banks/{bank_id}/questions", allow=bank_staff, raises=(NotFound,))
async def list_bank_questions(request: web.Request, *, bank_id: UUID, query: PageQuery) -> Page[QuestionOut]:
    """List the questions of a bank with their keys."""
    del request
    after = read_cursor(query.cursor, tuple[int, UUID])
    found, last = await question_queries.page_in_bank(bank_id, after=after, limit=query.limit)
    total = await question_queries.count_in_bank(bank_id) if query.count else None
    return Page(items=[QuestionOut.of(written) for written in found], next=write_cursor(last), total=total)


@routes.post("/quizzes/{quiz_id}/draws", allow=quiz_staff, raises=(NotFound, Conflict))
async def add_draw(request: web.Request, *, quiz_id: UUID, body: DrawIn) -> Created[DrawOut]:
    """Let a quiz draw questions at random from a bank; every attempt keeps what it drew."""
    now = request.app[CLOCK]()
    draw = await banks.add_draw(quiz_id, body.bank_id, count=body.count, tags=body.tags, points=body.points, now=now)
    return Created(DrawOut.of(draw), f"/api/v1/quizzes/{quiz_id}/draws")


@routes.get("/quizzes/{quiz_id}/draws", allow=quiz_staff, raises=(NotFound,))
async def list_draws(request: web.Request, *, quiz_id: UUID) -> DrawsOut:
    """List the slots of a quiz that draw from banks."""
    del request
    return DrawsOut(items=[DrawOut.of(draw) for draw in await draws.draws_of(quiz_id)])


@routes.delete("/draws/{draw_id}", allow=staff_of(Subject.DRAW), raises=(NotFound,))
async def remove_draw(request: web.Request, *, draw_id: UUID) -> None:
    """Take a slot out of its quiz; attempts keep what they drew."""
    await banks.remove_draw(draw_id, now=request.app[CLOCK]())
