"""Somebody at the door: from where, with which browser, and how often they guessed before."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import SimpleCookie
from typing import Literal
from uuid import UUID

from aiohttp import web

from models.actions.audit import Cause
from models.rules.accounts import email_key
from models.rules.guessing import counters
from server import metrics
from server.cause import cause_of
from server.errors import TooMany
from server.guesses import Guesses
from server.http.client import network_of
from server.keyring import Keyring, Purpose
from server.keys import GUESSES, SETTINGS

SessionKind = Literal["api", "page"]
DEVICE_SECONDS = 365 * 86_400
_MAC_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """One try to sign in. `device` is the browser's device cookie as it was sent."""

    kind: SessionKind
    cause: Cause
    device: str = ""
    guesses: Guesses | None = None


def visit_of(request: web.Request, kind: SessionKind) -> Visit:
    """The visit that a request is."""
    return Visit(kind, cause_of(request), request.cookies.get(_cookie_name(request), ""), request.app[GUESSES])


def knows(visit: Visit, keyring: Keyring, user_id: UUID) -> bool:
    """Whether the account was signed in to from this browser before."""
    return _known_device(keyring, visit.device, user_id) is not None


@asynccontextmanager
async def guess(visit: Visit, keyring: Keyring, email: str, user_id: UUID | None) -> AsyncIterator[None]:
    """Count one guess at an account's password; forgiven when the block ends well. Raises TooMany.

    Unknown addresses are counted like known ones, so a refusal tells nothing either.
    """
    if visit.guesses is None:
        yield
        return
    nonce = _known_device(keyring, visit.device, user_id)
    account = sha256(email_key(email).encode()).hexdigest()[:_MAC_LENGTH]
    counted = counters(account=account, network=network_of(visit.cause.address), device=nonce)
    if wait := await visit.guesses.reserve(counted):
        metrics.SIGN_INS.labels("locked_out").inc()
        raise TooMany("Too many tries; wait a while", retry_after=wait, code="too_many_attempts")
    yield
    await visit.guesses.release(counted)


def device_cookie(request: web.Request, keyring: Keyring, user_id: UUID) -> str:
    """The `Set-Cookie` that makes this browser a known device of the account; it opens nothing."""
    nonce = secrets.token_urlsafe(16)
    jar: SimpleCookie = SimpleCookie()
    name = _cookie_name(request)
    jar[name] = f"{nonce}.{_mac(keyring, nonce, user_id)}"
    jar[name]["path"], jar[name]["max-age"] = "/", str(DEVICE_SECONDS)
    jar[name]["httponly"], jar[name]["samesite"] = "true", "Strict"
    if name.startswith("__Host-"):
        jar[name]["secure"] = "true"
    return jar[name].OutputString()


def _known_device(keyring: Keyring, cookie: str, user_id: UUID | None) -> str | None:
    nonce, _, mac = cookie.partition(".")
    if user_id is None or not mac or len(cookie) > 2 * _MAC_LENGTH + 32:
        return None
    message = f"{nonce}|{user_id}".encode()
    candidates = [value.hex()[:_MAC_LENGTH] for _, value in keyring.hashes(Purpose.DEVICE, message)]
    matching = [secrets.compare_digest(candidate.encode(), mac.encode()) for candidate in candidates]
    return nonce if any(matching) else None


def _mac(keyring: Keyring, nonce: str, user_id: UUID) -> str:
    return keyring.keyed_hash(Purpose.DEVICE, f"{nonce}|{user_id}".encode()).hex()[:_MAC_LENGTH]


def _cookie_name(request: web.Request) -> str:
    secure = request.app[SETTINGS].origin.startswith("https://")
    return "__Host-lectern-device" if secure else "lectern-device"
