"""Signed tokens: what was tampered with in any way is no token."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import digest
from typing import Any
from uuid import UUID

import jwt
import pytest

from models.ids import new_id
from server.keyring import Keyring, Purpose
from server.tokens import BadToken, Kind, Tokens

NOW = datetime(2030, 1, 1, tzinfo=UTC)
OLD, NEW = "old root key of thirty-two letters", "new root key of thirty-two letters"
ISSUER = "https://lectern.example"
USER, SESSION = new_id(), new_id()
RING = Keyring(NEW)
TOKENS = Tokens(RING, ISSUER)


def access(tokens: Tokens = TOKENS, seconds: int = 900) -> str:
    return tokens.mint(Kind.ACCESS, subject=USER, session=SESSION, now=NOW, seconds=seconds)[0]


def b64(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    head, body, mac = (base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split("."))
    return json.loads(head), json.loads(body), mac


def signed(head: dict[str, Any], body: dict[str, Any], key: bytes) -> str:
    """A token with a right MAC over whatever it says."""
    text = f"{b64(head)}.{b64(body)}"
    return f"{text}.{b64(digest(key, text.encode(), sha256))}"


def resigned(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> str:
    """Our own token, changed by somebody who holds the key."""
    head, body, _ = parts(access())
    change(head, body)
    return signed(head, body, RING.key(Purpose.ACCESS))


def unsigned(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> str:
    """Our own token, changed by somebody who does not."""
    head, body, mac = parts(access())
    change(head, body)
    return f"{b64(head)}.{b64(body)}.{b64(mac)}"


def last_bit_flipped(token: str) -> str:
    """The same MAC in another spelling: the last character of 43 holds two unused bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) ^ 1]


MUTANTS: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "dots": lambda: "..",
    "two parts": lambda: access().rpartition(".")[0],
    "four parts": lambda: access() + ".x",
    "no signature": lambda: access().rpartition(".")[0] + ".",
    "signature cut": lambda: access()[:-1],
    "signature in another spelling": lambda: last_bit_flipped(access()),
    "signature padded": lambda: access() + "=",
    "line break": lambda: access() + "\n",
    "body flipped": lambda: access()[:60] + ("A" if access()[60] != "A" else "B") + access()[61:],
    "not ASCII": lambda: "é" + access(),
    "lone surrogate": lambda: "\ud800" + access(),
    "too long": lambda: access() + "A" * 2000,
    "alg none": lambda: f"{b64({'alg': 'none', 'typ': 'at+jwt', 'kid': RING.kid})}.{access().split('.')[1]}.",
    "alg None in capitals": lambda: unsigned(lambda h, _: h.update(alg="NONE")),
    "alg HS512": lambda: jwt.encode(
        parts(access())[1], RING.key(Purpose.ACCESS) * 2, "HS512", {"typ": "at+jwt", "kid": RING.kid}
    ),
    "alg missing": lambda: resigned(lambda h, _: h.pop("alg")),
    "typ JWT": lambda: resigned(lambda h, _: h.update(typ="JWT")),
    "typ of a ticket": lambda: resigned(lambda h, _: h.update(typ="ticket+jwt")),
    "kid unknown": lambda: resigned(lambda h, _: h.update(kid="000000000000")),
    "kid a path": lambda: resigned(lambda h, _: h.update(kid="../../dev/null")),
    "kid missing": lambda: resigned(lambda h, _: h.pop("kid")),
    "crit": lambda: resigned(lambda h, _: h.update(crit=["exp"])),
    "jwk inside": lambda: resigned(lambda h, _: h.update(jwk={"kty": "oct", "k": "AAAA"})),
    "jku": lambda: resigned(lambda h, _: h.update(jku="https://evil.example/keys")),
    "b64 false": lambda: resigned(lambda h, _: h.update(b64=False, crit=["b64"])),
    "no exp": lambda: resigned(lambda _, b: b.pop("exp")),
    "exp as text": lambda: resigned(lambda _, b: b.update(exp=str(b["exp"]))),
    "exp with a fraction": lambda: resigned(lambda _, b: b.update(exp=b["exp"] + 0.5)),
    "exp true": lambda: resigned(lambda _, b: b.update(exp=True)),
    "exp past": lambda: resigned(lambda _, b: b.update(exp=b["iat"] - 1)),
    "exp never": lambda: resigned(lambda _, b: b.update(exp=2**53)),
    "no iat": lambda: resigned(lambda _, b: b.pop("iat")),
    "iat ahead": lambda: resigned(lambda _, b: b.update(iat=b["iat"] + 60)),
    "no jti": lambda: resigned(lambda _, b: b.pop("jti")),
    "no sid": lambda: resigned(lambda _, b: b.pop("sid")),
    "sid null": lambda: resigned(lambda _, b: b.update(sid=None)),
    "sub no id": lambda: resigned(lambda _, b: b.update(sub="1 OR 1=1")),
    "sub a number": lambda: resigned(lambda _, b: b.update(sub=1)),
    "sub in capitals": lambda: resigned(lambda _, b: b.update(sub=b["sub"].upper())),
    "another issuer": lambda: resigned(lambda _, b: b.update(iss="https://evil.example")),
    "issuers": lambda: resigned(lambda _, b: b.update(iss=[ISSUER])),
    "no audience": lambda: resigned(lambda _, b: b.pop("aud")),
    "audience of a ticket": lambda: resigned(lambda _, b: b.update(aud="lectern:socket-ticket")),
    "a claim more": lambda: resigned(lambda _, b: b.update(role="admin")),
    "another subject": lambda: unsigned(lambda _, b: b.update(sub=str(new_id()))),
    "a stranger's key": lambda: access(Tokens(Keyring("somebody else's root key"), ISSUER)),
    "another issuer's keys": lambda: access(Tokens(RING, "https://other.example")),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutated_token_is_refused(name: str) -> None:
    with pytest.raises(BadToken):
        TOKENS.read(MUTANTS[name](), Kind.ACCESS, NOW)


def test_a_token_says_what_it_was_made_with() -> None:
    text, made = TOKENS.mint(Kind.TICKET, subject=USER, session=SESSION, now=NOW, seconds=60, seat=True)
    assert TOKENS.read(text, Kind.TICKET, NOW) == made
    assert (made.subject, made.session, made.seat, made.expires_at - made.issued_at) == (USER, SESSION, True, 60)


@pytest.mark.parametrize("made", Kind)
@pytest.mark.parametrize("wanted", Kind)
def test_a_token_serves_no_other_purpose(made: Kind, wanted: Kind) -> None:
    text, claims = TOKENS.mint(made, subject=USER, session=SESSION, now=NOW, seconds=60)
    if made is wanted:
        assert TOKENS.read(text, wanted, NOW) == claims
    else:
        with pytest.raises(BadToken):
            TOKENS.read(text, wanted, NOW)


def test_a_token_that_is_known_already_serves_no_other_purpose_either() -> None:
    token = access()
    assert TOKENS.read(token, Kind.ACCESS, NOW).kind is Kind.ACCESS
    with pytest.raises(BadToken):
        _ = TOKENS.read(token, Kind.PARTICIPANT, NOW)


@pytest.mark.parametrize("made", Kind)
@pytest.mark.parametrize("wanted", Kind)
def test_no_renamed_token_serves_another_purpose(made: Kind, wanted: Kind) -> None:
    """Even with every name in it changed: the key is another."""
    head, body, _ = parts(TOKENS.mint(made, subject=USER, session=SESSION, now=NOW, seconds=60)[0])
    forged = signed(head | {"typ": wanted.typ}, body | {"aud": wanted.audience}, RING.key(made.purpose))
    if made is not wanted:
        with pytest.raises(BadToken):
            TOKENS.read(forged, wanted, NOW)


@pytest.mark.parametrize(
    ("later", "alive"), [(0, True), (899, True), (900, False), (10**6, False), (-5, True), (-6, False)]
)
def test_a_token_lives_from_its_making_to_its_end(*, later: int, alive: bool) -> None:
    token, now = access(), NOW + timedelta(seconds=later)
    if alive:
        assert TOKENS.read(token, Kind.ACCESS, now).subject == USER
    else:
        with pytest.raises(BadToken):
            TOKENS.read(token, Kind.ACCESS, now)


def test_no_kind_of_token_outlives_its_longest_life() -> None:
    _, claims = TOKENS.mint(Kind.TICKET, subject=USER, session=SESSION, now=NOW, seconds=10**9)
    assert claims.expires_at - claims.issued_at == Kind.TICKET.longest_s


def test_a_change_of_keys_logs_nobody_out() -> None:
    before = access(Tokens(Keyring(OLD), ISSUER))
    after = Tokens(Keyring(NEW, [OLD]), ISSUER)
    assert after.read(before, Kind.ACCESS, NOW).subject == USER
    assert after.read(access(after), Kind.ACCESS, NOW).subject == USER
    with pytest.raises(BadToken):
        TOKENS.read(before, Kind.ACCESS, NOW)


def test_a_retired_key_makes_no_tokens() -> None:
    with pytest.raises(BadToken):
        Tokens(Keyring(OLD), ISSUER).read(access(Tokens(Keyring(NEW, [OLD]), ISSUER)), Kind.ACCESS, NOW)


def test_every_purpose_has_a_key_of_its_own() -> None:
    assert len({RING.key(purpose) for purpose in Purpose}) == len(Purpose)


def test_the_name_of_a_key_does_not_tell_it() -> None:
    assert RING.kid not in NEW
    assert RING.kid not in RING.key(Purpose.ACCESS).hex()


def test_ids_in_tokens_are_uuids() -> None:
    assert isinstance(TOKENS.read(access(), Kind.ACCESS, NOW).id, UUID)
