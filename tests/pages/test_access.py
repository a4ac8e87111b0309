"""The pages for everybody: WCAG 2.2 AA by axe-core, in both languages and colour schemes, and the keyboard."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Literal

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
Scheme = Literal["light", "dark"]


async def faults(page: Page) -> list[str]:
    """What axe finds wrong, in words; nothing when all is well."""
    await page.evaluate(SETTLED)
    await page.evaluate(AXE)
    report = await page.evaluate("(tags) => axe.run(document, {runOnly: tags})", RULES)
    return [_told(violation) for violation in report["violations"]]


def _told(violation: dict[str, Any]) -> str:
    where: Sequence[Any] = [(node["html"][:160], node["failureSummary"][:300]) for node in violation["nodes"][:3]]
    return f"{violation['id']}: {where}"


@pytest.mark.parametrize("path", ["/", "/login", "/register", "/play"])
@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ar", "dark")])
async def test_the_public_pages_are_accessible(
    site: Site, browser: Browser, path: str, lang: str, scheme: Scheme
) -> None:
    page = await classroom.open_page(browser, site, f"{path}?lang={lang}", color_scheme=scheme, reduced_motion="reduce")
    assert await faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_pages_of_a_session_are_accessible_in_every_phase(
    site: Site, browser: Browser, scheme: Scheme
) -> None:
    teacher, omar = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Omar")
    course = await classroom.make_course(site, teacher, [omar])
    look: dict[str, Any] = {"color_scheme": scheme, "reduced_motion": "reduce"}
    host = await classroom.open_page(browser, site, "/", size=DESK, **look)
    code = await classroom.start_session(host, teacher)
    player = await classroom.open_page(browser, site, "/login?next=/play", size=PHONE, **look)
    await classroom.sign_in(player, omar)
    await classroom.join(player, code)
    found = {"lobby": await faults(host), "waiting": await faults(player)}
    await press(host, "Start with question 1")
    await expect(player.locator("button.tile")).to_have_count(3)
    await expect(host.locator(".stage .tile")).to_have_count(3)
    found |= {"open": await faults(host), "answering": await faults(player)}
    await player.keyboard.press("1")
    await classroom.saved(player)
    found |= {"saved": await faults(player)}
    await press(host, "Show the answer")
    await expect(player.locator(".verdict-card")).to_be_visible()
    found |= {"revealed": await faults(host), "right": await faults(player)}
    await press(host, "Show the board")
    await expect(player.locator(".board-row")).to_have_count(1)
    found |= {"board": await faults(host), "own board": await faults(player)}
    await press(host, "End the session")
    await host.locator("dialog").get_by_role("button", name="End the session").click()
    await host.get_by_role("link", name="See the results").click()
    await expect(host.locator("tbody tr")).to_have_count(1)
    found |= {"results": await faults(host)}
    for path, ready in (
        (f"/courses/{course.id}/gradebook", "tbody tr"),
        (f"/quizzes/{course.quiz_id}/statistics", "[data-report] > *"),
        ("/teach", ".course"),
        ("/learn", "[data-courses] > *"),
    ):
        await host.goto(path)
        await expect(host.locator(ready).first).to_be_visible()
        found |= {path: await faults(host)}
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
