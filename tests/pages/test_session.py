"""How long a browser is signed in, and what its cookie looks like."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis
from tortoise.transactions import in_transaction

from models.actions.audit import Cause
from models.actions.sessions import end_sessions
from server.app import create_app
from server.clock import utc_now
from server.page_session import IDLE
from server.settings import Settings
from server.sign_in import PAGE_LIFETIME
from tests.pages.conftest import Site
from tests.pages.forms import Client, page_token, sign_in

MINUTE = timedelta(minutes=1)


class Later:
    """The time, a while from now."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.by


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
async def site(settings: Settings, later: Later) -> AsyncIterator[Site]:
    server = TestServer(create_app(settings, clock=later))
    async with server:
        yield Site(server.app, server)


async def _opens(client: Client) -> bool:
    return (await client.get("/learn", allow_redirects=False)).status == 200


async def test_a_browser_that_shows_nothing_of_itself_is_signed_out(site: Site, visitor: Client, later: Later) -> None:
    user = await site.person("Omar")
    await sign_in(visitor, user.email)
    later.by = IDLE - MINUTE
    assert await _opens(visitor)
    later.by += IDLE + MINUTE
    assert not await _opens(visitor)


async def test_a_busy_browser_is_signed_out_in_the_end(site: Site, visitor: Client, later: Later) -> None:
    user = await site.person("Omar")
    await sign_in(visitor, user.email)
    while later.by < PAGE_LIFETIME - timedelta(hours=1):
        assert await _opens(visitor)
        later.by += timedelta(hours=1)
    later.by = PAGE_LIFETIME + MINUTE
    assert not await _opens(visitor)


async def test_a_forgetful_redis_signs_out_and_breaks_nothing(site: Site, visitor: Client, redis: Redis) -> None:
    user = await site.person("Omar")
    await sign_in(visitor, user.email)
    await redis.flushdb()
    assert not await _opens(visitor)
    assert (await sign_in(visitor, user.email)).status == 303


@pytest.mark.parametrize("planted", ["", "x", "../../etc", "x" * 4000, "%00"])
async def test_a_cookie_we_never_gave_is_worth_nothing(site: Site, visitor: Client, planted: str) -> None:
    visitor.session.cookie_jar.update_cookies({"lectern": planted}, visitor.make_url("/"))
    assert not await _opens(visitor)
    answer = await visitor.get("/api/v1/users/me", headers={"X-CSRF-Token": "x"})
    assert answer.status == 401


async def test_ending_all_sign_ins_ends_the_pages_too(site: Site, visitor: Client) -> None:
    user = await site.person("Omar")
    await sign_in(visitor, user.email)
    token = await page_token(visitor, "/learn")
    async with in_transaction() as tx:
        await end_sessions(tx, user.id, "revoked", Cause(now=utc_now()))
    assert (await visitor.get("/api/v1/users/me", headers={"X-CSRF-Token": token})).status == 401
    assert not await _opens(visitor)


async def test_on_https_the_cookie_is_tied_to_this_host(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"public_url": "https://lectern.example"}))
    async with TestClient(TestServer(app)) as client:
        cookie = (await client.get("/login")).cookies["__Host-lectern"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
