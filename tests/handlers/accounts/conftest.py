"""A served API of the account routes, a clock that the test moves, and people who use it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pyotp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from handlers import api_tokens, auth, jobs, mfa, passwords, people, sessions, users
from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.rules.access import Role
from models.tables.system import Outbox
from server.auth import Auth
from server.bare import bare_app
from server.clock import utc_now
from server.keys import AUTH
from server.lifespan import limits, orm, redis
from server.settings import Settings

PASSWORD = "correct horse battery"


@dataclass
class Hands:
    """A clock whose hands the test moves."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def forward(self, **amount: float) -> None:
        self.ahead += timedelta(**amount)


@dataclass(frozen=True)
class Reply:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        return str(self.body["code"])


@dataclass
class Person:
    """Somebody with an account, and what their client holds."""

    api: "Api"
    email: str
    id: UUID
    access: str
    refresh: str

    async def __call__(self, method: str, path: str, json: Any = None, **options: Any) -> Reply:
        return await self.api(method, path, json, token=self.access, **options)


@dataclass
class Api:
    client: "TestClient[Any, Any]"
    clock: Hands
    auth: Auth
    people: int = field(default=0)

    async def __call__(self, method: str, path: str, json: Any = None, *, token: str = "", **options: Any) -> Reply:
        headers = options.pop("headers", {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        if json is not None:
            options["json"] = json
        async with self.client.request(method, f"/api/v1{path}", headers=headers, **options) as response:
            body = await response.json(content_type=None) if await response.read() else None
            return Reply(response.status, body, dict(response.headers))

    async def person(self, role: Role = Role.STUDENT, *, email: str = "", password: str = PASSWORD) -> Person:
        """Somebody new, signed in."""
        self.people += 1
        email = email or f"person{self.people}@school.example"
        _ = await create_account(
            email=email,
            full_name=f"Person {self.people}",
            password_hash=await self.auth.passwords.hash(password),
            role=role,
            verified=True,
            cause=Cause(self.clock()),
        )
        return await self.sign_in(email, password)

    async def sign_in(self, email: str, password: str = PASSWORD) -> Person:
        reply = await self("POST", "/auth/login", {"email": email, "password": password})
        assert reply.status == 200, reply.body
        tokens = reply.body["tokens"]
        return Person(self, email, UUID(reply.body["user"]["id"]), tokens["access_token"], tokens["refresh_token"])

    async def mails(self, template: str = "") -> list[dict[str, Any]]:
        """The mails that were ordered, in order."""
        rows = await Outbox.filter(kind="mail.send").order_by("id")
        return [row.payload for row in rows if template in {"", row.payload["template"]}]

    async def mailed_token(self, template: str) -> str:
        """The token in the last mail of a kind."""
        link = (await self.mails(template))[-1]["data"]["link"]
        return str(link.partition("#token=")[2])


def code_of(secret: str, clock: Hands, steps: int = 0) -> str:
    """What an authenticator app shows, so many steps of 30 s away."""
    return pyotp.TOTP(secret).at(clock() + timedelta(seconds=30 * steps))


@dataclass(frozen=True)
class Guarded:
    """Somebody with a second factor."""

    person: Person
    secret: str
    recovery: list[str]


async def guarded(api: Api, role: Role = Role.STUDENT) -> Guarded:
    person = await api.person(role)
    begun = await person("POST", "/auth/mfa/totp", {"password": PASSWORD})
    code = code_of(begun.body["secret"], api.clock)
    done = await person("POST", "/auth/mfa/totp/confirm", {"code": code})
    assert (begun.status, done.status) == (200, 200)
    api.clock.forward(seconds=60)
    return Guarded(person, begun.body["secret"], done.body["recovery_codes"])


Serve = Callable[[Settings], Awaitable[Api]]


@pytest.fixture
async def serve(settings: Settings) -> AsyncIterator[Serve]:
    """Serve the account routes under settings of the test's own; several of them are several processes."""
    clients: list[TestClient[Any, Any]] = []

    async def start(chosen: Settings) -> Api:
        clock = Hands()
        identities = Auth(chosen, clock)
        app = bare_app(chosen, authenticate=identities.authenticate, clock=clock)
        app[AUTH] = identities
        for module in (auth, users, sessions, passwords, mfa, people, api_tokens, jobs):
            module.routes.add_to(app)
        app.cleanup_ctx.extend((orm, redis, limits))
        client = TestClient(TestServer(app))
        clients.append(client)
        await client.start_server()
        return Api(client, clock, identities)

    yield start
    for client in clients:
        client.app[AUTH].close() if client.app else None
        await client.close()


@pytest.fixture
async def api(serve: Serve, settings: Settings) -> Api:
    return await serve(settings)
