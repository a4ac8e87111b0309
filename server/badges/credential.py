"""The credential of a certificate, and its two proofs: within the JSON, and as a signed token.

Shapes: Open Badges 3.0; W3C Verifiable Credentials 2.0; Data Integrity EdDSA 1.0 (`eddsa-jcs-2022`, section 3.3);
Bitstring Status List 1.0; JSON Web Signature (RFC 7515, RFC 8037).
"""

import base64
import gzip
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import orjson
import rfc8785

from models.rules.certificates import bits_of
from models.tables.certificates import Certificate
from server.badges.keys import PublicKey, Signer
from server.badges.multibase import base58btc

VC: Final = "https://www.w3.org/ns/credentials/v2"
OB: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
Json = dict[str, Any]


def issuer_id(origin: str) -> str:
    """What the issuer is called: the address of its profile."""
    return f"{origin}/api/v1/badges/issuer"


def issuer_profile(origin: str, name: str, keys: Sequence[PublicKey]) -> Json:
    """Who issues, and by which keys it is known."""
    me = issuer_id(origin)
    methods = [key.method(me) for key in keys]
    return {
        "@context": [VC, OB],
        "id": me,
        "type": ["Profile"],
        "name": name,
        "url": origin,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def status_url(origin: str, status_list: int) -> str:
    """Where a status list is published."""
    return f"{origin}/api/v1/badges/status/{status_list}"


def credential_of(certificate: Certificate, origin: str) -> Json:
    """The credential, not yet signed."""
    status = status_url(origin, certificate.status_list)
    issuer = certificate.look.get("issuer") or "Lectern"
    found: Json = {
        "@context": [VC, OB],
        "id": f"urn:uuid:{certificate.id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course_title,
        "issuer": {"id": issuer_id(origin), "type": ["Profile"], "name": issuer, "url": origin},
        "validFrom": _time(certificate.issued_at),
        "credentialSubject": _subject(certificate, origin),
        "credentialStatus": {
            "id": f"{status}#{certificate.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(certificate.status_index),
            "statusListCredential": status,
        },
    }
    if certificate.expires_at is not None:
        found["validUntil"] = _time(certificate.expires_at)
    return found


def _subject(certificate: Certificate, origin: str) -> Json:
    name = {"type": "IdentityObject", "hashed": False, "identityHash": certificate.name, "identityType": "name"}
    return {
        "id": f"urn:uuid:{certificate.user_id}",
        "type": ["AchievementSubject"],
        "identifier": [name],
        "achievement": {
            "id": f"{origin}/api/v1/courses/{certificate.course_id}",
            "type": ["Achievement"],
            "achievementType": "Course",
            "name": certificate.course_title,
            "description": certificate.course_title,
            "humanCode": certificate.number,
            "criteria": {"narrative": "Every required lesson of the course was completed."},
        },
    }


def status_list(origin: str, number: int, revoked: Sequence[int], now: datetime) -> Json:
    """The published list of revoked credentials, not yet signed."""
    packed = gzip.compress(bits_of(revoked), mtime=0)
    url = status_url(origin, number)
    return {
        "@context": [VC],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(origin),
        "validFrom": _time(now),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + _base64(packed),
        },
    }


def with_proof(document: Json, signer: Signer, origin: str, created: datetime) -> Json:
    """The document with a Data Integrity proof: Ed25519 over the hashes of both canonical forms (RFC 8785)."""
    proof = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": _time(created),
        "verificationMethod": f"{issuer_id(origin)}#{signer.key.kid}",
        "proofPurpose": "assertionMethod",
    }
    signed = sha256(rfc8785.dumps(proof)).digest() + sha256(rfc8785.dumps(document)).digest()
    return {**document, "proof": {**proof, "proofValue": base58btc(signer.sign(signed))}}


def as_token(credential: Json, signer: Signer, origin: str) -> str:
    """The credential as a compact JWS, as Open Badges 3.0 (section 8.2) wants it."""
    issued = datetime.fromisoformat(credential["validFrom"])
    claims = {
        **credential,
        "iss": issuer_id(origin),
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(issued.timestamp()),
    }
    if until := credential.get("validUntil"):
        claims["exp"] = int(datetime.fromisoformat(until).timestamp())
    header = {"alg": "EdDSA", "typ": "JWT", "kid": signer.key.kid}
    signed = f"{_base64(orjson.dumps(header))}.{_base64(orjson.dumps(claims))}"
    return f"{signed}.{_base64(signer.sign(signed.encode()))}"


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _time(moment: datetime) -> str:
    """RFC 3339, to the second, in UTC."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
