"""Whether a URL that somebody typed may be called at all; asked when it is written, and again before each call."""

import asyncio
import contextlib
import socket
from enum import StrEnum
from typing import Final

from yarl import URL

from server.outgoing.addresses import Reach

LONGEST: Final = 2000
LOOK_UP_S: Final = 3.0
_OUR_OWN: Final = ("localhost", "local", "internal", "home.arpa", "lan", "intranet", "corp")
"""Last parts of names that no public name has."""


class UrlRefusal(StrEnum):
    """Why a URL is not called."""

    UNREADABLE = "url_unreadable"
    NOT_HTTPS = "url_not_https"
    HAS_PASSWORD = "url_has_password"  # noqa: S105 - the name of a refusal
    FORBIDDEN = "url_forbidden_address"


def read(url: str, reach: Reach) -> URL | UrlRefusal:
    """The URL as the client will read it (there is no second parser), or why it is refused."""
    try:
        found = URL(url)
        host, port = found.host, found.port
    except (ValueError, TypeError):
        return UrlRefusal.UNREADABLE
    if not host or not port or found.scheme not in {"http", "https"} or not url.isprintable() or len(url) > LONGEST:
        return UrlRefusal.UNREADABLE
    if found.scheme != "https" and reach.https_only:
        return UrlRefusal.NOT_HTTPS
    if found.user is not None or found.password is not None:
        return UrlRefusal.HAS_PASSWORD
    return UrlRefusal.FORBIDDEN if _is_ours(host) and not reach.allowed else found


def _is_ours(host: str) -> bool:
    return host.rstrip(".").rpartition(".")[2].lower() in _OUR_OWN


async def refusal(url: str, reach: Reach) -> UrlRefusal | None:
    """Why a URL may not be written down, or None. A name that nobody knows yet may: each call looks again."""
    found = read(url, reach)
    if isinstance(found, UrlRefusal):
        return found
    addresses = await _addresses(found.raw_host or "", found.port or 0)
    return None if all(reach.permits(each) for each in addresses) else UrlRefusal.FORBIDDEN


async def _addresses(host: str, port: int) -> list[str]:
    found: list[str] = []
    with contextlib.suppress(OSError, UnicodeError, TimeoutError):
        async with asyncio.timeout(LOOK_UP_S):
            infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = [str(info[4][0]) for info in infos]
    return found
