"""Every command by name: who may give it, and what answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from models.queries.accounts import user_by_id
from models.queries.live import seat_by_id
from models.queries.standing import Subject, standing_at
from models.rules.access import Principal
from realtime import asking, channels, protocol
from realtime.acceptance import Lag
from realtime.answers import AnswerWriter
from realtime.connection import Connection, Subscription
from realtime.feeds.desk import FeedDesk
from realtime.following import follow
from realtime.hosting import MAKERS, host_command
from realtime.line import CREDITS, DEAD_S, PING_S, WINDOW_S
from realtime.playing import Reactions, leave, raise_hand, submit
from realtime.protocol import MAX_FRAME_BYTES, Body, Code, Envelope, Refused, Resume, Role
from realtime.rehearsal import Rehearsals
from realtime.room import Room
from realtime.rooms import Rooms
from server.auth import Auth
from server.errors import Forbidden, Unauthorized

HELLO_REPLY: Final = {
    "heartbeat": {"every_ms": int(PING_S * 1000), "dead_ms": int(DEAD_S * 1000)},
    "limits": {"credits": CREDITS, "per_ms": int(WINDOW_S * 1000), "frame_bytes": MAX_FRAME_BYTES},
}


@dataclass(slots=True)
class Desk:
    """What commands need: who people are, the sessions, and the way to PostgreSQL for answers."""

    auth: Auth
    rooms: Rooms
    writer: AnswerWriter
    reactions: Reactions
    rehearsals: Rehearsals
    feeds: FeedDesk


Command = Callable[[Desk, Connection, Envelope, Any], Awaitable[Body | None]]


async def hello(desk: Desk, connection: Connection, _envelope: Envelope, d: protocol.Hello) -> Body:
    """Say who one is, by a ticket or a token; again at any time with a newer one of the same person."""
    if (d.ticket is None) == (d.token is None):
        raise Refused(Code.BAD_REQUEST, "hello takes a ticket or a token")
    try:
        if d.ticket is not None:
            who = await desk.auth.redeem_ticket(d.ticket)
        else:
            who = await desk.auth.verify_bearer(d.token or "")
    except Unauthorized as error:
        raise Refused(Code.UNAUTHORIZED, error.detail) from None
    except Forbidden as error:
        raise Refused(Code.FORBIDDEN, error.detail, reason=error.code) from None
    if connection.principal is not None and _person(connection.principal) != _person(who):
        raise Refused(Code.FORBIDDEN, "This socket belongs to someone else; open another", reason="other_person")
    body = await _introduce(desk.rooms, who)
    connection.principal = who
    return {"conn": str(connection.id), **body, "now": desk.rooms.clock.now(), **HELLO_REPLY}


def _person(who: Principal) -> tuple[UUID | None, UUID | None]:
    return who.user_id, who.participant_id


async def _introduce(rooms: Rooms, who: Principal) -> Body:
    if who.participant_id is not None and who.live_session_id is not None:
        name = await _name_of_seat(rooms, who.live_session_id, who.participant_id)
        return {"user": None, "participant": str(who.participant_id), "name": name}
    user = await user_by_id(who.user_id) if who.user_id is not None else None
    if user is None:
        raise Refused(Code.UNAUTHORIZED, "The account is gone")
    return {"user": {"id": str(user.id), "name": user.full_name, "role": user.role}, "participant": None}


async def _name_of_seat(rooms: Rooms, session: UUID, participant: UUID) -> str:
    """Whoever served the session already knows the names: of a thousand who come in, none is asked for again."""
    room = rooms.rooms.get(session)
    known = room.view.seats.get(str(participant)) if room is not None else None
    if known is not None:
        return known.name
    seat = await seat_by_id(session, participant)
    return seat.name if seat else ""


async def clock(desk: Desk, _connection: Connection, _envelope: Envelope, d: protocol.Clock) -> Body:
    """A sample of the server's clock: when the question came, and when the answer left."""
    now = desk.rooms.clock.now()
    return {"c0": d.c0, "s1": now, "s2": desk.rooms.clock.now()}


async def subscribe(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.Subscribe) -> None:
    """Follow a channel."""
    if (channel := channels.read(d.ch)) is not None and channel.kind is not channels.Kind.LIVE:
        await desk.feeds.follow(connection, envelope.id, channel, d.resume, d.pending)
        return
    room = await _room(desk, d.ch)
    await follow(desk.rooms, connection, envelope.id, room, d.role, d.resume, d.pending)


async def resync(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.Resync) -> None:
    """Fill a hole."""
    if (channel := channels.read(d.ch)) is not None and d.ch in connection.feeds:
        await desk.feeds.fill(connection, envelope.id, channel, d.s)
        return
    subscription = _subscription(connection, d.ch)
    resume = Resume(subscription.room.row.epoch, d.s)
    await follow(desk.rooms, connection, envelope.id, subscription.room, subscription.role, resume)


async def unsubscribe(_desk: Desk, connection: Connection, _envelope: Envelope, d: protocol.Unsubscribe) -> Body:
    """Stop following."""
    if (subscription := connection.subscriptions.get(d.ch) or connection.feeds.get(d.ch)) is not None:
        subscription.leave()
    return {}


async def _hosted(desk: Desk, connection: Connection, envelope: Envelope) -> Room:
    """The session of a host command: the right is asked anew each time."""
    room = await _room(desk, envelope.ch)
    who = connection.principal
    standing = who and await standing_at(Subject.COURSE, room.row.course_id, who)
    if not standing or not standing.is_staff:
        raise Refused(Code.FORBIDDEN, "Only staff of the course may do this", reason="not_staff")
    return room


async def host(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.HostIn) -> Body:
    """A host command."""
    return await host_command(desk.rooms, await _hosted(desk, connection, envelope), envelope.t, d)


async def rehearse(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.HostRehearse) -> Body:
    """Let simulated students in."""
    return desk.rehearsals.begin(await _hosted(desk, connection, envelope), d)


async def ready(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.Ready) -> Body:
    """The stem is on the screen."""
    subscription, participant = _seat(connection, envelope.ch)
    desk.rooms.note_ready(subscription.room, d.run, participant)
    return {}


async def answer(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.AnswerSubmit) -> None:
    """An answer; the reply comes after its commit, while the socket goes on reading."""
    subscription, participant = _seat(connection, envelope.ch)
    to = envelope.id
    submit(
        desk.rooms,
        desk.writer,
        subscription.room,
        participant,
        d,
        Lag(connection.line.min_rtt_ms, subscription.room.returning.beat_before(participant, d.sub)),
        lambda body: connection.reply(to, body),
    )


async def react(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.React) -> Body:
    """A reaction."""
    subscription, _ = _seat(connection, envelope.ch)
    desk.reactions.add(subscription.room, d.kind)
    return {}


async def hand(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.Hand) -> Body:
    """Raise or lower one's hand."""
    subscription, participant = _seat(connection, envelope.ch)
    return await raise_hand(desk.rooms, subscription.room, participant, up=d.up)


async def ask(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.Ask) -> Body:
    """A question to the host."""
    subscription, participant = _seat(connection, envelope.ch)
    return await asking.ask_host(desk.rooms, subscription.room, participant, d.text)


async def vote(desk: Desk, connection: Connection, envelope: Envelope, d: protocol.Vote) -> Body:
    """A vote for a question that is shown."""
    subscription, participant = _seat(connection, envelope.ch)
    return await asking.vote(desk.rooms, subscription.room, participant, d)


async def go(desk: Desk, connection: Connection, envelope: Envelope, _d: protocol.Leave) -> Body:
    """The player goes, and may come back to the seat."""
    subscription, participant = _seat(connection, envelope.ch)
    await leave(desk.rooms, subscription, participant)
    return {}


COMMANDS: Final[dict[str, Command]] = {
    "hello": hello,
    "clock": clock,
    "subscribe": subscribe,
    "resync": resync,
    "unsubscribe": unsubscribe,
    "ready": ready,
    "answer.submit": answer,
    "react": react,
    "hand": hand,
    "ask": ask,
    "vote": vote,
    "leave": go,
    **dict.fromkeys(MAKERS, host),
    "host.rehearse": rehearse,
}


async def _room(desk: Desk, ch: str | None) -> Room:
    channel = channels.read(ch or "")
    if channel is None:
        raise Refused(Code.NOT_FOUND, "There is no such channel")
    if channel.kind is not channels.Kind.LIVE or channel.id is None:
        raise Refused(Code.UNSUPPORTED, "This channel is not served yet")
    room = await desk.rooms.get(channel.id)
    if room is None:
        raise Refused(Code.NOT_FOUND, "There is no such session")
    return room


def _subscription(connection: Connection, ch: str | None) -> Subscription:
    subscription = connection.subscriptions.get(ch or "")
    if subscription is None:
        raise Refused(Code.NOT_FOUND, "Subscribe to the channel first")
    return subscription


def _seat(connection: Connection, ch: str | None) -> tuple[Subscription, str]:
    subscription = _subscription(connection, ch)
    if subscription.role is not Role.PLAYER or subscription.participant is None:
        raise Refused(Code.FORBIDDEN, "Only players may do this", reason="not_a_player")
    return subscription, subscription.participant
