"""Player commands: ready, answering, reacting, leaving."""

import asyncio
from collections import Counter
from fractions import Fraction
from uuid import UUID

from models.queries.live import answers_by_sub
from models.rules.numbers import exact
from realtime import protocol
from realtime.acceptance import accept
from realtime.answers import AnswerWriter, Done, duplicate
from realtime.connection import Subscription
from realtime.frames import text_frame
from realtime.protocol import AnswerSubmit, Body, Close, Code, Refused, Role
from realtime.room import Room
from realtime.rooms import Rooms

REACTION_TICK_S = 0.5


def submit(
    rooms: Rooms,
    writer: AnswerWriter,
    room: Room,
    participant: str,
    body: AnswerSubmit,
    min_rtt_ms: float | None,
    done: Done,
    *,
    received: int | None = None,
) -> None:
    """Check an answer and queue it; `done` gets the reply after the commit, or the refusal.

    What looks too late may have been extended by another process a moment ago: then the log is read again first.
    """
    received = rooms.clock.now() if received is None else received
    try:
        submission = accept(
            room.plan,
            room.state,
            room.id,
            participant,
            body,
            received=received,
            min_rtt_ms=min_rtt_ms,
            factor=_factor(room, participant),
        )
    except Refused as error:
        if error.code in {Code.CLOSED, Code.NOT_OPEN}:
            rooms.spawn(_second_look(rooms, writer, room, participant, body, min_rtt_ms, done, received, error))
        else:
            done(error)
        return
    writer.submit(submission, done)


async def _second_look(
    rooms: Rooms,
    writer: AnswerWriter,
    room: Room,
    participant: str,
    body: AnswerSubmit,
    min_rtt_ms: float | None,
    done: Done,
    received: int,
    first: Refused,
) -> None:
    """Before a refusal: is it a retry of an answer that was taken, or has the log moved on elsewhere?"""
    try:
        known = await answers_by_sub(participant, [body.sub[:64]])
        if known:
            done(_retry(body, known[0].run, known[0].status, known[0].receipt, known[0].credited_ms))
            return
        before = room.known.s
        await rooms.sync(room)
    except Exception:  # noqa: BLE001 - whatever it was, the sender must hear that the answer is not stored
        done(Refused(Code.UNAVAILABLE, "The answer could not be stored; send it again"))
        return
    if room.known.s == before:
        done(first)
        return
    submit(rooms, writer, room, participant, body, min_rtt_ms, done, received=received)


def _retry(body: AnswerSubmit, run: str, status: str, receipt: str, credited_ms: int) -> Body | Refused:
    if run != body.run:
        return Refused(Code.BAD_REQUEST, "This sub was used for another answer")
    return duplicate(body.sub, status, receipt, credited_ms)


def _factor(room: Room, participant: str) -> Fraction:
    seat = room.view.seats.get(participant)
    return exact(seat.factor) if seat is not None else Fraction(1)


class Reactions:
    """Counts reactions and shows them twice a second; nobody's name, nothing stored."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._counts: dict[UUID, Counter[str]] = {}

    def add(self, room: Room, kind: str) -> None:
        """Count one; the first of a tick starts the timer."""
        if room.id not in self._counts:
            asyncio.get_running_loop().call_later(REACTION_TICK_S, self._show, room)
        self._counts.setdefault(room.id, Counter())[kind] += 1

    def _show(self, room: Room) -> None:
        body = {"counts": dict(self._counts.pop(room.id, Counter()))}
        frame = text_frame(protocol.ephemeral(room.ch, "reactions", "reactions", self._rooms.clock.now(), body))
        for role in (Role.HOST, Role.PROJECTOR):
            room.send(role, frame)


def leave(subscription: Subscription) -> None:
    """The player goes, and keeps the seat."""
    subscription.end("removed", Close.REMOVED)
