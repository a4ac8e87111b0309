"""Who asked for a change, when and from where, as the audit log wants to know it."""

from aiohttp import web

from models.actions.audit import Cause
from server.http.client import client_address
from server.keys import CLOCK, PRINCIPAL, REQUEST_ID

MAX_USER_AGENT = 300


def cause_of(request: web.Request) -> Cause:
    """The cause of what this request changes."""
    who = request.get(PRINCIPAL)
    return Cause(
        now=request.app[CLOCK](),
        actor_id=who.user_id if who else None,
        address=client_address(request)[:64],
        request_id=request.get(REQUEST_ID, ""),
        user_agent=plain_header(request, "User-Agent", MAX_USER_AGENT),
    )


def plain_header(request: web.Request, name: str, longest: int) -> str:
    """A header as text that may be stored: without control characters and undecodable bytes, cut to a length."""
    text = request.headers.get(name, "").encode("utf-8", "replace").decode()
    return "".join(character for character in text if character.isprintable())[:longest]
