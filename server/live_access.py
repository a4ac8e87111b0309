"""Access rules of live sessions: staff, people with a seat, and those who may take one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from aiohttp import web

from models.actions.live_seats import check_seat
from models.queries.live import SeatRow, seat_by_id, seat_of_user
from models.queries.standing import Subject, standing_at
from models.refusals import NotYours
from server.access import Identity, Rule
from server.errors import Forbidden, NotFound
from server.http.client import client_address, network_of
from server.http.limiter import Quota
from server.keys import LIMITER, PRINCIPAL

WRONG_CODES: Final = Quota(30, 600)
"""Guesses at codes from one address; right ones do not count, so a school behind one address can join."""
JOINS: Final = Quota(3_000, 600)
"""New seats in one session, whoever takes them and from wherever: a lecture hall comes in within a minute, a script
that fills the roster does not go on for ever."""
LIVE_SEAT = web.RequestKey("live_seat", SeatRow)


class LivePlace(StrEnum):
    """What the caller is in a live session."""

    STAFF = "staff"
    PLAYER = "player"


LIVE_PLACE = web.RequestKey("live_place", LivePlace)


async def _people(request: web.Request, params: Mapping[str, Any]) -> None:
    session_id: UUID = params["live_session_id"]
    who = request[PRINCIPAL]
    standing = await standing_at(Subject.LIVE_SESSION, session_id, who)
    if standing is None:
        raise NotFound("There is no such session")
    seat = await _seat(request, session_id)
    if seat is not None:
        request[LIVE_SEAT] = seat
    if not standing.is_staff:
        if seat is None:
            raise NotFound("There is no such session")
        _must_live(seat)
    request[LIVE_PLACE] = LivePlace.STAFF if standing.is_staff else LivePlace.PLAYER


async def _seat(request: web.Request, session_id: UUID) -> SeatRow | None:
    who = request[PRINCIPAL]
    if who.participant_id is not None:
        return await seat_by_id(session_id, who.participant_id) if who.live_session_id == session_id else None
    return await seat_of_user(session_id, who.user_id) if who.user_id is not None else None


async def _players(request: web.Request, params: Mapping[str, Any]) -> None:
    await _people(request, params)
    if LIVE_SEAT not in request:
        raise Forbidden("Join the session first", reason="no_seat")
    _must_live(request[LIVE_SEAT])


def _must_live(seat: SeatRow) -> None:
    try:
        check_seat(seat)
    except NotYours as error:
        raise Forbidden(error.detail, code=error.code, reason=error.code) from None


live_people = Rule("staff of the course, and participants of this live session", "O", _people, Identity.ANYBODY)
live_players = Rule("participants of this live session", "E", _players, Identity.ANYBODY)


async def guess_is_free(request: web.Request) -> int:
    """Count a wrong code; 0 while the address may go on guessing, else the seconds until it may."""
    return await _count(request, f"live-code:{network_of(client_address(request))}", WRONG_CODES)


async def joining_is_free(request: web.Request, session_id: UUID) -> int:
    """Count a join with a valid code; 0 while the session may take people in, else the seconds until it may."""
    return await _count(request, f"live-join:{session_id}", JOINS)


async def _count(request: web.Request, key: str, quota: Quota) -> int:
    limiter = request.app[LIMITER]
    if limiter is None:
        return 0
    verdict = await limiter.take(key, quota)
    return 0 if verdict.allowed else verdict.reset_seconds
