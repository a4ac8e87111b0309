"""The whole application on a port, people with passwords, and a real browser."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, unused_port
from playwright.async_api import Browser, async_playwright, expect

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.rules.access import Role
from models.tables.users import User
from server.app import create_app
from server.clock import utc_now
from server.keys import AUTH
from server.settings import Settings

PASSWORD = "correct horse battery"
SHELL, WHOLE = "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"
CHROMIUM = SHELL if Path(SHELL).exists() else WHOLE
"""The shell is the same engine without windows: it starts in half the time."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=30_000)
"""What a page must come to show may take long on a busy machine; nothing is measured by it."""


@dataclass(frozen=True, slots=True)
class Site:
    """The running application."""

    app: web.Application
    server: TestServer

    def url(self, path: str) -> str:
        """The address of a page."""
        return str(self.server.make_url(path))

    async def person(self, name: str, role: Role = Role.STUDENT, locale: str = "en") -> User:
        """An account that can sign in with PASSWORD."""
        return await create_account(
            email=f"{name.lower()}@school.example",
            full_name=name,
            password_hash=await self.app[AUTH].passwords.hash(PASSWORD),
            cause=Cause(now=utc_now()),
            role=role,
            verified=True,
            locale=locale,
        )


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[Site]:
    port = unused_port()
    server = TestServer(create_app(settings.model_copy(update={"port": port})), port=port)
    async with server:
        yield Site(server.app, server)


@pytest.fixture
async def visitor(site: Site) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """A browser without JavaScript: it keeps cookies and follows nothing by itself."""
    async with TestClient(site.server) as client:
        yield client


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        await chromium.close()
