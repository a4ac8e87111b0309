"""The shapes that outside clients rely on are the shapes that are served."""

from functools import cache
from typing import Any

import orjson
import pytest

from server.app import openapi_document
from tests.contract.contract import added_fields, listed, pending_fields, plain
from tests.contract.shapes import answered, inside, operation, sent, written_after

SENT = [
    ("- course in: ", "POST", "/courses"),
    ("- section in: ", "POST", "/courses/{id}/sections"),
    ("lesson in: ", "POST", "/sections/{id}/lessons"),
    ("order in: ", "PUT", "/courses/{id}/order"),
    ("- quiz in: ", "POST", "/courses/{id}/quizzes"),
    ("- live session in: ", "POST", "/live-sessions"),
    ("- order in: ", "POST", "/orders"),
    ("| P `POST /auth/register` | ", "POST", "/auth/register"),
    ("| P `POST /auth/login` | ", "POST", "/auth/login"),
    ("| P `POST /auth/refresh` | ", "POST", "/auth/refresh"),
]
ANSWERED = [
    ("- attempt out: ", "POST", "/quizzes/{id}/attempts", ""),
    ("the course may be a draft; out ", "POST", "/live-sessions", ""),
    ("allow-list); out ", "POST", "/orders", ""),
    ("- enrolment out: ", "POST", "/courses/{id}/enroll", ""),
    ("`user` = ", "GET", "/users/me", ""),
    ("`tokens` = ", "POST", "/auth/refresh", ""),
    ("`tokens` = ", "POST", "/auth/login", "tokens"),
    ("`user` = ", "POST", "/auth/login", "user"),
]


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(openapi_document())
    return found


def _served(method: str, path: str) -> dict[str, Any]:
    found = operation(document(), method, path)
    if found is None:
        assert (method, plain(path)) in listed("pending.txt")
        pytest.skip(f"{method} {path} is pending")
    return found


@pytest.mark.parametrize(("anchor", "method", "path"), SENT, ids=lambda value: value.strip("- :"))
def test_what_clients_send_is_taken(anchor: str, method: str, path: str) -> None:
    shape, schema = written_after(anchor), sent(document(), _served(method, path))
    missing = pending_fields().get((method, plain(path)), set())
    assert missing <= shape.optional
    assert missing & set(schema["properties"]) == set(), "served now: take it off the list"
    added = added_fields().get((method, plain(path)), set())
    assert added & (shape.required | shape.optional | set(schema.get("required", ()))) == set()
    assert set(schema["properties"]) | missing == shape.required | shape.optional | added
    assert set(schema.get("required", ())) == shape.required
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(("anchor", "method", "path", "inner"), ANSWERED, ids=lambda value: value.strip("- :"))
def test_what_clients_read_is_there(anchor: str, method: str, path: str, inner: str) -> None:
    shape, schema = written_after(anchor), answered(document(), _served(method, path))
    if inner:
        schema = inside(document(), schema, inner)
    assert shape.required | shape.optional <= set(schema["properties"])
    assert shape.required <= set(schema.get("required", schema["properties"]))
