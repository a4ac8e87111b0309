"""The calendar feed: its secret address, and what it tells."""

from hashlib import sha256
from http import HTTPStatus

from aiohttp import web

from handlers.schemas.calendar import CalendarTokenOut
from models.actions import calendar
from models.ids import new_id
from models.queries.calendar import find_feed
from models.tables.calendar import CalendarFeed
from server.access import account_of
from server.calendar_feed import MEDIA_TYPE, READ_AGAIN, calendar_bytes
from server.endpoint import Created, Replay, Routes, public, signed_in
from server.errors import NotFound
from server.http.tags import is_known
from server.keyring import Keyring, Purpose
from server.keys import CLOCK, SETTINGS
from server.opaque import OpaqueTokens

routes = Routes(tag="Courses")


def _tokens(request: web.Request) -> OpaqueTokens:
    return OpaqueTokens(Keyring.of(request.app[SETTINGS]), Purpose.CALENDAR, "cal")


@routes.post("/calendar-token", allow=signed_in, replay=Replay.SEALED)
async def renew_calendar_token(request: web.Request) -> Created[CalendarTokenOut]:
    """Make the secret address of one's calendar feed, shown this once; an earlier address ends."""
    token = _tokens(request).new(new_id())
    feed = await calendar.renew_feed(account_of(request), token.id, token.hash, now=request.app[CLOCK]())
    out = CalendarTokenOut.of(feed, token.text, request.app[SETTINGS].origin)
    return Created(out, f"/api/v1/calendar/{token.text}")


@routes.get(
    "/calendar/{token}",
    allow=public,
    status=(HTTPStatus.OK, HTTPStatus.NOT_MODIFIED),
    raises=(NotFound,),
    media_type=MEDIA_TYPE,
)
async def read_calendar(request: web.Request, *, token: str) -> web.Response:
    """Read a calendar feed by its secret address: due dates, openings, closings, unlocks, live sessions."""
    feed = await _feed(request, token.removesuffix(".ics"))
    entries = await calendar.tell(feed, now=request.app[CLOCK]())
    body = calendar_bytes(entries, request.app[SETTINGS].origin, feed.user.locale)
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    age = f"private, max-age={int(READ_AGAIN.total_seconds()) // 12}"
    headers = {"ETag": tag, "Cache-Control": age, "Content-Disposition": 'inline; filename="lectern.ics"'}
    if is_known(request.headers.get("If-None-Match"), tag):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return web.Response(body=body, content_type=MEDIA_TYPE, charset="utf-8", headers=headers)


async def _feed(request: web.Request, text: str) -> CalendarFeed:
    """The feed whose token this is. Raises NotFound for every other text alike."""
    tokens = _tokens(request)
    feed_id = tokens.id_of(text)
    feed = await find_feed(feed_id) if feed_id else None
    if feed is None or tokens.kid_of(text, feed.token_hash) is None:
        raise NotFound("There is no such calendar")
    return feed
