"""Learning by oneself in a real browser: a quiz with every kind of question, taken with the keyboard and a dead line."""

import re
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from clients.rest import Rest
from models.rules.access import Role
from models.tables.users import User
from tests.files import PDF
from tests.pages import classroom
from tests.pages.conftest import PASSWORD, Site
from tests.pages.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

QUESTIONS: list[dict[str, Any]] = [
    {"kind": "single", "stem": "Which planet is red?", "choices": [{"text": "Mars", "correct": True}, {"text": "Venus", "correct": False}]},
    {"kind": "multiple", "stem": "Which are moons?", "choices": [{"text": "Io", "correct": True}, {"text": "Titan", "correct": True}, {"text": "Ceres", "correct": False}]},
    {"kind": "true_false", "stem": "The Sun is a star.", "answer": True},
    {"kind": "short_text", "stem": "Name our galaxy.", "accepted": [{"text": "Milky Way"}]},
    {"kind": "numeric", "stem": "How many minutes does sunlight need?", "value": 8.3, "tolerance": 0.5},
    {"kind": "matching", "stem": "Who found what?", "pairs": [{"left": "Galilei", "right": "Moons of Jupiter"}, {"left": "Herschel", "right": "Uranus"}]},
    {"kind": "ordering", "stem": "From the Sun outwards", "items": ["Mercury", "Venus", "Earth"]},
    {"kind": "cloze", "stem": "Fill in", "text": "Light from {{1}} is {{2}}.", "blanks": {"1": {"kind": "short_text", "accepted": [{"text": "Mars"}]}, "2": {"kind": "single", "choices": [{"text": "red", "correct": True}, {"text": "green", "correct": False}]}}},
    {"kind": "essay", "stem": "Why is the night dark?", "rubric": "Olbers"},
    {"kind": "file", "stem": "Hand in your star chart."},
]  # fmt: skip


async def set_quiz(site: Site, teacher: User, learner: User, **settings: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A published course with a quiz of every kind of question, and a place in it."""
    async with aiohttp.ClientSession() as http:
        api = await Rest(http, site.url("/")).login(teacher.email, PASSWORD)
        course = await api.call("POST", "/courses", {"title": "Reading the Night Sky"})
        section = await api.call("POST", f"/courses/{course['id']}/sections", {"title": "One"})
        lesson = {"title": "Begin here", "kind": "text", "body": "Look up.", "preview": True}
        _ = await api.call("POST", f"/sections/{section['id']}/lessons", lesson)
        quiz = await api.call("POST", f"/courses/{course['id']}/quizzes", {"title": "What the sky tells", **settings})
        for question in QUESTIONS:
            _ = await api.call("POST", f"/quizzes/{quiz['id']}/questions", {"points": 2, **question})
        _ = await api.call("POST", f"/quizzes/{quiz['id']}/publish")
        _ = await api.call("POST", f"/courses/{course['id']}/publish")
        _ = await api.call("POST", f"/courses/{course['id']}/enrollments", {"email": learner.email})
    return course, quiz


async def answer_by_keyboard(page: Page) -> None:
    """Every kind, with nothing but keys."""
    cards = [page.locator("section.question").nth(at) for at in range(len(QUESTIONS))]
    await cards[0].get_by_label("Mars").press("Space")
    await cards[1].get_by_label("Io").press("Space")
    await cards[1].get_by_label("Titan").press("Space")
    await cards[2].get_by_label("True").press("Space")
    await cards[3].get_by_label("Your answer").press_sequentially("milky way")
    await cards[4].get_by_label("Your number").press_sequentially("8,3")
    for left, right in (("Galilei", "Moons of Jupiter"), ("Herschel", "Uranus")):
        await cards[5].get_by_label(left).press_sequentially(right[:4])
    await sort_by_keyboard(cards[6], ["Mercury", "Venus", "Earth"])
    await cards[7].get_by_label("Blank 1").press_sequentially("Mars")
    await cards[7].get_by_label("Blank 2").press_sequentially("red")
    await cards[8].get_by_label("Your answer").press_sequentially("The light has not arrived.")


async def sort_by_keyboard(card: Any, wanted: list[str]) -> None:
    """Move each item up until the list reads as wanted."""
    for at, item in enumerate(wanted):
        for _ in range(len(wanted)):
            rows = await card.locator(".sorter-text").all_inner_texts()
            if rows.index(item) <= at:
                break
            await card.get_by_role("button", name=f"Move up: {item}").press("Enter")
    await card.get_by_label("This order is my answer").check()


SAVED = "[data-save=saved]"


async def test_an_attempt_survives_a_dead_line_and_a_reload_and_says_why(site: Site, browser: Browser) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Omar")
    _, quiz = await set_quiz(site, teacher, omar, access_code="stars", time_limit_seconds=1200)
    page = await classroom.open_page(browser, site, f"/login?next=/quizzes/{quiz['id']}", reduced_motion="reduce")
    await classroom.sign_in(page, omar)
    await page.get_by_label("Access code").fill("moons")
    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("alert")).to_have_text("This is not the access code.")
    await page.get_by_label("Access code").fill("stars")
    await page.get_by_label("Access code").press("Enter")
    await expect(page.locator("section.question")).to_have_count(len(QUESTIONS))
    await expect(page.get_by_role("timer")).to_contain_text("19:")
    await answer_by_keyboard(page)
    await expect(page.locator("[data-answered]")).to_have_text("9 of 10 answered")
    await expect(page.locator(SAVED)).to_be_visible()
    assert await faults(page) == []

    await page.route("**/api/v1/attempts/**", lambda route: route.abort())
    await page.get_by_label("Venus", exact=True).check()
    await expect(page.locator("[data-save=offline]")).to_be_visible()
    await page.unroute("**/api/v1/attempts/**")
    async with page.expect_response("**/answers") as saving:
        page.on("dialog", lambda dialog: dialog.accept())
        await page.reload()
    assert (await saving.value).ok
    await expect(page.get_by_label("Venus", exact=True)).to_be_checked()
    await expect(page.get_by_label("Uranus")).to_have_count(0)
    await expect(page.locator(SAVED)).to_be_visible()
    assert await page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))") == []

    await page.locator("[data-end]").click()
    await expect(page.locator("dialog li")).to_have_text("Question 10 Hand in your star chart.")
    await page.locator("dialog [data-submit]").click()
    await expect(page.locator("[data-result=submitted]")).to_contain_text("A person still has to grade some answers.")
    first = page.locator("[data-question]").first
    await expect(first).to_contain_text("0 of 2")
    await expect(page.locator("[data-question]").nth(6)).to_contain_text("2 of 2")
    assert await faults(page) == []


async def invite_and_take_back(desk: Page, course: dict[str, Any]) -> list[str]:
    """Invite an address on the roster and think better of it; what axe finds there."""
    await desk.goto(f"/courses/{course['id']}/roster")
    await expect(desk.locator("[data-learners] tbody tr")).to_have_count(2)
    await desk.get_by_label("E-mail of a learner").fill("new@school.example")
    await desk.get_by_role("button", name="Enrol or invite").click()
    await expect(desk.locator("[data-invitations]")).to_contain_text("new@school.example")
    found = await faults(desk)
    await desk.get_by_role("button", name="Take back new@school.example").click()
    await expect(desk.locator("[data-invitations]")).not_to_contain_text("new@school.example")
    return found


async def test_a_course_is_found_and_taken_work_is_handed_in_graded_and_heard_of(site: Site, browser: Browser) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Omar")
    eve = await site.person("Eve")
    course, _ = await set_quiz(site, teacher, eve)
    async with aiohttp.ClientSession() as http:
        api = await Rest(http, site.url("/")).login(teacher.email, PASSWORD)
        work = {"title": "A star chart", "body": "Draw what you see.", "points": 10}
        work = await api.call("POST", f"/courses/{course['id']}/assignments", work)

    page = await classroom.open_page(browser, site, "/courses", reduced_motion="reduce")
    await page.get_by_label("What do you want to learn?").fill("sky")
    await page.get_by_label("What do you want to learn?").press("Enter")
    await expect(page).to_have_url(re.compile(r"\?q=sky$"))
    found = {"catalogue": await faults(page)}
    await page.get_by_role("link", name="Reading the Night Sky").click()
    await expect(page.locator(".lesson-row")).to_contain_text("preview")
    found |= {"course": await faults(page)}
    await page.get_by_role("link", name="Sign in to enrol").click()
    await classroom.sign_in(page, omar)
    await page.get_by_role("button", name="Enrol for free").click()
    await expect(page.locator("[data-outline] li")).to_have_text("Begin here not started")

    await page.goto(f"/assignments/{work['id']}")
    await page.get_by_label("Your text").fill("Orion stands high.")
    await page.reload()
    await expect(page.get_by_label("Your text")).to_have_value("Orion stands high.")
    await page.get_by_label("Add files").set_input_files(
        {"name": "chart.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    await expect(page.get_by_role("link", name="chart.pdf")).to_be_visible()
    await page.get_by_role("button", name="Hand in").click()
    await expect(page.locator("[data-submission=handed_in]")).to_contain_text("Orion stands high.")
    found |= {"assignment": await faults(page)}

    desk = await classroom.open_page(
        browser, site, f"/login?next=/assignments/{work['id']}/submissions", size=classroom.DESK, color_scheme="dark", reduced_motion="reduce"
    )  # fmt: skip
    await classroom.sign_in(desk, teacher)
    await desk.get_by_label("Points, at most 10").fill("9")
    await desk.get_by_label("Feedback to the learner").fill("Well seen.")
    await desk.get_by_role("button", name="Save the mark").click()
    await expect(desk.locator(".badge", has_text="graded")).to_be_visible()
    found |= {"submissions": await faults(desk)}

    await expect(page.locator("[data-unread]")).to_be_visible()
    await page.locator("[data-bell]").click()
    await expect(page.locator("[data-news=assignment_graded]")).to_be_visible()
    found |= {"news": await faults(page)}
    await page.get_by_role("button", name="Mark all as read").click()
    await expect(page.locator("[data-unread]")).to_be_hidden()
    await page.goto(f"/assignments/{work['id']}?lang=ar")
    await expect(page.locator("[data-submission=graded]")).to_contain_text("Well seen.")
    found |= {"graded, in Arabic": await faults(page)}

    found |= {"roster": await invite_and_take_back(desk, course)}
    assert {where: what for where, what in found.items() if what} == {}
