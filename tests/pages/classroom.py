"""A course with a quiz for the browser tests, made by the API, and people who use the pages as people do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from playwright.async_api import Browser, Page, expect

from clients.rest import Rest
from models.tables.users import User
from tests.pages.conftest import PASSWORD, Site

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
RIGHT, WRONG = "It moves away from us", "It is very hot"

QUESTIONS: list[dict[str, Any]] = [
    {
        "kind": "single",
        "stem": "The light of a galaxy is shifted to the red. What does that tell us?",
        "choices": [{"text": text, "correct": text == RIGHT} for text in (RIGHT, "It moves towards us", WRONG)],
    },
    {"kind": "numeric", "stem": "How many minutes does sunlight need to reach us?", "value": 8.3, "tolerance": 0.5},
    {"kind": "true_false", "stem": "The Moon has no atmosphere at all.", "answer": False},
]


@dataclass(frozen=True, slots=True)
class Course:
    """A course of one teacher, with a quiz that is ready to go live."""

    id: str
    quiz_id: str


async def make_course(site: Site, teacher: User, students: Sequence[User]) -> Course:
    """The course, its quiz, and a place for each student."""
    async with aiohttp.ClientSession() as http:
        api = await Rest(http, site.url("/")).login(teacher.email, PASSWORD)
        course = await api.call("POST", "/courses", {"title": "Reading the Night Sky"})
        quiz = await api.call("POST", f"/courses/{course['id']}/quizzes", {"title": "Light and distance"})
        for question in QUESTIONS:
            _ = await api.call("POST", f"/quizzes/{quiz['id']}/questions", {"points": 1000, "seconds": 60, **question})
        _ = await api.call("POST", f"/quizzes/{quiz['id']}/publish")
        for student in students:
            _ = await api.call("POST", f"/courses/{course['id']}/enrollments", {"email": student.email})
    return Course(course["id"], quiz["id"])


async def open_page(browser: Browser, site: Site, path: str, *, size: Any = PHONE, **options: Any) -> Page:
    """A page in a browser of its own, which fails the test when a script does or something is blocked."""
    # Nothing moves unless the test is about that: drawing what moves is most of a browser's work.
    usual = {"viewport": size, "base_url": site.url("/"), "reduced_motion": "reduce"}
    context = await browser.new_context(**(usual | options))
    page = await context.new_page()
    page.on("pageerror", _complain)
    await page.goto(path)
    return page


def _complain(error: Exception) -> None:
    raise AssertionError(f"a script failed: {error}")


async def sign_in(page: Page, user: User) -> None:
    """Fill in the form that the page shows."""
    await page.get_by_label("E-mail").fill(user.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()


async def start_session(page: Page, teacher: User) -> str:
    """From the front door to the host's page; the join code."""
    await page.goto("/teach")
    await sign_in(page, teacher)
    await page.get_by_role("button", name="Start live").click()
    code = page.locator(".lobby-code")
    await expect(code).to_be_visible()
    return (await code.inner_text()).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")


async def join(page: Page, code: str, *, name: str = "") -> None:
    """Type the code, and a name for a guest; the seat is taken when the lobby shows."""
    await page.get_by_label("Code").fill(code.lower())
    await page.get_by_role("button", name="Join").click()
    if name:
        await page.get_by_label("Your name for the room").fill(name)
    await page.wait_for_url("**/j/*")
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_text("You are in,")).to_be_visible()


async def press(host: Page, name: str) -> None:
    """One of the host's buttons, once it may be pressed."""
    button = host.get_by_role("button", name=name, exact=True)
    await expect(button).to_be_enabled()
    await button.click()


async def choose(player: Page, text: str) -> None:
    """Tap an answer and see it saved."""
    await player.locator("button.tile", has_text=text).click()
    await saved(player)


async def type_in(player: Page, text: str) -> None:
    """Type an answer, send it and see it saved."""
    await player.locator("input.field").fill(text)
    await player.get_by_role("button", name="Send").click()
    await saved(player)


async def saved(player: Page) -> None:
    """The acknowledgement is shown."""
    await expect(player.locator(".save-note.is-saved")).to_have_text("Saved")
