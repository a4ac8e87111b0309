"""Headers that every answer carries: security, CORS, the request's id, and the quota."""

from aiohttp import hdrs, web
from multidict import CIMultiDict, istr

from server.keys import REQUEST_ID, SETTINGS
from server.limits import tell_limits
from server.settings import Settings

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
EXPOSED = (
    "ETag, Idempotency-Replayed, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, "
    "Retry-After, WWW-Authenticate, X-Request-Id"
)
ACCEPTED = "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id"
PREFLIGHT_SECONDS = "600"

_ALWAYS = {
    "Server": "lectern",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Origin",
}
_POLICY = istr("Content-Security-Policy")
_REQUEST_ID = istr("X-Request-Id")
_HSTS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


class Headers:
    """The headers of one application; what does not change is put together once.

    As multidicts, which are copied into others in a twentieth of the time that a dict takes.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        secure = {_HSTS[0]: _HSTS[1]} if settings.origin.startswith("https://") else {}
        self._of_pages = CIMultiDict({**_ALWAYS, **secure, _POLICY: PAGE_POLICY})
        self._of_others = CIMultiDict({**_ALWAYS, **secure, _POLICY: API_POLICY})

    async def add(self, request: web.Request, response: web.StreamResponse) -> None:
        """Runs just before any answer's head is written: JSON, pages, files, streams and sockets alike."""
        headers = response.headers
        page = headers.get(hdrs.CONTENT_TYPE, "").startswith("text/html")
        own_policy, own_vary = headers.get(_POLICY), headers.get(hdrs.VARY)
        headers.update(self._of_pages if page else self._of_others)
        if own_policy is not None:
            headers[_POLICY] = own_policy
        if own_vary is not None:
            headers[hdrs.VARY] = f"Origin, {own_vary}"
        headers[_REQUEST_ID] = request.get(REQUEST_ID, "")
        tell_limits(request, headers)
        if page or request.rel_url.raw_path.startswith("/api/"):
            headers.setdefault(hdrs.CACHE_CONTROL, "private, no-cache" if hdrs.ETAG in headers else "no-store")
        if origin := request.headers.get(hdrs.ORIGIN):
            headers.update(_cors(origin, self._settings))


def preflight(request: web.Request) -> web.Response:
    """The answer to a browser that asks whether it may call us from another origin (Fetch standard, CORS)."""
    allowed = _cors(request.headers[hdrs.ORIGIN], request.app[SETTINGS])
    further = {
        hdrs.ACCESS_CONTROL_ALLOW_METHODS: METHODS,
        hdrs.ACCESS_CONTROL_ALLOW_HEADERS: ACCEPTED,
        hdrs.ACCESS_CONTROL_MAX_AGE: PREFLIGHT_SECONDS,
    }
    return web.Response(status=204, headers=further if allowed else None)


def is_preflight(request: web.Request) -> bool:
    """Whether this is CORS asking, not a client."""
    return (
        request.method == hdrs.METH_OPTIONS
        and hdrs.ORIGIN in request.headers
        and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
    )


def _cors(origin: str, settings: Settings) -> dict[str, str]:
    """Other origins call with a bearer token; cookies never travel across, so no credentials are allowed."""
    if origin != settings.origin and origin not in settings.allowed_origins and "*" not in settings.allowed_origins:
        return {}
    return {hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: origin, hdrs.ACCESS_CONTROL_EXPOSE_HEADERS: EXPOSED}
