"""A learning platform of the tests' own, on a port: the library `lti1p3platform` signs, checks and grades.

What the library leaves to its users (storing columns and scores, HTTP) is here; messages, tokens and their checks are
the library's, written by others from the specification.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService

ISSUER: Final = "https://moodle.example"
CLIENT: Final = "lectern-client"
DEPLOYMENT: Final = "7"
LEARNER: Final = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
TEACHER: Final = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"


def key_pair() -> tuple[str, str]:
    """A private and a public key as PEM."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return secret.decode(), public.decode()


PRIVATE, PUBLIC = key_pair()
"""One pair for all tests of a process: making one costs a tenth of a second."""


class Plain(Request):  # type: ignore[misc]
    """A request as the library wants it."""

    def build_metadata(self, request: Any) -> Any:
        return request


class Config(LTI1P3PlatformConfAbstract):  # type: ignore[misc]
    """The library's registration of us."""

    def init_platform_config(self, **kwargs: Any) -> None:
        self._registration = kwargs["registration"]

    def get_registration_by_params(self, **_kwargs: Any) -> Registration:
        return self._registration


class Login(OIDCLoginAbstract):  # type: ignore[misc]
    def set_lti_message_hint(self, **kwargs: Any) -> None:
        self._lti_message_hint = kwargs["hint"]

    def get_redirect(self, url: str) -> str:
        return url


class Message(LTIAdvantageMessageLaunchAbstract):  # type: ignore[misc]
    def render_launch_form(self, launch_data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return launch_data


@dataclass
class Person:
    """Somebody with an account there."""

    sub: str
    name: str = "Lin Wei"
    email: str | None = None
    roles: tuple[str, ...] = (LEARNER,)


@dataclass
class Platform:
    """The platform: its people, its links, its gradebook."""

    tool: str
    url: str = ""
    failing: int = 0
    """So many of the next calls with scores or columns fail."""
    statuses: list[int] = field(default_factory=list)
    scores: list[dict[str, Any]] = field(default_factory=list)
    columns: list[dict[str, Any]] = field(default_factory=list)
    tokens: int = 0
    newest: dict[str, str] = field(default_factory=dict)
    has_column: bool = True
    private: str = PRIVATE
    public: str = PUBLIC

    def registration(self) -> Registration:
        made = Registration()
        for name, value in {
            "iss": ISSUER,
            "client_id": CLIENT,
            "deployment_id": DEPLOYMENT,
            "launch_url": f"{self.tool}/api/v1/lti/launch",
            "deeplink_launch_url": f"{self.tool}/api/v1/lti/launch",
            "oidc_login_url": f"{self.tool}/api/v1/lti/login",
            "platform_private_key": self.private,
            "platform_public_key": self.public,
        }.items():
            getattr(made, f"set_{name}")(value)
        return made

    def config(self) -> Config:
        return Config(registration=self.registration())

    def login_url(self, person: Person) -> str:
        """Where a click on a link sends the browser first."""
        login = Login(None, self.config())
        login.set_lti_message_hint(hint="link-1")
        found: str = login.prepare_preflight_url(person.sub)
        return found

    def message(self, asked: Mapping[str, str], person: Person, **more: Any) -> Message:
        """The message to an authentication request, before it is signed."""
        made = Message(Plain({"method": "GET", "form_data": {}, "get_data": dict(asked)}), self.config())
        made.set_user_data(person.sub, list(person.roles), person.name, person.email)
        made.set_resource_link_claim(more.pop("link", "link-1"), title="A link")
        made.set_launch_context_claim("course-1", context_title="Maps")
        if target := more.pop("target", None):
            made.set_custom_parameters_claim({"lectern": target})
        if more.pop("graded", False):
            column = f"{self.url}/items/1?type=a" if self.has_column else None
            made.set_ags(f"{self.url}/items", column)
        if data := more.pop("choosing", None):
            made.set_dl(f"{self.url}/chosen", accept_types={"ltiResourceLink"}, extra_data=data)
        made.set_extra_claims(more.pop("extra", {}))
        return made

    def launch_form(self, location: str, person: Person, **more: Any) -> dict[str, str]:
        """What the platform lets the browser post to us, in answer to our authentication request."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        launched = self.message(asked, person, **more).lti_launch()
        return {"state": launched["state"], "id_token": launched["id_token"]}

    def chosen(self, token: str, keys: Any) -> list[dict[str, Any]]:
        """What a teacher chose, as the library reads our answer."""
        config = self.config()
        config.get_registration().set_tool_key_set(keys)
        found: list[dict[str, Any]] = config.validate_deeplinking_resp({"JWT": token})
        return found

    def app(self) -> web.Application:
        """Its HTTP face."""
        app = web.Application()
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/token", self._token)
        app.router.add_route("*", "/items", self._items)
        app.router.add_post("/items/1/scores", self._score)
        return app

    async def _keys(self, _request: web.Request) -> web.Response:
        return web.json_response(self.config().get_jwks())

    async def _token(self, request: web.Request) -> web.Response:
        config = self.config()
        async with ClientSession() as http, http.get(f"{self.tool}/api/v1/lti/jwks") as keys:
            config.get_registration().set_tool_key_set(await keys.json())
        self.tokens += 1
        return web.json_response(config.get_access_token(dict(await request.post())))

    async def _score(self, request: web.Request) -> web.Response:
        assert request.query == {"type": "a"} or not self.has_column, "the column's query stays behind /scores"
        assert request.content_type == "application/vnd.ims.lis.v1.score+json"
        return await self._served(request, "handle_update_score", line_item_id="1")

    async def _items(self, request: web.Request) -> web.Response:
        name = "handle_create_lineitem" if request.method == "POST" else "handle_get_lineitems"
        return await self._served(request, name)

    async def _served(self, request: web.Request, name: str, **given: Any) -> web.Response:
        if self.failing > 0:
            self.failing -= 1
            self.statuses.append(503)
            return web.Response(status=503)
        body = await request.json() if request.method == "POST" else None
        asked: dict[str, Any] = {
            "method": request.method,
            "headers": request.headers,
            "get_data": {},
            "form_data": {},
            "json": body,
        }
        service = Gradebook(Plain(asked), self.config(), f"{self.url}/items", platform=self)
        answer = service.handle_resp(getattr(service, name), **given)
        self.statuses.append(answer.code)
        result = answer.result["content"] if name == "handle_get_lineitems" else answer.result
        return web.Response(status=answer.code, text=json.dumps(result), content_type="application/json")


class Gradebook(AssignmentsGradesService):  # type: ignore[misc]
    """The library's service on the platform's own lists."""

    def __init__(self, *given: Any, platform: Platform) -> None:
        super().__init__(*given)
        self.platform = platform

    def find_lineitems(self, **_wanted: Any) -> Any:
        return {"content": self.platform.columns, "has_next": False}

    def find_lineitem(self, line_item_id: str) -> Any:
        return self.platform.columns[int(line_item_id) - 1]

    def create_lineitem(self, creation_data: Any) -> Any:
        made = {**creation_data, "id": f"{self.platform.url}/items/1"}
        self.platform.columns.append(made)
        return made

    def update_lineitem(self, update_data: Any) -> Any:
        raise NotImplementedError

    def delete_lineitem(self, line_item_id: str) -> None:
        raise NotImplementedError

    def get_results(self, *_given: Any, **_wanted: Any) -> Any:
        raise NotImplementedError

    def update_score(self, line_item_id: str, score: Any) -> UpdateScoreStatus:
        assert line_item_id == "1"
        assert set(score) == {
            *("userId", "scoreGiven", "scoreMaximum", "timestamp", "activityProgress", "gradingProgress"),
        }
        newest = self.platform.newest
        if score["timestamp"] <= newest.get(score["userId"], ""):
            return UpdateScoreStatus.OLD_TIMESTAMP
        newest[score["userId"]] = score["timestamp"]
        self.platform.scores.append(score)
        return UpdateScoreStatus.SUCCESS


async def open_platform(tool: str) -> tuple[Platform, TestServer]:
    """A platform on a port."""
    platform = Platform(tool)
    server = TestServer(platform.app())
    await server.start_server()
    platform.url = str(server.make_url("")).rstrip("/")
    return platform, server
