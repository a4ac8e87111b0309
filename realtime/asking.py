"""Questions of players to the host: asked, shown to everyone, voted for."""

from tortoise.backends.base.client import BaseDBAsyncClient

from models.ids import new_id
from models.rules.texts import clean, is_storable
from realtime import protocol
from realtime.executor import Asked
from realtime.protocol import Body, Code, Refused
from realtime.room import Room
from realtime.rooms import Rooms
from realtime.session import Append, Noop
from realtime.state import Ask, Millis, State

MAX_ASK = 280
MAX_ASKS = 500
"""Questions in one session; more nobody reads."""


async def ask_host(rooms: Rooms, room: Room, participant: str, text: str) -> Body:
    """Hand a question to the hosts. Raises Refused(bad_request, stale_state)."""
    if not is_storable(text) or not 0 < len(asked := clean(text).strip()) <= MAX_ASK:
        raise Refused(Code.BAD_REQUEST, f"A question has 1 to {MAX_ASK} characters")
    question = str(new_id())

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Asked | None:
        _not_over(state)
        if len(state.asks) >= MAX_ASKS:
            raise Refused(Code.BAD_REQUEST, f"A session takes {MAX_ASKS} questions")
        return [Append("ask.added", {"id": question, "participant": participant, "text": asked})]

    await rooms.execute(room, build)
    return {"id": question}


async def show_ask(_tx: BaseDBAsyncClient, _room: Room, state: State, d: protocol.HostAsk) -> Asked:
    """Show a question to everyone, without its author, or take it back."""
    _not_over(state)
    ask = _ask(state, d.ask)
    if ask.shown is d.shown:
        return [Noop()]
    if not d.shown:
        return [Append("ask.hidden", {"id": d.ask})]
    return [Append("ask.shown", {"id": d.ask, "text": ask.text, "votes": len(ask.voters)})]


async def vote(rooms: Rooms, room: Room, participant: str, d: protocol.Vote) -> Body:
    """Vote once for a question that is shown, or take the vote back. Raises Refused(not_found, stale_state)."""

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Asked | None:
        _not_over(state)
        ask = _ask(state, d.ask)
        if not ask.shown:
            raise Refused(Code.NOT_FOUND, "There is no such question")
        if (participant in ask.voters) is d.up:
            return [Noop()]
        votes = len(ask.voters) + (1 if d.up else -1)
        return [Append("ask.voted", {"id": d.ask, "votes": votes, "_participant": participant, "_up": d.up})]

    outcome = await rooms.execute(room, build)
    noop = {"noop": True} if any(isinstance(each, Noop) for each in outcome.effects) else {}
    return {"votes": len(room.state.asks[d.ask].voters), **noop}


def _ask(state: State, ask: str) -> Ask:
    if ask not in state.asks:
        raise Refused(Code.NOT_FOUND, "There is no such question")
    return state.asks[ask]


def _not_over(state: State) -> None:
    if state.over:
        raise Refused(Code.STALE_STATE, "The session is over", phase=state.phase)
