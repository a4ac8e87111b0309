"""The issuer's keys: Ed25519 (RFC 8032), derived from SECRET_KEY; public keys are published for good."""

import base64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.badges.multibase import multikey
from server.keyring import Keyring, Purpose


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that anyone may have: its name and its 32 bytes."""

    kid: str
    raw: bytes

    def jwk(self) -> dict[str, str]:
        """As a JSON Web Key (RFC 8037)."""
        x = base64.urlsafe_b64encode(self.raw).decode().rstrip("=")
        return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": self.kid, "alg": "EdDSA", "use": "sig"}

    def method(self, issuer: str) -> dict[str, str]:
        """As a verification method of the issuer."""
        name = f"{issuer}#{self.kid}"
        return {"id": name, "type": "Multikey", "controller": issuer, "publicKeyMultibase": multikey(self.raw)}


class Signer:
    """Signs with the current key."""

    def __init__(self, keyring: Keyring) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(keyring.key(Purpose.BADGE))
        self.key = PublicKey(keyring.kid, _raw(self._private))

    def sign(self, message: bytes) -> bytes:
        """64 bytes; the same message gets the same signature."""
        return self._private.sign(message)


def derived_keys(keyring: Keyring) -> list[PublicKey]:
    """The public keys of every root that is still configured."""
    privates = ((kid, Ed25519PrivateKey.from_private_bytes(keyring.key(Purpose.BADGE, kid))) for kid in keyring.kids)
    return [PublicKey(kid, _raw(private)) for kid, private in privates]


def _raw(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
