"""What we say to a learning platform: scores (Assignment and Grade Services 2.0) and chosen links (Deep Linking 2.0)."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from models.rules.lti import CLAIM, Target

SCORE_SCOPE: Final = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
LINEITEM_SCOPE: Final = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
SCORE_TYPE: Final = "application/vnd.ims.lis.v1.score+json"
LINEITEM_TYPE: Final = "application/vnd.ims.lis.v2.lineitem+json"
LINEITEMS_TYPE: Final = "application/vnd.ims.lis.v2.lineitemcontainer+json"
ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
MAXIMUM: Final = 100
TAG: Final = "lectern"
ASSERTION_LIFE: Final = timedelta(minutes=5)
LINK_CLAIM: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/"


def may_grade(scopes: Collection[str], *, lineitem: str | None, lineitems: str | None) -> bool:
    """Whether a link takes scores: it has a column, or lets us make one."""
    if SCORE_SCOPE not in scopes:
        return False
    return bool(lineitem) or (bool(lineitems) and LINEITEM_SCOPE in scopes)


def scopes_to_ask(scopes: Collection[str]) -> str:
    """What a token is asked for: what we use, of what the platform allows."""
    return " ".join(scope for scope in (LINEITEM_SCOPE, SCORE_SCOPE) if scope in scopes)


def scores_url(lineitem: str) -> str:
    """Where scores of a column go: its path with `/scores`, before any query (AGS 2.0, 3.4.1)."""
    path, mark, query = lineitem.partition("?")
    return f"{path.rstrip('/')}/scores{mark}{query}"


def score_body(subject: str, percent: float, measured_at: datetime) -> dict[str, Any]:
    """A final score out of 100, with the moment it was measured to the microsecond."""
    return {
        "userId": subject,
        "scoreGiven": round(percent, 4),
        "scoreMaximum": MAXIMUM,
        "timestamp": measured_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
    }


def lineitem_body(label: str, quiz: str, resource_link: str) -> dict[str, Any]:
    """A column for a quiz."""
    return {
        "scoreMaximum": MAXIMUM,
        "label": label,
        "resourceId": quiz,
        "resourceLinkId": resource_link,
        "tag": TAG,
    }


def assertion_claims(client_id: str, audience: str, token_id: str, now: datetime) -> dict[str, Any]:
    """What proves to a token endpoint who we are (RFC 7523, section 3; Security Framework 1.0, 4.1.1)."""
    return {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "iat": int(now.timestamp()),
        "exp": int((now + ASSERTION_LIFE).timestamp()),
        "jti": token_id,
    }


def next_moment(now: datetime, before: datetime | None) -> datetime:
    """When a result was measured: now, and in any case later than the time before."""
    return now if before is None or now > before else before + timedelta(milliseconds=1)


def link_item(target: Target, title: str, launch_url: str, *, graded: bool) -> dict[str, Any]:
    """One chosen thing as the platform keeps it; what is graded brings a column with it."""
    item: dict[str, Any] = {
        "type": "ltiResourceLink",
        "title": title,
        "url": launch_url,
        "custom": {"lectern": str(target)},
    }
    if graded:
        item["lineItem"] = {"scoreMaximum": MAXIMUM, "label": title, "resourceId": str(target.id), "tag": TAG}
    return item


def linking_claims(
    *,
    client_id: str,
    issuer: str,
    deployment: str,
    nonce: str,
    data: Any,
    items: list[dict[str, Any]],
    now: datetime,
) -> dict[str, Any]:
    """The answer to a platform that asked its teacher to choose; `data` goes back as it came."""
    claims: dict[str, Any] = {
        "iss": client_id,
        "aud": [issuer],
        "iat": int(now.timestamp()),
        "exp": int((now + ASSERTION_LIFE).timestamp()),
        "nonce": nonce,
        f"{CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{CLAIM}version": "1.3.0",
        f"{CLAIM}deployment_id": deployment,
        f"{LINK_CLAIM}content_items": items,
    }
    return claims if data is None else {**claims, f"{LINK_CLAIM}data": data}
