"""The second factor: no way around it, no code twice, no guessing."""

import asyncio
from typing import Any

import pytest

from models.rules.access import Role
from models.rules.second_factor import CHALLENGE_TRIES, WRONG_MOST
from models.tables.credentials import RecoveryCode, Totp
from models.tables.system import AuditLog
from models.tables.users import User
from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Guarded, Reply, Serve, code_of, guarded


async def challenge(api: Api, who: Guarded) -> str:
    reply = await api("POST", "/auth/login", {"email": who.person.email, "password": PASSWORD})
    assert (reply.status, reply.body["mfa_required"]) == (200, True)
    assert set(reply.body) == {"mfa_required", "challenge_token", "methods", "expires_in"}
    return str(reply.body["challenge_token"])


async def answer(api: Api, token: str, code: str) -> Reply:
    return await api("POST", "/auth/login/mfa", {"challenge_token": token, "code": code})


async def test_a_second_factor_is_set_up_and_then_asked_for(api: Api) -> None:
    who = await guarded(api)
    reply = await answer(api, await challenge(api, who), code_of(who.secret, api.clock))
    assert (reply.status, reply.body["user"]["mfa_enabled"]) == (200, True)
    assert (await api("GET", "/users/me", token=reply.body["tokens"]["access_token"])).status == 200


async def test_setting_up_asks_for_the_password_and_a_right_code(api: Api) -> None:
    person = await api.person()
    wrong = await person("POST", "/auth/mfa/totp", {"password": "wrong"})
    begun = await person("POST", "/auth/mfa/totp", {"password": PASSWORD})
    bad = await person("POST", "/auth/mfa/totp/confirm", {"code": "000000"})
    assert (wrong.code, begun.status, bad.code) == ("wrong_password", 200, "invalid_code")
    assert begun.body["otpauth_uri"].startswith("otpauth://totp/Lectern:")
    assert begun.body["qr_svg"].startswith("<svg")
    assert not (await User.get(id=person.id)).mfa_enabled


async def test_the_secret_is_sealed_at_rest(api: Api) -> None:
    who = await guarded(api)
    stored = bytes((await Totp.get()).secret_sealed)
    assert who.secret.encode() not in stored
    codes = {row.code_hash for row in await RecoveryCode.all()}
    assert not codes & set(who.recovery)


async def test_setting_up_ends_the_other_sign_ins(api: Api) -> None:
    person = await api.person()
    other = await api.sign_in(person.email)
    begun = await person("POST", "/auth/mfa/totp", {"password": PASSWORD})
    _ = await person("POST", "/auth/mfa/totp/confirm", {"code": code_of(begun.body["secret"], api.clock)})
    assert (await person("GET", "/users/me")).status == 200
    assert (await other("GET", "/users/me")).status == 401


async def test_a_factor_that_counts_is_not_replaced_by_a_new_one(api: Api) -> None:
    who = await guarded(api)
    assert (await who.person("POST", "/auth/mfa/totp", {"password": PASSWORD})).code == "mfa_already_enabled"


async def test_a_code_works_once_even_for_eight_at_the_same_moment(api: Api) -> None:
    """Several rounds: in the first one the pool of connections is still being filled, so few really meet."""
    who = await guarded(api)
    for _ in range(4):
        api.clock.forward(minutes=1)
        tokens = [await challenge(api, who) for _ in range(8)]
        code = code_of(who.secret, api.clock)
        replies = await asyncio.gather(*(answer(api, token, code) for token in tokens))
        assert sum(reply.status == 200 for reply in replies) == 1
        api.clock.forward(minutes=5)


async def test_a_code_before_the_last_used_one_is_refused(api: Api) -> None:
    who = await guarded(api)
    now, before = code_of(who.secret, api.clock), code_of(who.secret, api.clock, -1)
    assert (await answer(api, await challenge(api, who), now)).status == 200
    assert (await answer(api, await challenge(api, who), before)).code == "invalid_code"


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
async def test_a_code_from_too_far_away_is_refused(api: Api, steps: int) -> None:
    who = await guarded(api)
    api.clock.forward(minutes=5)
    assert (await answer(api, await challenge(api, who), code_of(who.secret, api.clock, steps))).code == "invalid_code"


async def test_a_challenge_bears_five_tries(api: Api) -> None:
    who = await guarded(api)
    token = await challenge(api, who)
    for _ in range(CHALLENGE_TRIES):
        assert (await answer(api, token, "000000")).code == "invalid_code"
    assert (await answer(api, token, code_of(who.secret, api.clock))).code == "challenge_over"


async def test_fifty_guesses_at_one_challenge_at_once_are_five(api: Api) -> None:
    who = await guarded(api)
    token = await challenge(api, who)
    replies = await asyncio.gather(*(answer(api, token, f"{n:06}") for n in range(50)))
    assert sum(reply.body.get("code") == "invalid_code" for reply in replies) == CHALLENGE_TRIES


async def test_new_challenges_do_not_give_new_guesses(api: Api) -> None:
    who = await guarded(api)
    codes = []
    for _ in range(4):
        token = await challenge(api, who)
        codes += [(await answer(api, token, "000000")).code for _ in range(CHALLENGE_TRIES)]
    assert codes.count("invalid_code") == WRONG_MOST
    blocked = await answer(api, await challenge(api, who), code_of(who.secret, api.clock))
    assert (blocked.status, blocked.code, blocked.headers["Retry-After"]) == (429, "too_many_codes", "300")
    api.clock.forward(minutes=5, seconds=1)
    assert (await answer(api, await challenge(api, who), code_of(who.secret, api.clock))).status == 200


async def test_a_challenge_ends_after_five_minutes_and_with_its_use(api: Api) -> None:
    who = await guarded(api)
    late, used = await challenge(api, who), await challenge(api, who)
    assert (await answer(api, used, code_of(who.secret, api.clock))).status == 200
    api.clock.forward(seconds=30)
    assert (await answer(api, used, code_of(who.secret, api.clock))).code == "challenge_over"
    api.clock.forward(minutes=5)
    assert (await answer(api, late, code_of(who.secret, api.clock))).code == "challenge_over"


async def test_a_half_finished_sign_in_opens_nothing(api: Api) -> None:
    who = await guarded(api)
    token = await challenge(api, who)
    assert (await api("GET", "/users/me", token=token)).status == 401
    assert (await api("POST", "/auth/refresh", {"refresh_token": token})).status == 401
    assert (await api("POST", "/ws/tickets", token=token)).status == 401


async def test_no_other_token_is_a_challenge(api: Api) -> None:
    who = await guarded(api)
    ticket = (await who.person("POST", "/ws/tickets")).body["ticket"]
    for token in (who.person.access, who.person.refresh, ticket, "", "x.y.z"):
        assert (await answer(api, token, code_of(who.secret, api.clock))).code == "challenge_over"


async def test_the_docs_form_never_gives_a_token_to_an_account_with_a_second_factor(api: Api) -> None:
    who = await guarded(api)
    form = {"grant_type": "password", "username": who.person.email, "password": PASSWORD}
    reply = await api("POST", "/auth/token", data=form)
    assert (reply.status, reply.code) == (400, "mfa_required")


async def test_a_recovery_code_works_once_and_however_it_is_typed(api: Api) -> None:
    who = await guarded(api)
    typed = who.recovery[0].replace("-", " ").upper()
    assert len(set(who.recovery)) == 10
    assert (await answer(api, await challenge(api, who), typed)).status == 200
    assert (await answer(api, await challenge(api, who), who.recovery[0])).code == "invalid_code"
    assert (await answer(api, await challenge(api, who), who.recovery[1])).status == 200


async def test_new_recovery_codes_end_the_old_ones(api: Api) -> None:
    who = await guarded(api)
    body: dict[str, Any] = {"password": PASSWORD, "code": code_of(who.secret, api.clock)}
    fresh = await who.person("POST", "/auth/mfa/recovery-codes", body)
    assert (await answer(api, await challenge(api, who), who.recovery[0])).code == "invalid_code"
    assert (await answer(api, await challenge(api, who), fresh.body["recovery_codes"][0])).status == 200


async def test_taking_the_factor_away_asks_for_password_and_code(api: Api) -> None:
    who = await guarded(api)
    code = code_of(who.secret, api.clock)
    wrong = await who.person("DELETE", "/auth/mfa/totp", {"password": "wrong", "code": code})
    guess = await who.person("DELETE", "/auth/mfa/totp", {"password": PASSWORD, "code": "000000"})
    right = await who.person("DELETE", "/auth/mfa/totp", {"password": PASSWORD, "code": code})
    assert (wrong.code, guess.code, right.status) == ("wrong_password", "invalid_code", 204)
    assert (await api.sign_in(who.person.email)).access
    assert await AuditLog.filter(action="mfa.disable", actor_id=who.person.id).count() == 1


async def test_an_admin_without_a_demanded_factor_is_told_to_set_one_up(serve: Serve, settings: Settings) -> None:
    api = await serve(settings.model_copy(update={"mfa_roles": (Role.ADMIN,)}))
    admin = await api.person(Role.ADMIN)
    refused = await admin("GET", "/users")
    assert (refused.status, refused.body["reason"]) == (403, "mfa_required")
    who = await guarded(api, Role.ADMIN)
    assert (await who.person("GET", "/users")).status == 200
