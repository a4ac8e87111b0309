"""The log: one JSON object a line, no secret, no forged line."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from pytest_aiohttp.plugin import AiohttpClient

from server.logging import MASK, REQUEST, configure, log, mask_secrets, render_json
from tests.server.example import bearer, example_app, plain_settings


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Configures logging and yields a function that reads what was logged."""
    handlers, level = logging.root.handlers[:], logging.root.level
    configure(plain_settings())
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


async def test_a_request_leaves_one_line_with_its_id(aiohttp_client: AiohttpClient, lines: Any) -> None:
    client = await aiohttp_client(example_app(plain_settings(access_log_sample=1.0)))
    await client.get("/api/v1/things/00000000-0000-0000-0000-000000000001", headers={"X-Request-Id": "mine-12345"})
    (line,) = lines()
    assert line["event"] == "request"
    assert (line["request_id"], line["route"], line["status"]) == ("mine-12345", "/api/v1/things/{thing_id}", 200)
    assert "00000000-0000" not in json.dumps({**line, "request_id": ""}), "paths may carry tokens"


async def test_only_a_share_of_what_went_well_is_logged_but_every_failure(
    aiohttp_client: AiohttpClient, lines: Any
) -> None:
    client = await aiohttp_client(example_app(plain_settings(access_log_sample=0.0)))
    for path in ("who", "nope", "vault"):
        await client.get(f"/api/v1/{path}")
    assert [line["status"] for line in lines()] == [404, 401]


async def test_a_bug_is_logged_with_its_stack_and_without_the_password(
    aiohttp_client: AiohttpClient, lines: Any
) -> None:
    client = await aiohttp_client(example_app())
    answer = await client.get("/api/v1/bug")
    bug = next(line for line in lines() if line["event"] == "bug")
    assert "ZeroDivisionError" in bug["exception"]
    assert "example.py" in bug["exception"]
    assert "hunter2" not in bug["exception"]
    assert bug["request_id"] == answer.headers["X-Request-Id"]


async def test_credentials_never_reach_the_log(aiohttp_client: AiohttpClient, lines: Any) -> None:
    client = await aiohttp_client(example_app(plain_settings(access_log_sample=1.0)))
    await client.get("/api/v1/mine", headers=bearer("sekrit-token"))
    await client.post("/api/v1/forms", data={"username": "me", "password": "sekrit-word"})
    await client.get("/api/v1/who?token=sekrit-query")
    text = json.dumps(lines())
    assert "sekrit" not in text


def test_libraries_log_in_the_same_shape(lines: Any) -> None:
    REQUEST.set("job-1")
    logging.getLogger("somebody").error("could not reach %s", "postgresql://me:hunter2@db/x")
    REQUEST.set("")
    (line,) = lines()
    assert (line["level"], line["request_id"]) == ("error", "job-1")
    assert line["event"] == f"could not reach postgresql://me:{MASK}@db/x"


def test_a_line_break_cannot_forge_a_line(lines: Any) -> None:
    log.warning("event", value='a\n{"event":"forged"}\u2028\r\n')
    assert [line["event"] for line in lines()] == ["event"]


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        ({"password": "x"}, {"password": MASK}),
        ({"new_password": "x", "X-CSRF-Token": "y"}, {"new_password": MASK, "X-CSRF-Token": MASK}),
        (
            {"headers": {"Authorization": "Bearer x", "Accept": "y"}},
            {"headers": {"Authorization": MASK, "Accept": "y"}},
        ),
        ({"detail": "sent Bearer abc.def-1"}, {"detail": f"sent Bearer {MASK}"}),
        ({"detail": ["eyJhbGciOi.eyJzdWIi.c2ln"]}, {"detail": [MASK]}),
        ({"user": "u-1", "status": 200, "ms": 1.5}, {"user": "u-1", "status": 200, "ms": 1.5}),
        ({"token": None}, {"token": None}),
    ],
)
def test_secrets_are_masked(event: dict[str, Any], kept: dict[str, Any]) -> None:
    assert mask_secrets(None, "", event) == kept


@given(value=st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_any_text_makes_one_line(value: str) -> None:
    line = render_json(None, "", mask_secrets(None, "", {"event": "e", "value": value}))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["event"] == "e"
