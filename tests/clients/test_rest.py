"""REST calls of a client: whose they are, what comes back, and refusals."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from clients.rest import ProblemError, Rest

TOKENS = {"tokens": {"access_token": "a1"}}


async def register(request: web.Request) -> web.Response:
    body = await request.json()
    assert body == {"email": "m@x.example", "full_name": "Mona", "password": "pw"}
    return web.json_response(TOKENS, status=201)


async def login(request: web.Request) -> web.Response:
    body = await request.json()
    return web.json_response(TOKENS if body["password"] == "pw" else {"mfa_required": True})


async def events(request: web.Request) -> web.Response:
    assert request.headers["Authorization"] == "Bearer a1"
    after = int(request.query["after"])
    items = [{"s": s, "t": "x"} for s in (after + 1, after + 2) if s <= 5]
    return web.json_response({"items": items, "next": "more" if after < 4 else None})


async def told(request: web.Request) -> web.Response:
    return web.json_response({"path": request.path})


async def nothing(_: web.Request) -> web.Response:
    return web.Response(status=204)


async def broken(_: web.Request) -> web.Response:
    return web.Response(status=502, text='"bad gateway"')


@pytest.fixture
async def rest() -> AsyncIterator[Rest]:
    app = web.Application()
    app.router.add_post("/api/v1/auth/register", register)
    app.router.add_post("/api/v1/auth/login", login)
    app.router.add_get("/api/v1/live-sessions/s1/events", events)
    app.router.add_get("/api/v1/live-sessions/s1/{what:results|replay}", told)
    app.router.add_post("/api/v1/nothing", nothing)
    app.router.add_get("/api/v1/broken", broken)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Rest(http, server.make_url("/"))


async def test_an_account_is_made_and_signed_in(rest: Rest) -> None:
    assert (await rest.register("m@x.example", "Mona", "pw")).token == "a1"
    assert (await rest.login("m@x.example", "pw")).token == "a1"
    with pytest.raises(ProblemError, match="second factor"):
        await rest.login("m@x.example", "other")


async def test_events_are_read_page_by_page(rest: Rest) -> None:
    assert [event["s"] for event in await rest.as_token("a1").events("s1")] == [1, 2, 3, 4, 5]


async def test_results_and_replay_are_read(rest: Rest) -> None:
    assert await rest.results("s1") == {"path": "/api/v1/live-sessions/s1/results"}
    assert await rest.replay("s1") == {"path": "/api/v1/live-sessions/s1/replay"}


async def test_nothing_is_none_and_a_refusal_is_an_error(rest: Rest) -> None:
    assert await rest.call("POST", "/nothing", {}) is None
    with pytest.raises(ProblemError) as problem:
        await rest.call("GET", "/broken")
    assert (problem.value.status, problem.value.code) == (502, "")


@pytest.mark.parametrize(
    ("origin", "socket"),
    [("http://localhost:8080", "ws://localhost:8080/ws"), ("https://learn.example/", "wss://learn.example/ws")],
)
async def test_the_socket_is_beside_the_routes(origin: str, socket: str) -> None:
    async with aiohttp.ClientSession() as http:
        assert str(Rest(http, origin).socket_url) == socket
