"""Player commands: ready, answering, reacting, leaving."""

import asyncio
from collections import Counter
from fractions import Fraction
from typing import Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_seats import leave_seat
from models.canonical import canonical
from models.queries.live import AnswerRow, answers_by_sub
from models.rules.numbers import exact
from realtime import protocol
from realtime.acceptance import Lag, Submission, accept, fit_for_a_sub, read_answer
from realtime.answers import AnswerWriter, Done, duplicate
from realtime.connection import Subscription
from realtime.executor import Asked
from realtime.frames import text_frame
from realtime.protocol import AnswerSubmit, Body, Code, Refused, Role
from realtime.room import Room
from realtime.rooms import Rooms
from realtime.session import Append
from realtime.state import Millis, State

REACTION_TICK_S = 0.5
_USUAL: Final = Fraction(1)


def submit(
    rooms: Rooms,
    writer: AnswerWriter,
    room: Room,
    participant: str,
    body: AnswerSubmit,
    lag: Lag,
    done: Done,
    *,
    received: int | None = None,
) -> None:
    """Check an answer and queue it; `done` gets the reply after the commit, or the refusal.

    What looks too late may have been extended by another process a moment ago: then the log is read again first
    (`received` is given when that was done).
    """
    if room.current.run == body.run:
        room.current.received.add(participant)
    first, received = received is None, rooms.clock.now() if received is None else received
    try:
        submission = accept(
            room.plan,
            room.state,
            room.id,
            participant,
            body,
            received=received,
            lag=lag,
            factor=_factor(room, participant),
        )
    except Refused as error:
        if first and error.code in {Code.CLOSED, Code.NOT_OPEN}:
            rooms.spawn(_second_look(rooms, writer, room, participant, body, lag, done, received, error))
        else:
            done(error)
        return
    if first and not submission.in_time:
        rooms.spawn(_second_look(rooms, writer, room, participant, body, lag, done, received, submission))
    else:
        writer.submit(submission, done)


async def _second_look(
    rooms: Rooms,
    writer: AnswerWriter,
    room: Room,
    participant: str,
    body: AnswerSubmit,
    lag: Lag,
    done: Done,
    received: int,
    found: Refused | Submission,
) -> None:
    """Before a refusal or a mark of lateness: is it a retry of an answer that was taken, or has the log moved on?"""
    try:
        known = await answers_by_sub(participant, [body.sub]) if fit_for_a_sub(body.sub) else []
        before = room.known.s
        await rooms.sync(room)
    except Exception:  # noqa: BLE001 - whatever it was, the sender must hear that the answer is not stored
        done(Refused(Code.UNAVAILABLE, "The answer could not be stored; send it again"))
        return
    if known:
        done(_retry(room, body, known[0]))
    elif room.known.s != before:
        submit(rooms, writer, room, participant, body, lag, done, received=received)
    elif isinstance(found, Refused):
        done(found)
    else:
        writer.submit(found, done)


def _retry(room: Room, body: AnswerSubmit, known: AnswerRow) -> Body | Refused:
    """The reply to a `sub` that is stored; another run or other answer fields are a mistake."""
    run = room.runs.get(known.run)
    same = run is not None and known.run == body.run
    try:
        if same and run is not None:
            sent = read_answer(run, room.plan.items[run.index], body)[1]
            same = canonical(sent) == canonical(dict(known.answer))
    except Refused as error:
        return error
    if not same:
        return Refused(Code.BAD_REQUEST, "This sub was used for another answer")
    return duplicate(body.sub, known.status, known.receipt, known.credited_ms)


def _factor(room: Room, participant: str) -> Fraction:
    seat = room.view.seats.get(participant)
    return _USUAL if seat is None or seat.factor == 1 else exact(seat.factor)


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


async def leave(rooms: Rooms, subscription: Subscription, participant: str) -> None:
    """The player goes and keeps the seat; the socket may stay for other channels."""
    room = subscription.room

    async def build(tx: BaseDBAsyncClient, state: State, _now: Millis) -> Asked | None:
        if state.over or (name := await leave_seat(tx, room.id, UUID(participant))) is None:
            return None
        return [Append("roster.left", {"participant": participant, "name": name})]

    await rooms.execute(room, build)
    subscription.leave()


async def raise_hand(rooms: Rooms, room: Room, participant: str, *, up: bool) -> Body:
    """Tell the hosts that a hand went up or down; a repeat is harmless."""

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Asked | None:
        seat = room.view.seats.get(participant)
        if state.over or seat is None or seat.hand is up:
            return None
        return [Append("roster.hand", {"participant": participant, "up": up})]

    outcome = await rooms.execute(room, build)
    return {} if outcome.effects else {"noop": True}
