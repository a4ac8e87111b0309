"""Checks a certificate's credential without the server: `python -m clients.badge FILE --keys issuer.json`.

FILE is the PDF or the JSON credential; `issuer.json` is what `GET /api/v1/badges/issuer` answered once. With
`--status list.json` (from `GET /api/v1/badges/status/{list}`) it also says whether the credential was revoked.
The proof is Data Integrity `eddsa-jcs-2022` (W3C, section 3.3). Nothing here opens a connection.
"""

import argparse
import base64
import gzip
import json
import re
import sys
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519: Final = b"\xed\x01"
_EMBEDDED = re.compile(rb"<<([^<>]*/EmbeddedFile[^<>]*)>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
Json = Mapping[str, Any]


class Bad(Exception):
    """The credential is not to be believed; the text says why."""


def credential_in(content: bytes) -> Json:
    """The credential of a PDF or JSON file. Raises Bad."""
    if not content.startswith(b"%PDF"):
        return _json(content)
    for entries, stream in _EMBEDDED.findall(content):
        if b"json" in entries:
            return _json(zlib.decompress(stream) if b"FlateDecode" in entries else stream)
    raise Bad("there is no credential in this PDF")


def _json(content: bytes) -> Json:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise Bad("this is no JSON") from error
    if not isinstance(found, dict):
        raise Bad("this is no credential")
    return found


def check(credential: Json, issuer: Json, *, now: datetime, status: Json | None = None) -> None:
    """Return when the credential is the issuer's, unchanged, in force, and not in the list of revoked ones. Raises Bad."""
    if credential.get("issuer", {}).get("id") != issuer.get("id"):
        raise Bad("another issuer's key was given")
    check_proof(credential, issuer)
    if now < datetime.fromisoformat(credential["validFrom"]):
        raise Bad("it is not in force yet")
    if "validUntil" in credential and now >= datetime.fromisoformat(credential["validUntil"]):
        raise Bad("it has expired")
    if status is not None:
        check_proof(status, issuer)
        if is_revoked(credential, status):
            raise Bad("it was revoked")


def check_proof(document: Json, issuer: Json) -> None:
    """Return when the document's proof was made with one of the issuer's keys. Raises Bad."""
    proof = document.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") != "eddsa-jcs-2022":
        raise Bad("it has no proof of a kind that we know")
    methods = {method["id"]: method for method in issuer.get("verificationMethod", [])}
    method = methods.get(proof.get("verificationMethod"))
    if method is None:
        raise Bad("it was signed with a key that the issuer does not have")
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    plain = {name: value for name, value in document.items() if name != "proof"}
    signed = sha256(rfc8785.dumps(config)).digest() + sha256(rfc8785.dumps(plain)).digest()
    key = base58(method["publicKeyMultibase"]).removeprefix(ED25519)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(base58(proof["proofValue"]), signed)
    except (InvalidSignature, ValueError) as error:
        raise Bad("it was changed after it was signed") from error


def is_revoked(credential: Json, status: Json) -> bool:
    """Whether the credential's bit in the list is set. Raises Bad when the list is another one."""
    entry, subject = credential["credentialStatus"], status["credentialSubject"]
    if entry["statusListCredential"] != status["id"] or subject["statusPurpose"] != "revocation":
        raise Bad("this is not the list that the credential names")
    packed = subject["encodedList"].removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    index = int(entry["statusListIndex"])
    return bool(bits[index // 8] & 0x80 >> index % 8)


def base58(text: str) -> bytes:
    """The bytes of a base 58 multibase text (`z…`)."""
    number = 0
    for sign in text.removeprefix("z"):
        number = number * 58 + ALPHABET.index(sign)
    body = text.removeprefix("z")
    zeros = len(body) - len(body.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def main(arguments: Sequence[str]) -> int:
    """Check one file; 0 when it is good."""
    parser = argparse.ArgumentParser(prog="python -m clients.badge", description="Check a certificate offline.")
    _ = parser.add_argument("file", type=Path, help="the PDF, or the JSON credential")
    _ = parser.add_argument("--keys", type=Path, required=True, help="the issuer's profile, kept from /badges/issuer")
    _ = parser.add_argument("--status", type=Path, help="the list of revoked ones, kept from /badges/status/…")
    given = parser.parse_args(arguments)
    try:
        credential = credential_in(given.file.read_bytes())
        status = _json(given.status.read_bytes()) if given.status else None
        check(credential, _json(given.keys.read_bytes()), now=datetime.now(UTC), status=status)  # noqa: TID251 - a program of its own
    except Bad as bad:
        print(f"NOT GOOD: {bad}")  # noqa: T201 - its answer
        return 1
    subject = credential["credentialSubject"]
    print(f"GOOD: {credential['name']}, {subject['achievement']['humanCode']}")  # noqa: T201 - its answer
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
