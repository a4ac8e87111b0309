"""What a host and a player do beside the first path, in real browsers: one class each, many things."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Page, WebSocketRoute, expect

from clients.rest import Rest
from models.rules.access import Role
from tests.pages.classroom import QUESTIONS, RIGHT, WRONG, choose, press, saved
from tests.pages.conftest import Site
from tests.pages.live_class import Lesson, make_lesson, open_host, sit_down
from tests.pages.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "Why is the sky dark?"


async def _talk(host: Page, player: Page, other: Page) -> None:
    """A raised hand, a question that the host shows to everyone, and a vote for it."""
    await player.get_by_role("button", name="Raise your hand").click()
    await expect(host.locator(".person", has_text="Omar")).to_contain_text("hand up")
    await player.get_by_role("button", name="Ask", exact=True).click()
    await player.get_by_label("Your question").fill(ASKED)
    await player.get_by_role("button", name="Send the question").click()
    await expect(player.get_by_text("The host has your question")).to_be_visible()
    await player.keyboard.press("Escape")
    await expect(other.get_by_text(ASKED)).to_have_count(0)
    await press(host, "Show to everyone")
    await other.get_by_role("button", name="Ask").click()
    await other.get_by_role("button", name="Vote for it").click()
    await expect(other.get_by_role("button", name="Take the vote back")).to_be_visible()
    await other.keyboard.press("Escape")
    await expect(host.locator(".stage-asks")).to_contain_text("1 vote")


async def _arrange(host: Page) -> list[str]:
    """Another name, another team and more time for one person; what axe says of the dialog."""
    await host.get_by_role("button", name="Manage Omar").click()
    dialog = host.get_by_role("dialog", name="Omar")
    await dialog.get_by_label("Time for answers").select_option("2")
    await dialog.get_by_role("button", name="Give the time").click()
    await expect(dialog.get_by_role("status")).to_have_text("Done")
    await expect(host.locator(".person", has_text="Omar")).to_contain_text("the time")
    await dialog.get_by_label("Team").select_option("Moon")
    await dialog.get_by_role("button", name="Put into the team").click()
    await expect(host.locator(".person", has_text="Omar")).to_contain_text("Moon")
    await dialog.get_by_label("Name").fill("Omar K")
    await dialog.get_by_role("button", name="Rename").click()
    await expect(host.locator(".person", has_text="Omar K")).to_have_count(1)
    found = await faults(host)
    await host.keyboard.press("Escape")
    return found


async def _settle(host: Page) -> list[str]:
    """Other settings while the session waits: names stay with the hosts; what axe says of the form."""
    await press(host, "Settings")
    dialog = host.get_by_role("dialog", name="Settings of this session")
    await dialog.get_by_label("Show names to nobody but hosts").check()
    await dialog.get_by_label("Filter the names that guests type").select_option("words")
    await dialog.get_by_label("More words that names may not have").fill("Teacher\nBoss")
    found = await faults(host)
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_role("status")).to_have_text("Saved")
    await host.keyboard.press("Escape")
    await press(host, "Settings")
    await expect(dialog.get_by_label("Show names to nobody but hosts")).to_be_checked()
    await expect(dialog.get_by_label("More words that names may not have")).to_have_value("Teacher\nBoss")
    await host.keyboard.press("Escape")
    return found


async def _correct_key(host: Page) -> list[str]:
    await host.locator(".plan-row").first.get_by_role("button", name="Correct the key").click()
    dialog = host.get_by_role("dialog", name="Correct the key")
    await expect(dialog.get_by_label(RIGHT)).to_be_checked()
    await dialog.get_by_label(WRONG).check()
    found = await faults(host)
    await dialog.get_by_role("button", name="Use this key").click()
    await expect(dialog.get_by_role("status")).to_have_text("The key holds now.")
    await host.keyboard.press("Escape")
    return found


async def test_a_host_leads_arranges_corrects_hands_over_and_looks_back(site: Site, browser: Browser) -> None:
    teacher, sara = await site.person("Mariam", Role.INSTRUCTOR), await site.person("Sara", Role.INSTRUCTOR)
    teams = {"names": ["Sun", "Moon"], "mode": "mean"}
    lesson = await make_lesson(
        site, teacher, QUESTIONS[:2], staff=[sara], absent=[await site.person("Lea")], teams=teams
    )
    host, second = await open_host(browser, site, lesson, teacher), await open_host(browser, site, lesson, sara)
    omar, zoe = await sit_down(browser, site, lesson, "Omar"), await sit_down(browser, site, lesson, "Zoë")
    await _talk(host, omar, zoe)
    found = {"settings": await _settle(host), "seat": await _arrange(host)}

    await press(host, "Start with question 1")
    await omar.get_by_role("button", name="Sure").click()
    await choose(omar, WRONG)
    await choose(zoe, RIGHT)
    await press(host, "Show the answer")
    await expect(omar.locator(".score-points")).to_have_text("0 points")
    await expect(host.locator("[data-sure] tbody td")).to_have_text(["1", "0", "0%"])
    found |= {"key": await _correct_key(host)}
    await expect(host.locator(".diff-row", has_text="Omar K")).to_have_text("Omar K0 → 1,000")
    await expect(host.locator(".diff-row", has_text="Zoë")).to_have_text("Zoë1,000 → 0")
    await expect(omar.locator(".score-points")).to_have_text("1,000 points")
    await expect(omar.locator(".verdict-card")).to_contain_text("Right!")
    await expect(host.locator("[data-sure] tbody td")).to_have_text(["1", "1", "100%"])

    await press(host, "Ask again")
    await choose(omar, WRONG)
    await choose(zoe, WRONG)
    await press(host, "Show the answer")
    await press(host, "Compare the rounds")
    await expect(host.get_by_role("dialog").locator("tbody tr", has_text=RIGHT).locator("td")).to_have_text(["1"])
    found |= {"rounds": await faults(host)}
    await host.keyboard.press("Escape")

    await press(host, "Hand over")
    await host.get_by_role("button", name="Hand over to Sara").click()
    await expect(host.locator("[data-leader]")).to_have_text("You co-host")
    await expect(second.locator("[data-leader]")).to_have_text("")
    await press(second, "Show the board")
    await expect(zoe.locator(".place-card")).to_contain_text("You are at rank 1")
    await expect(zoe.locator(".board > .board-list .board-name")).to_have_text(["Somebody", "Zoë"])

    await press(second, "End the session")
    await second.locator("dialog").get_by_role("button", name="End the session").click()
    await omar.get_by_role("button", name="Check my receipts").click()
    await expect(omar.locator(".receipt.is-genuine")).to_have_count(2)
    found |= await _look_back(second, lesson)
    assert {where: what for where, what in found.items() if what} == {}


async def _look_back(host: Page, lesson: Lesson) -> dict[str, list[str]]:
    """The results with their proofs, and the room as it was at two moments; what axe says of both pages."""
    await host.get_by_role("link", name="See the results").click()
    await expect(host.locator(".proof")).to_contain_text("the same board")
    await expect(host.locator("[data-fairness]")).to_contain_text("300 ms")
    found = {"results": await faults(host)}
    await host.get_by_role("button", name="Let absentees catch up").click()
    await expect(host.locator("[data-offered] li")).to_have_text(["Lea"])
    await expect(host.locator("[data-runs] .badge")).to_have_text(["not played yet"])
    await host.get_by_role("link", name="Look back at the session").click()
    slider = host.get_by_role("slider", name="Place in the session")
    await expect(host.locator(".podium-step")).to_have_count(2)
    found |= {"audit": await faults(host)}
    await slider.focus()
    await host.keyboard.press("Home")
    await expect(slider).to_have_attribute("aria-valuetext", "Before the first event")
    await expect(host.locator(".lobby-count")).to_contain_text("0 people")
    await host.get_by_role("button", name="Answers open: 1").first.click()
    await expect(host.locator(".stage .tile")).to_have_count(3)
    await expect(host.locator(".tile.is-right")).to_have_count(0)
    await host.goto(f"/live/{lesson.id}/results")
    await host.get_by_role("button", name="Start again with the same people").click()
    await expect(host.locator(".lobby-code")).to_be_visible()
    return found


@dataclass
class Line:
    """A page's socket, held in the middle: it can be cut, and stays cut until it is mended."""

    page: Page
    whole: bool = True
    open: list[WebSocketRoute] = field(default_factory=list)

    @classmethod
    async def of(cls, page: Page) -> "Line":
        """From the next load of the page on."""
        line = cls(page)
        await page.route_web_socket(re.compile("/ws$"), line._pass)
        await page.reload()
        await expect(page.get_by_text("You are in,")).to_be_visible()
        return line

    async def _pass(self, socket: WebSocketRoute) -> None:
        if self.whole:
            self.open = [socket, socket.connect_to_server()]
        else:
            await socket.close()

    async def cut(self) -> None:
        """Nothing goes through any more."""
        self.whole = False
        for each in self.open:
            await each.close()

    def mend(self) -> None:
        """The next try succeeds."""
        self.whole = True


async def _hand_in_late(site: Site, lesson: Lesson, player: Page) -> None:
    """Say the right answer after the close, as a phone does whose tap was on its way for too long."""
    kept = await player.evaluate("(id) => JSON.parse(localStorage.getItem(`lectern:seat:${id}`))", lesson.id)
    async with aiohttp.ClientSession() as http:
        api = Rest(http, site.url("/"), kept["token"])
        events = {each["t"]: each for each in await api.events(lesson.id)}
        right = next(each["id"] for each in events["item.open"]["d"]["choices"] if each["text"] == RIGHT)
        path = f"/live-sessions/{lesson.id}/runs/{events['item.open']['d']['run']}/answers"
        body = {"sub": "late", "at": events["item.closed"]["ts"] + 60_000, "choices": [right]}
        assert (await api.call("POST", path, body))["status"] == "late"


async def test_an_answer_given_without_a_line_counts_and_a_late_one_does_when_the_host_lets_it(
    site: Site, browser: Browser
) -> None:
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    lesson = await make_lesson(site, teacher, QUESTIONS[:1])
    host, page = await open_host(browser, site, lesson, teacher), await sit_down(browser, site, lesson, "Omar")
    line = await Line.of(page)
    other = await sit_down(browser, site, lesson, "Zoë")
    await press(host, "Start with question 1")
    await expect(page.locator("button.tile")).to_have_count(3)
    await line.cut()
    await expect(host.locator(".person", has_text="Omar")).to_contain_text("line lost", timeout=20_000)
    await press(host, "Close the answers")
    await expect(other.get_by_text("You did not hand in an answer")).to_be_visible()
    await page.locator("button.tile", has_text=RIGHT).click()
    await expect(page.locator(".save-note.is-sending")).to_be_visible()
    line.mend()
    await expect(page.locator(".save-note")).to_have_text("Saved after your line came back: it counts")
    await expect(host.locator(".meter-text")).to_have_text("1 of 2 answered")

    await _hand_in_late(site, lesson, other)
    await press(host, "Show the answer")
    await expect(page.locator(".score-points")).to_have_text("1,000 points")
    await expect(other.locator(".score-points")).to_have_text("0 points")
    await host.get_by_role("button", name="Manage Zoë").click()
    await host.get_by_role("button", name="Let it count").click()
    await expect(host.get_by_text("It counts now.")).to_be_visible()
    await expect(other.locator(".score-points")).to_have_text("1,000 points")


KINDS: list[dict[str, Any]] = [
    {"kind": "single", "stem": "One", "choices": [{"text": "Mars", "correct": True}, {"text": "Io", "correct": False}]},
    {
        "kind": "multiple",
        "stem": "Two",
        "choices": [{"text": "Io", "correct": True}, {"text": "Sun", "correct": False}],
    },
    {"kind": "true_false", "stem": "Three", "answer": True},
    {"kind": "numeric", "stem": "Four", "value": 8},
    {"kind": "short_text", "stem": "Five", "accepted": [{"text": "red"}]},
    {"kind": "ordering", "stem": "Six", "items": ["Venus", "Earth"]},
    {
        "kind": "matching",
        "stem": "Seven",
        "pairs": [{"left": "Mars", "right": "red"}, {"left": "Sky", "right": "blue"}],
    },
    {"kind": "poll", "stem": "Eight", "choices": [{"text": "Yes"}, {"text": "No"}]},
    {"kind": "word_cloud", "stem": "Nine"},
    {"kind": "open_text", "stem": "Ten"},
]
KEYED = 7
"""The first ones have a right answer."""


async def _tap(page: Page, name: str) -> None:
    await page.get_by_role("group", name="Answers").get_by_role("button", name=name).press("Enter")


async def _tick(page: Page) -> None:
    await page.get_by_role("group", name="Answers").get_by_role("button", name="Io").press("Space")
    await _send(page)


async def _type(page: Page, name: str, text: str) -> None:
    await page.get_by_role("textbox", name=name).press_sequentially(text)
    await _send(page)


async def _sort(page: Page) -> None:
    first = await page.locator(".sorter-text").first.inner_text()
    await page.get_by_role("button", name=f"Move down: {first}").press("Enter")
    await expect(page.get_by_role("button", name=f"Move up: {first}")).to_be_focused()
    if first == "Venus":
        await page.keyboard.press("Enter")
    await _send(page)


async def _pair(page: Page) -> None:
    for left, right in (("Mars", "red"), ("Sky", "blue")):
        await page.get_by_role("combobox", name=left).select_option(label=right)
    await _send(page)


async def _send(page: Page) -> None:
    await page.get_by_role("button", name="Send", exact=True).press("Enter")


BY_KIND: dict[str, Callable[[Page], Awaitable[None]]] = {
    "single": partial(_tap, name="Mars"),
    "multiple": _tick,
    "true_false": partial(_tap, name="True"),
    "numeric": partial(_type, name="Your number", text="8"),
    "short_text": partial(_type, name="Your answer", text="red"),
    "ordering": _sort,
    "matching": _pair,
    "poll": partial(_tap, name="Yes"),
    "word_cloud": partial(_type, name="Word 1", text="stars"),
    "open_text": partial(_type, name="Your answer", text="red"),
}
"""How each kind is answered by what a screen reader names, with keys alone."""


async def test_every_kind_of_question_is_played_with_the_keyboard_by_its_names(site: Site, browser: Browser) -> None:
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    lesson = await make_lesson(site, teacher, KINDS, prepare_cap_ms=100, lead_ms=100)
    host, page = await open_host(browser, site, lesson, teacher), await sit_down(browser, site, lesson, "Omar")
    await press(host, "Start with question 1")
    for at, question in enumerate(KINDS):
        await expect(page.get_by_role("heading", name=question["stem"], exact=True)).to_be_visible()
        await BY_KIND[question["kind"]](page)
        await saved(page)
        await press(host, "Show the answer")
        await expect(page.locator(".verdict-card")).to_contain_text("Right!" if at < KEYED else "Thank you!")
        if at + 1 < len(KINDS):
            await press(host, "Next question")
    await expect(host.locator(".opinion")).to_have_text("red")
    await expect(page.locator(".score-points")).to_have_text("7,000 points")
