"""The pages' own modules, run where they live: in a browser, from our own static files."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from server.page_view import STATIC

pytestmark = pytest.mark.browser
MODULES = Path(__file__).parent / "modules"
RUN = """async (name) => {
  const [{ run }, { default: sentences }] = await Promise.all([import("/modules/check.js"), import(`/modules/${name}.js`)]);
  return run(sentences);
}"""


async def _blank(_request: web.Request) -> web.Response:
    return web.Response(text="<!doctype html><html lang=en><title>modules</title></html>", content_type="text/html")


@pytest.mark.parametrize("name", ["client", "rules", "saving", "state", "views"])
async def test_the_module_does_what_its_sentences_say(browser: Browser, name: str) -> None:
    app = web.Application()
    app.add_routes([web.get("/", _blank), web.static("/static", STATIC), web.static("/modules", MODULES)])
    async with TestServer(app) as server:
        page = await browser.new_page()
        await page.goto(str(server.make_url("/")))
        report = await page.evaluate(RUN, name)
    assert report["failed"] == []
    assert report["ran"] > 10
