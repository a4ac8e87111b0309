"""What every answer carries, and what becomes of errors."""

import re

import pytest
from aiohttp import ClientError, web
from pytest_aiohttp.plugin import AiohttpClient

from server.errors import AppError
from server.keys import ERROR_PAGE
from tests.server.example import Client, example_app, plain_settings

PATHS = ["/api/v1/notes/1", "/api/v1/notes/0", "/api/v1/notes/99", "/api/v1/vault", "/api/v1/bug", "/nope", "/"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_security_headers(example: Client, path: str) -> None:
    headers = (await example.get(path)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Server"] == "lectern"
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["X-Request-Id"])
    assert "Strict-Transport-Security" not in headers


async def test_https_is_kept(aiohttp_client: AiohttpClient) -> None:
    client = await aiohttp_client(example_app(plain_settings(public_url="https://lectern.example")))
    assert "max-age" in (await client.get("/nope")).headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nope", 404, "not_found"),
        ("GET", "/api/v1/notes/99", 404, "not_found"),
        ("PUT", "/api/v1/notes/1", 405, "method_not_allowed"),
        ("GET", "/api/v1/bug", 500, "internal"),
        ("GET", "/api/v1/away", 503, "unavailable"),
        ("GET", "/api/v1/refused", 409, "too_late"),
    ],
)
async def test_every_refusal_is_a_problem_document(
    example: Client, method: str, path: str, status: int, code: str
) -> None:
    answer = await example.request(method, path, headers={"X-Request-Id": "mine-12345"})
    problem = await answer.json(content_type="application/problem+json")
    assert (answer.status, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:lectern:problem:{code}"
    assert problem["request_id"] == answer.headers["X-Request-Id"] == "mine-12345"
    assert problem["title"]
    assert problem["detail"]
    assert "hunter2" not in str(problem)


async def test_a_wrong_method_learns_the_right_ones(example: Client) -> None:
    allow = (await example.put("/api/v1/notes/1")).headers["Allow"]
    assert set(allow.split(",")) == {"DELETE", "GET", "HEAD", "PATCH"}


async def test_something_away_says_when_to_come_back(example: Client) -> None:
    assert int((await example.get("/api/v1/away")).headers["Retry-After"]) > 0


@pytest.mark.parametrize("given", ["short", "x" * 65, "has space in it", "semi;colon-1234", "ünïcode-1234"])
async def test_a_strange_request_id_is_replaced(example: Client, given: str) -> None:
    answer = await example.get("/api/v1/notes/1", headers={"X-Request-Id": given})
    assert answer.headers["X-Request-Id"] != given


async def test_an_answer_that_breaks_in_the_middle_is_cut_off(example: Client) -> None:
    with pytest.raises(ClientError):
        await (await example.get("/api/v1/broken-off")).read()


async def test_a_redirect_stays_one(example: Client) -> None:
    answer = await example.get("/api/v1/moved", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/api/v1/who")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_head_is_answered_without_a_body(example: Client) -> None:
    answer = await example.head("/api/v1/notes/1")
    assert (answer.status, await answer.read()) == (200, b"")


async def test_an_unknown_expectation_is_no_bug(example: Client) -> None:
    answer = await example.get("/api/v1/notes/1", headers={"Expect": "the-unexpected"})
    assert answer.status in {200, 417}


async def test_a_browser_gets_a_page_when_there_is_one(aiohttp_client: AiohttpClient) -> None:
    async def page(_request: web.Request, error: AppError) -> web.StreamResponse:
        return web.Response(text=f"<h1>{error.code}</h1>", status=error.status, content_type="text/html")

    app = example_app()
    app[ERROR_PAGE] = page
    client = await aiohttp_client(app)
    html = {"Accept": "text/html,*/*"}
    shown = await client.get("/nope", headers=html)
    assert (shown.status, await shown.text()) == (404, "<h1>not_found</h1>")
    assert "default-src 'self'" in shown.headers["Content-Security-Policy"]
    assert (await client.get("/nope")).content_type == "application/problem+json"
    assert (await client.get("/api/v1/nope", headers=html)).content_type == "application/problem+json"


@pytest.mark.parametrize("path", PATHS)
async def test_only_listed_origins_may_read_answers(aiohttp_client: AiohttpClient, path: str) -> None:
    client = await aiohttp_client(example_app(plain_settings(allowed_origins=("https://app.example",))))
    listed = await client.get(path, headers={"Origin": "https://app.example"})
    other = await client.get(path, headers={"Origin": "https://evil.example"})
    assert listed.headers["Access-Control-Allow-Origin"] == "https://app.example"
    assert "Access-Control-Allow-Credentials" not in listed.headers
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Origin" in other.headers["Vary"]


async def test_a_browser_may_ask_first(aiohttp_client: AiohttpClient) -> None:
    client = await aiohttp_client(example_app(plain_settings(allowed_origins=("https://app.example",))))
    ask = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "if-match"}
    listed = await client.options("/api/v1/notes/1", headers={**ask, "Origin": "https://app.example"})
    other = await client.options("/api/v1/notes/1", headers={**ask, "Origin": "https://evil.example"})
    assert (listed.status, other.status) == (204, 204)
    assert "PATCH" in listed.headers["Access-Control-Allow-Methods"]
    assert "If-Match" in listed.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Methods" not in other.headers


@pytest.mark.parametrize(
    ("path", "caching"),
    [("/api/v1/who", "no-store"), ("/api/v1/notes/1", "private, no-cache"), ("/api/v1/nope", "no-store")],
)
async def test_answers_are_not_left_in_caches(example: Client, path: str, caching: str) -> None:
    assert (await example.get(path)).headers["Cache-Control"] == caching
