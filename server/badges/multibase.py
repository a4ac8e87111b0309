"""Multibase and multikey texts of bytes (W3C Controlled Identifiers 1.0, sections 2.4 and 2.2.2)."""

from typing import Final

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519: Final = b"\xed\x01"


def base58btc(content: bytes) -> str:
    """Bytes as `z` and base 58."""
    number, text = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + "1" * zeros + text


def multikey(public_key: bytes) -> str:
    """An Ed25519 public key (32 bytes) as a multikey."""
    return base58btc(_ED25519 + public_key)
