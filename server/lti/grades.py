"""Scores to platforms: an access token by a signed assertion, a column where there is none yet, and the score itself.

OAuth 2.0 client credentials with a JWT (RFC 7523) as the 1EdTech Security Framework 1.0 wants it; Assignment and
Grade Services 2.0.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode, urljoin
from uuid import UUID

from models.actions.lti_scores import Owed
from models.rules.lti_services import (
    ASSERTION_TYPE,
    LINEITEM_TYPE,
    LINEITEMS_TYPE,
    SCORE_TYPE,
    assertion_claims,
    lineitem_body,
    scopes_to_ask,
    score_body,
    scores_url,
)
from models.tables.lti import LtiPlatform
from server.clock import Clock
from server.lti.keys import OurKeys
from server.outgoing.client import Outgoing, Reply, Unreached

EARLY: Final = timedelta(seconds=60)
"""A token is not used in its last minute."""
LONGEST_LIFE: Final = timedelta(hours=1)
_AGAIN: Final = frozenset({401, 403, 408, 425, 429})
"""Refusals that may be over soon: a token that ended, a platform that is busy or was set up a moment too late."""


class NotNow(Exception):
    """The platform did not take it this time."""


class Never(Exception):
    """The platform will not take it."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a platform let us have, and until when."""

    text: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Purse:
    """Access tokens of platforms, by platform and scopes; one for each worker."""

    tokens: dict[tuple[UUID, str], AccessToken] = field(default_factory=dict)


class Grades:
    """Sends scores; tokens are kept as long as they last."""

    def __init__(self, outgoing: Outgoing, keys: OurKeys, clock: Clock, purse: Purse) -> None:
        self._outgoing = outgoing
        self._keys = keys
        self._clock = clock
        self._tokens = purse.tokens

    async def column(self, owed: Owed) -> str:
        """The address of the link's column: found, or made. Raises NotNow, Never."""
        items = owed.placement.lineitems
        if not items:
            raise Never("the link has no column and none may be made")
        mark = "&" if "?" in items else "?"
        asked = f"{items}{mark}{urlencode({'resource_link_id': owed.placement.resource_link})}"
        found = _columns(await self._call(owed, "GET", asked, accept=LINEITEMS_TYPE))
        if not found:
            body = lineitem_body(owed.label, str(owed.placement.quiz_id), owed.placement.resource_link)
            found = _columns(await self._call(owed, "POST", items, body=body, media=LINEITEM_TYPE))
        if not found:
            raise NotNow("the platform named no column")
        return urljoin(items, found[0])

    async def send(self, owed: Owed, lineitem: str) -> None:
        """Send one score; one that the platform has already, or a newer one, is sent. Raises NotNow, Never."""
        body = score_body(owed.subject, owed.percent, owed.measured_at)
        _ = await self._call(
            owed, "POST", scores_url(lineitem), body=body, media=SCORE_TYPE, fine=(HTTPStatus.CONFLICT,)
        )

    async def _call(
        self,
        owed: Owed,
        method: str,
        url: str,
        *,
        body: Mapping[str, Any] | None = None,
        media: str = "",
        accept: str = "*/*",
        fine: tuple[int, ...] = (),
    ) -> Reply:
        scopes = scopes_to_ask(owed.placement.scopes)
        headers = {"Authorization": f"Bearer {await self._token(owed.platform, scopes)}", "Accept": accept}
        if media:
            headers |= {"Content-Type": media, "Accept": media if media == LINEITEM_TYPE else accept}
        reply = await self._send(method, url, headers, json.dumps(body).encode() if body is not None else None)
        if reply.status in fine or reply.status // 100 == 2:  # noqa: PLR2004 - success
            return reply
        if reply.status == HTTPStatus.UNAUTHORIZED:
            _ = self._tokens.pop((owed.platform.id, scopes), None)
        raise _failure(reply, url)

    async def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        try:
            return await self._outgoing.send(method, url, headers=headers, body=body)
        except Unreached as error:
            raise NotNow(f"{method} {url}: {error}") from error

    async def _token(self, platform: LtiPlatform, scopes: str) -> str:
        now, name = self._clock(), (platform.id, scopes)
        known = self._tokens.get(name)
        if known is None or known.ends_at - EARLY <= now:
            known = self._tokens[name] = await self._new_token(platform, scopes, now)
        return known.text

    async def _new_token(self, platform: LtiPlatform, scopes: str, now: datetime) -> AccessToken:
        audience = platform.token_audience or platform.token_url
        claims = assertion_claims(platform.client_id, audience, secrets.token_urlsafe(24), now)
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": await self._keys.sign(claims),
            "scope": scopes,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        reply = await self._send("POST", platform.token_url, headers, urlencode(form).encode())
        found = _json(reply) if reply.status == HTTPStatus.OK else None
        if not isinstance(found, dict) or not isinstance(found.get("access_token"), str):
            raise NotNow(f"no token: status {reply.status}")
        seconds = found.get("expires_in")
        life = timedelta(seconds=seconds) if isinstance(seconds, int) and 0 < seconds < 2**31 else timedelta(minutes=5)
        return AccessToken(found["access_token"], now + min(life, LONGEST_LIFE))


def _failure(reply: Reply, url: str) -> Exception:
    told = f"{url}: status {reply.status}"
    refused = HTTPStatus.BAD_REQUEST <= reply.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return Never(told) if refused and reply.status not in _AGAIN else NotNow(told)


def _columns(reply: Reply) -> list[str]:
    """The addresses of the columns in an answer: one column, or a list of them."""
    found = _json(reply)
    rows = found if isinstance(found, list) else [found]
    return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]


def _json(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        return None
