"""Each security event is written down with who, when, where and in which request; and no secret with it."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import structlog

from models.rules.access import Role
from models.tables.system import AuditLog
from models.tables.users import AuthSession
from server.clock import utc_now
from server.logging import configure
from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Guarded, Person, Serve, code_of, guarded

ADDRESS, REQUEST = "203.0.113.50", "request-of-the-test-1"
FRESH = "another fine sentence"
FROM = {"X-Forwarded-For": ADDRESS, "X-Request-Id": REQUEST, "User-Agent": 'Agent", "event": "forged"'}


@dataclass
class Scene:
    """Who is there: somebody, somebody with a second factor, and an admin."""

    api: Api
    person: Person
    guarded: Guarded
    admin: Person

    async def mailed(self, template: str) -> str:
        return await self.api.mailed_token(template)

    def code(self) -> str:
        return code_of(self.guarded.secret, self.api.clock)


@pytest.fixture
async def scene(serve: Serve, settings: Settings) -> Scene:
    api = await serve(settings.model_copy(update={"trusted_proxies": ("127.0.0.1/32",)}))
    return Scene(api, await api.person(), await guarded(api), await api.person(Role.ADMIN))


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str], settings: Settings) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Logs as in production; what was written so far."""
    handlers, level = logging.root.handlers[:], logging.root.level
    configure(settings.model_copy(update={"log_level": "info"}))
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


Step = Callable[[Scene], Awaitable[tuple[str, str, Any, str]]]
"""Prepares an event: method, path, body and token of the request that is it."""


async def login(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/auth/login", {"email": scene.person.email, "password": PASSWORD}, ""


async def logout(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/auth/logout", None, scene.person.access


async def forgot(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/auth/password/forgot", {"email": scene.person.email}, ""


async def reset(scene: Scene) -> tuple[str, str, Any, str]:
    _ = await scene.api("POST", "/auth/password/forgot", {"email": scene.person.email})
    return "POST", "/auth/password/reset", {"token": await scene.mailed("reset_password"), "new_password": FRESH}, ""


async def change(scene: Scene) -> tuple[str, str, Any, str]:
    body = {"current_password": PASSWORD, "new_password": FRESH}
    return "POST", "/auth/password/change", body, scene.person.access


async def move(scene: Scene) -> tuple[str, str, Any, str]:
    _ = await scene.person("POST", "/auth/email/change", {"password": PASSWORD, "email": "new@school.example"})
    return "POST", "/auth/email/verify", {"token": await scene.mailed("change_email")}, ""


async def reuse(scene: Scene) -> tuple[str, str, Any, str]:
    reply = await scene.api("POST", "/auth/refresh", {"refresh_token": scene.person.refresh})
    _ = await scene.api("POST", "/auth/refresh", {"refresh_token": reply.body["refresh_token"]})
    return "POST", "/auth/refresh", {"refresh_token": scene.person.refresh}, ""


async def wrong_code(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/auth/step-up", {"code": "000000"}, scene.guarded.person.access


async def no_factor(scene: Scene) -> tuple[str, str, Any, str]:
    return "DELETE", "/auth/mfa/totp", {"password": PASSWORD, "code": scene.code()}, scene.guarded.person.access


async def new_codes(scene: Scene) -> tuple[str, str, Any, str]:
    body = {"password": PASSWORD, "code": scene.code()}
    return "POST", "/auth/mfa/recovery-codes", body, scene.guarded.person.access


async def recovery(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/auth/step-up", {"code": scene.guarded.recovery[0]}, scene.guarded.person.access


async def token(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/auth/api-tokens", {"name": "t", "scopes": ["read"]}, scene.person.access


async def role(scene: Scene) -> tuple[str, str, Any, str]:
    return "PATCH", f"/users/{scene.person.id}", {"role": "admin"}, scene.admin.access


async def deactivate(scene: Scene) -> tuple[str, str, Any, str]:
    return "DELETE", f"/users/{scene.person.id}", None, scene.admin.access


async def factor_reset(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", f"/users/{scene.guarded.person.id}/mfa/reset", None, scene.admin.access


async def export(scene: Scene) -> tuple[str, str, Any, str]:
    return "POST", "/users/me/export", None, scene.person.access


async def erase(scene: Scene) -> tuple[str, str, Any, str]:
    return "DELETE", "/users/me", {"password": PASSWORD}, scene.person.access


def own(scene: Scene) -> UUID | None:
    return scene.person.id


def of_guarded(scene: Scene) -> UUID | None:
    return scene.guarded.person.id


def of_admin(scene: Scene) -> UUID | None:
    return scene.admin.id


EVENTS: list[tuple[str, Step, Callable[[Scene], UUID | None]]] = [
    ("api_token.create", token, own),
    ("email.change", move, own),
    ("job.queue", export, own),
    ("mfa.disable", factor_reset, of_admin),
    ("mfa.disable", no_factor, of_guarded),
    ("mfa.recovery_code_used", recovery, of_guarded),
    ("mfa.recovery_codes", new_codes, of_guarded),
    ("mfa.wrong_code", wrong_code, of_guarded),
    ("password.change", change, own),
    ("password.forgot", forgot, lambda _scene: None),
    ("password.reset", reset, own),
    ("session.end", deactivate, of_admin),
    ("session.end", logout, own),
    ("session.end", reuse, own),
    ("session.open", login, own),
    ("user.change", role, of_admin),
    ("user.erase", erase, own),
]


async def test_each_event_stands_in_the_audit_log_with_who_when_where_and_the_request(scene: Scene) -> None:
    missing: list[tuple[Any, ...]] = []
    for action, step, actor in EVENTS:
        who = await guarded(scene.api) if action.startswith("mfa.") else scene.guarded
        scene = Scene(scene.api, await scene.api.person(), who, await scene.api.sign_in(scene.admin.email))
        method, path, body, access = await step(scene)
        request = f"{REQUEST}-{step.__name__}"
        begun = scene.api.clock()
        _ = await scene.api(method, path, body, token=access, headers=FROM | {"X-Request-Id": request})
        row = await AuditLog.filter(action=action, request_id=request).first()
        if row is None or (row.actor_id, row.address) != (actor(scene), ADDRESS):
            missing.append((action, step.__name__, row and (row.actor_id, row.address)))
        elif not begun <= row.at <= scene.api.clock():
            missing.append((action, step.__name__, row.at))
    assert missing == []


async def test_what_is_refused_stands_in_the_log_with_who_where_and_the_request(
    scene: Scene, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    wrong = {"email": scene.person.email, "password": "sekrit-guess"}
    _ = await scene.api("POST", "/auth/login", wrong, headers=FROM)
    unknown = {"email": "nobody@school.example", "password": "sekrit-guess"}
    _ = await scene.api("POST", "/auth/login", unknown, headers=FROM)
    _ = await scene.api("GET", "/users/me", token="sekrit.access.token", headers=FROM)
    _ = await scene.person("GET", "/users", headers=FROM)
    _ = await AuthSession.filter(user_id=scene.person.id).update(proved_at=utc_now() - timedelta(hours=1))
    _ = await scene.person("POST", "/users/me/export", headers=FROM)
    written = lines()
    events = [line for line in written if line["event"] != "request"]
    assert [(line["event"], line["user"], line["client"]) for line in events] == [
        ("sign_in_refused", str(scene.person.id), ADDRESS),
        ("sign_in_refused", None, ADDRESS),
    ]
    refusals = [line for line in written if line["event"] == "request" and line["status"] in {401, 403}]
    assert [(line["status"], line.get("user")) for line in refusals] == [
        *[(401, None)] * 3,
        *[(403, str(scene.person.id))] * 2,
    ]
    assert {line["client"] for line in refusals} == {ADDRESS}
    assert {line["request_id"] for line in written} == {REQUEST}
    assert all(line["timestamp"] for line in written)
    text = json.dumps(written)
    for secret in ("sekrit", scene.person.email, scene.person.access, "forged"):
        assert secret not in text
