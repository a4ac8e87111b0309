"""The pages of figures in a browser: what they say, their tables and files, and that everybody can read them."""

import csv
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.async_api import Browser, Page, expect

from models.rules.access import Role
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt
from models.tables.users import User
from server.clock import utc_now
from tests.pages import classroom
from tests.pages.classroom import DESK, PHONE
from tests.pages.conftest import Site
from tests.pages.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def _history(course: classroom.Course, omar: User) -> None:
    """Omar passed the quiz just now; nobody else was seen since they enrolled, 25 days ago."""
    now = utc_now()
    _ = await Enrollment.filter(course_id=UUID(course.id)).update(enrolled_at=now - timedelta(days=25))
    place = await Enrollment.get(course_id=UUID(course.id), user_id=omar.id)
    attempt = Attempt(quiz_id=UUID(course.quiz_id), enrollment_id=place.id, user_id=omar.id, number=1, max_score=1.0)
    attempt.started_at, attempt.submitted_at = now - timedelta(minutes=30), now - timedelta(minutes=20)
    attempt.state, attempt.percent, attempt.score, attempt.passed = "graded", 85.0, 0.85, True
    await attempt.save()


async def _scroll_width(page: Page) -> int:
    width: int = await page.evaluate("document.documentElement.scrollWidth")
    return width


async def test_teachers_and_learners_read_their_figures(site: Site, browser: Browser) -> None:
    mariam, omar, lina = (
        await site.person("Mariam", Role.INSTRUCTOR),
        await site.person("Omar"),
        await site.person("Lina"),
    )
    course = await classroom.make_course(site, mariam, [omar, lina])
    await _history(course, omar)

    page = await classroom.open_page(browser, site, "/teach", size=DESK, color_scheme="light", reduced_motion="reduce")
    await classroom.sign_in(page, mariam)
    await page.get_by_role("link", name="Figures").click()
    await expect(page.locator(".uplot canvas")).to_have_count(3)
    funnel = page.get_by_role("table", name="From enrolment to certificate")
    await expect(funnel.get_by_role("row").nth(2)).to_contain_text("Started")
    await expect(funnel.get_by_role("row").nth(2)).to_contain_text("50%")
    urgent = page.get_by_role("table", name="Who may need you")
    await expect(urgent.get_by_role("row").nth(1)).to_contain_text("Lina")
    await expect(urgent.get_by_role("row").nth(1)).to_contain_text("away for 25 days")
    # The same numbers as a table, opened by the keyboard.
    table = page.locator("figure", has_text="Learning").locator("summary")
    await table.focus()
    await page.keyboard.press("Enter")
    # Today's row, or yesterday's just after midnight.
    learning = page.get_by_role("table", name="Learning")
    await expect(learning.get_by_role("cell", name="1", exact=True).first).to_be_visible()
    assert await faults(page) == []
    async with page.expect_download() as saving:
        await page.locator("section", has_text="Who may need you").get_by_role("button", name="Save as CSV").click()
    saved = await (await saving.value).path()
    with saved.open(encoding="utf-8", newline="") as file:
        assert [line["full_name"] for line in csv.DictReader(file)] == ["Lina"]
    await page.get_by_label("Show").select_option("7")
    await expect(page.locator(".uplot canvas")).to_have_count(3)

    phone = await classroom.open_page(browser, site, "/login?next=/analytics", color_scheme="dark")
    await classroom.sign_in(phone, omar)
    await expect(phone.get_by_role("heading", name="Latest marks")).to_be_visible()
    await expect(phone.get_by_role("table", name="Latest marks")).to_contain_text("85%")
    assert await _scroll_width(phone) <= PHONE["width"]
    await phone.goto("/analytics?lang=ar")
    await expect(phone.locator(".uplot canvas")).to_have_count(2)
    assert await faults(phone) == []
    assert await _scroll_width(phone) <= PHONE["width"]

    # A learner who opens the teachers' page is told so, and sees nothing of it.
    await phone.goto(f"/analytics/courses/{course.id}?lang=en")
    await expect(phone.get_by_role("alert")).to_contain_text("Only the staff of this course")
    await expect(phone.locator("table")).to_have_count(0)
