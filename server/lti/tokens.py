"""Signatures of platforms: RS256 by a key that the platform publishes, and no other way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from models.tables.lti import LtiPlatform
from server.clock import Clock
from server.outgoing.client import Outgoing, Unreached

ALGORITHM: Final = "RS256"
LEAST_BITS: Final = 2048
KEPT: Final = timedelta(hours=1)
PAUSE: Final = timedelta(seconds=30)
"""A key that is not known makes us ask again, but not more often: names of keys are chosen by whoever writes to us."""
OK: Final = 200
MOST_KEYS: Final = 50


class BadToken(Exception):
    """The token was not signed by the platform; `code` says what is wrong with it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class KeysAway(Exception):
    """The platform's keys could not be read just now."""


@dataclass(frozen=True, slots=True)
class _Known:
    keys: Mapping[str, RSAPublicKey]
    read_at: datetime


class PlatformKeys:
    """The keys of platforms, read when they are needed and kept for an hour."""

    def __init__(self, outgoing: Outgoing, clock: Clock) -> None:
        self._outgoing = outgoing
        self._clock = clock
        self._known: dict[tuple[UUID, str], _Known] = {}

    async def claims_of(self, platform: LtiPlatform, token: str) -> Mapping[str, Any]:
        """What a token of the platform says. Raises BadToken, KeysAway. Times and claims are judged elsewhere."""
        kid = _kid(token)
        key = await self._key(platform, kid)
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                options={
                    "verify_aud": False,
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                    "verify_iss": False,
                    "verify_sub": False,
                    "verify_jti": False,
                },
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise BadToken("bad_signature") from error
        return claims

    async def _key(self, platform: LtiPlatform, kid: str) -> RSAPublicKey:
        now, name = self._clock(), (platform.id, platform.keys_url)
        known = self._known.get(name)
        stale = known is None or now - known.read_at >= KEPT
        if stale or (known is not None and kid not in known.keys and now - known.read_at >= PAUSE):
            known = self._known[name] = _Known(await self._read(platform.keys_url), now)
        if known is None or kid not in known.keys:
            raise BadToken("unknown_key")
        return known.keys[kid]

    async def _read(self, url: str) -> dict[str, RSAPublicKey]:
        try:
            reply = await self._outgoing.send("GET", url, headers={"Accept": "application/json"})
            found = json.loads(reply.body) if reply.status == OK else None
        except (Unreached, ValueError, RecursionError) as error:
            raise KeysAway(str(error)) from error
        keys = found.get("keys") if isinstance(found, dict) else None
        if not isinstance(keys, list):
            raise KeysAway("no key set")
        read = (_public(key) for key in keys[:MOST_KEYS] if isinstance(key, dict))
        return dict(each for each in read if each is not None)


def _kid(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise BadToken("unreadable") from error
    kid = header.get("kid")
    if header.get("alg") != ALGORITHM or not isinstance(kid, str) or not kid:
        raise BadToken("wrong_algorithm" if header.get("alg") != ALGORITHM else "unknown_key")
    return kid


def _public(key: Mapping[str, Any]) -> tuple[str, RSAPublicKey] | None:
    """A key of the set that may sign, by its name; None for any other."""
    kid = key.get("kid")
    fits = key.get("kty") == "RSA" and key.get("use", "sig") == "sig" and key.get("alg", ALGORITHM) == ALGORITHM
    if not fits or not isinstance(kid, str) or "d" in key:
        return None
    try:
        public = RSAAlgorithm.from_jwk(dict(key))
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    return (kid, public) if isinstance(public, RSAPublicKey) and public.key_size >= LEAST_BITS else None
