"""Secrets that must be read again: sealed at rest with AES-256-GCM under a purpose's key, each good for its row only."""

import secrets
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.keyring import Keyring, Purpose

_NONCE: Final = 12
_KID: Final = 6


class Sealer:
    """Seals and opens the secrets of one purpose; what retired root keys have sealed is still opened."""

    def __init__(self, keyring: Keyring, purpose: Purpose) -> None:
        self._keyring = keyring
        self._purpose = purpose

    def seal(self, secret: bytes, owner: UUID) -> bytes:
        """The secret as it is stored; `owner` is its row."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._keyring.key(self._purpose)).encrypt(nonce, secret, owner.bytes)
        return bytes.fromhex(self._keyring.kid) + nonce + sealed

    def open(self, stored: bytes, owner: UUID) -> bytes | None:
        """The secret, or None when it is another row's, was changed, or its root key is gone."""
        kid, nonce, sealed = stored[:_KID].hex(), stored[_KID : _KID + _NONCE], stored[_KID + _NONCE :]
        try:
            return AESGCM(self._keyring.key(self._purpose, kid)).decrypt(nonce, sealed, owner.bytes)
        except (InvalidTag, KeyError, ValueError):
            return None
