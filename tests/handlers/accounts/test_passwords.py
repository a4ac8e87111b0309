"""Forgotten, changed and common passwords; addresses proved by mail."""

import asyncio

import pytest

from models.tables.credentials import MailToken
from models.tables.system import AuditLog, Outbox
from models.tables.users import User
from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Reply, Serve, code_of, guarded

FRESH = "another fine sentence"


async def login(api: Api, email: str, password: str) -> int:
    return (await api("POST", "/auth/login", {"email": email, "password": password})).status


async def forgot(api: Api, email: str) -> Reply:
    return await api("POST", "/auth/password/forgot", {"email": email})


async def reset(api: Api, token: str, password: str = FRESH) -> Reply:
    return await api("POST", "/auth/password/reset", {"token": token, "new_password": password})


async def test_a_forgotten_password_is_replaced_by_a_mailed_link(api: Api) -> None:
    person = await api.person()
    assert (await forgot(api, person.email.upper())).status == 202
    token = await api.mailed_token("reset_password")
    assert (await reset(api, token)).status == 204
    assert (await login(api, person.email, PASSWORD), await login(api, person.email, FRESH)) == (401, 200)


async def test_a_reset_ends_every_sign_in_and_tells_the_owner(api: Api) -> None:
    person = await api.person()
    _ = await forgot(api, person.email)
    _ = await reset(api, await api.mailed_token("reset_password"))
    assert (await person("GET", "/users/me")).status == 401
    assert (await api("POST", "/auth/refresh", {"refresh_token": person.refresh})).status == 401
    assert (await api.mails("password_changed"))[0]["to"] == person.email


async def test_an_unknown_address_gets_the_same_answer_and_no_mail(api: Api) -> None:
    person = await api.person()
    known, unknown = await forgot(api, person.email), await forgot(api, "nobody@school.example")
    assert (known.status, known.body) == (unknown.status, unknown.body) == (202, None)
    assert [mail["to"] for mail in await api.mails()] == [person.email]
    assert await Outbox.all().count() == 2


async def test_a_reset_link_works_once_even_for_ten_at_the_same_moment(api: Api) -> None:
    person = await api.person()
    _ = await forgot(api, person.email)
    token = await api.mailed_token("reset_password")
    replies = await asyncio.gather(*(reset(api, token, f"sentence number {n}") for n in range(10)))
    assert sorted(reply.status for reply in replies) == [204] + [400] * 9


async def test_a_reset_link_ends_after_an_hour(api: Api) -> None:
    person = await api.person()
    _ = await forgot(api, person.email)
    token = await api.mailed_token("reset_password")
    api.clock.forward(minutes=61)
    assert (await reset(api, token)).code == "invalid_token"


async def test_older_reset_links_end_with_the_use_of_one(api: Api) -> None:
    person = await api.person()
    _ = await forgot(api, person.email)
    old = await api.mailed_token("reset_password")
    _ = await forgot(api, person.email)
    assert (await reset(api, await api.mailed_token("reset_password"))).status == 204
    assert (await reset(api, old, "a third sentence")).code == "invalid_token"


async def test_nobodys_mailbox_is_flooded(api: Api) -> None:
    person = await api.person()
    for _ in range(12):
        assert (await forgot(api, person.email)).status == 202
    assert len(await api.mails("reset_password")) == 5


async def test_a_reset_does_not_bypass_the_second_factor(api: Api) -> None:
    who = await guarded(api)
    _ = await forgot(api, who.person.email)
    _ = await reset(api, await api.mailed_token("reset_password"))
    reply = await api("POST", "/auth/login", {"email": who.person.email, "password": FRESH})
    assert (reply.body["mfa_required"], "tokens" in reply.body) == (True, False)


async def test_a_challenge_of_the_old_password_ends_with_it(api: Api) -> None:
    who = await guarded(api)
    begun = await api("POST", "/auth/login", {"email": who.person.email, "password": PASSWORD})
    _ = await forgot(api, who.person.email)
    _ = await reset(api, await api.mailed_token("reset_password"))
    body = {"challenge_token": begun.body["challenge_token"], "code": code_of(who.secret, api.clock)}
    assert (await api("POST", "/auth/login/mfa", body)).code == "challenge_over"


@pytest.mark.parametrize("token", ["", "x", "lmt_" + "0" * 32 + ".x", "lmt_" + "z" * 32 + ".x"])
async def test_what_is_no_mailed_token_is_refused(api: Api, token: str) -> None:
    assert (await reset(api, token)).code == "invalid_token"


async def test_a_mailed_token_serves_no_other_purpose(api: Api) -> None:
    person = await api.person()
    _ = await forgot(api, person.email)
    token = await api.mailed_token("reset_password")
    assert (await api("POST", "/auth/email/verify", {"token": token})).code == "invalid_token"
    _ = await person("POST", "/auth/email/change", {"password": PASSWORD, "email": "new@school.example"})
    assert (await reset(api, await api.mailed_token("change_email"))).code == "invalid_token"


async def test_only_a_hash_of_a_mailed_token_is_kept_in_its_row(api: Api) -> None:
    person = await api.person()
    _ = await forgot(api, person.email)
    token, row = await api.mailed_token("reset_password"), await MailToken.get()
    assert token.encode() not in bytes(row.token_hash)


async def test_a_changed_password_ends_the_other_sign_ins_only(api: Api) -> None:
    person = await api.person()
    other = await api.sign_in(person.email)
    body = {"current_password": PASSWORD, "new_password": FRESH}
    assert (await person("POST", "/auth/password/change", body)).status == 204
    assert ((await person("GET", "/users/me")).status, (await other("GET", "/users/me")).status) == (200, 401)
    assert await AuditLog.filter(action="password.change", actor_id=person.id).count() == 1


async def test_changing_the_password_asks_for_the_old_one(api: Api) -> None:
    person = await api.person()
    reply = await person("POST", "/auth/password/change", {"current_password": "wrong", "new_password": FRESH})
    assert (reply.status, reply.code) == (403, "wrong_password")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("password123", "password_common"),
        ("Password123", "password_common"),
        ("aaaaaaaaaaaa", "password_common"),
        ("ada.byron", "password_personal"),
        ("Ada.Byron1815", "password_personal"),
        ("ada.byron@school.example", "password_personal"),
    ],
)
async def test_a_password_that_others_guess_is_refused(api: Api, password: str, code: str) -> None:
    body = {"email": "ada.byron@school.example", "full_name": "Ada Byron", "password": password}
    reply = await api("POST", "/auth/register", body)
    assert (reply.status, reply.body["errors"][0]["loc"], reply.body["errors"][0]["code"]) == (
        422,
        ["body", "password"],
        code,
    )


@pytest.fixture
async def strict(serve: Serve, settings: Settings) -> Api:
    """A server that verifies addresses, as in production."""
    return await serve(settings.model_copy(update={"verify_email": "on"}))


def sign_up(password: str = PASSWORD) -> dict[str, str]:
    return {"email": "ada@school.example", "full_name": "Ada Byron", "password": password}


async def test_where_addresses_are_verified_an_account_begins_with_its_mail(strict: Api) -> None:
    reply = await strict("POST", "/auth/register", sign_up())
    assert (reply.status, reply.body) == (202, None)
    assert await login(strict, "ada@school.example", PASSWORD) == 401
    verified = await strict("POST", "/auth/email/verify", {"token": await strict.mailed_token("verify_email")})
    assert (verified.status, await login(strict, "ada@school.example", PASSWORD)) == (204, 200)


async def test_a_taken_address_gets_the_same_answer_and_its_owner_a_mail(strict: Api) -> None:
    _ = await strict.person(email="ada@school.example")
    reply = await strict("POST", "/auth/register", sign_up(FRESH))
    assert (reply.status, reply.body) == (202, None)
    assert [mail["template"] for mail in await strict.mails()] == ["already_registered"]
    assert await login(strict, "ada@school.example", FRESH) == 401


async def test_who_signs_up_anothers_address_gains_nothing_by_the_owners_own_sign_up(strict: Api) -> None:
    _ = await strict("POST", "/auth/register", sign_up("the attacker's sentence"))
    _ = await strict("POST", "/auth/register", sign_up())
    _ = await strict("POST", "/auth/email/verify", {"token": await strict.mailed_token("verify_email")})
    assert await login(strict, "ada@school.example", "the attacker's sentence") == 401
    assert await login(strict, "ada@school.example", PASSWORD) == 200


async def test_a_second_mail_cannot_replace_the_password_of_a_proved_account(strict: Api) -> None:
    _ = await strict("POST", "/auth/register", sign_up("the attacker's sentence"))
    planted = await strict.mailed_token("verify_email")
    _ = await strict("POST", "/auth/register", sign_up())
    _ = await strict("POST", "/auth/email/verify", {"token": await strict.mailed_token("verify_email")})
    _ = await strict("POST", "/auth/email/verify", {"token": planted})
    assert await login(strict, "ada@school.example", "the attacker's sentence") == 401


async def test_an_address_is_proved_on_request(api: Api) -> None:
    signed = await api("POST", "/auth/register", sign_up())
    access = signed.body["tokens"]["access_token"]
    assert (await api("POST", "/auth/email/verify/request", token=access)).status == 202
    _ = await api("POST", "/auth/email/verify", {"token": await api.mailed_token("verify_email")})
    assert (await api("GET", "/users/me", token=access)).body["email_verified_at"] is not None


async def test_an_address_changes_when_the_new_one_answers(api: Api) -> None:
    person = await api.person()
    old = person.email
    reply = await person("POST", "/auth/email/change", {"password": PASSWORD, "email": "new@school.example"})
    assert (reply.status, (await person("GET", "/users/me")).body["email"]) == (202, old)
    _ = await api("POST", "/auth/email/verify", {"token": await api.mailed_token("change_email")})
    assert (await person("GET", "/users/me")).body["email"] == "new@school.example"
    assert await login(api, old, PASSWORD) == 401
    told = {mail["template"]: mail["to"] for mail in await api.mails()}
    assert told == {"change_email": "new@school.example", "email_change_requested": old, "email_changed": old}


async def test_an_address_change_asks_for_the_password_and_a_free_address(api: Api) -> None:
    person, other = await api.person(), await api.person()
    wrong = await person("POST", "/auth/email/change", {"password": "wrong", "email": "new@school.example"})
    taken = await person("POST", "/auth/email/change", {"password": PASSWORD, "email": other.email})
    assert (wrong.code, taken.code) == ("wrong_password", "email_taken")


async def test_an_address_that_was_taken_meanwhile_is_not_moved_to(api: Api) -> None:
    person = await api.person()
    _ = await person("POST", "/auth/email/change", {"password": PASSWORD, "email": "new@school.example"})
    _ = await api.person(email="new@school.example")
    reply = await api("POST", "/auth/email/verify", {"token": await api.mailed_token("change_email")})
    assert (reply.status, reply.code) == (409, "email_taken")
    assert (await User.get(id=person.id)).email == person.email


async def test_no_mail_and_no_audit_row_holds_a_password(api: Api) -> None:
    person = await api.person()
    _ = await person("POST", "/auth/password/change", {"current_password": PASSWORD, "new_password": FRESH})
    texts = [str(dict(row)) for row in [*await AuditLog.all().values(), *await Outbox.all().values()]]
    assert not [text for text in texts if PASSWORD in text or FRESH in text or "$2b$" in text]
