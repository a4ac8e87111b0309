"""Pages of figures: one's own, and those of a course. Their scripts fetch them from the API, which says who may see what."""

from typing import Final
from uuid import UUID

from aiohttp import web

from handlers.pages.access import signed_in_page
from server.endpoint import Routes
from server.page_view import page

routes: Final = Routes(prefix="", tag="Pages", documented=False)


@routes.get("/analytics", allow=signed_in_page)
async def own_figures(request: web.Request) -> web.Response:
    """One's own days, streak, courses, marks, and what is due."""
    return await page(request, "own-figures.html")


@routes.get("/analytics/courses/{course_id}", allow=signed_in_page)
async def course_figures(request: web.Request, *, course_id: UUID) -> web.Response:
    """How a course goes: funnel, lessons, scores, learners at risk, cohorts, revenue."""
    return await page(request, "course-figures.html", course=course_id)
