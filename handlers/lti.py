"""Learning platforms that launch us (LTI 1.3): admins register them; they read our keys."""

from datetime import datetime
from uuid import UUID

import orjson
from aiohttp import web

from handlers.schemas.lti import PlatformIn, PlatformOut
from models.actions import lti
from models.queries.lti import count_platforms, courses_of, platforms
from server.cause import cause_of
from server.endpoint import Created, Page, PageQuery, Routes, admins, public, read_cursor, write_cursor
from server.errors import Conflict, FieldError, Invalid, NotFound
from server.keys import LTI, SETTINGS
from server.lti.open import reach_of
from server.outgoing.urls import refusal
from server.settings import Settings
from server.step_up import freshly

routes = Routes(tag="LTI")

FRESH_S = 300


@routes.get("/lti/platforms", allow=admins)
async def list_platforms(request: web.Request, *, query: PageQuery) -> Page[PlatformOut]:
    """List the platforms, the newest first."""
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await platforms(after=after, limit=query.limit)
    courses, origin = await courses_of([row.id for row in rows]), request.app[SETTINGS].origin
    total = await count_platforms() if query.count else None
    items = [PlatformOut.of(row, courses[row.id], origin) for row in rows]
    return Page(items=items, next=write_cursor(last), total=total)


@routes.post("/lti/platforms", allow=freshly(admins), raises=(Conflict,))
async def register_platform(request: web.Request, *, body: PlatformIn) -> Created[PlatformOut]:
    """Register a platform; who comes from there signs in without a password of ours."""
    settings = request.app[SETTINGS]
    await _refuse_urls(body, settings)
    row = await lti.register(body.facts(), body.courses, cause_of(request))
    courses = await courses_of([row.id])
    return Created(PlatformOut.of(row, courses[row.id], settings.origin), f"/api/v1/lti/platforms/{row.id}")


async def _refuse_urls(body: PlatformIn, settings: Settings) -> None:
    """The browser goes to the first address, we to the others: all must be addresses that may be called."""
    named = {"login_url": body.login_url, "token_url": body.token_url, "keys_url": body.keys_url}
    refusals = {name: await refusal(url, reach_of(settings)) for name, url in named.items()}
    errors = [FieldError(("body", name), why, "This address is not called") for name, why in refusals.items() if why]
    if errors:
        raise Invalid("An address is not one that we call", errors=errors)


@routes.delete("/lti/platforms/{platform_id}", allow=freshly(admins), raises=(NotFound,))
async def remove_platform(request: web.Request, *, platform_id: UUID) -> None:
    """Forget a platform: nobody comes from there any more, and no mark goes there."""
    await lti.remove(platform_id, cause_of(request))


@routes.get("/lti/jwks", allow=public)
async def read_our_keys(request: web.Request) -> web.Response:
    """Get our keys as a JSON Web Key Set, for platforms to check what we send them."""
    found = orjson.dumps(await request.app[LTI].keys.published())
    headers = {"Cache-Control": f"public, max-age={FRESH_S}"}
    return web.Response(body=found, content_type="application/json", headers=headers)
