"""Marks that people give, and regrades: for staff only."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.attempts import AttemptBrief
from handlers.schemas.grading import GradesIn, RegradeIn, RegradeOut, ToGradeOut, ToGradeQuery
from models.actions import marking, regrades
from models.queries.attempts import sheet_of
from models.queries.regrades import to_grade
from models.queries.standing import Subject
from models.rules.reviewing import EVERYTHING
from server.cause import cause_of
from server.course_access import staff_of
from server.endpoint import Page, Routes, read_cursor, write_cursor
from server.errors import Conflict, NotFound

routes = Routes(tag="Quizzes")
quiz_staff = staff_of(Subject.QUIZ)


@routes.post("/attempts/{attempt_id}/grades", allow=staff_of(Subject.ATTEMPT), raises=(NotFound, Conflict))
async def grade_attempt(request: web.Request, *, attempt_id: UUID, body: GradesIn) -> AttemptBrief:
    """Give marks by hand; they replace those that stand, and the attempt, its lesson and the course follow."""
    await marking.grade(attempt_id, [each.plain() for each in body.grades], cause=cause_of(request))
    return AttemptBrief.of((await sheet_of(attempt_id)).attempt, EVERYTHING)


@routes.get("/quizzes/{quiz_id}/to-grade", allow=quiz_staff, raises=(NotFound,))
async def list_to_grade(request: web.Request, *, quiz_id: UUID, query: ToGradeQuery) -> Page[ToGradeOut]:
    """List answers for a grader, question by question across all attempts; those that wait, unless all are asked for."""
    del request
    after = read_cursor(query.cursor, tuple[UUID, UUID])
    found, last = await to_grade(
        quiz_id, question_id=query.question, waiting=query.waiting, after=after, limit=query.limit
    )
    return Page(items=[ToGradeOut.of(each) for each in found], next=write_cursor(last))


@routes.post("/quizzes/{quiz_id}/regrade", allow=quiz_staff, raises=(NotFound,))
async def regrade_quiz(request: web.Request, *, quiz_id: UUID, body: RegradeIn) -> RegradeOut:
    """Mark every finished attempt anew by a policy, or (unless told otherwise) only say what would change."""
    outcome = await regrades.regrade(
        quiz_id, body.policy, body.questions, dry_run=body.dry_run, cause=cause_of(request)
    )
    return RegradeOut.of(outcome)


@routes.post("/regrades/{regrade_id}/undo", allow=staff_of(Subject.REGRADE), raises=(NotFound, Conflict))
async def undo_regrade(request: web.Request, *, regrade_id: UUID) -> RegradeOut:
    """Take a regrade back; marks that were changed again since are left alone and named."""
    return RegradeOut.of(await regrades.undo(regrade_id, cause=cause_of(request)))
