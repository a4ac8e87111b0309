"""One's own account in a real browser: a second factor and back, a token, what one hears of; and who may look at what."""

from datetime import timedelta

import aiohttp
import pyotp
import pytest
from playwright.async_api import Browser, expect

from clients.rest import Rest
from models.rules.access import Role
from models.tables.credentials import ApiToken
from models.tables.notifications import NotificationPreference
from models.tables.users import AuthSession, User
from server.clock import utc_now
from tests.pages import classroom
from tests.pages.classroom import PHONE, press
from tests.pages.conftest import PASSWORD, Site
from tests.pages.forms import Client
from tests.pages.test_access import faults
from tests.school import TEXT_LESSON


@pytest.mark.browser
@pytest.mark.timeout(180)
async def test_a_person_guards_the_account_makes_a_token_and_chooses_what_to_hear(site: Site, browser: Browser) -> None:
    omar = await site.person("Omar")
    page = await classroom.open_page(browser, site, "/login?next=/account", size=PHONE, reduced_motion="reduce")
    await classroom.sign_in(page, omar)
    await expect(page.locator("#news tbody tr")).not_to_have_count(0)
    assert await faults(page) == []

    await page.get_by_role("link", name="Set up a second factor").click()
    await page.get_by_label("Password").fill(PASSWORD)
    await press(page, "Begin")
    await expect(page.locator("[data-qr] svg")).to_be_visible()
    secret = (await page.locator("[data-secret]").inner_text()).split()[-1]
    await page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    await press(page, "Confirm")
    codes = page.locator("[data-codes] li")
    await expect(codes).to_have_count(10)
    code = await codes.first.inner_text()
    await page.get_by_role("link", name="I have written them down").click()

    _ = await AuthSession.all().update(proved_at=utc_now() - timedelta(hours=1))
    await page.get_by_text("New token", exact=True).click()
    await page.get_by_label("What it is for").fill("Report")
    await press(page, "Make the token")
    await page.get_by_label("Password or code").fill(PASSWORD)
    await press(page, "Go on")
    await expect(page.locator("dialog code")).to_contain_text("lat_")
    await page.keyboard.press("Escape")
    await expect(page.locator("[data-token]")).to_contain_text("Report")

    await page.get_by_label("Announcements, by mail").uncheck()
    await expect(page.locator("#news .outcome")).to_have_text("Saved.")

    away = page.locator("#factor details", has_text="Take the second factor away")
    await away.locator("summary").click()
    await away.get_by_label("Password").fill(PASSWORD)
    await away.get_by_label("Code").fill(code)
    await away.get_by_role("button").click()
    await expect(page.get_by_role("link", name="Set up a second factor")).to_be_visible()

    assert not (await User.get(id=omar.id)).mfa_enabled
    assert await ApiToken.filter(user_id=omar.id, name="Report").count() == 1
    said = await NotificationPreference.get(user_id=omar.id)
    assert (said.kind, said.channel, said.wanted) == ("announcement", "mail", False)


async def test_a_preview_is_for_everybody_and_other_lessons_ask_to_sign_in(site: Site, visitor: Client) -> None:
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    async with aiohttp.ClientSession() as http:
        api = await Rest(http, site.url("/")).login(teacher.email, PASSWORD)
        course = await api.call("POST", "/courses", {"title": "How Maps Lie"})
        section = await api.call("POST", f"/courses/{course['id']}/sections", {"title": "Projections"})
        lesson = await api.call("POST", f"/sections/{section['id']}/lessons", {**TEXT_LESSON, "preview": True})
        path = f"/lessons/{lesson['id']}"
        draft = await visitor.get(path, allow_redirects=False)
        _ = await api.call("POST", f"/courses/{course['id']}/publish")
        opened = await visitor.get(path, allow_redirects=False)
        _ = await api.call("PATCH", path, {"preview": False})
        closed = await visitor.get(path, allow_redirects=False)
    assert [answer.status for answer in (draft, opened, closed)] == [303, 200, 303]
    assert closed.headers["Location"] == f"/login?next={path}"
