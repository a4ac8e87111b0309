"""Learning in a real browser: the outline says why a lesson is closed, and a lesson offers its files."""

from uuid import UUID

import aiohttp
import pytest
from playwright.async_api import Browser, expect

from clients.rest import Rest
from models.rules.access import Role
from tests.files import PDF
from tests.pages import classroom
from tests.pages.conftest import PASSWORD, Site
from tests.school import TEXT_LESSON

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def test_the_outline_says_why_a_lesson_is_closed_and_the_lesson_offers_its_files(
    site: Site, browser: Browser
) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Omar")
    eve = await site.person("Eve")
    async with aiohttp.ClientSession() as http:
        api = await Rest(http, site.url("/")).login(teacher.email, PASSWORD)
        course = await api.call("POST", "/courses", {"title": "How Maps Lie"})
        section = await api.call("POST", f"/courses/{course['id']}/sections", {"title": "Projections"})
        first = await api.call("POST", f"/sections/{section['id']}/lessons", TEXT_LESSON)
        later = {"title": "Then", "kind": "text", "body": "More", "unlock": {"after_lesson": first["id"]}}
        _ = await api.call("POST", f"/sections/{section['id']}/lessons", later)
        file = await _upload(http, site, api)
        _ = await api.call("POST", f"/lessons/{first['id']}/attachments", {"file": str(file)})
        _ = await api.call("POST", f"/courses/{course['id']}/publish")
        _ = await api.call("POST", f"/courses/{course['id']}/enrollments", {"email": omar.email})

    page = await classroom.open_page(browser, site, f"/login?next=/courses/{course['id']}/outline")
    await classroom.sign_in(page, omar)
    closed = page.locator("li", has_text="Then")
    await expect(closed).to_contain_text("First finish “Begin here”.")
    await expect(closed.locator("a")).to_have_count(0)
    await expect(page.locator("[data-lesson]").first).to_have_text("Begin here not started")
    await page.get_by_role("link", name="Begin here").click()
    await expect(page.get_by_text("Every map leaves something out.")).to_be_visible()
    async with page.expect_download() as arriving:
        await page.get_by_role("link", name="Map.pdf").click()
    download = await arriving.value
    assert download.suggested_filename == "Map.pdf"
    assert (await download.path()).read_bytes() == PDF
    await page.get_by_role("button", name="Mark as done").click()
    await expect(page.locator("article").get_by_text("done", exact=True)).to_be_visible()
    await page.get_by_role("link", name="Course", exact=True).click()
    await expect(page.get_by_role("link", name="Then")).to_be_visible()

    stranger = await classroom.open_page(browser, site, f"/login?next=/courses/{course['id']}/outline")
    await classroom.sign_in(stranger, eve)
    await expect(stranger.get_by_role("heading", name="How Maps Lie")).to_be_visible()
    refused = await stranger.request.get(f"/files/{file}", max_redirects=0)
    assert refused.status == 404


async def _upload(http: aiohttp.ClientSession, site: Site, api: Rest) -> UUID:
    form = aiohttp.FormData()
    form.add_field("file", PDF, filename="Map.pdf")
    headers = {"Authorization": f"Bearer {api.token}"}
    async with http.post(site.url("/api/v1/files"), data=form, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        return UUID((await answer.json())["id"])
