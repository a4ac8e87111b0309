"""What endpoints answer, and what cannot be declared as one."""

from typing import Annotated, Any

import pytest
from aiohttp import web
from pydantic import BaseModel

from server.access import Rule
from server.bare import require_rules
from server.endpoint import Answer, In, Out, PageQuery, Routes, public
from tests.server.example import ADMIN, NOTES, STUDENT, Client, bearer, example_app


async def test_a_created_thing_says_where_it_is(example: Client) -> None:
    answer = await example.post("/api/v1/notes", json={"title": "One"}, headers=bearer("student"))
    assert (answer.status, answer.headers["Location"]) == (201, "/api/v1/notes/1")
    assert await answer.json() == {"id": 1, "title": "One"}


async def test_nothing_to_say_is_204(example: Client) -> None:
    answer = await example.delete("/api/v1/notes/3")
    assert (answer.status, await answer.read()) == (204, b"")


async def test_a_list_is_walked_by_its_cursors(example: Client) -> None:
    seen: list[int] = []
    url: str | None = "/api/v1/notes?limit=20"
    while url:
        answer = await example.get(url)
        page = await answer.json()
        seen += [item["id"] for item in page["items"]]
        assert "total" not in page
        following = answer.links.get("next")
        assert (page["next"] is None) == (following is None)
        url = str(following["url"].relative()) if following else None  # type: ignore[union-attr]
    assert seen == list(range(1, NOTES + 1))


async def test_the_link_keeps_the_query(example: Client) -> None:
    answer = await example.get("/api/v1/notes?limit=2&label=a&label=b&count=true")
    page = await answer.json()
    assert page["total"] == NOTES
    link = answer.links["next"]["url"]
    assert link.query.getall("label") == ["a", "b"]  # type: ignore[union-attr]
    assert link.query["cursor"] == page["next"]  # type: ignore[union-attr]


async def test_a_merge_patch_knows_what_was_sent(example: Client) -> None:
    answer = await example.patch("/api/v1/notes/1", json={"text": None, "stars": 4})
    assert (await answer.json())["changes"] == {"text": None, "stars": 4}
    empty = await example.patch("/api/v1/notes/1", json={})
    assert (await empty.json())["changes"] == {}


async def test_null_clears_only_what_may_be_empty(example: Client) -> None:
    answer = await example.patch("/api/v1/notes/1", json={"title": None})
    assert (answer.status, (await answer.json(content_type=None))["errors"][0]["loc"]) == (422, ["body", "title"])


async def test_a_patch_may_name_its_own_media_type(example: Client) -> None:
    headers = {"Content-Type": "application/merge-patch+json"}
    assert (await example.patch("/api/v1/notes/1", data=b"{}", headers=headers)).status == 200


async def test_a_change_needs_the_version_it_was_made_on(example: Client) -> None:
    tag = (await example.get("/api/v1/notes/1")).headers["ETag"]
    fresh = await example.patch("/api/v1/notes/1", json={}, headers={"If-Match": tag})
    among = await example.patch("/api/v1/notes/1", json={}, headers={"If-Match": f'"x", {tag}'})
    any_version = await example.patch("/api/v1/notes/1", json={}, headers={"If-Match": "*"})
    stale = await example.patch("/api/v1/notes/1", json={}, headers={"If-Match": fresh.headers["ETag"]})
    weak = await example.patch("/api/v1/notes/1", json={}, headers={"If-Match": f"W/{tag}"})
    assert [a.status for a in (fresh, among, any_version, stale, weak)] == [200, 200, 200, 412, 412]
    assert (await stale.json(content_type=None))["code"] == "stale"


async def test_what_the_caller_has_is_not_sent_again(example: Client) -> None:
    tag = (await example.get("/api/v1/notes/1")).headers["ETag"]
    answer = await example.get("/api/v1/notes/1", headers={"If-None-Match": tag})
    assert (answer.status, await answer.read(), answer.headers["ETag"]) == (304, b"", tag)
    assert (await example.get("/api/v1/notes/2", headers={"If-None-Match": tag})).status == 200


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("who", {"": 200, "student": 200, "teacher": 200, "admin": 200, "guest": 200, "forged": 401}),
        ("mine", {"": 401, "student": 200, "teacher": 200, "admin": 200, "guest": 401, "forged": 401}),
        ("ours", {"": 401, "student": 204, "teacher": 204, "admin": 204, "guest": 204, "forged": 401}),
        ("staff-room", {"": 401, "student": 403, "teacher": 204, "admin": 204, "guest": 401, "forged": 401}),
        ("vault", {"": 401, "student": 403, "teacher": 403, "admin": 204, "guest": 401, "forged": 401}),
        ("slugs/x", {"": 200, "forged": 200}),
    ],
)
async def test_a_rule_lets_in_whom_it_names(example: Client, path: str, statuses: dict[str, int]) -> None:
    for name, status in statuses.items():
        answer = await example.get(f"/api/v1/{path}", headers=bearer(name) if name else {})
        assert (name, answer.status) == (name, status)
        if status == 401:
            assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_the_caller_is_known_inside(example: Client) -> None:
    known = [
        await (await example.get("/api/v1/who", headers=h)).json() for h in ({}, bearer("student"), bearer("admin"))
    ]
    assert [answer["echo"] for answer in known] == [None, str(STUDENT), str(ADMIN)]


async def test_access_is_refused_before_the_body_is_read(example: Client) -> None:
    assert (await example.post("/api/v1/notes", data=b"{")).status == 401


async def test_what_was_not_declared_is_a_bug_and_not_sent(example: Client) -> None:
    assert (await example.get("/api/v1/list")).status == 500


class _In(In):
    name: str


class _Deep(In):
    inner: dict[str, list[_In]]


class _Numbers(In):
    number: int


class _Out(Out):
    ok: bool = True


def _declare(handler: Any, path: str = "/x", **options: Any) -> None:
    Routes(tag="T").route("POST", path, **{"allow": public, **options})(handler)


def test_a_route_without_a_rule_cannot_be_declared() -> None:
    async def handler(request: web.Request) -> _Out:
        return _Out()

    with pytest.raises(TypeError, match="allow"):
        Routes().get("/x")(handler)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Rule"):
        _declare(handler, allow=None)


async def _open(_request: web.Request) -> web.Response:
    return web.Response()


def test_a_route_past_the_door_stops_the_start() -> None:
    app = example_app()
    require_rules(app)
    app.router.add_get("/open", _open)
    with pytest.raises(TypeError, match="access rule"):
        require_rules(app)


@pytest.mark.parametrize("shape", [list[int], tuple[int, int], dict[str, int], int, list, Any])
def test_only_declared_shapes_are_answers(shape: Any) -> None:
    async def handler(request: web.Request) -> None: ...

    handler.__annotations__["return"] = shape
    with pytest.raises(TypeError, match="returns"):
        _declare(handler)


@pytest.mark.parametrize(("shape", "where"), [(_In, "body.name"), (_Deep, "body._In.name"), (_Numbers, "body.number")])
def test_input_without_an_end_cannot_be_declared(shape: type[BaseModel], where: str) -> None:
    async def handler(request: web.Request, *, body: BaseModel) -> None: ...

    handler.__annotations__["body"] = shape
    with pytest.raises(TypeError, match=where):
        _declare(handler)


def test_a_signature_must_match_its_path() -> None:
    async def without(request: web.Request) -> None: ...
    async def stray(request: web.Request, *, stray: Annotated[str, "no header"]) -> None: ...
    async def positional(request: web.Request, query: PageQuery) -> None: ...
    async def no_request(*, query: PageQuery) -> None: ...
    async def silent(request: web.Request):  # type: ignore[no-untyped-def]  # noqa: ANN202 - that is the point
        ...

    for handler, path, why in (
        (without, "/x/{id}", "signature does not"),
        (stray, "/x", "neither"),
        (positional, "/x", "keyword-only"),
        (no_request, "/x", "request"),
        (silent, "/x", "returns"),
    ):
        with pytest.raises(TypeError, match=why):
            _declare(handler, path)


def test_a_rule_is_named_for_the_docs() -> None:
    assert isinstance(public, Rule)
    assert Answer(_Out()).headers == {}
