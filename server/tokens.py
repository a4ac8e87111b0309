"""Signed tokens (JWT, RFC 7519 by the advice of RFC 8725): making and checking, without any look-up.

HS256 with a key for each kind: only our own processes read these tokens, so a public key would serve nobody,
and a MAC is checked in a tenth of the time of a signature. Kinds exclude each other three times over: by key,
by `typ`, by audience.
"""

import base64
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

import jwt

from models.ids import new_id
from server.keyring import Keyring, Purpose

ALGORITHM = "HS256"
MAX_LENGTH = 1024
REMEMBERED = 4096
"""Verified tokens kept in memory, some 600 bytes each."""
SKEW_S = 5
"""How far another of our machines' clocks may be ahead."""


class Kind(Enum):
    """What a token is good for: (`typ`, key, longest life in seconds)."""

    ACCESS = ("at+jwt", Purpose.ACCESS, 86_400)
    PARTICIPANT = ("participant+jwt", Purpose.PARTICIPANT, 400 * 86_400)
    TICKET = ("ticket+jwt", Purpose.TICKET, 60)
    CHALLENGE = ("challenge+jwt", Purpose.CHALLENGE, 600)

    @property
    def typ(self) -> str:
        """The `typ` header (RFC 8725 section 3.11)."""
        return self.value[0]

    @property
    def purpose(self) -> Purpose:
        """Which key signs it."""
        return self.value[1]

    @property
    def longest_s(self) -> int:
        """No token of this kind lives longer, whatever it says."""
        return self.value[2]

    @property
    def audience(self) -> str:
        """The `aud` claim."""
        return f"lectern:{self.purpose.value}"


class BadToken(Exception):
    """The token is not one of ours, not of this kind, or over."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says. `subject` is a user or a participant; `session` a sign-in or a live session."""

    kind: Kind
    subject: UUID
    session: UUID
    id: UUID
    issued_at: int
    expires_at: int
    seat: bool = False
    """Whether `subject` is a participant and `session` a live session (participant tokens, their tickets)."""


class Tokens:
    """Makes and reads tokens of one issuer with the keys of one keyring."""

    def __init__(self, keyring: Keyring, issuer: str) -> None:
        self._keyring = keyring
        self._issuer = issuer
        # There is exactly one header for each kind and key, so a header is looked up and never interpreted:
        # no other algorithm, `typ`, `kid`, `crit` or spelling exists.
        self._known: OrderedDict[str, Claims] = OrderedDict()
        self._headers = {_header(kind, kid): (kind, kid) for kind in Kind for kid in keyring.kids}

    def mint(
        self, kind: Kind, *, subject: UUID, session: UUID, now: datetime, seconds: int, seat: bool = False
    ) -> tuple[str, Claims]:
        """A new token of `kind` that lives `seconds` from `now`, and what it says."""
        issued = int(now.timestamp())
        claims = Claims(kind, subject, session, new_id(), issued, issued + min(seconds, kind.longest_s), seat)
        body = {
            "iss": self._issuer,
            "aud": kind.audience,
            "sub": str(claims.subject),
            "sid": str(claims.session),
            "jti": str(claims.id),
            "iat": claims.issued_at,
            "exp": claims.expires_at,
        }
        if seat:
            body["seat"] = True
        headers = {"typ": kind.typ, "kid": self._keyring.kid}
        return jwt.encode(body, self._keyring.key(kind.purpose), ALGORITHM, headers), claims

    def kind_of(self, token: str) -> Kind | None:
        """What kind a token claims to be; nothing is proved by it."""
        known = self._headers.get(token.partition(".")[0])
        return known[0] if known else None

    def read(self, token: str, kind: Kind, now: datetime) -> Claims:
        """What a token of `kind` says. Raises BadToken for anything that `mint` did not make or whose time is over."""
        known = self._known.get(token)
        claims = known if known is not None and known.kind is kind else self._verified(token, kind)
        if not claims.issued_at - SKEW_S <= now.timestamp() < claims.expires_at:
            raise BadToken
        if claims is not known:
            self._remember(token, claims)
        return claims

    def _remember(self, token: str, claims: Claims) -> None:
        self._known[token] = claims
        if len(self._known) > REMEMBERED:
            _ = self._known.popitem(last=False)

    def _verified(self, token: str, kind: Kind) -> Claims:
        """Check everything but the time. Tokens that were found good are remembered: a MAC need not be checked twice."""
        header, _, rest = token[: MAX_LENGTH + 1].partition(".")
        known_kind, kid = self._headers.get(header, (None, ""))
        if known_kind is not kind or len(token) > MAX_LENGTH or not _is_canonical(rest.rpartition(".")[2]):
            raise BadToken
        try:
            body = jwt.decode(
                token,
                self._keyring.key(kind.purpose, kid),
                [ALGORITHM],
                # The times are checked below: PyJWT takes digits in a string for a time, and asks the wall clock.
                options={"verify_exp": False, "verify_iat": False, "require": ["exp", "iat", "sub", "jti", "sid"]},
                audience=kind.audience,
                issuer=self._issuer,
            )
            return _claims(kind, body)
        except (jwt.InvalidTokenError, ValueError, TypeError, KeyError) as error:
            raise BadToken from error


def _header(kind: Kind, kid: str) -> str:
    return jwt.encode({}, b"\0" * 32, ALGORITHM, {"typ": kind.typ, "kid": kid}).partition(".")[0]


def _is_canonical(segment: str) -> bool:
    """Whether base64url text is the only spelling of its bytes (the last character may hide unused bits)."""
    try:
        raw = base64.b64decode(segment + "=" * (-len(segment) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return False
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") == segment


def _claims(kind: Kind, body: Mapping[str, Any]) -> Claims:
    """Raises ValueError, TypeError or KeyError unless every claim is there, of its type, and nothing more."""
    expected = {"iss", "aud", "sub", "sid", "jti", "iat", "exp"}
    if body.keys() - {"seat"} != expected or type(body["iat"]) is not int or type(body["exp"]) is not int:
        raise ValueError
    if not 0 < body["exp"] - body["iat"] <= kind.longest_s:
        raise ValueError
    return Claims(
        kind=kind,
        subject=_id(body["sub"]),
        session=_id(body["sid"]),
        id=_id(body["jti"]),
        issued_at=body["iat"],
        expires_at=body["exp"],
        seat=body.get("seat", False) is True,
    )


def _id(text: str) -> UUID:
    value = UUID(text)
    if str(value) != text:
        raise ValueError
    return value
