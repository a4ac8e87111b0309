"""The whole API under hostile requests by every role: no 5xx, no answer off its schema, no authentication ignored."""

import re
from typing import Any

import jsonschema
import orjson
import pytest

from models.ids import new_id
from server.app import openapi_document, specs
from server.http.spec import Spec
from tests.contract.access import ROLES, api
from tests.contract.hostile import Maker
from tests.contract.test_access import PASSWORD, Walk, walk

__all__ = ("walk",)

ROUNDS = 3
"""Requests of each role on each route."""


def document() -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(openapi_document())
    return found


async def send(
    walk: Walk, maker: Maker, spec: Spec, operation: dict[str, Any], role: str
) -> tuple[int, str, bytes, str]:
    """One request; status, content type, body and what was asked."""
    path = maker.path(re.sub(r":[^{}]+}", "}", spec.path), operation)
    token = await walk.token(role)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    options: dict[str, Any] = {}
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        options["json"] = maker.value(content["application/json"]["schema"])
    elif content:
        media, shape = next(iter(content.items()))
        options["data"] = str(maker.value(shape.get("schema", {}))).encode("utf-8", "replace")
        headers["Content-Type"] = media
    async with walk.client.request(spec.method, path, headers=headers, allow_redirects=False, **options) as response:
        raw = await response.read()
        return response.status, response.content_type, raw, f"{spec.method} {path} {options} as {role}"


def faults_of(document: dict[str, Any], operation: dict[str, Any], status: int, media: str, raw: bytes) -> list[str]:
    """What is wrong with one answer."""
    if status in range(500, 503):
        return [f"{status}"]
    if status >= 400 and media == "application/problem+json":
        return [] if orjson.loads(raw)["code"] else ["a problem without a code"]
    declared = operation["responses"].get(str(status))
    if declared is None:
        return [f"{status} is not declared"]
    shape = declared.get("content", {}).get("application/json", {}).get("schema")
    if shape is None or media != "application/json":
        return []
    found = jsonschema.Draft202012Validator({**shape, "components": document["components"]}).iter_errors(
        orjson.loads(raw)
    )
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in found]


@pytest.mark.timeout(600)
async def test_no_hostile_request_breaks_the_server_or_its_word(walk: Walk) -> None:
    described = document()
    users = [str(user.id) for user in walk.strangers.values()]
    known = {"password": PASSWORD, "current_password": PASSWORD}
    maker = Maker(described, [*map(str, walk.ids.values()), *users, str(new_id())], known)
    faults: list[str] = []
    for spec in api(specs()):
        operation = described["paths"].get(spec.path, {}).get(spec.method.lower())
        if operation is None:
            continue
        for role in ROLES * ROUNDS:
            status, media, raw, asked = await send(walk, maker, spec, operation, role)
            found = faults_of(described, operation, status, media, raw)
            if role == "anonymous" and spec.allow.identity in {"account", "anybody"} and status != 401:
                found.append(f"{status} without a token")
            faults += [f"{asked[:600]}: {fault}" for fault in found]
    assert faults == [], "\n".join(faults[:40])
