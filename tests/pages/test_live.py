"""The main job in real browsers: a class plays a quiz, and the marks are in the gradebook."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from models.rules.access import Role
from models.tables.quizzes import Attempt
from models.tables.users import User
from tests.pages import classroom
from tests.pages.classroom import DESK, RIGHT, WRONG, Course, choose, press, type_in
from tests.pages.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def _people(site: Site) -> tuple[User, User, User, Course]:
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    omar, layla = await site.person("Omar"), await site.person("Layla")
    return teacher, omar, layla, await classroom.make_course(site, teacher, [omar, layla])


async def _student(browser: Browser, site: Site, user: User, code: str) -> Page:
    page = await classroom.open_page(browser, site, "/login?next=/play", has_touch=True, is_mobile=True)
    await classroom.sign_in(page, user)
    await classroom.join(page, code)
    return page


async def _guest(browser: Browser, site: Site, code: str, name: str) -> Page:
    page = await classroom.open_page(browser, site, "/play", has_touch=True, is_mobile=True)
    await classroom.join(page, code, name=name)
    return page


async def _first_question(host: Page) -> None:
    await press(host, "Start with question 1")
    await expect(host.locator(".stage .tile")).to_have_count(3)


async def test_a_class_plays_and_the_marks_are_in_the_gradebook(site: Site, browser: Browser) -> None:
    teacher, omar, layla, course = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    players = {
        "omar": await _student(browser, site, omar, code),
        "layla": await _student(browser, site, layla, code),
        "guest": await _guest(browser, site, code, "Zoë"),
    }
    await expect(host.locator(".chip")).to_have_count(3)
    await _first_question(host)
    await choose(players["omar"], RIGHT)
    await choose(players["guest"], RIGHT)

    await host.reload()
    await expect(host.locator(".stage .tile")).to_have_count(3)
    await expect(host.locator(".meter-text")).to_have_text("2 of 3 answered")
    await expect(host.locator(".ring-number")).not_to_be_empty()
    await choose(players["layla"], WRONG)

    await press(host, "Show the answer")
    await expect(players["omar"].locator(".verdict-card")).to_contain_text("Right!")
    await expect(players["omar"].locator(".verdict-card")).to_contain_text("+1,000 points")
    await expect(players["layla"].locator(".verdict-card")).to_contain_text("Not this time")
    await expect(host.locator(".tile.is-right .tile-count")).to_contain_text("2")
    await press(host, "Show the board")
    await expect(host.locator(".board-row")).to_have_count(3)
    await expect(players["omar"].locator(".board-row.is-mine")).to_contain_text("Omar")

    await press(host, "Next question")
    await type_in(players["omar"], "8,3")
    await type_in(
        players["layla"], "\N{ARABIC-INDIC DIGIT EIGHT}\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC-INDIC DIGIT FIVE}"
    )
    await type_in(players["guest"], "60")
    await press(host, "Show the answer")
    await expect(players["layla"].locator(".verdict-card")).to_contain_text("Right!")
    await press(host, "Next question")
    for player in players.values():
        await choose(player, "False")
    await press(host, "Show the answer")
    await expect(players["omar"].locator(".score-points")).to_have_text("3,000 points")
    await expect(players["omar"].locator(".score-rank")).to_have_text("Rank 1")

    await press(host, "End the session")
    await host.locator("dialog").get_by_role("button", name="End the session").click()
    await expect(players["layla"].locator(".final-rank")).to_have_text("You came in at rank 2")
    await host.get_by_role("link", name="See the results").click()
    rows = host.locator("tbody tr")
    await expect(rows).to_have_count(3)
    await expect(rows.filter(has_text="Omar")).to_contain_text("3,000")
    await expect(rows.filter(has_text="Layla")).to_contain_text("2,000")
    await expect(rows.filter(has_text="Zoë")).to_contain_text("guest")

    await host.goto(f"/courses/{course.id}/gradebook")
    await expect(host.locator("tbody tr")).to_have_count(2)
    await expect(host.locator("tr", has_text="Omar").locator("[data-percent]")).to_contain_text("100%")
    await expect(host.locator("tr", has_text="Layla").locator("[data-percent]")).to_contain_text("67%")

    await players["omar"].goto("/learn")
    await expect(players["omar"].locator("tbody tr")).to_contain_text("100%")


async def test_an_answer_given_without_a_line_is_handed_in_when_it_is_back(site: Site, browser: Browser) -> None:
    teacher, omar, _, _ = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    page = await _student(browser, site, omar, code)
    await _first_question(host)
    await expect(page.locator("button.tile")).to_have_count(3)
    await page.evaluate("() => (window.sockets = WebSocket.prototype.send, WebSocket.prototype.send = () => {})")
    await page.locator("button.tile", has_text=RIGHT).click()
    await expect(page.locator(".save-note.is-sending")).to_be_visible()
    await page.reload()
    await classroom.saved(page)
    await expect(host.locator(".meter-text")).to_have_text("1 of 1 answered")


async def test_a_second_window_takes_over_and_the_first_offers_the_way_back(site: Site, browser: Browser) -> None:
    teacher, omar, _, _ = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    first = await _student(browser, site, omar, code)
    second = await first.context.new_page()
    await second.goto(first.url)
    await expect(second.get_by_text("You are in,")).to_be_visible()
    await expect(first.get_by_text("another window")).to_be_visible()
    await first.get_by_role("button", name="Use this one").click()
    await expect(first.get_by_text("You are in,")).to_be_visible()


async def test_who_is_removed_is_told_and_stays_out(site: Site, browser: Browser) -> None:
    teacher, _, _, _ = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    guest = await _guest(browser, site, code, "Zoë")
    await host.get_by_role("button", name="Manage Zoë").click()
    dialog = host.get_by_role("dialog", name="Zoë")
    await dialog.get_by_role("button", name="Remove Zoë").click()
    await expect(dialog.get_by_role("button", name="Yes, remove")).to_be_focused()
    await host.keyboard.press("Enter")
    await expect(guest.get_by_text("The host has removed you")).to_be_visible()
    await expect(host.locator(".chip")).to_have_count(0)
    await expect(host.get_by_role("dialog")).to_have_count(0)
    await guest.reload()
    await expect(guest.get_by_text("You are not signed in any more")).to_be_visible()


async def test_the_projector_shows_the_question_and_not_the_answer(site: Site, browser: Browser) -> None:
    teacher, omar, _, _ = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    page = await _student(browser, site, omar, code)
    wall = await host.context.new_page()
    await wall.goto(re.sub(r"/host$", "/projector", host.url))
    await expect(wall.locator(".lobby-code")).to_be_visible()
    await _first_question(host)
    await expect(wall.locator(".tile")).to_have_count(3)
    await expect(wall.locator(".code-chip")).to_contain_text("Code")
    await choose(page, RIGHT)
    await expect(wall.locator(".meter-text")).to_have_text("1 of 1 answered")
    await expect(wall.locator(".tile.is-right")).to_have_count(0)
    await press(host, "Show the answer")
    await expect(wall.locator(".tile.is-right")).to_have_text(re.compile(RIGHT))


async def test_pause_longer_skip_and_lock_work_from_the_host(site: Site, browser: Browser) -> None:
    teacher, omar, _, _ = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    page = await _student(browser, site, omar, code)
    await press(host, "Close the door")
    late = await classroom.open_page(browser, site, f"/j/{code}")
    await late.get_by_label("Your name for the room").fill("Sven")
    await late.get_by_role("button", name="Join").click()
    await expect(late.locator("[data-error]")).to_contain_text("closed the door")
    await press(host, "Open the door")
    await _first_question(host)
    await press(host, "Pause")
    await expect(page.get_by_text("Paused")).to_be_visible()
    await press(host, "Go on")
    await expect(page.locator("button.tile")).to_have_count(3)
    await press(host, "+10 seconds")
    await expect(host.locator(".note")).to_contain_text("More time")
    await press(host, "Skip")
    await expect(page.get_by_text("This question is skipped")).to_be_visible()
    await press(host, "Next question")
    await expect(page.locator("input.field")).to_be_visible()


async def test_a_reaction_reaches_the_room_and_leaving_shows_at_the_host(site: Site, browser: Browser) -> None:
    teacher, omar, _, _ = await _people(site)
    host = await classroom.open_page(browser, site, "/", size=DESK)
    code = await classroom.start_session(host, teacher)
    page = await _student(browser, site, omar, code)
    await _first_question(host)
    await choose(page, RIGHT)
    await press(host, "Show the answer")
    await page.get_by_role("button", name="I love it").click()
    await expect(host.locator(".face-count")).to_contain_text("1")
    await page.get_by_role("button", name="Leave").click()
    await page.wait_for_url("**/learn")
    await expect(host.locator(".person")).to_have_count(0)


async def test_a_wrong_code_is_told_in_words(site: Site, browser: Browser) -> None:
    page = await classroom.open_page(browser, site, "/j/XXXXXXX")
    await expect(page.locator("[data-error]")).to_contain_text("no live quiz with this code")


async def test_a_rehearsal_plays_with_simulated_students_and_marks_nobody(site: Site, browser: Browser) -> None:
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    _ = await classroom.make_course(site, teacher, [])
    host = await classroom.open_page(browser, site, "/teach", size=DESK)
    await classroom.sign_in(host, teacher)
    await host.get_by_role("button", name="Rehearse").click()
    await host.get_by_label("Students").select_option("10")
    await host.get_by_role("button", name="Let them in").click()
    await expect(host.locator(".chip")).to_have_count(10, timeout=20_000)
    await _first_question(host)
    await expect(host.locator(".meter-text")).to_have_text("10 of 10 answered", timeout=30_000)
    await press(host, "Show the answer")
    await press(host, "End the session")
    await host.locator("dialog").get_by_role("button", name="End the session").click()
    await expect(host.get_by_role("link", name="See the results")).to_be_visible(timeout=20_000)
    assert await Attempt.all().count() == 0
