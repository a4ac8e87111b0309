"""A person buys a course in a real browser, at each gateway's page; and an admin sends the money back."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, Page, async_playwright, expect

from models.rules.access import Role
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.payments import Order, Refund
from server.app import create_app
from server.clock import utc_now
from server.settings import Settings
from simulators.__main__ import apps
from tests.pages.conftest import CHROMIUM, PASSWORD, QUIET, Site
from tests.payments.conftest import with_gateways
from tests.payments.desks import DESKS, GATEWAYS
from tests.payments.shop import broken

pytestmark = pytest.mark.browser


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[Site]:
    """The whole application on a port, with the simulators beside it."""
    port = unused_port()
    origin = f"http://localhost:{port}"
    async with AsyncExitStack() as stack:
        addresses = {}
        for name, simulator in apps(f"http://127.0.0.1:{port}/api/v1/payments/webhooks").items():
            server = await stack.enter_async_context(TestServer(simulator))
            addresses[name] = str(server.make_url("")).rstrip("/")
        app = create_app(with_gateways(settings, addresses, origin))
        found = TestServer(app, host="localhost", port=port)
        _ = await stack.enter_async_context(found)
        yield Site(app, found)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


async def for_sale(gateway: str) -> Course:
    now = utc_now()
    return await Course.create(
        slug="charts",
        title="Reading Charts",
        price_minor=12_500,
        currency=DESKS[gateway].currency,
        state="published",
        created_at=now,
        updated_at=now,
    )


async def sign_in(browser: Browser, site: Site, email: str) -> Page:
    page = await (await browser.new_context(locale="en")).new_page()
    await page.goto(site.url("/login"))
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(lambda url: "/login" not in url)
    return page


@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_decline_retry_land_enrolled_and_have_it_sent_back(chromium: Browser, site: Site, gateway: str) -> None:
    buyer, admin = await site.person("Sam"), await site.person("Alex", Role.ADMIN)
    course = await for_sale(gateway)
    page = await sign_in(chromium, site, buyer.email)

    await page.goto(site.url(f"/courses/{course.id}/buy"))
    await expect(page.get_by_role("heading", name="Reading Charts")).to_be_visible()
    await page.get_by_role("button", name=f"Pay with {DESKS[gateway].button}").click()
    await expect(page.get_by_role("heading", name=f"{DESKS[gateway].button}, simulated")).to_be_visible()
    await page.get_by_role("button", name="Decline").click()
    if gateway == "myfatoorah":  # its page sends the payer back after a decline
        await page.get_by_role("link", name="Go on to pay").click()
    else:
        await expect(page.get_by_role("alert")).to_contain_text("declined")
    await page.get_by_role("button", name="Pay with 3-D Secure").click()
    await page.get_by_role("button", name="Approve").click()

    await expect(page.get_by_text("Paid. You are enrolled.")).to_be_visible()
    assert await Enrollment.filter(user_id=buyer.id, course_id=course.id, state="active").count() == 1
    await page.get_by_role("link", name="To your courses").click()
    await expect(page.get_by_role("heading", name="Reading Charts")).to_be_visible()

    order = await Order.get(user_id=buyer.id)
    boss = await sign_in(chromium, site, admin.email)
    await boss.goto(site.url(f"/orders/{order.id}"))
    await boss.get_by_label("Reason for the refund").fill("asked within a day")
    await boss.get_by_label("Password").fill(PASSWORD)
    await boss.get_by_role("button", name="Send the money back").click()
    await expect(boss.get_by_text("The money was sent back")).to_be_visible(timeout=10_000)
    assert (await Refund.get(order_id=order.id)).state == "done"
    assert await broken() == []
