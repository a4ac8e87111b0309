"""News for oneself, and what one wants to hear."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.notifications import (
    NotificationOut,
    NotificationQuery,
    PreferenceOut,
    PreferencesIn,
    PreferencesOut,
)
from models.actions import notifications
from models.queries import notifications as queries
from models.queries.accounts import user_by_id
from models.rules.notices import choices
from models.tables.notifications import Notification
from server.access import account_of
from server.endpoint import Page, Replay, Routes, read_cursor, signed_in, write_cursor
from server.errors import NotFound
from server.keys import CLOCK
from server.mail.texts import MailTexts, headline, texts_for

routes = Routes(tag="Notifications")


async def _texts(request: web.Request) -> MailTexts:
    return texts_for((await user_by_id(account_of(request))).locale)


def _out(row: Notification, texts: MailTexts) -> NotificationOut:
    return NotificationOut.of(row, headline(texts.mails[row.kind].subject, row.data))


@routes.get("/notifications", allow=signed_in)
async def list_notifications(request: web.Request, *, query: NotificationQuery) -> Page[NotificationOut]:
    """List your news, the newest first; with `count`, `total` is the number that fits."""
    me, texts = account_of(request), await _texts(request)
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await queries.news_of(me, unread=query.unread, after=after, limit=query.limit)
    total = await queries.count_news(me, unread=query.unread) if query.count else None
    return Page(items=[_out(row, texts) for row in rows], next=write_cursor(last), total=total)


@routes.post(
    "/notifications/{notification_id}/read",
    allow=signed_in,
    status=HTTPStatus.OK,
    raises=(NotFound,),
    replay=Replay.OFF,
)
async def read_notification(request: web.Request, *, notification_id: UUID) -> NotificationOut:
    """Note that you read one."""
    row = await notifications.read(account_of(request), notification_id, request.app[CLOCK]())
    return _out(row, await _texts(request))


@routes.post("/notifications/read-all", allow=signed_in, replay=Replay.OFF)
async def read_all_notifications(request: web.Request) -> None:
    """Note that you read all of them."""
    await notifications.read_all(account_of(request), request.app[CLOCK]())


async def _preferences(request: web.Request) -> PreferencesOut:
    said = await notifications.said_by(account_of(request))
    return PreferencesOut(preferences=[PreferenceOut.of(choice) for choice in choices(said)])


@routes.get("/notifications/preferences", allow=signed_in)
async def read_preferences(request: web.Request) -> PreferencesOut:
    """Read which news come to you by which channel."""
    return await _preferences(request)


@routes.put("/notifications/preferences", allow=signed_in)
async def set_preferences(request: web.Request, *, body: PreferencesIn) -> PreferencesOut:
    """Choose which news come to you by which channel."""
    said = [(each.kind, each.channel, each.wanted) for each in body.preferences]
    await notifications.choose(account_of(request), said)
    return await _preferences(request)
