"""Who may follow a session, in which role, and with which seat."""

from dataclasses import dataclass
from uuid import UUID

from models.actions.live_seats import MAX_NAME, Joined, Terms, check_seat, return_to_seat, take_seat
from models.names import friendly_name
from models.queries.accommodations import live_factor
from models.queries.accounts import user_by_id
from models.queries.live import SeatRow, seat_by_id, seat_of_user
from models.queries.standing import Subject, standing_at
from models.refusals import NotFit
from models.refusals import Refused as ActionRefused
from models.rules.access import Principal
from models.rules.nicknames import NameFilter, may_be_called
from models.rules.standing import Standing
from realtime.protocol import Code, Refused, Role
from realtime.room import Room
from realtime.rooms import Rooms
from realtime.state import Options
from server.clock import utc_now

MOST_FACTOR = 4.0
"""The most time a live session gives one person; everybody else waits for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The role someone follows in, and a player's seat."""

    role: Role
    seat: SeatRow | None = None


async def find_place(rooms: Rooms, room: Room, who: Principal, wanted: Role | None) -> Place:
    """The place of a caller in a session. Raises Refused(forbidden, not_found).

    Host rights come from the account alone; a participant token gives its own seat and nothing else.
    """
    if who.participant_id is not None:
        return await _seat_of_token(rooms, room, who, wanted)
    standing = await standing_at(Subject.COURSE, room.row.course_id, who)
    may_host = standing is not None and standing.is_staff
    role = wanted or (Role.HOST if may_host else Role.PLAYER)
    if role is not Role.PLAYER:
        if not may_host:
            raise Refused(Code.FORBIDDEN, "Only staff of the course may do this", reason="not_staff")
        return Place(role)
    return Place(role, await _seat_of_account(rooms, room, who.user_id, standing))


async def _seat_of_token(rooms: Rooms, room: Room, who: Principal, wanted: Role | None) -> Place:
    if who.live_session_id != room.id or wanted not in {None, Role.PLAYER} or who.participant_id is None:
        raise Refused(Code.FORBIDDEN, "This token is for a seat in another session", reason="other_session")
    seat = await seat_by_id(room.id, who.participant_id)
    if seat is None:
        raise Refused(Code.NOT_FOUND, "There is no such seat")
    return Place(Role.PLAYER, await _living(rooms, room, seat))


async def _living(rooms: Rooms, room: Room, seat: SeatRow) -> SeatRow:
    """The seat, taken again by whoever left it."""
    try:
        check_seat(seat)
        if seat.state != "left":
            return seat
        joined = await return_to_seat(room.id, seat, now_ms=rooms.clock.now())
    except ActionRefused as error:
        raise Refused(Code.FORBIDDEN, error.detail, reason=error.code) from None
    rooms.announce(room.id, joined.entries)
    return joined.seat


async def _seat_of_account(rooms: Rooms, room: Room, user_id: UUID | None, standing: Standing | None) -> SeatRow:
    """The seat of an account; the enrolled (and staff who want to play) sit down without a code."""
    if user_id is None or standing is None:
        raise Refused(Code.NOT_FOUND, "There is no such session")
    if (seat := await seat_of_user(room.id, user_id)) is not None:
        return await _living(rooms, room, seat)
    if not (standing.is_staff or standing.learns(utc_now())):
        raise Refused(Code.FORBIDDEN, "Enrol in the course, or join by the code", reason="not_enrolled")
    user = await user_by_id(user_id)
    if user is None:
        raise Refused(Code.UNAUTHORIZED, "The account is gone")
    try:
        joined = await sit_down(rooms, room, user_id, user.full_name[:MAX_NAME])
    except ActionRefused as error:
        raise Refused(Code.FORBIDDEN, error.detail, reason=error.code) from None
    return joined.seat


async def _terms(room: Room, user_id: UUID | None) -> Terms:
    options = room.plan.options
    factor = 1.0 if user_id is None else await live_factor(user_id, room.row.course_id, room.row.quiz_id)
    return Terms(options.late_join, (options.teams or {}).get("names", ()), min(max(factor, 1.0), MOST_FACTOR))


def _called(options: Options, user_id: UUID | None, name: str) -> str:
    """Guests are named by chance where the session says so, everybody where it is anonymous. Raises NotFit."""
    if options.anonymous or (user_id is None and options.names == "generated"):
        return friendly_name()
    if user_id is None and not may_be_called(name, NameFilter(options.name_filter), options.blocked_names):
        raise NotFit("Please choose another name", code="name_refused")
    return name


async def sit_down(rooms: Rooms, room: Room, user_id: UUID | None, name: str) -> Joined:
    """Take a seat and tell everyone, under the name that the session allows. Raises as `take_seat`."""
    joined = await take_seat(
        room.id,
        user_id=user_id,
        name=_called(room.plan.options, user_id, name),
        terms=await _terms(room, user_id),
        now_ms=rooms.clock.now(),
        joined_at=utc_now(),
    )
    rooms.announce(room.id, joined.entries)
    return joined
