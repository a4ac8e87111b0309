"""Who may follow which log, what its snapshot is, and how its entries look on the wire."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from models.feed_log import FeedEntry, course_key, person_key
from models.queries.accounts import user_by_id
from models.queries.feeds import Snapshot, course_snapshot, person_snapshot
from models.queries.standing import Subject, standing_at
from models.rules.access import Principal
from realtime import channels
from realtime.channels import Channel, Kind
from realtime.feeds.feed import Show
from realtime.protocol import Body, Code, Refused
from server.mail.texts import MailTexts, headline, texts_for

NEWS: Final = "notification.new"


@dataclass(frozen=True, slots=True)
class Target:
    """A log that someone may follow. `role` names the audience; `right` is what must go on to hold."""

    ch: str
    key: str
    role: str
    right: tuple[UUID, UUID] | None
    show: Show
    snapshot: Callable[[], Awaitable[Snapshot]]


async def target_of(channel: Channel, who: Principal) -> Target:
    """The log behind a channel, for this caller. Raises Refused(forbidden, not_found)."""
    if who.user_id is None:
        raise Refused(Code.FORBIDDEN, "This channel is for accounts", reason="no_account")
    if channel.kind is Kind.ME:
        return await _me(who.user_id)
    assert channel.kind is Kind.COURSE
    assert channel.id is not None
    return await _course(channel.id, who, who.user_id)


async def _me(user_id: UUID) -> Target:
    user = await user_by_id(user_id)
    if user is None:
        raise Refused(Code.UNAUTHORIZED, "The account is gone")
    key, texts = person_key(user_id), texts_for(user.locale)
    return Target(
        channels.ME, key, "user", None, lambda entry: mine(entry, texts), lambda: person_snapshot(key, user_id)
    )


def mine(entry: FeedEntry, texts: MailTexts) -> Body:
    """An entry of a person's log: news get their title in the reader's language."""
    if entry.t != NEWS:
        return entry.d
    d = entry.d
    return {"id": d["id"], "kind": d["kind"], "title": _title(texts, d), "url": d["url"]}


def _title(texts: MailTexts, d: Body) -> str:
    wording = texts.mails.get(d["kind"])
    return headline(wording.subject, d["data"]) if wording else str(d["kind"])


async def _course(course_id: UUID, who: Principal, user_id: UUID) -> Target:
    standing = await standing_at(Subject.COURSE, course_id, who)
    if standing is None or not standing.knows_course:
        raise Refused(Code.NOT_FOUND, "There is no such course")
    if not standing.is_staff:
        raise Refused(Code.FORBIDDEN, "Only staff of the course may do this", reason="not_staff")
    key = course_key(course_id)
    return Target(
        channels.course(course_id),
        key,
        "staff",
        (user_id, course_id),
        about_learner,
        lambda: course_snapshot(key, course_id),
    )


def about_learner(entry: FeedEntry) -> Body:
    """An entry of a course's log, with whom it is about."""
    return {**entry.d, "user": {"id": str(entry.user_id), "name": entry.name or ""}}
