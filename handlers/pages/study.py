"""The start pages of teachers and students, a course's gradebook, a quiz's statistics. Scripts fetch the rest from the API."""

from typing import Final
from uuid import UUID

from aiohttp import web

from handlers.pages.access import signed_in_page, teachers_page
from server.endpoint import Routes
from server.page_view import page

routes: Final = Routes(prefix="", tag="Pages", documented=False)


@routes.get("/teach", allow=teachers_page)
async def teach(request: web.Request) -> web.Response:
    """Own courses, quizzes ready to go live, sessions that run, results of those that are over."""
    return await page(request, "teach.html")


@routes.get("/learn", allow=signed_in_page)
async def learn(request: web.Request) -> web.Response:
    """Own enrolments and results."""
    return await page(request, "learn.html")


@routes.get("/courses/{course_id}/learners", allow=signed_in_page)
async def learners(request: web.Request, *, course_id: UUID) -> web.Response:
    """The learners of a course as they learn; the channel lets its staff follow."""
    return await page(request, "learners.html", course=course_id)


@routes.get("/courses/{course_id}/gradebook", allow=signed_in_page)
async def gradebook(request: web.Request, *, course_id: UUID) -> web.Response:
    """The marks of a course; the API lets its staff see them."""
    return await page(request, "gradebook.html", course=course_id)


@routes.get("/quizzes/{quiz_id}/statistics", allow=signed_in_page)
async def statistics(request: web.Request, *, quiz_id: UUID) -> web.Response:
    """How a quiz and its questions worked, in pictures and tables; the API lets its staff see them."""
    return await page(request, "statistics.html", quiz=quiz_id)
