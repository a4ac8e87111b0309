"""What a page shown inside a learning platform needs: a frame that permits it, and a cookie that says which browser it is."""

import secrets
from collections.abc import Sequence

from aiohttp import web
from yarl import URL

from server.keys import SETTINGS

POLICY = "Content-Security-Policy"
BROWSER_SECONDS = 3_600
_LONGEST = 100


def in_frame(request: web.Request) -> bool:
    """Whether the answer is shown inside another site's page (Fetch Metadata); old browsers do not say."""
    return request.headers.get("Sec-Fetch-Dest", "document") != "document"


def origins_of(urls: Sequence[str]) -> list[str]:
    """The origins of those addresses that have one."""
    found: list[str] = []
    for url in urls:
        try:
            origin = str(URL(url).origin())
        except (ValueError, TypeError):
            continue
        if origin.startswith(("https://", "http://")) and origin not in found:
            found.append(origin)
    return found


def permit_frame(response: web.Response, origins: Sequence[str], *, forms_anywhere: bool = False) -> web.Response:
    """Let pages of these origins (`*`: any) show this answer; every current browser prefers this to X-Frame-Options."""
    policy = response.headers[POLICY].replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(origins)}")
    if forms_anywhere:
        policy = policy.replace("form-action 'self'", "form-action *")
    response.headers[POLICY] = policy
    return response


def browser_of(request: web.Request) -> str:
    """The name that this browser was given when it began a launch; empty without one."""
    return request.cookies.get(_cookie_name(request), "")[:_LONGEST]


def name_browser(request: web.Request, response: web.Response) -> str:
    """Give the browser a name, or keep the one it has, so that several launches on one page do not disturb each other.

    In a frame the cookie is another site's: `Partitioned` (CHIPS) keeps it there, where browsers keep any.
    """
    name = browser_of(request) or secrets.token_urlsafe(32)
    secure = request.app[SETTINGS].origin.startswith("https://")
    how = "SameSite=None; Secure; Partitioned" if secure else "SameSite=Lax"
    cookie = f"{_cookie_name(request)}={name}; Path=/; Max-Age={BROWSER_SECONDS}; HttpOnly; {how}"
    response.headers.add("Set-Cookie", cookie)
    return name


def _cookie_name(request: web.Request) -> str:
    return "__Host-lectern-lti" if request.app[SETTINGS].origin.startswith("https://") else "lectern-lti"
