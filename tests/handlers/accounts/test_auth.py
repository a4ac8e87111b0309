"""Signing up, signing in, refreshing, signing out: the contract of api.md."""

import asyncio

import pytest

from models.tables.system import AuditLog
from models.tables.users import AuthSession, RefreshToken, User
from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Serve

NEW = {"email": "Ada@School.example", "full_name": "Ada Byron", "password": PASSWORD}


async def test_who_registers_is_a_student_and_signed_in(api: Api) -> None:
    reply = await api("POST", "/auth/register", NEW)
    me = await api("GET", "/users/me", token=reply.body["tokens"]["access_token"])
    assert (reply.status, me.status) == (201, 200)
    assert reply.body["user"] == me.body
    assert (me.body["role"], me.body["email_verified_at"], me.body["mfa_enabled"]) == ("student", None, False)
    assert set(reply.body["tokens"]) == {"access_token", "refresh_token", "token_type", "expires_in"}


async def test_an_address_has_one_account_however_it_is_spelt(api: Api) -> None:
    _ = await api("POST", "/auth/register", NEW)
    again = await api("POST", "/auth/register", NEW | {"email": "ADA@school.EXAMPLE"})
    assert (again.status, again.code) == (409, "email_taken")


async def test_of_ten_who_register_one_address_at_once_one_wins(api: Api) -> None:
    replies = await asyncio.gather(*(api("POST", "/auth/register", NEW) for _ in range(10)))
    assert sorted(reply.status for reply in replies) == [201] + [409] * 9
    assert await User.all().count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"role": "admin"},
        {"is_active": False},
        {"email": "nobody"},
        {"email": "a@b"},
        {"password": "short"},
        {"password": "x" * 257},
        {"full_name": " "},
        {"full_name": "nul \x00"},
        {"full_name": 7},
    ],
)
async def test_a_registration_that_does_not_fit_is_refused(api: Api, change: dict[str, object]) -> None:
    reply = await api("POST", "/auth/register", NEW | change)
    assert (reply.status, reply.code) == (422, "invalid")
    assert await User.all().count() == 0


@pytest.mark.parametrize(
    "password", ["كلمة سر طويلة جدا لا تتسع في اثنين وسبعين بايت أبدا", "xy" * 128, "pass word 🔑"]
)
async def test_a_long_password_in_any_script_counts_to_its_last_letter(api: Api, password: str) -> None:
    _ = await api("POST", "/auth/register", NEW | {"password": password})
    right = await api("POST", "/auth/login", {"email": NEW["email"], "password": password})
    wrong = await api("POST", "/auth/login", {"email": NEW["email"], "password": password[:-1]})
    assert (right.status, wrong.status) == (200, 401)


async def test_wrong_unknown_and_disabled_are_one_answer(api: Api) -> None:
    _ = await api.person(email="known@school.example")
    gone = await api.person(email="gone@school.example")
    await User.filter(id=gone.id).update(is_active=False)
    tries = [("known@school.example", "wrong"), ("nobody@school.example", PASSWORD), ("gone@school.example", PASSWORD)]
    replies = [await api("POST", "/auth/login", {"email": e, "password": p}) for e, p in tries]
    bodies = [{k: v for k, v in reply.body.items() if k != "request_id"} for reply in replies]
    assert [reply.status for reply in replies] == [401] * 3
    assert bodies[0] == bodies[1] == bodies[2]
    assert bodies[0]["code"] == "invalid_credentials"


async def test_the_docs_page_signs_in_by_a_form(api: Api) -> None:
    person = await api.person()
    form = {"grant_type": "password", "username": person.email, "password": PASSWORD}
    reply = await api("POST", "/auth/token", data=form)
    assert (reply.status, reply.body["token_type"]) == (200, "bearer")
    assert (await api("GET", "/users/me", token=reply.body["access_token"])).status == 200


async def test_logout_ends_the_access_token_on_every_process_at_once(serve: Serve, settings: Settings) -> None:
    here, there = await serve(settings), await serve(settings)
    person = await here.person()
    assert (await there("GET", "/users/me", token=person.access)).status == 200
    assert (await person("POST", "/auth/logout")).status == 204
    assert (await there("GET", "/users/me", token=person.access)).code == "invalid_token"
    assert (await there("POST", "/auth/refresh", {"refresh_token": person.refresh})).code == "invalid_refresh_token"


async def test_an_access_token_ends_with_its_quarter_of_an_hour(api: Api) -> None:
    person = await api.person()
    api.clock.forward(minutes=14, seconds=50)
    assert (await person("GET", "/users/me")).status == 200
    api.clock.forward(seconds=11)
    assert (await person("GET", "/users/me")).status == 401


async def test_refreshing_gives_a_new_pair_and_ages_the_old_one(api: Api) -> None:
    person = await api.person()
    first = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    assert first.status == 200
    assert first.body["refresh_token"] != person.refresh
    assert (await api("GET", "/users/me", token=first.body["access_token"])).status == 200


async def test_twenty_tabs_that_refresh_at_once_get_one_successor(api: Api) -> None:
    person = await api.person()
    replies = await asyncio.gather(
        *(api("POST", "/auth/refresh", {"refresh_token": person.refresh}) for _ in range(20))
    )
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body["refresh_token"] for reply in replies}) == 1
    assert await RefreshToken.all().count() == 2


async def test_an_old_token_after_its_successors_use_ends_the_sign_in(api: Api) -> None:
    person = await api.person()
    second = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    third = await api("POST", "/auth/refresh", {"refresh_token": second.body["refresh_token"]})
    reuse = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    after = await api("POST", "/auth/refresh", {"refresh_token": third.body["refresh_token"]})
    assert (reuse.status, after.status) == (401, 401)
    assert (await api("GET", "/users/me", token=third.body["access_token"])).status == 401
    assert await AuditLog.filter(action="session.end", after__contains={"reason": "refresh_reuse"}).count() == 1


async def test_an_old_token_after_the_grace_ends_the_sign_in(api: Api) -> None:
    person = await api.person()
    second = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    api.clock.forward(seconds=11)
    reuse = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    after = await api("POST", "/auth/refresh", {"refresh_token": second.body["refresh_token"]})
    assert (reuse.status, after.status) == (401, 401)


async def test_a_reuse_ends_only_its_own_sign_in(api: Api) -> None:
    person, other = await api.person(), await api.sign_in("person1@school.example")
    _ = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    api.clock.forward(seconds=11)
    _ = await api("POST", "/auth/refresh", {"refresh_token": person.refresh})
    assert (await other("GET", "/users/me")).status == 200


async def test_refreshing_does_not_prolong_a_sign_in_beyond_ninety_days(api: Api) -> None:
    person = await api.person()
    token = person.refresh
    for _ in range(4):
        api.clock.forward(days=22)
        token = (await api("POST", "/auth/refresh", {"refresh_token": token})).body["refresh_token"]
    api.clock.forward(days=3)
    assert (await api("POST", "/auth/refresh", {"refresh_token": token})).status == 401


@pytest.mark.parametrize(
    "token", ["", "lrt_", "lrt_x.y", "lrt_" + "0" * 32 + ".x", "x" * 1024, "lrt_" + "é" * 32 + ".a"]
)
async def test_what_is_no_refresh_token_is_refused(api: Api, token: str) -> None:
    assert (await api("POST", "/auth/refresh", {"refresh_token": token})).code == "invalid_refresh_token"


async def test_a_refresh_token_with_another_secret_is_refused_and_ends_nothing(api: Api) -> None:
    person = await api.person()
    forged = person.refresh[:-3] + "AAA"
    assert (await api("POST", "/auth/refresh", {"refresh_token": forged})).status == 401
    assert (await api("POST", "/auth/refresh", {"refresh_token": person.refresh})).status == 200


async def test_ones_own_sign_ins_are_listed_and_ended_one_by_one(api: Api) -> None:
    first = await api.person()
    second = await api.sign_in(first.email)
    listed = (await first("GET", "/auth/sessions")).body["items"]
    assert [item["current"] for item in listed] == [False, True]
    assert (await first("DELETE", f"/auth/sessions/{listed[0]['id']}")).status == 204
    assert (await second("GET", "/users/me")).status == 401
    assert (await first("DELETE", f"/auth/sessions/{listed[0]['id']}")).status == 404


async def test_nobody_ends_anothers_sign_in(api: Api) -> None:
    victim, attacker = await api.person(), await api.person()
    target = (await victim("GET", "/auth/sessions")).body["items"][0]["id"]
    assert (await attacker("DELETE", f"/auth/sessions/{target}")).status == 404
    assert (await victim("GET", "/users/me")).status == 200


async def test_all_other_sign_ins_end_together(api: Api) -> None:
    here = await api.person()
    others = [await api.sign_in(here.email) for _ in range(3)]
    assert (await here("POST", "/auth/sessions/revoke-others")).status == 204
    assert {(await other("GET", "/users/me")).status for other in others} == {401}
    assert (await here("GET", "/users/me")).status == 200


async def test_a_disabled_account_is_refused_at_once(api: Api) -> None:
    person = await api.person()
    await User.filter(id=person.id).update(is_active=False)
    assert (await person("GET", "/users/me")).status == 401
    assert (await api("POST", "/auth/refresh", {"refresh_token": person.refresh})).status == 401


async def test_a_ticket_opens_one_socket_as_its_owner(api: Api) -> None:
    person = await api.person()
    reply = await person("POST", "/ws/tickets")
    principal = await api.auth.redeem_ticket(reply.body["ticket"])
    assert (reply.status, reply.body["expires_in"], principal.user_id) == (201, 60, person.id)


async def test_of_twenty_uses_of_a_ticket_at_once_one_counts(api: Api) -> None:
    person = await api.person()
    ticket = (await person("POST", "/ws/tickets")).body["ticket"]
    uses = await asyncio.gather(*(api.auth.redeem_ticket(ticket) for _ in range(20)), return_exceptions=True)
    assert sum(not isinstance(use, BaseException) for use in uses) == 1


async def test_a_ticket_ends_after_a_minute_and_with_its_sign_in(api: Api) -> None:
    person = await api.person()
    late = (await person("POST", "/ws/tickets")).body["ticket"]
    api.clock.forward(seconds=61)
    orphan = (await person("POST", "/ws/tickets")).body["ticket"]
    _ = await person("POST", "/auth/logout")
    for ticket in (late, orphan):
        with pytest.raises(Exception, match="no longer"):
            await api.auth.redeem_ticket(ticket)


async def test_sockets_learn_in_one_read_which_sign_ins_have_ended(api: Api) -> None:
    staying, leaving, disabled = [await api.person() for _ in range(3)]
    sessions = {row.user_id: row.id for row in await AuthSession.all()}
    _ = await leaving("POST", "/auth/logout")
    await User.filter(id=disabled.id).update(is_active=False)
    dead = await api.auth.dead_sessions(list(sessions.values()))
    assert dead == {sessions[leaving.id], sessions[disabled.id]}
    assert sessions[staying.id] not in dead


async def test_every_sign_in_is_in_the_audit_log_with_its_request(api: Api) -> None:
    person = await api.person()
    row = await AuditLog.get(action="session.open")
    assert (row.actor_id, row.address, bool(row.request_id)) == (person.id, "127.0.0.1", True)
