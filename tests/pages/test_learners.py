"""A course's learners as they learn, in a real browser."""

import aiohttp
import pytest
from playwright.async_api import Browser, expect

from clients.rest import Rest
from models.rules.access import Role
from tests.pages import classroom
from tests.pages.classroom import DESK
from tests.pages.conftest import PASSWORD, Site
from tests.pages.test_access import faults

pytestmark = pytest.mark.browser


async def test_the_table_moves_by_itself_and_its_staff_alone_can_read_it(site: Site, browser: Browser) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR, locale="ar"), await site.person("Omar")
    async with aiohttp.ClientSession() as http:
        api, learner = Rest(http, site.url("/")), Rest(http, site.url("/"))
        api, learner = await api.login(teacher.email, PASSWORD), await learner.login(omar.email, PASSWORD)
        course = await api.call("POST", "/courses", {"title": "Reading the Night Sky"})
        section = await api.call("POST", f"/courses/{course['id']}/sections", {"title": "One"})
        lessons = [
            await api.call("POST", f"/sections/{section['id']}/lessons", {"title": name, "kind": "text", "body": name})
            for name in ("Light", "Distance")
        ]
        _ = await api.call("POST", f"/courses/{course['id']}/publish")

        path = f"/courses/{course['id']}/learners"
        page = await classroom.open_page(browser, site, f"/login?next={path}", size=DESK, reduced_motion="reduce")
        await classroom.sign_in(page, teacher)
        await expect(page.locator("[data-table] .big-note")).to_be_visible()

        place = await learner.call("POST", f"/courses/{course['id']}/enroll")
        row = page.locator(f"[data-enrollment='{place['id']}']")
        await expect(row.locator("[data-percent]")).to_have_attribute("data-percent", "0")
        _ = await learner.call("POST", f"/enrollments/{place['id']}/lessons/{lessons[0]['id']}/complete")
        await expect(row.locator("[data-percent]")).to_have_attribute("data-percent", "50")
        await expect(row.locator("[data-did]")).to_have_text("أنهى درسًا")
        await expect(page.locator("#voice")).to_contain_text("Omar")
        await expect(page.locator("[data-line]")).to_have_attribute("data-line", "live")
        assert await faults(page) == []

        _ = await learner.call("POST", f"/enrollments/{place['id']}/lessons/{lessons[1]['id']}/complete")
        await expect(page.locator("[data-count=completed]")).to_contain_text("1")
        await page.goto(f"{path}?lang=en")
        await expect(row.get_by_text("100%")).to_be_visible()

        student = await classroom.open_page(browser, site, f"/login?next={path}")
        await classroom.sign_in(student, omar)
        await expect(student.get_by_role("alert")).to_have_text("This page may no longer follow the course.")
