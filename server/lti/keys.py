"""Our keys towards platforms: RSA with 2048 bits (RS256 is what every platform reads), sealed in the database.

They are made by chance and stored, not derived: there is no standard way from a seed to an RSA key.
"""

import asyncio
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from jwt.algorithms import RSAAlgorithm

from models.actions.lti_keys import all_keys, key_that
from models.ids import new_id
from models.tables.lti import LtiKey
from server.clock import Clock
from server.keyring import Keyring, Purpose

BITS: Final = 2048
ALGORITHM: Final = "RS256"
_NONCE: Final = 12
_KID: Final = 6


class OurKeys:
    """Signs with the newest key that can be opened; the first is made when it is first needed."""

    def __init__(self, keyring: Keyring, clock: Clock) -> None:
        self._keyring = keyring
        self._clock = clock
        self._signing: tuple[str, rsa.RSAPrivateKey] | None = None

    async def published(self) -> dict[str, Any]:
        """The public keys as a JSON Web Key Set."""
        _ = await self._key()
        return {"keys": [row.public for row in await all_keys()]}

    async def ready(self) -> None:
        """Make sure that there is a key that others can see, before a transaction hides a new one."""
        _ = await self._key()

    async def sign(self, claims: Mapping[str, Any]) -> str:
        """A signed token with these claims."""
        kid, private = await self._key()
        return jwt.encode(dict(claims), private, algorithm=ALGORITHM, headers={"kid": kid})

    async def _key(self) -> tuple[str, rsa.RSAPrivateKey]:
        if self._signing is None:
            row = await key_that(lambda row: self._open(row) is not None, self._make)
            private = self._open(row)
            assert private is not None, "what was sealed just now can be opened"
            self._signing = row.kid, private
        return self._signing

    async def _make(self) -> LtiKey:
        private = await asyncio.to_thread(rsa.generate_private_key, public_exponent=65537, key_size=BITS)
        return self._sealed(private, self._clock())

    def _sealed(self, private: rsa.RSAPrivateKey, now: datetime) -> LtiKey:
        kid = secrets.token_hex(8)
        public = {**RSAAlgorithm.to_jwk(private.public_key(), as_dict=True), "kid": kid, "alg": ALGORITHM, "use": "sig"}
        _ = public.pop("key_ops", None)
        plain = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._keyring.key(Purpose.LTI_KEY)).encrypt(nonce, plain, kid.encode())
        stored = bytes.fromhex(self._keyring.kid) + nonce + sealed
        return LtiKey(id=new_id(), kid=kid, public=public, sealed=stored, created_at=now)

    def _open(self, row: LtiKey) -> rsa.RSAPrivateKey | None:
        """The private half; None where the root key that sealed it is no longer configured."""
        stored = bytes(row.sealed)
        kid, nonce, sealed = stored[:_KID].hex(), stored[_KID : _KID + _NONCE], stored[_KID + _NONCE :]
        try:
            plain = AESGCM(self._keyring.key(Purpose.LTI_KEY, kid)).decrypt(nonce, sealed, row.kid.encode())
        except (InvalidTag, KeyError):
            return None
        private = load_der_private_key(plain, password=None)
        return private if isinstance(private, rsa.RSAPrivateKey) else None
