"""Launches that nobody may get in by. Each is refused on a page that can be read, and none breaks anything."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from lti1p3platform.registration import Registration

from models.rules.lti import CLAIM
from models.tables.enrollments import Enrollment
from models.tables.lti import LtiIdentity
from models.tables.users import AuthSession
from tests.server.lti.conftest import Browser, Campus
from tests.server.lti.platform import PRIVATE, PUBLIC, Person, key_pair

LIN = Person("42")
NOW = int(datetime.now(UTC).timestamp())  # noqa: TID251 - the platform's own clock
OTHER_PRIVATE, OTHER_PUBLIC = key_pair()
KID = Registration.get_jwk(PUBLIC)["kid"]


def rs256(claims: dict[str, Any], key: str = PRIVATE, **header: Any) -> str:
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": KID, **header})


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none", headers={"kid": KID})


def by_our_public_key(claims: dict[str, Any]) -> str:
    """HS256 with the public key as the secret: PyJWT itself refuses to make one."""

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    signed = f"{part(json.dumps({'alg': 'HS256', 'kid': KID}).encode())}.{part(json.dumps(claims).encode())}"
    return f"{signed}.{part(hmac.new(PUBLIC.encode(), signed.encode(), hashlib.sha256).digest())}"


def changed(**changes: Any) -> Callable[[dict[str, Any]], str]:
    return lambda claims: rs256({name: value for name, value in {**claims, **changes}.items() if value is not None})


def lti(name: str, value: Any) -> Callable[[dict[str, Any]], str]:
    return changed(**{f"{CLAIM}{name}": value})


def with_own_key(claims: dict[str, Any]) -> str:
    jwk = Registration.get_jwk(OTHER_PUBLIC)
    return rs256(claims, OTHER_PRIVATE, jwk=jwk, jku="https://evil.example/keys", x5u="https://evil.example/c")


def swapped(claims: dict[str, Any]) -> str:
    head, _, signature = rs256(claims).split(".")
    body = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "1"}).encode()).decode().rstrip("=")
    return f"{head}.{body}.{signature}"


FORGED: dict[str, tuple[Callable[[dict[str, Any]], str], str]] = {
    "alg none": (unsigned, "wrong_algorithm"),
    "HS256 by the public key": (by_our_public_key, "wrong_algorithm"),
    "another's key under the name of theirs": (lambda claims: rs256(claims, OTHER_PRIVATE), "bad_signature"),
    "another's key in the header": (with_own_key, "bad_signature"),
    "a key that is not published": (lambda claims: rs256(claims, kid="nobody"), "unknown_key"),
    "no name of a key": (lambda claims: jwt.encode(claims, PRIVATE, algorithm="RS256"), "unknown_key"),
    "a changed body": (swapped, "bad_signature"),
    "RS512": (lambda claims: jwt.encode(claims, PRIVATE, algorithm="RS512", headers={"kid": KID}), "wrong_algorithm"),
    "two parts": (lambda claims: rs256(claims).rpartition(".")[0], "unreadable"),
    "not a token": (lambda _claims: "\u202ehello", "unreadable"),
    "nothing": (lambda _claims: "", "unreadable"),
    "another issuer": (changed(iss="https://evil.example"), "wrong_issuer"),
    "another audience": (changed(aud="somebody"), "wrong_audience"),
    "another authorised party": (changed(azp="somebody"), "wrong_audience"),
    "another nonce": (changed(nonce="guess"), "wrong_nonce"),
    "no nonce": (changed(nonce=None), "wrong_nonce"),
    "expired": (changed(exp=NOW - 120), "expired"),
    "without an end": (changed(exp=None), "unreadable"),
    "from the future": (changed(iat=NOW + 3600, exp=NOW + 7200), "from_the_future"),
    "yesterday's": (changed(iat=NOW - 86_400), "too_old"),
    "another deployment": (lti("deployment_id", "8"), "wrong_deployment"),
    "another version": (lti("version", "1.1"), "wrong_version"),
    "another message": (lti("message_type", "basic-lti-launch-request"), "wrong_message"),
    "no link": (lti("resource_link", None), "incomplete"),
    "nobody": (changed(sub=None), "anonymous"),
}


async def _claims(campus: Campus, browser: Browser) -> tuple[dict[str, Any], str]:
    """What the platform would sign, and the state of a launch that was begun."""
    location = await campus.begin(browser, LIN)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
    message = campus.platform.message(asked, LIN, target=campus.quiz)
    message._registration = campus.platform.registration()
    claims = {**message.get_launch_message(), "nonce": asked["nonce"], "iat": NOW, "exp": NOW + 600}
    return claims, asked["state"]


async def _nobody_came_in() -> bool:
    found = [await LtiIdentity.exists(), await Enrollment.exists(), await AuthSession.filter(kind="page").exists()]
    return not any(found)


async def test_forged_launches_are_refused_on_a_page(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    for name, (forge, reason) in FORGED.items():
        claims, state = await _claims(campus, browser)
        answer = await campus.post(browser, {"state": state, "id_token": forge(claims)})
        text = await answer.text()
        assert (name, answer.status, answer.content_type) == (name, 403, "text/html")
        assert f"<code>{reason}</code>" in text, name
        assert "Location" not in answer.headers
    assert await _nobody_came_in()
    claims, state = await _claims(campus, browser)
    assert (await campus.post(browser, {"state": state, "id_token": rs256(claims)})).status == 303


@pytest.mark.parametrize("state", ["", "lti_x", f"lti_{'0' * 32}.AAAA", "own"])
async def test_states_that_we_did_not_give_are_refused(campus: Campus, browser: Browser, state: str) -> None:
    if state == "own":
        _ = await campus.register()
        claims, real = await _claims(campus, browser)
        state = real[:-2] + ("AA" if not real.endswith("AA") else "BB")
        token = rs256(claims)
    else:
        token = "x"
    answer = await campus.post(browser, {"state": state, "id_token": token})
    assert (answer.status, answer.content_type) == (400, "text/html")
    assert "launch_over" in await answer.text()
    assert await _nobody_came_in()


async def test_logins_from_nowhere_are_refused_and_lead_nowhere(campus: Campus, browser: Browser) -> None:
    for asked in (
        dict[str, str](),
        {"iss": "https://evil.example", "login_hint": "1", "target_link_uri": "https://evil.example"},
    ):
        for method in ("GET", "POST"):
            wanted, body = (asked, None) if method == "GET" else (None, asked)
            answer = await browser.request(method, "/api/v1/lti/login", params=wanted, data=body, allow_redirects=False)
            assert answer.status in {400, 403}
            assert "Location" not in answer.headers
            assert answer.content_type == "text/html"
    answer = await campus.post(browser, {"error": "login_required", "state": "x"})
    assert (answer.status, "platform_refused" in await answer.text()) == (403, True)


async def test_a_platform_whose_keys_are_away_is_told_as_such(campus: Campus, browser: Browser) -> None:
    _ = await campus.register(keys_url=f"{campus.platform.url}/nothing")
    answer = await campus.launch(browser, LIN, target=campus.quiz)
    assert (answer.status, answer.content_type) == (503, "text/html")
    assert "platform_away" in await answer.text()
