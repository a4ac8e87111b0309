"""Filling in forms without a browser."""

import re

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from tests.pages.conftest import PASSWORD

Client = TestClient[web.Request, web.Application]


def token_in(html: str) -> str:
    """The CSRF token of a page."""
    found = re.search(r'name="(?:csrf" value|lectern:csrf" content)="([^"]+)"', html)
    assert found, "the page has no CSRF token"
    return found[1]


async def page_token(client: Client, path: str = "/login") -> str:
    return token_in(await (await client.get(path)).text())


async def sign_in(client: Client, email: str, password: str = PASSWORD, **fields: str) -> ClientResponse:
    """Fill in the form of `/login`; the answer as it comes, no redirect followed."""
    form = {"email": email, "password": password, "csrf": await page_token(client), **fields}
    return await client.post("/login", data=form, allow_redirects=False)
