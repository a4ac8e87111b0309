"""Guessing passwords: few tries at one account, few over many, and nobody locks the owner out."""

import asyncio

import pytest

from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Reply, Serve


@pytest.fixture
async def api(serve: Serve, settings: Settings) -> Api:
    """Two proxies deep, with limits on: the test says where a request comes from."""
    found = await serve(settings.model_copy(update={"rate_limits": "on", "trusted_proxies": ("127.0.0.1/32",)}))
    found.client.session.cookie_jar.clear()
    return found


async def login(api: Api, email: str, password: str, *, at: str = "192.0.2.1", cookie: str = "") -> Reply:
    headers = {"X-Forwarded-For": at} | ({"Cookie": cookie} if cookie else {})
    api.client.session.cookie_jar.clear()
    return await api("POST", "/auth/login", {"email": email, "password": password}, headers=headers)


async def test_a_hundred_guesses_at_one_account_are_ten(api: Api) -> None:
    person = await api.person()
    replies = [await login(api, person.email, f"guess {n}") for n in range(30)]
    assert [reply.status for reply in replies].count(401) == 10
    refused = replies[-1]
    assert (refused.status, refused.code) == (429, "too_many_attempts")
    assert 0 < int(refused.headers["Retry-After"]) <= 900


async def test_guesses_at_the_same_moment_are_counted_too(api: Api) -> None:
    person = await api.person()
    replies = await asyncio.gather(*(login(api, person.email, f"guess {n}") for n in range(40)))
    assert [reply.status for reply in replies].count(401) <= 10


async def test_unknown_accounts_are_counted_like_known_ones(api: Api) -> None:
    replies = [await login(api, "nobody@school.example", f"guess {n}") for n in range(12)]
    assert [reply.status for reply in replies] == [401] * 10 + [429] * 2


async def test_one_password_over_many_accounts_is_stopped(api: Api) -> None:
    replies = [await login(api, f"person{n}@school.example", "summer2030") for n in range(130)]
    assert [reply.status for reply in replies].count(401) == 100


async def test_guesses_from_many_addresses_at_one_account_are_stopped(api: Api) -> None:
    person = await api.person()
    replies = [await login(api, person.email, "guess", at=f"198.51.100.{n}") for n in range(70)]
    assert [reply.status for reply in replies].count(401) == 50


async def test_an_address_that_the_caller_makes_up_counts_for_nothing(serve: Serve, settings: Settings) -> None:
    direct = await serve(settings.model_copy(update={"rate_limits": "on"}))
    person = await direct.person()
    replies = [await login(direct, person.email, "guess", at=f"203.0.113.{n}") for n in range(20)]
    assert [reply.status for reply in replies].count(401) == 10


async def test_nobody_locks_the_owner_out_of_a_browser_that_was_there_before(api: Api) -> None:
    person = await api.person()
    first = await login(api, person.email, PASSWORD)
    cookie = first.headers["Set-Cookie"].partition(";")[0]
    for n in range(70):
        _ = await login(api, person.email, "guess", at=f"198.51.100.{n}")
    assert (await login(api, person.email, PASSWORD, at="192.0.2.77")).status == 429
    assert (await login(api, person.email, PASSWORD, cookie=cookie)).status == 200


async def test_a_known_browser_guesses_no_more_than_others_and_at_no_other_account(api: Api) -> None:
    thief, victim = await api.person(), await api.person()
    cookie = (await login(api, thief.email, PASSWORD)).headers["Set-Cookie"].partition(";")[0]
    own = [await login(api, thief.email, "guess", cookie=cookie) for _ in range(20)]
    others = [await login(api, victim.email, "guess", cookie=cookie) for _ in range(20)]
    forged = [
        await login(api, victim.email, "guess", at="192.0.2.9", cookie=f"lectern-device=n{n}.{'0' * 32}")
        for n in range(20)
    ]
    for replies in (own, others, forged):
        assert [reply.status for reply in replies].count(401) == 10


async def test_signing_in_often_and_rightly_is_no_guessing(api: Api) -> None:
    person = await api.person()
    assert {(await login(api, person.email, PASSWORD)).status for _ in range(25)} == {200}


async def test_the_device_cookie_is_out_of_reach_of_scripts_and_other_sites(serve: Serve, settings: Settings) -> None:
    plain = (await (await serve(settings)).person()).api
    reply = await login(plain, "person1@school.example", PASSWORD)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(reply.headers["Set-Cookie"].split("; "))
    secure = await serve(settings.model_copy(update={"public_url": "https://lectern.example"}))
    reply = await login(secure, "person1@school.example", PASSWORD)
    assert reply.headers["Set-Cookie"].startswith("__Host-lectern-device=")
    assert "Secure" in reply.headers["Set-Cookie"]


async def test_a_thief_of_a_session_cannot_guess_its_password(api: Api) -> None:
    person = await api.person()
    replies = [await person("POST", "/auth/step-up", {"password": f"guess {n}"}) for n in range(15)]
    assert [reply.status for reply in replies] == [403] * 10 + [429] * 5
    elsewhere = await login(api, person.email, PASSWORD)
    fresh = elsewhere.body["tokens"]["access_token"]
    assert (await api("POST", "/auth/step-up", {"password": PASSWORD}, token=fresh)).status == 204
