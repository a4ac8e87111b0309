"""What a learning platform says when it sends somebody (LTI 1.3, the claims of an `id_token`), and whether it counts.

Pure: the signature was checked before. Names of claims are those of the 1EdTech specifications: LTI Core 1.3, Deep
Linking 2.0, Assignment and Grade Services 2.0.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from models.rules.texts import clean, is_storable

CLAIM: Final = "https://purl.imsglobal.org/spec/lti/claim/"
AGS_CLAIM: Final = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
DEEP_LINKING_CLAIM: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
LEEWAY: Final = timedelta(seconds=60)
"""How far the platform's clock may be from ours."""
OLDEST: Final = timedelta(hours=1)
"""A message made longer ago is refused, whatever it says of its own end."""
LONGEST_ID: Final = 255
LONGEST_NAME: Final = 200
LONGEST_EMAIL: Final = 320
LONGEST_URL: Final = 2000
LONGEST_DATA: Final = 20_000
_EMAIL: Final = re.compile(r"[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+")
_MEMBERSHIP: Final = "http://purl.imsglobal.org/vocab/lis/v2/membership"


class LaunchRefusal(StrEnum):
    """Why somebody is not let in."""

    UNREADABLE = "unreadable"
    WRONG_ISSUER = "wrong_issuer"
    WRONG_AUDIENCE = "wrong_audience"
    EXPIRED = "expired"
    FROM_THE_FUTURE = "from_the_future"
    TOO_OLD = "too_old"
    WRONG_NONCE = "wrong_nonce"
    WRONG_VERSION = "wrong_version"
    WRONG_MESSAGE = "wrong_message"
    WRONG_DEPLOYMENT = "wrong_deployment"
    ANONYMOUS = "anonymous"
    INCOMPLETE = "incomplete"


class Message(StrEnum):
    """The messages that we take."""

    RESOURCE_LINK = "LtiResourceLinkRequest"
    DEEP_LINKING = "LtiDeepLinkingRequest"


class TargetKind(StrEnum):
    """What a link on a platform may lead to."""

    COURSE = "course"
    QUIZ = "quiz"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    kind: TargetKind
    id: UUID

    def __str__(self) -> str:
        """As it travels with the link: `quiz:ID`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the message must be: from whom, for whom, in answer to what."""

    issuer: str
    client_id: str
    deployments: Sequence[str]
    nonce: str


@dataclass(frozen=True, slots=True)
class Grading:
    """Where marks of a link may go."""

    lineitem: str | None
    lineitems: str | None
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choosing:
    """A platform that asks its teacher to choose something: where the answer goes, and what is sent back with it."""

    return_url: str
    data: Any
    several: bool


@dataclass(frozen=True, slots=True)
class Launch:
    """Somebody sent by a platform; `email` only where the platform does not itself say that it is unproved."""

    message: Message
    subject: str
    deployment: str
    name: str
    email: str
    locale: str
    roles: tuple[str, ...]
    return_url: str
    resource_link: str = ""
    target: Target | None = None
    grading: Grading | None = None
    choosing: Choosing | None = None

    @property
    def teaches(self) -> bool:
        """Whether the platform says that this person teaches there; roles outside the context count for nothing."""
        return any(role == f"{_MEMBERSHIP}#Instructor" or role.startswith(f"{_MEMBERSHIP}/Instructor#")
                   or role == "Instructor" for role in self.roles)  # fmt: skip

    @property
    def learns(self) -> bool:
        """Whether the platform says that this person learns there."""
        return any(role in {f"{_MEMBERSHIP}#Learner", "Learner"} or role.startswith(f"{_MEMBERSHIP}/Learner#")
                   for role in self.roles)  # fmt: skip


def read_launch(claims: Mapping[str, Any], expected: Expected, now: datetime) -> Launch | LaunchRefusal:
    """The launch that the claims tell of, or the first reason against it."""
    refusal = _envelope(claims, expected) or _times(claims, now) or _kind(claims, expected)
    if refusal is not None:
        return refusal
    message = Message(claims[f"{CLAIM}message_type"])
    launch = Launch(
        message=message,
        subject=claims["sub"],
        deployment=claims[f"{CLAIM}deployment_id"],
        name=_name(claims),
        email=_email(claims),
        locale=_text(_object(claims, f"{CLAIM}launch_presentation").get("locale"), 35),
        roles=_texts(claims.get(f"{CLAIM}roles")),
        return_url=_text(_object(claims, f"{CLAIM}launch_presentation").get("return_url"), LONGEST_URL),
        resource_link=_text(_object(claims, f"{CLAIM}resource_link").get("id"), LONGEST_ID),
        target=_target(claims),
        grading=_grading(claims),
        choosing=_choosing(claims),
    )
    missing = launch.choosing is None if message is Message.DEEP_LINKING else not launch.resource_link
    return LaunchRefusal.INCOMPLETE if missing else launch


def _envelope(claims: Mapping[str, Any], expected: Expected) -> LaunchRefusal | None:
    """For us, from them, in answer to our question (OpenID Connect Core, 3.1.3.7; Security Framework 1.0, 5.1.3)."""
    if claims.get("iss") != expected.issuer:
        return LaunchRefusal.WRONG_ISSUER
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    azp = claims.get("azp")
    if expected.client_id not in audiences or (azp is None and len(audiences) > 1):
        return LaunchRefusal.WRONG_AUDIENCE
    if azp is not None and azp != expected.client_id:
        return LaunchRefusal.WRONG_AUDIENCE
    return None if claims.get("nonce") == expected.nonce else LaunchRefusal.WRONG_NONCE


def _times(claims: Mapping[str, Any], now: datetime) -> LaunchRefusal | None:
    present = now.timestamp()
    issued, ends = _number(claims.get("iat")), _number(claims.get("exp"))
    if issued is None or ends is None:
        return LaunchRefusal.UNREADABLE
    if ends <= present - LEEWAY.total_seconds():
        return LaunchRefusal.EXPIRED
    if issued > present + LEEWAY.total_seconds():
        return LaunchRefusal.FROM_THE_FUTURE
    return LaunchRefusal.TOO_OLD if issued < present - OLDEST.total_seconds() else None


def _kind(claims: Mapping[str, Any], expected: Expected) -> LaunchRefusal | None:
    if claims.get(f"{CLAIM}version") != "1.3.0":
        return LaunchRefusal.WRONG_VERSION
    if claims.get(f"{CLAIM}message_type") not in list(Message):
        return LaunchRefusal.WRONG_MESSAGE
    if claims.get(f"{CLAIM}deployment_id") not in expected.deployments:
        return LaunchRefusal.WRONG_DEPLOYMENT
    subject = claims.get("sub")
    if subject is None or subject == "":
        return LaunchRefusal.ANONYMOUS
    return None if _text(subject, LONGEST_ID) == subject else LaunchRefusal.UNREADABLE


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 2**53 else None


def _object(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: object, longest: int) -> str:
    """A text that may be stored; empty for anything else."""
    plain = isinstance(value, str) and len(value) <= longest and is_storable(value)
    return str(value) if plain else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, (_text(each, LONGEST_URL) for each in value))) if isinstance(value, list) else ()


def _name(claims: Mapping[str, Any]) -> str:
    whole = _text(claims.get("name"), LONGEST_NAME)
    parts = (_text(claims.get(part), 90) for part in ("given_name", "family_name"))
    return " ".join(clean(whole or " ".join(filter(None, parts))).split())


def _email(claims: Mapping[str, Any]) -> str:
    email = "" if claims.get("email_verified") is False else _text(claims.get("email"), LONGEST_EMAIL)
    return email if _EMAIL.fullmatch(email) else ""


def _target(claims: Mapping[str, Any]) -> Target | None:
    """Of the link's own custom parameter, else of the address that it names."""
    custom = _object(claims, f"{CLAIM}custom").get("lectern")
    if isinstance(custom, str) and custom:
        return read_target(custom)
    _, found, after = _text(claims.get(f"{CLAIM}target_link_uri"), LONGEST_URL).partition("lectern=")
    return read_target(after.partition("&")[0].replace("%3A", ":")) if found else None


def read_target(text: str) -> Target | None:
    """The target that a text names, or None."""
    kind, _, thing = text.partition(":")
    try:
        return Target(TargetKind(kind), UUID(thing))
    except ValueError:
        return None


def _grading(claims: Mapping[str, Any]) -> Grading | None:
    endpoint = _object(claims, AGS_CLAIM)
    item, items = (_text(endpoint.get(name), LONGEST_URL) or None for name in ("lineitem", "lineitems"))
    return Grading(item, items, _texts(endpoint.get("scope"))) if item or items else None


def _choosing(claims: Mapping[str, Any]) -> Choosing | None:
    asked = _object(claims, DEEP_LINKING_CLAIM)
    return_url = _text(asked.get("deep_link_return_url"), LONGEST_URL)
    types, data = asked.get("accept_types"), asked.get("data")
    if not return_url or not isinstance(types, list) or "ltiResourceLink" not in types:
        return None
    if len(written := json.dumps(data)) > LONGEST_DATA or "\\u0000" in written or "\\ud" in written:
        return None  # what cannot be kept cannot be sent back
    return Choosing(return_url, data, asked.get("accept_multiple") is True)
