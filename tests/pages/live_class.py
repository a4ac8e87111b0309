"""A session that is ready to be led, made by the API: what a browser test needs before it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from playwright.async_api import Browser, Page, expect

from clients.rest import Rest
from models.tables.users import User
from tests.pages import classroom
from tests.pages.classroom import DESK
from tests.pages.conftest import PASSWORD, Site


@dataclass(frozen=True, slots=True)
class Lesson:
    """A session in its lobby."""

    id: str
    code: str


async def make_lesson(
    site: Site,
    teacher: User,
    questions: Sequence[dict[str, Any]],
    *,
    staff: Sequence[User] = (),
    absent: Sequence[User] = (),
    **settings: Any,
) -> Lesson:
    """A course with its staff, a quiz of these questions, and a session of it that guests may join.

    The `absent` are enrolled, and nobody makes them come.
    """
    async with aiohttp.ClientSession() as http:
        api = await Rest(http, site.url("/")).login(teacher.email, PASSWORD)
        course = await api.call("POST", "/courses", {"title": "Reading the Night Sky"})
        for each in staff:
            body = {"email": each.email, "role": "co_instructor"}
            _ = await api.call("POST", f"/courses/{course['id']}/staff", body)
        for each in absent:
            _ = await api.call("POST", f"/courses/{course['id']}/enrollments", {"email": each.email})
        quiz = await api.call("POST", f"/courses/{course['id']}/quizzes", {"title": "Light and distance"})
        for question in questions:
            timed: dict[str, Any] = {"points": 1000, "seconds": 300, **question}
            _ = await api.call("POST", f"/quizzes/{quiz['id']}/questions", timed)
        _ = await api.call("POST", f"/quizzes/{quiz['id']}/publish")
        made = await api.call("POST", "/live-sessions", {"quiz_id": quiz["id"], "guests": True, **settings})
    return Lesson(made["id"], made["code"])


async def open_host(browser: Browser, site: Site, lesson: Lesson, teacher: User) -> Page:
    """The host's page of the session, signed in."""
    page = await classroom.open_page(browser, site, f"/login?next=/live/{lesson.id}/host", size=DESK)
    await classroom.sign_in(page, teacher)
    await expect(page.locator(".line")).to_have_attribute("data-line", "live")
    return page


async def sit_down(browser: Browser, site: Site, lesson: Lesson, name: str, **options: Any) -> Page:
    """A guest's phone, with a seat."""
    page = await classroom.open_page(browser, site, f"/j/{lesson.code}", **options)
    await page.get_by_label("Your name for the room").fill(name)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("You are in,")).to_be_visible()
    return page
