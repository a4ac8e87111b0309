"""The pages to be tested by and to look around in: quizzes, attempts, assignments, news, certificates, the catalogue.

They hold nothing but a frame: their scripts fetch the rest from the API, which says who may see what.
"""

from typing import Final
from uuid import UUID

from aiohttp import web

from handlers.pages.access import signed_in_page
from server.endpoint import Routes, public
from server.page_view import page

routes: Final = Routes(prefix="", tag="Pages", documented=False)


async def _frame(request: web.Request, script: str, **subject: UUID | str) -> web.Response:
    """The frame of a page whose content `script` draws; the subject is told by `<meta name="lectern:…">`."""
    return await page(request, "study.html", script=script, title=f"{script}.title", subject=subject)


@routes.get("/courses", allow=public)
async def catalogue(request: web.Request) -> web.Response:
    """Look for a course."""
    return await _frame(request, "catalogue")


@routes.get("/courses/{course_id}", allow=public)
async def course(request: web.Request, *, course_id: str) -> web.Response:
    """What a course offers, and the way into it; by its id or its slug."""
    return await _frame(request, "course", course=course_id)


@routes.get("/quizzes/{quiz_id}", allow=signed_in_page)
async def quiz(request: web.Request, *, quiz_id: UUID) -> web.Response:
    """What a quiz demands, earlier attempts, and the button that begins one."""
    return await _frame(request, "quiz", quiz=quiz_id)


@routes.get("/attempts/{attempt_id}", allow=signed_in_page)
async def attempt(request: web.Request, *, attempt_id: UUID) -> web.Response:
    """Answer the questions; afterwards the result."""
    return await _frame(request, "attempt", attempt=attempt_id)


@routes.get("/assignments/{assignment_id}", allow=signed_in_page)
async def assignment(request: web.Request, *, assignment_id: UUID) -> web.Response:
    """Hand in work, and read what was said about it."""
    return await _frame(request, "assignment", assignment=assignment_id)


@routes.get("/assignments/{assignment_id}/submissions", allow=signed_in_page)
async def submissions(request: web.Request, *, assignment_id: UUID) -> web.Response:
    """What was handed in, for the staff to grade."""
    return await _frame(request, "submissions", assignment=assignment_id)


@routes.get("/quizzes/{quiz_id}/grading", allow=signed_in_page)
async def grading(request: web.Request, *, quiz_id: UUID) -> web.Response:
    """Answers that wait for a person, question by question."""
    return await _frame(request, "grading", quiz=quiz_id)


@routes.get("/courses/{course_id}/roster", allow=signed_in_page)
async def roster(request: web.Request, *, course_id: UUID) -> web.Response:
    """Who has a place in a course, who is invited, and how to let people in."""
    return await _frame(request, "roster", course=course_id)


@routes.get("/notifications", allow=signed_in_page)
async def news(request: web.Request) -> web.Response:
    """News for oneself, and what one wants to hear."""
    return await _frame(request, "news")


@routes.get("/account", allow=signed_in_page)
async def account(request: web.Request) -> web.Response:
    """Who one is, how one signs in, what one hears of, and what is kept about oneself."""
    return await _frame(request, "account")


@routes.get("/certificates", allow=signed_in_page)
async def own_certificates(request: web.Request) -> web.Response:
    """One's own certificates."""
    return await _frame(request, "certificates")
