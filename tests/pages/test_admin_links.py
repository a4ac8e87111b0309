"""Webhooks and learning platforms in a real browser: added, seen to work, and taken away, with what is shown once."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from models.rules.access import Role
from models.tables.lti import LtiPlatform
from models.tables.users import AuthSession
from models.tables.webhooks import Webhook, WebhookDelivery
from server.clock import utc_now
from tests.pages import classroom
from tests.pages.classroom import PHONE, press
from tests.pages.conftest import PASSWORD, Site
from tests.pages.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PLATFORM = {
    "Name": "Old Moodle",
    "Issuer": "https://moodle.example",
    "Client id": "lectern",
    "Deployment ids, with commas between": "1, 2",
}


async def test_an_administrator_keeps_webhooks_and_platforms(site: Site, browser: Browser) -> None:
    options: dict[str, Any] = {"size": PHONE, "reduced_motion": "reduce"}
    page = await classroom.open_page(browser, site, "/login?next=/admin/webhooks", **options)
    await classroom.sign_in(page, await site.person("Admin", Role.ADMIN))
    await press(page, "Add")
    await page.get_by_label("Address").fill("https://8.8.8.8/hook")
    await page.get_by_label("order.paid").check()
    await page.locator("dialog").get_by_role("button", name="Add", exact=True).click()
    await expect(page.locator("dialog code")).to_contain_text("whsec_")
    await page.keyboard.press("Escape")
    hook = page.locator("[data-webhook]")
    await expect(hook).to_contain_text("order.paid")
    await hook.get_by_role("button", name="Send a test").click()
    await expect(page.locator("[data-done]")).to_contain_text("A test event is on its way")
    first = await WebhookDelivery.all().get()
    await WebhookDelivery.filter(id=first.id).update(state="dead")
    await hook.get_by_role("button", name="Deliveries").click()
    await expect(page.locator("[data-delivery]")).to_contain_text("given up")
    assert await faults(page) == []
    await page.locator("[data-delivery]").get_by_role("button").click()
    await expect(page.locator("[data-delivery]")).to_contain_text("waiting")
    await page.keyboard.press("Escape")
    await hook.get_by_role("button", name="Switch off").click()
    await expect(hook.locator(".state")).to_have_text("off")
    await hook.get_by_role("button", name="Delete").click()
    assert await Webhook.all().count() == 1, "the first press only asks"
    await hook.get_by_role("button", name="Really delete").click()
    await expect(page.get_by_text("No webhook yet.")).to_be_visible()
    assert await Webhook.all().count() == 0

    await page.goto("/admin/platforms")
    _ = await AuthSession.all().update(proved_at=utc_now() - timedelta(hours=1))
    await press(page, "Add")
    for label, value in PLATFORM.items():
        await page.get_by_label(label, exact=True).fill(value)
    for name in ("login_url", "token_url", "keys_url"):
        await page.locator(f"[name={name}]").fill(f"https://8.8.8.8/{name}")
    await page.locator("dialog").get_by_role("button", name="Add", exact=True).click()
    await page.get_by_label("Password or code").fill(PASSWORD)
    await press(page, "Go on")
    await expect(page.locator("[data-platform]")).to_contain_text("/api/v1/lti/launch")
    assert await faults(page) == []
    made = await LtiPlatform.all().get()
    assert (made.name, made.deployments, made.trusts_roles) == ("Old Moodle", ["1", "2"], False)
