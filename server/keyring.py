"""One root key, many working keys: each purpose gets its own, so that nothing made for one serves another.

Derivation is HKDF-SHA-256 (RFC 5869). Retired root keys stay known for checking, never for making.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest, digest

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.settings import Settings

KEY_BYTES = 32
_SALT = b"lectern.v1"


class Purpose(StrEnum):
    """What a working key is for. Changing a value makes everything made with it worthless."""

    ACCESS = "access-token"
    PARTICIPANT = "participant-token"
    TICKET = "socket-ticket"
    CHALLENGE = "mfa-challenge"
    REFRESH = "refresh-token"
    REFRESH_NEXT = "refresh-token-successor"
    MAIL = "mail-token"
    API_TOKEN = "api-token"  # noqa: S105 - the name of a purpose
    RECOVERY = "recovery-code"
    RECEIPT = "answer-receipt"
    PEPPER = "password-pepper"
    TOTP = "totp-secret"
    DEVICE = "known-device"
    UNSUBSCRIBE = "unsubscribe"
    BADGE = "badge-issuer"
    CALENDAR = "calendar-feed"
    LTI_TICKET = "lti-ticket"
    LTI_KEY = "lti-key"
    WEBHOOK = "webhook-secret"


class Keyring:
    """Working keys of the current root key and of retired ones, each root named by a short `kid`."""

    def __init__(self, current: str, previous: Sequence[str] = ()) -> None:
        self._roots = {_kid(root): root for root in (current, *previous)}
        self._derived: dict[tuple[str, str], bytes] = {}
        self.kid = _kid(current)

    @classmethod
    def of(cls, settings: Settings) -> "Keyring":
        """The keyring of `SECRET_KEY` and `PREVIOUS_SECRET_KEYS`."""
        previous = [key.get_secret_value() for key in settings.previous_secret_keys]
        return cls(settings.secret_key.get_secret_value(), previous)

    @property
    def kids(self) -> tuple[str, ...]:
        """The known roots, the current one first."""
        return tuple(self._roots)

    def key(self, purpose: Purpose, kid: str | None = None) -> bytes:
        """32 bytes for a purpose, of the current root or a named one. Raises KeyError for an unknown root."""
        name = (purpose.value, kid or self.kid)
        if name not in self._derived:
            self._derived[name] = _expand(self._roots[name[1]], purpose.value)
        return self._derived[name]

    def keyed_hash(self, purpose: Purpose, message: bytes) -> bytes:
        """HMAC-SHA-256 of a message with the current key of a purpose."""
        return digest(self.key(purpose), message, sha256)

    def hashes(self, purpose: Purpose, message: bytes) -> Iterator[tuple[str, bytes]]:
        """`keyed_hash` under each known root, as (kid, hash), the current one first."""
        for kid in self._roots:
            yield kid, digest(self.key(purpose, kid), message, sha256)

    def match(self, purpose: Purpose, message: bytes, known: bytes) -> str | None:
        """The kid under which `known` is the keyed hash of the message, or None; compares in constant time."""
        matching = [kid for kid, candidate in self.hashes(purpose, message) if compare_digest(candidate, known)]
        return matching[0] if matching else None


def _kid(root: str) -> str:
    """A public name for a root key that tells nothing about it."""
    return _expand(root, "kid")[:6].hex()


def _expand(root: str, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, _SALT, purpose.encode()).derive(root.encode())
