"""Accounts in the hands of admins, and the audit log."""

import asyncio

import pytest
from asyncpg import RaiseError
from tortoise.connection import get_connection

from models.rules.access import Role
from models.tables.system import AuditLog
from models.tables.users import User
from tests.handlers.accounts.conftest import PASSWORD, Api, code_of, guarded


@pytest.mark.parametrize("role", [Role.STUDENT, Role.INSTRUCTOR])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/users"),
        ("POST", "/users"),
        ("GET", "/users/{id}"),
        ("PATCH", "/users/{id}"),
        ("DELETE", "/users/{id}"),
        ("POST", "/users/{id}/mfa/reset"),
        ("GET", "/users/{id}/accommodations"),
        ("PUT", "/users/{id}/accommodations"),
        ("GET", "/audit-log"),
    ],
)
async def test_only_admins_work_on_accounts(api: Api, role: Role, method: str, path: str) -> None:
    person = await api.person(role)
    reply = await person(method, path.format(id=person.id), {"role": "admin"} if method in {"PATCH", "PUT"} else None)
    assert (reply.status, reply.body["reason"]) == (403, "not_an_admin")
    assert (await api(method, path.format(id=person.id))).status == 401


async def test_accounts_are_found_by_name_address_role_and_state(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    made = [
        await admin("POST", "/users", {"email": email, "full_name": name, "role": role, "password": PASSWORD})
        for email, name, role in [
            ("hypatia@school.example", "Hypatia of Alexandria", "instructor"),
            ("ibn.sina@school.example", "ابن سينا", "student"),
            ("percent%sign@school.example", "100_% sure", "student"),
        ]
    ]
    assert {reply.status for reply in made} == {201}
    _ = await admin("DELETE", f"/users/{made[2].body['id']}")

    async def names(query: str) -> list[str]:
        return [item["full_name"] for item in (await admin("GET", f"/users?{query}")).body["items"]]

    assert await names("q=HYPATIA") == ["Hypatia of Alexandria"]
    assert await names("q=sina@") == ["ابن سينا"]
    assert await names("q=%25") == ["100_% sure"]
    assert await names("q=_") == ["100_% sure"]
    assert await names("role=instructor") == ["Hypatia of Alexandria"]
    assert await names("is_active=false") == ["100_% sure"]
    assert await names("q=سينا&role=instructor") == []


async def test_every_account_is_on_exactly_one_page(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    people = {str((await api.person()).id) for _ in range(7)} | {str(admin.id)}
    seen: list[str] = []
    path = "/users?limit=3&count=true"
    while path:
        page = (await admin("GET", path)).body
        seen += [item["id"] for item in page["items"]]
        path = f"/users?limit=3&count=true&cursor={page['next']}" if page["next"] else ""
        assert page["total"] == 8
    assert (len(seen), set(seen)) == (8, people)


@pytest.mark.parametrize("query", ["limit=0", "limit=1000000000", "cursor=x", "sort=password_hash", "role=god"])
async def test_a_query_that_makes_no_sense_is_refused(api: Api, query: str) -> None:
    admin = await api.person(Role.ADMIN)
    assert (await admin("GET", f"/users?{query}")).status == 422


async def test_an_account_made_by_an_admin_is_verified_and_invited(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    body = {"email": "new@school.example", "full_name": "New One", "role": "instructor"}
    made = await admin("POST", "/users", body)
    assert (made.status, made.headers["Location"]) == (201, f"/api/v1/users/{made.body['id']}")
    assert made.body["email_verified_at"] is not None
    token = await api.mailed_token("invite")
    chosen = await api("POST", "/auth/password/reset", {"token": token, "new_password": "my first sentence"})
    assert chosen.status == 204
    assert (await api.sign_in("new@school.example", "my first sentence")).access


async def test_an_account_without_a_password_cannot_sign_in(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    _ = await admin("POST", "/users", {"email": "new@school.example", "full_name": "New One", "role": "student"})
    for password in ("", "None", "null", PASSWORD):
        reply = await api("POST", "/auth/login", {"email": "new@school.example", "password": password})
        assert reply.code == "invalid_credentials"


async def test_a_taken_address_is_refused(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    reply = await admin("POST", "/users", {"email": admin.email, "full_name": "Twin", "role": "student"})
    assert (reply.status, reply.code) == (409, "email_taken")


async def test_deactivation_ends_sign_ins_and_tokens_at_once_and_can_be_undone(api: Api) -> None:
    admin, person = await api.person(Role.ADMIN), await api.person()
    made = await person("POST", "/auth/api-tokens", {"name": "script", "scopes": ["read"]})
    assert (await admin("DELETE", f"/users/{person.id}")).status == 204
    assert (await person("GET", "/users/me")).status == 401
    assert (await api("GET", "/users/me", token=made.body["token"])).status == 401
    back = await admin("PATCH", f"/users/{person.id}", {"is_active": True})
    assert (back.status, back.body["is_active"]) == (200, True)
    assert (await person("GET", "/users/me")).status == 401
    assert (await api.sign_in(person.email)).access


async def test_a_new_role_holds_from_the_next_request(api: Api) -> None:
    admin, person = await api.person(Role.ADMIN), await api.person()
    assert (await person("GET", "/users")).status == 403
    _ = await admin("PATCH", f"/users/{person.id}", {"role": "admin"})
    assert (await person("GET", "/users")).status == 200
    _ = await admin("PATCH", f"/users/{person.id}", {"role": "student"})
    assert (await person("GET", "/users")).status == 403


async def test_roles_and_factors_ask_for_a_fresh_password(api: Api) -> None:
    admin, person = await api.person(Role.ADMIN), await api.person()
    api.clock.forward(minutes=14)
    refreshed = await api("POST", "/auth/refresh", {"refresh_token": admin.refresh})
    admin.access = refreshed.body["access_token"]
    api.clock.forward(minutes=2)
    role = await admin("PATCH", f"/users/{person.id}", {"role": "admin"})
    made = await admin("POST", "/users", {"email": "n@school.example", "full_name": "N", "role": "admin"})
    factor = await admin("POST", f"/users/{person.id}/mfa/reset")
    token = await admin("POST", "/auth/api-tokens", {"name": "x", "scopes": ["read"]})
    assert {reply.body["reason"] for reply in (role, made, factor, token)} == {"step_up_required"}
    assert (await admin("PATCH", f"/users/{person.id}", {"full_name": "Renamed"})).status == 200
    assert (await admin("POST", "/auth/step-up", {"password": PASSWORD})).status == 204
    assert (await admin("PATCH", f"/users/{person.id}", {"role": "admin"})).status == 200


async def test_the_last_admin_stays(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    for change in ({"role": "student"}, {"is_active": False}):
        assert (await admin("PATCH", f"/users/{admin.id}", change)).code == "last_admin"
    assert (await admin("DELETE", f"/users/{admin.id}")).code == "last_admin"


async def test_two_admins_who_remove_each_other_at_once_do_not_both_succeed(api: Api) -> None:
    one, other = await api.person(Role.ADMIN), await api.person(Role.ADMIN)
    _ = await asyncio.gather(one("DELETE", f"/users/{other.id}"), other("DELETE", f"/users/{one.id}"))
    assert await User.filter(role=Role.ADMIN, is_active=True).count() == 1


async def test_a_lost_second_factor_is_reset(api: Api) -> None:
    who, admin = await guarded(api), await api.person(Role.ADMIN)
    reply = await admin("POST", f"/users/{who.person.id}/mfa/reset")
    assert (reply.status, reply.body["mfa_enabled"]) == (200, False)
    assert (await who.person("GET", "/users/me")).status == 401
    assert (await api.sign_in(who.person.email)).access
    assert code_of(who.secret, api.clock)


async def test_accommodations_are_kept_and_neutral_before(api: Api) -> None:
    admin, person = await api.person(Role.ADMIN), await api.person()
    path, extra = f"/users/{person.id}/accommodations", {"time_factor": 1.5, "extra_minutes": 10, "extra_attempts": 1}
    neutral = {"time_factor": 1.0, "extra_minutes": 0, "extra_attempts": 0}
    assert (await admin("GET", path)).body == neutral
    assert (await admin("PUT", path, extra)).body == extra
    assert (await admin("PUT", path, extra | {"extra_minutes": 20})).body["extra_minutes"] == 20
    assert (await admin("GET", path)).body == extra | {"extra_minutes": 20}
    assert (await admin("PUT", path, {"time_factor": 0.5})).status == 422


async def test_an_unknown_account_is_not_found(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    path = "/users/018f0000-0000-7000-8000-000000000000"
    replies = [
        await admin("GET", path),
        await admin("PATCH", path, {"full_name": "X"}),
        await admin("DELETE", path),
        await admin("GET", f"{path}/accommodations"),
        await admin("PUT", f"{path}/accommodations", {}),
        await admin("POST", f"{path}/mfa/reset"),
    ]
    assert {reply.status for reply in replies} == {404}


async def test_the_audit_log_tells_who_did_what_to_whom(api: Api) -> None:
    admin, person = await api.person(Role.ADMIN), await api.person()
    _ = await admin("PATCH", f"/users/{person.id}", {"full_name": "Renamed"}, headers={"X-Request-Id": "abcdefgh-1"})
    rows = (await admin("GET", f"/audit-log?object={person.id}&action=user.change&count=true")).body
    row = rows["items"][0]
    assert (rows["total"], row["actor_id"], row["request_id"]) == (1, str(admin.id), "abcdefgh-1")
    assert (row["before"], row["after"]) == ({"full_name": "Person 2"}, {"full_name": "Renamed"})
    mine = (await admin("GET", f"/audit-log?actor={admin.id}&limit=1")).body
    assert (len(mine["items"]), mine["next"] is not None) == (1, True)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
async def test_the_audit_log_only_grows(api: Api, statement: str) -> None:
    _ = await api.person()
    with pytest.raises(RaiseError, match="only grows"):
        await get_connection("default").execute_script(statement)
    assert await AuditLog.all().count() > 0
