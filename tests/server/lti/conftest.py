"""The whole application, a platform beside it that an admin has registered, and a course with a live quiz."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from clients.rest import Rest
from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.rules.access import Role
from models.tables.users import User
from server.app import create_app
from server.clock import utc_now
from server.keys import AUTH
from server.settings import Settings
from tests.server.lti.platform import CLIENT, DEPLOYMENT, ISSUER, Person, Platform, open_platform

PASSWORD = "correct horse battery"
Browser = TestClient[web.Request, web.Application]


@dataclass
class Campus:
    """Our school and the platform that sends people into it."""

    server: TestServer
    platform: Platform
    settings: Settings
    admin: Rest
    teacher: Rest
    course_id: str
    quiz_id: str
    session: dict[str, Any]

    async def register(self, **fields: Any) -> Any:
        """Register the platform, as an admin does."""
        body = {
            "name": "Our Moodle",
            "issuer": ISSUER,
            "client_id": CLIENT,
            "deployments": [DEPLOYMENT],
            "login_url": f"{self.platform.url}/auth?site=1",
            "token_url": f"{self.platform.url}/token",
            "keys_url": f"{self.platform.url}/keys",
            "courses": [self.course_id],
            **fields,
        }
        return await self.admin.call("POST", "/lti/platforms", body)

    async def begin(self, browser: Browser, person: Person) -> str:
        """The first steps: a click on the platform, our answer; where we send the browser."""
        answer = await browser.get(
            self.platform.login_url(person).removeprefix(self.platform.tool), allow_redirects=False
        )
        assert answer.status == 303, await answer.text()
        return answer.headers["Location"]

    async def launch(
        self, browser: Browser, person: Person, headers: dict[str, str] | None = None, **more: Any
    ) -> ClientResponse:
        """All steps; our answer to the platform's message."""
        form = self.platform.launch_form(await self.begin(browser, person), person, **more)
        return await self.post(browser, form, headers)

    async def post(
        self, browser: Browser, form: dict[str, str], headers: dict[str, str] | None = None
    ) -> ClientResponse:
        """Bring the platform's message, as its form does."""
        sent = {"Accept": "text/html", "Origin": self.platform.url, **(headers or {})}
        return await browser.post("/api/v1/lti/launch", data=form, headers=sent, allow_redirects=False)

    @property
    def quiz(self) -> str:
        """The quiz as a link names it."""
        return f"quiz:{self.quiz_id}"


async def _person(app: web.Application, name: str, role: Role) -> User:
    return await create_account(
        email=f"{name.lower()}@school.example",
        full_name=name,
        password_hash=await app[AUTH].passwords.hash(PASSWORD),
        cause=Cause(now=utc_now()),
        role=role,
        verified=True,
    )


@pytest.fixture
async def campus(settings: Settings) -> AsyncIterator[Campus]:
    port = unused_port()
    own = settings.model_copy(update={"port": port, "outgoing_private_networks": ("127.0.0.0/8",)})
    server = TestServer(create_app(own), port=port)
    async with server, ClientSession() as http:
        tool = str(server.make_url("")).rstrip("/")
        platform, beside = await open_platform(tool)
        people = [await _person(server.app, "Admin", Role.ADMIN), await _person(server.app, "Teacher", Role.INSTRUCTOR)]
        admin, teacher = [await Rest(http, tool).login(each.email, PASSWORD) for each in people]
        course = await teacher.call("POST", "/courses", {"title": "Maps"})
        quiz = await teacher.call("POST", f"/courses/{course['id']}/quizzes", {"title": "Edges"})
        truth = {"kind": "true_false", "stem": "A globe has no edge.", "answer": True}
        _ = await teacher.call("POST", f"/quizzes/{quiz['id']}/questions", truth)
        _ = await teacher.call("POST", f"/quizzes/{quiz['id']}/publish")
        session = await teacher.call("POST", "/live-sessions", {"quiz_id": quiz["id"], "course_id": course["id"]})
        yield Campus(server, platform, own, admin, teacher, course["id"], quiz["id"], session)
        await beside.close()


@pytest.fixture
async def browser(campus: Campus) -> AsyncIterator[Browser]:
    """A browser that keeps cookies."""
    async with TestClient(campus.server) as client:
        yield client
