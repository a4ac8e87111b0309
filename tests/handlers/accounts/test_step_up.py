"""Step-up: a sign-in grows stale for what matters most, and is made fresh again."""

from tests.handlers.accounts.conftest import PASSWORD, Api, code_of, guarded


async def test_a_password_or_a_code_is_asked_for_but_not_both(api: Api) -> None:
    person = await api.person()
    both = await person("POST", "/auth/step-up", {"password": PASSWORD, "code": "123456"})
    neither = await person("POST", "/auth/step-up", {})
    assert (both.status, neither.status) == (422, 422)


async def test_a_wrong_password_or_code_makes_nothing_fresh(api: Api) -> None:
    who = await guarded(api)
    assert (await who.person("POST", "/auth/step-up", {"password": "wrong"})).code == "wrong_password"
    assert (await who.person("POST", "/auth/step-up", {"code": "000000"})).code == "invalid_code"


async def test_a_code_makes_a_sign_in_fresh(api: Api) -> None:
    who = await guarded(api)
    assert (await who.person("POST", "/auth/step-up", {"code": code_of(who.secret, api.clock)})).status == 204


async def test_who_has_no_second_factor_has_no_code(api: Api) -> None:
    person = await api.person()
    assert (await person("POST", "/auth/step-up", {"code": "123456"})).code == "invalid_code"
