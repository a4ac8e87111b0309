import re
from pathlib import Path

import pytest

from server.page_view import STATIC, static_url, static_version
from tests.pages.conftest import Site
from tests.pages.forms import Client, sign_in

PUBLIC = ["/", "/login", "/register", "/play", "/j/K7M2QXP", "/live/0198b1de-0000-7000-8000-000000000000/play"]
HTML = {"Accept": "text/html"}
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))|<style|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("lang", ["en", "ar"])
async def test_a_public_page_has_nothing_inline_and_nothing_from_elsewhere(
    visitor: Client, path: str, lang: str
) -> None:
    answer = await visitor.get(path, params={"lang": lang})
    html = await answer.text()
    assert answer.status == 200
    assert not INLINE.search(html)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert f'lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in html


async def test_every_file_a_page_names_is_served(visitor: Client) -> None:
    html = await (await visitor.get("/play")).text()
    for url in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        assert (await visitor.get(url)).status == 200, url


@pytest.mark.parametrize("path", ["..%2f..%2fpyproject.toml", "../templates/base.html", "js", "js/none.js", "%00"])
async def test_nothing_outside_the_static_files_is_served(visitor: Client, path: str) -> None:
    answer = await visitor.get(f"/static/{static_version()}/{path}")
    assert answer.status in {400, 404, 422}


def test_the_address_of_the_static_files_names_their_content() -> None:
    assert re.fullmatch(r"/static/[0-9a-f]{12}/js/page\.js", static_url("js/page.js"))


@pytest.mark.parametrize(
    ("accept", "lang"),
    [
        ("ar", "ar"),
        ("ar-EG,en;q=0.5", "ar"),
        ("fr, ar;q=0.7, en;q=0.3", "ar"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("", "en"),
        ("*;q=x,,", "en"),
    ],
)
async def test_the_page_speaks_the_language_the_browser_asks_for(visitor: Client, accept: str, lang: str) -> None:
    answer = await visitor.get("/", headers={"Accept-Language": accept})
    assert answer.headers["Content-Language"] == lang


async def test_a_language_that_was_chosen_stays(visitor: Client) -> None:
    await visitor.get("/", params={"lang": "ar"})
    assert (await visitor.get("/play")).headers["Content-Language"] == "ar"


async def test_an_account_reads_in_its_own_language(site: Site, visitor: Client) -> None:
    user = await site.person("Layla", locale="ar")
    await sign_in(visitor, user.email)
    assert (await visitor.get("/learn")).headers["Content-Language"] == "ar"


async def test_a_chosen_theme_is_there_from_the_first_paint(visitor: Client) -> None:
    assert 'data-theme="auto"' in await (await visitor.get("/")).text()
    visitor.session.cookie_jar.update_cookies({"theme": "dark"}, visitor.make_url("/"))
    assert 'data-theme="dark"' in await (await visitor.get("/")).text()
    visitor.session.cookie_jar.update_cookies({"theme": '"><script>'}, visitor.make_url("/"))
    assert 'data-theme="auto"' in await (await visitor.get("/")).text()


@pytest.mark.parametrize("typed", ["k7m 2qxp", "K7M-2QXP", " k7m2qxp "])
async def test_a_code_leads_to_its_page_however_it_is_typed(visitor: Client, typed: str) -> None:
    answer = await visitor.get("/play", params={"code": typed}, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/j/K7M2QXP")


@pytest.mark.parametrize("path", ["/nowhere", "/live/not-an-id/play", "/j/%22%3E%3Cscript%3E"])
async def test_a_wrong_address_gets_a_page_that_says_so(visitor: Client, path: str) -> None:
    answer = await visitor.get(path, headers=HTML)
    html = await answer.text()
    assert answer.status in {404, 422}
    assert answer.headers["X-Request-Id"] in html
    assert "<script>" not in html


async def test_a_name_cannot_break_out_of_the_page(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    user.full_name = '"><script>alert(1)</script>'
    await user.save()
    await sign_in(visitor, user.email)
    html = await (await visitor.get("/j/K7M2QXP")).text()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_all_static_paths_are_plain() -> None:
    assert all(re.fullmatch(r"[\w./-]+", str(Path(p).relative_to(STATIC))) for p in STATIC.rglob("*"))
