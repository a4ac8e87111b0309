"""What the plumbing refuses, over real HTTP."""

import asyncio
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_aiohttp.plugin import AiohttpClient
from yarl import URL

from tests.server.example import Client, example_app, plain_settings

JSON = {"Content-Type": "application/json"}
UNREADABLE = [
    b"",
    b"{",
    b"nope",
    b'{"title": NaN}',
    b'{"title": "a", "weight": Infinity}',
    b'{"title": "a", "weight": 1e999}',
    b'{"title": "a", "stars": ' + b"1" * 5000 + b"}",
    b'{"title": "a", "stars": 9223372036854775808}',
    b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"title": "a", "extra": ' + b'{"a":' * 40 + b"1" + b"}" * 41,
    b'{"title": "\xff"}',
    b'{"title": "\xed\xa0\x80"}',
    b'{"title": "a\x00b"}',
    b'{"title": "a", "title": "b"}',
    b'{"title": "a", "extra": {"x": 1, "x": 2}}',
    b'{"title": "a"} trailing',
    b'\xef\xbb\xbf{"title": "a"}',
    '{"title": "a"}'.encode("utf-16"),
]
INVALID: list[tuple[bytes, list[Any], str]] = [
    (b"null", ["body"], "model_type"),
    (b"[]", ["body"], "model_type"),
    (b"{}", ["body", "title"], "required"),
    (b'{"title": "a", "colour": 1}', ["body", "colour"], "unknown_field"),
    (b'{"title": 1}', ["body", "title"], "string_type"),
    (b'{"title": "a", "stars": "3"}', ["body", "stars"], "int_type"),
    (b'{"title": "a", "stars": 3.5}', ["body", "stars"], "int_type"),
    (b'{"title": "a", "stars": true}', ["body", "stars"], "int_type"),
    (b'{"title": "a", "stars": 6}', ["body", "stars"], "less_than_equal"),
    (b'{"title": "a", "at": "2026-01-01T00:00:00"}', ["body", "at"], "timezone_aware"),
    (b'{"title": "a", "at": "9999-12-31T23:59:59-12:00"}', ["body", "at"], "value_error"),
    (b'{"title": "a", "price": {"amount": 1.5, "currency": "KWD"}}', ["body", "price", "amount"], "int_type"),
    (
        b'{"title": "a", "price": {"amount": 1, "currency": "kwd"}}',
        ["body", "price", "currency"],
        "string_pattern_mismatch",
    ),
    (b'{"title": "a\\u0000b"}', ["body", "title"], "forbidden_character"),
    (b'{"title": "a\\ud800b"}', ["body", "title"], "forbidden_character"),
    (b'{"title": "a", "labels": ["x", "\\udfff"]}', ["body", "labels", 1], "forbidden_character"),
    (b'{"title": "a", "extra": {"\\u0000": 1}}', ["body", "extra"], "forbidden_character"),
    (b'{"title": "' + b"x" * 201 + b'"}', ["body", "title"], "string_too_long"),
]


@pytest.mark.parametrize("raw", UNREADABLE, ids=lambda raw: repr(raw[:24]))
async def test_what_is_not_json_is_unreadable(example: Client, raw: bytes) -> None:
    answer = await example.post("/api/v1/echo", data=raw, headers=JSON)
    assert (answer.status, (await answer.json(content_type=None))["code"]) == (400, "unreadable")


@pytest.mark.parametrize(("raw", "loc", "code"), INVALID, ids=lambda value: repr(value)[:40])
async def test_what_breaks_the_schema_is_named(example: Client, raw: bytes, loc: list[Any], code: str) -> None:
    answer = await example.post("/api/v1/echo", data=raw, headers=JSON)
    problem = await answer.json(content_type="application/problem+json")
    assert (answer.status, problem["code"]) == (422, "invalid")
    assert (problem["errors"][0]["loc"], problem["errors"][0]["code"]) == (loc, code)


async def test_texts_come_in_as_nfc_and_times_as_utc(example: Client) -> None:
    body = {"title": "e\u0301", "labels": ["\u0627\u0653"], "at": "2026-03-01T12:00:00+03:00"}
    echo = (await (await example.post("/api/v1/echo", json=body)).json())["echo"]
    assert (echo["title"], echo["labels"], echo["at"]) == ("\u00e9", ["\u0622"], "2026-03-01T09:00:00Z")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Content-Type": "text/plain"}, "unsupported_media_type"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, "unsupported_media_type"),
        ({"Content-Type": ""}, "unsupported_media_type"),
        ({"Content-Type": "application/json; charset=utf-16"}, "unsupported_charset"),
        ({"Content-Type": "application/json; charset=nonsense"}, "unsupported_charset"),
        ({**JSON, "Content-Encoding": "gzip"}, "unsupported_encoding"),
        ({**JSON, "Content-Encoding": "br"}, "unsupported_encoding"),
        ({"Content-Type": "application/merge-patch+json"}, "unsupported_media_type"),
    ],
)
async def test_another_kind_of_body_is_refused(example: Client, headers: dict[str, str], code: str) -> None:
    answer = await example.post("/api/v1/echo", data=b'{"title": "a"}', headers=headers)
    assert (answer.status, (await answer.json(content_type=None))["code"]) == (415, code)


async def test_a_body_over_the_limit_is_refused_before_it_is_read(aiohttp_client: AiohttpClient) -> None:
    client = await aiohttp_client(example_app(plain_settings(max_body_bytes=100)))
    answer = await client.post("/api/v1/echo", data=b'{"title": "' + b"a" * 100 + b'"}', headers=JSON)
    assert (answer.status, (await answer.json(content_type=None))["code"]) == (413, "too_large")


async def test_a_body_that_grows_past_the_limit_in_chunks_is_refused(aiohttp_client: AiohttpClient) -> None:
    client = await aiohttp_client(example_app(plain_settings(max_body_bytes=1000)))

    async def chunks() -> Any:
        for _ in range(100):
            yield b" " * 100

    answer = await client.post("/api/v1/echo", data=chunks(), headers=JSON)
    assert answer.status == 413


async def test_a_route_may_set_its_own_limit(example: Client) -> None:
    small = await example.post("/api/v1/files", data=b"a" * 1000, headers={"Content-Type": "text/csv"})
    large = await example.post("/api/v1/files", data=b"a" * 1001, headers={"Content-Type": "text/csv"})
    assert (small.status, large.status) == (200, 413)


async def test_a_body_that_stops_coming_is_given_up(example: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.http.body.BODY_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", example.port)
    writer.write(
        b"POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
    )
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"body_incomplete" in answer


async def test_a_body_may_be_left_out_where_it_has_a_default(example: Client) -> None:
    without = await example.post("/api/v1/maybe")
    with_body = await example.post("/api/v1/maybe", json={"title": "here"})
    assert [(await answer.json())["echo"] for answer in (without, with_body)] == [None, "here"]


async def test_a_needed_body_may_not_be_left_out(example: Client) -> None:
    assert (await example.post("/api/v1/echo")).status == 415
    assert (await example.post("/api/v1/echo", headers=JSON)).status == 400


@pytest.mark.parametrize(
    ("query", "loc", "code"),
    [
        ("limit=0", ["query", "limit"], "greater_than_equal"),
        ("limit=1e9", ["query", "limit"], "int_parsing"),
        ("limit=" + "9" * 5000, ["query", "limit"], "int_parsing_size"),
        ("limit=x", ["query", "limit"], "int_parsing"),
        ("limit=1&limit=2", ["query", "limit"], "duplicate"),
        ("secret=1", ["query", "secret"], "unknown_field"),
        ("word=%00", ["query", "word"], "forbidden_character"),
        ("%00=1", ["query", "\ufffd"], "forbidden_character"),
        ("cursor=nonsense", ["query", "cursor"], "invalid_cursor"),
        ("cursor=", ["query", "cursor"], "invalid_cursor"),
        ("cursor=WyJ4Il0", ["query", "cursor"], "invalid_cursor"),
        ("count=perhaps", ["query", "count"], "bool_parsing"),
        ("since=yesterday", ["query", "since"], "datetime_from_date_parsing"),
        ("label=", ["query", "label", 0], "string_too_short"),
    ],
)
async def test_a_query_is_checked_as_a_body_is(example: Client, query: str, loc: list[Any], code: str) -> None:
    answer = await example.get(URL(f"/api/v1/notes?{query}", encoded=True))
    problem = await answer.json(content_type="application/problem+json")
    assert answer.status == 422, problem
    assert (problem["errors"][0]["loc"], problem["errors"][0]["code"]) == (loc, code)


async def test_a_name_may_repeat_where_a_list_is_meant(example: Client) -> None:
    assert (await example.get("/api/v1/notes?label=a&label=b&limit=1")).status == 200


async def test_a_route_without_a_query_takes_none(example: Client) -> None:
    answer = await example.get("/api/v1/who?x=1")
    assert (answer.status, (await answer.json(content_type=None))["errors"][0]["loc"]) == (422, ["query", "x"])


@pytest.mark.parametrize(
    "path",
    ["things/7", "things/%00", "things/%FF", "notes/0", "notes/1001", "notes/" + "9" * 5000, "notes/x", "slugs/%00"],
)
async def test_a_path_is_checked_too(example: Client, path: str) -> None:
    answer = await example.get(URL(f"/api/v1/{path}", encoded=True))
    problem = await answer.json(content_type="application/problem+json")
    assert (answer.status, problem["errors"][0]["loc"][0]) == (422, "path")


@pytest.mark.parametrize(
    "target", [b"/api/v1/slugs/\xff\xfe", b"/api/v1/notes?word=\xff", b"/\xff", b"/api/v1/notes?\xed\xa0\x80=1"]
)
async def test_raw_bytes_in_the_request_line_are_no_bug(example: Client, target: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", example.port)
    writer.write(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer[9:12] in {b"400", b"404", b"422"}, answer


async def test_a_form_is_read_strictly(example: Client) -> None:
    good = await example.post("/api/v1/forms", data={"username": "me", "password": "x"})
    unknown = await example.post("/api/v1/forms", data={"username": "me", "password": "x", "admin": "1"})
    twice = await example.post("/api/v1/forms", data=[("username", "a"), ("username", "b"), ("password", "x")])
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    not_utf8 = await example.post("/api/v1/forms", data=b"username=%FF&password=x", headers=form)
    many = await example.post("/api/v1/forms", data=b"a=1&" * 200, headers=form)
    assert [a.status for a in (good, unknown, twice, not_utf8, many)] == [200, 422, 422, 400, 400]


async def test_a_stream_is_not_held_in_memory_first(example: Client) -> None:
    answer = await example.post(
        "/api/v1/streams", data=io.BytesIO(b"x" * 3_000_000), headers={"Content-Type": "video/mp4"}
    )
    assert (await answer.json())["echo"] == 3_000_000


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(["title", "text", "stars", "weight", "at", "price", "labels", "extra", "more"])


@examples(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(FIELDS, ANY_JSON, max_size=5))
async def test_no_json_makes_a_server_error(example: Client, body: dict[str, Any]) -> None:
    answer = await example.post("/api/v1/echo", data=json.dumps(body).encode(), headers=JSON)
    assert answer.status in {200, 400, 422}, await answer.text()


@examples(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60))
async def test_no_bytes_make_a_server_error(example: Client, raw: bytes) -> None:
    assert (await example.post("/api/v1/echo", data=raw, headers=JSON)).status in {200, 400, 422}


@examples(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=20))
async def test_no_query_makes_a_server_error(example: Client, text: str) -> None:
    url = URL("/api/v1/notes").with_query({"word": text.encode(errors="replace").decode()})
    assert (await example.get(url)).status in {200, 422}
