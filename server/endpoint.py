"""An annotated coroutine becomes a route and its documentation; the public door of the HTTP plumbing.

    routes = Routes(prefix="/api/v1", tag="Courses")

    @routes.patch("/courses/{course_id}", allow=course_staff, raises=(NotFound, PreconditionFailed))
    async def change_course(
        request: web.Request, *, course_id: UUID, body: CoursePatch,
        if_match: Annotated[str | None, Header("If-Match")] = None,
    ) -> Answer[CourseOut]:
        '''Change a course.'''

The signature is read at import: keyword-only parameters named in the path, `query` and `body` (models), and
headers. What may be returned: a model, `Page[…]`, `Answer[…]`, `Created[…]`, None (204), or a response.
"""

import inspect
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from aiohttp import web

from models.refusals import Refused
from models.rules.problems import Invalid as InvalidInput
from server import idempotency
from server.access import (
    Identity,
    Rule,
    admins,
    anyone,
    public,
    require_scope,
    signed_in,
    signed_in_or_guest,
    teachers,
)
from server.errors import AppError, Unauthorized
from server.http.cursors import read_cursor, write_cursor
from server.http.inputs import read_path, read_rest
from server.http.limiter import Quota
from server.http.outputs import encode
from server.http.shapes import (
    Answer,
    Count,
    Created,
    In,
    Line,
    Minor,
    Moment,
    Money,
    Out,
    Page,
    PageQuery,
    Patch,
    Prose,
)
from server.http.spec import Form, Handler, Header, Place, Raw, Replay, Spec, creates, read_params, read_return
from server.http.tables import Table
from server.http.tags import etag, require_match
from server.keys import AUTHENTICATE, PRINCIPAL
from server.limits import READS, WRITES, spend
from server.refusals import from_refusal

__all__ = (
    "Answer",
    "Count",
    "Created",
    "Form",
    "Header",
    "Identity",
    "In",
    "Line",
    "Minor",
    "Moment",
    "Money",
    "Out",
    "Page",
    "PageQuery",
    "Patch",
    "Prose",
    "Quota",
    "Raw",
    "Replay",
    "Routes",
    "Rule",
    "Table",
    "admins",
    "anyone",
    "etag",
    "public",
    "read_cursor",
    "require_match",
    "signed_in",
    "signed_in_or_guest",
    "teachers",
    "write_cursor",
)

F = TypeVar("F", bound=Handler)


class Endpoint:
    """One route at work: know the caller, count, read, authorise, call, encode."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        # Asked once: a member of an enumeration costs half a microsecond to look up.
        wanted = spec.allow.identity
        self._asks = wanted is not Identity.NOBODY
        self._needs_somebody = wanted in {Identity.ACCOUNT, Identity.ANYBODY}
        self._needs_account = wanted is Identity.ACCOUNT
        self._replays = spec.replay is not Replay.OFF
        self._counted_as = f"{spec.method} {spec.path}"
        self._path_params = spec.of(Place.PATH)
        self._takes_more = len(self._path_params) < len(spec.params)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request; refusals are raised as AppError and become problem documents at the edge."""
        await self._admit(request)
        path = read_path(request, self._path_params)
        await self.spec.allow.check(request, path)
        if not self._replays or idempotency.HEADER not in request.headers:
            return await self._answer(request, path)
        return await idempotency.once(request, self.spec, lambda: self._answer(request, path))

    async def _admit(self, request: web.Request) -> None:
        """Learn who is asking and count the request, also when the credentials are bad."""
        try:
            if self._asks:
                await self._identify(request)
        finally:
            await spend(request, self.spec.quota, self._counted_as)

    async def _identify(self, request: web.Request) -> None:
        principal = await request.app[AUTHENTICATE](request)
        if principal is not None:
            request[PRINCIPAL] = principal
            require_scope(principal, area=self.spec.tag, method=self.spec.method)
        if self._needs_somebody and (principal is None or (self._needs_account and principal.user_id is None)):
            raise Unauthorized

    async def _answer(self, request: web.Request, path: dict[str, Any]) -> web.StreamResponse:
        rest = await read_rest(request, self.spec) if self._takes_more or request.query_string else {}
        try:
            result = await self.spec.handler(request, **path, **rest)
        except (Refused, InvalidInput) as refusal:
            raise from_refusal(refusal) from refusal
        return encode(request, self.spec, result)


class Routes:
    """The routes of one module: a prefix and a tag in common, and `get`, `post`, … to declare them."""

    def __init__(self, prefix: str = "/api/v1", tag: str = "", *, documented: bool = True) -> None:
        """`documented=False` is for pages and sockets: not in OpenAPI, and further query names are ignored."""
        self.prefix = prefix
        self.tag = tag
        self.documented = documented
        self.endpoints: list[Endpoint] = []

    def route(
        self,
        method: str,
        path: str,
        *,
        allow: Rule,
        status: HTTPStatus | Sequence[HTTPStatus] = (),
        raises: Sequence[type[AppError]] = (),
        replay: Replay | None = None,
        quota: Quota | None = None,
        max_body_bytes: int | None = None,
        media_type: str = "application/json",
        name: str = "",
    ) -> Callable[[F], F]:
        """Declare a route. Without `allow` there is none: closed by default.

        `status` lists what it may answer when all is well, the usual one first; `raises` lists the refusals
        beyond those that every route has. `replay` is for POST and defaults to STORED. `quota` overrides the
        usual rate limit, `max_body_bytes` the usual size. `media_type` describes a StreamResponse.
        """
        if not isinstance(allow, Rule):
            raise TypeError(f"{method} {path}: `allow` is a Rule")

        def declare(handler: F) -> F:
            returns = read_return(handler)
            first, _, rest = inspect.cleandoc(handler.__doc__ or "").partition("\n")
            spec = Spec(
                method=method,
                path=self.prefix + path,
                tag=self.tag,
                name=name or handler.__name__,
                summary=first.rstrip("."),
                description=rest.strip(),
                params=read_params(handler, method, self.prefix + path),
                returns=returns,
                statuses=_statuses(status, returns, creates=creates(handler)),
                raises=tuple(raises),
                allow=allow,
                replay=replay or (Replay.STORED if method == "POST" else Replay.OFF),
                quota=quota or (READS if method in {"GET", "HEAD"} else WRITES),
                max_body_bytes=max_body_bytes,
                media_type=media_type,
                documented=self.documented,
                handler=handler,
                is_page=isinstance(returns, type) and issubclass(returns, Page),
                is_model=isinstance(returns, type) and issubclass(returns, Out) and not issubclass(returns, Page),
            )
            self.endpoints.append(Endpoint(spec))
            return handler

        return declare

    def get(self, path: str, *, allow: Rule, **options: Any) -> Callable[[F], F]:
        """Declare a GET route; see `route`."""
        return self.route("GET", path, allow=allow, **options)

    def post(self, path: str, *, allow: Rule, **options: Any) -> Callable[[F], F]:
        """Declare a POST route; see `route`."""
        return self.route("POST", path, allow=allow, **options)

    def put(self, path: str, *, allow: Rule, **options: Any) -> Callable[[F], F]:
        """Declare a PUT route; see `route`."""
        return self.route("PUT", path, allow=allow, **options)

    def patch(self, path: str, *, allow: Rule, **options: Any) -> Callable[[F], F]:
        """Declare a PATCH route; see `route`."""
        return self.route("PATCH", path, allow=allow, **options)

    def delete(self, path: str, *, allow: Rule, **options: Any) -> Callable[[F], F]:
        """Declare a DELETE route; see `route`."""
        return self.route("DELETE", path, allow=allow, **options)

    def add_to(self, app: web.Application) -> None:
        """Serve these routes from `app`; a GET also answers HEAD."""
        for endpoint in self.endpoints:
            spec = endpoint.spec
            if spec.method == "GET":
                app.router.add_get(spec.path, endpoint.handle)
            else:
                app.router.add_route(spec.method, spec.path, endpoint.handle)


def _statuses(declared: HTTPStatus | Sequence[HTTPStatus], returns: Any, *, creates: bool) -> tuple[HTTPStatus, ...]:
    if isinstance(declared, HTTPStatus):
        return (declared,)
    usual = HTTPStatus.CREATED if creates else HTTPStatus.OK
    return tuple(declared) or ((HTTPStatus.NO_CONTENT if returns is None else usual),)
