"""API tokens: for scripts, within their scopes, never for their own kind."""

import pytest

from models.rules.access import Role
from models.rules.scopes import AREAS, SCOPES, may_call
from models.tables.credentials import ApiToken
from tests.handlers.accounts.conftest import PASSWORD, Api, Person


async def token_of(person: Person, *scopes: str) -> str:
    made = await person("POST", "/auth/api-tokens", {"name": "script", "scopes": list(scopes)})
    assert made.status == 201
    return str(made.body["token"])


async def test_a_token_speaks_for_its_owner(api: Api) -> None:
    person = await api.person()
    token = await token_of(person, "read")
    assert (await api("GET", "/users/me", token=token)).body["id"] == str(person.id)


async def test_a_token_is_shown_once_and_kept_as_a_hash(api: Api) -> None:
    person = await api.person()
    token = await token_of(person, "read")
    listed = (await person("GET", "/auth/api-tokens")).body["items"]
    assert [set(item) for item in listed] == [
        {"id", "name", "scopes", "hint", "created_at", "expires_at", "last_used_at"}
    ]
    assert token.endswith(listed[0]["hint"])
    assert token.encode() not in bytes((await ApiToken.get()).token_hash)


async def test_a_token_ends_at_once(api: Api) -> None:
    person, stranger = await api.person(), await api.person()
    token = await token_of(person, "read")
    path = f"/auth/api-tokens/{(await ApiToken.get()).id}"
    assert (await stranger("DELETE", path)).status == 404
    assert (await api("GET", "/users/me", token=token)).status == 200
    assert (await person("DELETE", path)).status == 204
    assert (await api("GET", "/users/me", token=token)).status == 401
    assert (await person("DELETE", path)).status == 404


async def test_a_token_ends_at_its_time(api: Api) -> None:
    person = await api.person()
    ends = (api.clock().replace(microsecond=0)).isoformat().replace("+00:00", "Z")
    made = await person("POST", "/auth/api-tokens", {"name": "x", "scopes": ["read"], "expires_at": ends})
    assert (await api("GET", "/users/me", token=made.body["token"])).status == 401


@pytest.mark.parametrize(
    ("scopes", "reads", "writes"),
    [
        (("read",), 200, 403),
        (("write",), 200, 200),
        (("users:read",), 200, 403),
        (("users:write",), 200, 200),
        (("courses:write",), 403, 403),
    ],
)
async def test_a_token_does_what_its_scopes_say(api: Api, scopes: tuple[str, ...], reads: int, writes: int) -> None:
    token = await token_of(await api.person(), *scopes)
    read = await api("GET", "/users/me", token=token)
    write = await api("PATCH", "/users/me", {"full_name": "X"}, token=token)
    assert (read.status, write.status) == (reads, writes)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/auth/api-tokens", {"name": "child", "scopes": ["write"]}),
        ("GET", "/auth/api-tokens", None),
        ("GET", "/auth/sessions", None),
        ("POST", "/auth/logout", None),
        ("POST", "/auth/step-up", {"password": PASSWORD}),
        ("POST", "/auth/password/change", {"current_password": PASSWORD, "new_password": "something else"}),
        ("POST", "/auth/mfa/totp", {"password": PASSWORD}),
        ("POST", "/ws/tickets", None),
    ],
)
async def test_no_token_reaches_what_guards_the_account(api: Api, method: str, path: str, body: object) -> None:
    token = await token_of(await api.person(), "write", "read")
    reply = await api(method, path, body, token=token)
    assert (reply.status, reply.body["reason"]) == (403, "scope")


async def test_an_admins_token_cannot_change_roles(api: Api) -> None:
    admin, person = await api.person(Role.ADMIN), await api.person()
    token = await token_of(admin, "write")
    renamed = await api("PATCH", f"/users/{person.id}", {"full_name": "X"}, token=token)
    promoted = await api("PATCH", f"/users/{person.id}", {"role": "admin"}, token=token)
    assert (renamed.status, promoted.status, promoted.body["reason"]) == (200, 403, "step_up_required")


@pytest.mark.parametrize("token", ["lat_", "lat_x.y", "lat_" + "0" * 32 + ".x", "lat_" + "0" * 32 + "." + "A" * 43])
async def test_what_is_no_api_token_is_refused(api: Api, token: str) -> None:
    assert (await api("GET", "/users/me", token=token)).status == 401


async def test_another_secret_of_a_known_token_is_refused(api: Api) -> None:
    token = await token_of(await api.person(), "read")
    assert (await api("GET", "/users/me", token=token[:-4] + "AAAA")).status == 401


async def test_scopes_are_named_and_not_invented(api: Api) -> None:
    person = await api.person()
    for scopes in ([], ["everything"], ["auth:write"]):
        assert (await person("POST", "/auth/api-tokens", {"name": "x", "scopes": scopes})).status == 422


@pytest.mark.parametrize("scope", SCOPES)
def test_a_reading_scope_never_writes_and_no_scope_signs_in(scope: str) -> None:
    for area in AREAS:
        if scope.endswith("read"):
            assert not may_call([scope], area=area, method="POST")
        assert may_call([scope], area=area, method="GET") is (scope.partition(":")[0] in {area, "read", "write"})
    assert not may_call([scope], area="auth", method="GET")
