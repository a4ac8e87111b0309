"""The administrator's pages in a browser: figures that equal the database's, and that everybody can use them."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from models.queries.gauges import database_gauges
from models.rules.access import Role
from models.tables.certificates import Certificate
from models.tables.live import LiveAnswer
from models.tables.payments import Refund
from models.tables.users import AuthSession, User
from server.clock import utc_now
from server.failures import Failure
from server.keys import FAILURES
from tests.pages import classroom
from tests.pages.classroom import DESK, PHONE, press
from tests.pages.conftest import PASSWORD, Site
from tests.pages.office import furnish
from tests.pages.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
PATIENCE_MS = 30_000
TABLES = ("users", "courses", "orders", "refunds", "work", "jobs", "certificates", "audit")


async def figure(page: Page, key: str, value: float) -> None:
    """Wait until the dashboard shows a value."""
    shown = page.locator(f"[data-figure={key}]")
    await expect(shown).to_have_attribute("data-value", f"{value:g}", timeout=PATIENCE_MS)


async def test_under_a_load_of_bots_the_figures_equal_the_database(site: Site, browser: Browser) -> None:
    admin, teacher = await site.person("Admin", Role.ADMIN), await site.person("Mariam", Role.INSTRUCTOR)
    _ = await classroom.make_course(site, teacher, [])
    watcher = await classroom.open_page(browser, site, "/login?next=/admin", size=DESK)
    await classroom.sign_in(watcher, admin)
    lines = 2  # the watcher's figures and bell
    await figure(watcher, "sockets", lines)
    await figure(watcher, "answers", 0)

    host = await classroom.open_page(browser, site, "/teach", size=DESK)
    await classroom.sign_in(host, teacher)
    await host.get_by_role("button", name="Rehearse").click()
    await host.get_by_label("Students").select_option("10")
    await host.get_by_role("button", name="Let them in").click()
    lines += 10 + 1  # the bots, and the host's page, which has no bell
    for key, value in (("live_sessions", 1), ("live_players", 10), ("live_hosts", 1), ("sockets", lines)):
        await figure(watcher, key, value)
    await press(host, "Start with question 1")
    await expect(host.locator(".meter-text")).to_have_text("10 of 10 answered", timeout=PATIENCE_MS)
    kept = await LiveAnswer.all().count()
    assert kept == 10
    await figure(watcher, "answers", kept)
    for key, number in (await database_gauges(utc_now())).items():
        if key != "outbox_age_s":
            await figure(watcher, key, number)
    await expect(watcher.locator(".uplot canvas")).to_have_count(6)
    await host.close()
    await figure(watcher, "live_hosts", 0)
    assert await faults(watcher) == []

    # Whoever is an administrator no more follows no more.
    _ = await User.filter(id=admin.id).update(role=Role.STUDENT)
    await expect(watcher.get_by_role("alert")).to_have_text(
        "This page may no longer follow the figures.", timeout=PATIENCE_MS
    )


async def test_money_goes_back_and_a_certificate_is_revoked_by_the_keyboard(site: Site, browser: Browser) -> None:
    office, admin = await furnish(site), await site.person("Admin", Role.ADMIN)
    page = await classroom.open_page(browser, site, "/login?next=/admin/orders", size=DESK, reduced_motion="reduce")
    await classroom.sign_in(page, admin)
    await page.wait_for_url("**/admin/orders")
    _ = await AuthSession.filter(user_id=admin.id).update(proved_at=utc_now() - timedelta(hours=1))
    await page.locator("summary", has_text="Change").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("3.5")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Not what it said")
    await page.keyboard.press("Enter")
    await page.get_by_label("Password").fill(PASSWORD)
    assert await Refund.filter(order_id=office.order.id).count() == 1
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_have_text("The refund is asked for.")
    made = await Refund.filter(order_id=office.order.id).order_by("-created_at").first()
    assert made is not None
    assert (made.amount_minor, made.reason, made.asked_by) == (3_500, "Not what it said", admin.id)

    await page.goto("/admin/certificates")
    await page.locator("summary", has_text="Change").click()
    await page.get_by_label("Reason").fill("Issued by mistake")
    await page.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_role("status")).to_have_text("The certificate is revoked.")
    assert (await Certificate.get(id=office.certificate.id)).revoked_reason == "Issued by mistake"

    # The ways from a course to the teachers' pages.
    await page.goto("/admin/courses")
    for name in ("Learners", "Gradebook", "Figures", "Outline"):
        await page.get_by_role("cell").get_by_role("link", name=name).click()
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await page.go_back()


async def _looked_at(page: Page, path: str, size: dict[str, int]) -> list[str]:
    """What is wrong with a page when all that can be opened is open."""
    await page.goto(path, wait_until="networkidle")
    for closed in await page.locator("summary").all():
        await closed.click()
    assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    return await faults(page)


async def test_every_page_can_be_used_by_everybody(site: Site, browser: Browser) -> None:
    _ = await furnish(site)
    admin = await site.person("Admin", Role.ADMIN)
    site.app[FAILURES].note(Failure(utc_now(), "request-of-a-failure", "POST", "/api/v1/orders", 500, "KeyError"))
    page = await classroom.open_page(browser, site, "/login?next=/admin/health", size=DESK)
    await classroom.sign_in(page, admin)
    await expect(page.get_by_text("request-of-a-failure")).to_be_visible()
    found: dict[str, list[str]] = {}
    for name in ("users", "orders", "audit"):
        found[f"{name} on a desk"] = await _looked_at(page, f"/admin/{name}?lang=en", DESK)
    await page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    await page.emulate_media(color_scheme="dark")
    for name in (*TABLES, "health", "prove", "webhooks", "platforms"):
        found[name] = await _looked_at(page, f"/admin/{name}?lang=ar", PHONE)
    await page.goto("/admin")
    await expect(page.locator("[data-figures]")).to_have_attribute("data-frames", re.compile(r"[3-9]"))
    found["dashboard"] = await faults(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert {name: what for name, what in found.items() if what} == {}
