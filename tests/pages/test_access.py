"""The pages for everybody: WCAG 2.2 AA by axe-core, in both languages and colour schemes, and the keyboard."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from models.rules.access import Role
from tests.pages import classroom
from tests.pages.classroom import DESK, PHONE, RIGHT, press
from tests.pages.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SETTLED = "() => Promise.all(document.getAnimations().filter((a) => a.effect.getTiming().iterations !== Infinity).map((a) => a.finished))"


COLOURS = ["color-contrast", "link-in-text-block"]
"""What may be wrong in one colour scheme and right in the other."""


async def faults(page: Page) -> list[str]:
    """What axe finds wrong in the page as it is, in words; nothing when all is well."""
    return await _found(page, {"type": "tag", "values": RULES})


async def faults_in_both(page: Page) -> list[str]:
    """The same, and what is wrong with the colours of the other scheme."""
    await page.emulate_media(color_scheme="dark")
    dark = await _found(page, {"type": "rule", "values": COLOURS})
    await page.emulate_media(color_scheme="light")
    return await faults(page) + [f"dark: {each}" for each in dark]


async def _found(page: Page, which: dict[str, Any]) -> list[str]:
    await page.evaluate(SETTLED)
    if not await page.evaluate("() => Boolean(window.axe)"):
        await page.evaluate(AXE)
    report = await page.evaluate("(which) => axe.run(document, {runOnly: which})", which)
    return [_told(violation) for violation in report["violations"]]


def _told(violation: dict[str, Any]) -> str:
    where: Sequence[Any] = [(node["html"][:160], node["failureSummary"][:300]) for node in violation["nodes"][:3]]
    return f"{violation['id']}: {where}"


async def test_the_public_pages_are_accessible(site: Site, browser: Browser) -> None:
    found = {}
    for lang in ("en", "ar"):
        page = await classroom.open_page(browser, site, f"/?lang={lang}", reduced_motion="reduce")
        for path in ("/", "/login", "/register", "/play"):
            await page.goto(f"{path}?lang={lang}")
            found[f"{lang} {path}"] = await faults_in_both(page)
    assert {where: what for where, what in found.items() if what} == {}


async def test_the_pages_of_a_session_are_accessible_in_every_phase(site: Site, browser: Browser) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Omar")
    course = await classroom.make_course(site, teacher, [omar])
    host = await classroom.open_page(browser, site, "/", size=DESK, reduced_motion="reduce")
    code = await classroom.start_session(host, teacher)
    player = await classroom.open_page(browser, site, "/login?next=/play", size=PHONE, reduced_motion="reduce")
    await classroom.sign_in(player, omar)
    await classroom.join(player, code)
    found = {"lobby": await faults_in_both(host), "waiting": await faults_in_both(player)}
    await press(host, "Start with question 1")
    await expect(player.locator("button.tile")).to_have_count(3)
    await expect(host.locator(".stage .tile")).to_have_count(3)
    found |= {"open": await faults_in_both(host), "answering": await faults_in_both(player)}
    await player.keyboard.press("1")
    await classroom.saved(player)
    found |= {"saved": await faults_in_both(player)}
    await press(host, "Show the answer")
    await expect(player.locator(".verdict-card")).to_be_visible()
    found |= {"revealed": await faults_in_both(host), "right": await faults_in_both(player)}
    await press(host, "Show the board")
    await expect(player.locator(".board-row")).to_have_count(1)
    found |= {"board": await faults_in_both(host), "own board": await faults_in_both(player)}
    await press(host, "End the session")
    await host.locator("dialog").get_by_role("button", name="End the session").click()
    await host.get_by_role("link", name="See the results").click()
    await expect(host.locator("tbody tr")).to_have_count(1)
    found |= {"results": await faults_in_both(host)}
    for path, ready in (
        (f"/courses/{course.id}/gradebook", "tbody tr"),
        (f"/quizzes/{course.quiz_id}/statistics", "[data-report] > *"),
        ("/teach", ".course"),
        ("/learn", "[data-courses] > *"),
    ):
        await host.goto(path)
        await expect(host.locator(ready).first).to_be_visible()
        found |= {path: await faults_in_both(host)}
    assert {where: what for where, what in found.items() if what} == {}


async def test_a_question_is_answered_with_the_keyboard_alone(site: Site, browser: Browser) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Omar")
    _ = await classroom.make_course(site, teacher, [omar])
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    player = await classroom.open_page(browser, site, "/login?next=/play")
    await classroom.sign_in(player, omar)
    await classroom.join(player, code)
    await expect(host.get_by_role("button", name="Start with question 1")).to_be_enabled()
    await host.keyboard.press("ArrowRight")
    wanted = player.get_by_role("button", name=RIGHT)
    await expect(wanted).to_be_visible()
    for _ in range(10):
        await player.keyboard.press("Tab")
        if await wanted.evaluate("(node) => node === document.activeElement"):
            break
    await player.keyboard.press("Enter")
    await classroom.saved(player)
