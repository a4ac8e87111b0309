"""The steps of a launch: somebody is sent here, we send them back to prove it, they come with a signed message."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from typing import Any, Final

from yarl import URL

from models.actions.lti import keep_ticket, use_ticket
from models.ids import new_id
from models.queries.lti import platform_by_id, platform_of, ticket_by_id
from models.rules.lti import Expected, Launch, LaunchRefusal, read_launch
from models.tables.lti import LtiPlatform, LtiTicket
from server.clock import Clock
from server.errors import BadRequest, Forbidden, Unavailable
from server.keyring import Keyring, Purpose
from server.lti.keys import OurKeys
from server.lti.tokens import BadToken, KeysAway, PlatformKeys
from server.opaque import OpaqueTokens
from server.settings import Settings

LAUNCH_PATH: Final = "/api/v1/lti/launch"
LIVES: Final[Mapping[str, timedelta]] = {
    "login": timedelta(minutes=10),
    "enter": timedelta(minutes=5),
    "deep_link": timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """How a platform begins a launch (OpenID Connect Core, 4: third-party initiated login)."""

    iss: str
    login_hint: str
    target_link_uri: str
    lti_message_hint: str = ""
    client_id: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody whom a platform has sent; `bound`: by the very browser that began."""

    platform: LtiPlatform
    launch: Launch
    bound: bool


class Door:
    """One for each application."""

    def __init__(self, settings: Settings, keys: OurKeys, platform_keys: PlatformKeys, clock: Clock) -> None:
        self.keys = keys
        self.launch_url = settings.origin + LAUNCH_PATH
        self._platform_keys = platform_keys
        self._clock = clock
        self._keyring = Keyring.of(settings)
        self._tickets = OpaqueTokens(self._keyring, Purpose.LTI_TICKET, "lti")

    async def begin(self, asked: Asked, browser: str) -> str:
        """Where the browser must go to prove who it is. Raises Forbidden for a platform that nobody registered."""
        platform = await platform_of(asked.iss, asked.client_id)
        if platform is None:
            raise Forbidden("This learning platform is not registered here", reason="unknown_platform")
        nonce = secrets.token_urlsafe(24)
        state = await self.ticket("login", platform, {"nonce": nonce, "browser": self._mark(browser)})
        wanted = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": platform.client_id,
            "redirect_uri": self.launch_url,
            "login_hint": asked.login_hint,
            "state": state,
            "nonce": nonce,
        }
        if asked.lti_message_hint:
            wanted["lti_message_hint"] = asked.lti_message_hint
        return str(URL(platform.login_url).update_query(wanted))

    async def arrive(self, state: str, token: str, browser: str) -> Arrived:
        """Who comes back. Raises Forbidden with the reason, Unavailable while the platform's keys cannot be read."""
        ticket, platform = await self.take(state, "login")
        try:
            claims = await self._platform_keys.claims_of(platform, token)
        except BadToken as error:
            raise Forbidden("The learning platform did not sign this", reason=error.code) from error
        except KeysAway as error:
            raise Unavailable("The learning platform's keys cannot be read; try again", code="platform_away") from error
        expected = Expected(platform.issuer, platform.client_id, platform.deployments, ticket.data["nonce"])
        launch = read_launch(claims, expected, self._clock())
        if isinstance(launch, LaunchRefusal):
            raise Forbidden("The learning platform's message does not count here", reason=launch)
        bound = bool(browser) and compare_digest(self._mark(browser), ticket.data["browser"])
        return Arrived(platform, launch, bound)

    async def ticket(self, kind: str, platform: LtiPlatform, data: Mapping[str, Any]) -> str:
        """A step that may be taken once: the text that the browser brings back."""
        now, made = self._clock(), self._tickets.new(new_id())
        await keep_ticket(
            LtiTicket(
                id=made.id,
                platform_id=platform.id,
                kind=kind,
                token_hash=made.hash,
                data=dict(data),
                created_at=now,
                expires_at=now + LIVES[kind],
            )
        )
        return made.text

    async def look(self, text: str, kind: str) -> tuple[LtiTicket, LtiPlatform]:
        """A step that is not taken yet, and its platform. Raises BadRequest."""
        ticket_id = self._tickets.id_of(text)
        ticket = await ticket_by_id(ticket_id) if ticket_id else None
        right = ticket is not None and ticket.kind == kind and self._tickets.kid_of(text, bytes(ticket.token_hash))
        if not right or ticket is None or ticket.used_at is not None or ticket.expires_at <= self._clock():
            raise _over()
        platform = await platform_by_id(ticket.platform_id)
        if platform is None:
            raise _over()
        return ticket, platform

    async def take(self, text: str, kind: str) -> tuple[LtiTicket, LtiPlatform]:
        """Take a step; whoever comes second is refused. Raises BadRequest."""
        ticket, platform = await self.look(text, kind)
        if not await use_ticket(ticket.id, self._clock()):
            raise _over()
        return ticket, platform

    def _mark(self, browser: str) -> str:
        return self._keyring.keyed_hash(Purpose.LTI_TICKET, b"browser " + browser.encode("utf-8", "replace")).hex()


def _over() -> BadRequest:
    return BadRequest(
        "This launch is over or was used; open the link on your learning platform again", code="launch_over"
    )
