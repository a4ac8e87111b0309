"""What a host sets right during a session: a late answer that shall count, and a key that was wrong."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_answers import count_late
from models.actions.live_log import read_log
from models.queries.live import seats_of
from models.rules.problems import Invalid
from models.rules.questions import apply_key, dump
from realtime import protocol
from realtime.board import board_of
from realtime.executor import Asked
from realtime.facts import close_facts, run_state
from realtime.history import read_history
from realtime.judging import without_names
from realtime.plans import keyed
from realtime.protocol import Body, Code, Refused
from realtime.rescoring import Rescore, rescore
from realtime.room import Room
from realtime.session import Append, Noop
from realtime.state import Item, Phase, Plan, RunState, State


async def credit(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostCredit) -> Asked:
    """Let a late answer count: for correctness, with the lowest speed points."""
    _not_over(state)
    run, participant = _uuid(d.run, "run"), _uuid(d.participant, "seat")
    stands = await run_state(tx, room.id, d.run)
    if stands is None:
        raise Refused(Code.NOT_FOUND, "There is no such run")
    history = read_history(await read_log(tx, room.id, 0))
    shown = history.runs.get(d.run)
    if stands == "skipped" or (shown is not None and _is_asked_again(state, shown.item)):
        raise Refused(Code.STALE_STATE, "The item is skipped, or being asked again", phase=state.phase)
    status = await count_late(tx, run, participant)
    if status is None:
        raise Refused(Code.NOT_FOUND, "There is no such answer")
    if status != "late":
        return [Noop()]
    told = Append("item.credited", {"run": d.run, "participant": d.participant})
    if stands not in {"closed", "revealed"}:
        return [told]
    pin = await close_facts(tx, d.run)
    pinned = Append("item.recovered", {"run": d.run, "answers": pin.answers, "digest": pin.digest})
    if shown is None:
        return [told, pinned]
    again = await rescore(tx, room.id, keyed(room.plan, state), history, shown)
    return [told, pinned, *again.events(), *await _board(tx, room, state, again)]


async def rekey(tx: BaseDBAsyncClient, room: Room, state: State, d: protocol.HostRekey) -> Asked:
    """Give an item another key; what was scored by the old one is scored anew."""
    _not_over(state)
    plan = keyed(room.plan, state)
    index = plan.index_of(d.item)
    if index is None:
        raise Refused(Code.NOT_FOUND, "There is no such item")
    item = plan.items[index]
    new = _with_key(item, d.key)
    told: Body = {"item": item.id, "_content": dump(new.content)}
    unchanged = dump(item.content) == told["_content"]
    history = read_history(await read_log(tx, room.id, 0))
    run = history.last_of(item.id)
    # While the item is asked again nobody may learn the new key; the coming reveal replaces the old score anyway.
    if run is None or _is_asked_again(state, item.id):
        return [Noop() if unchanged else Append("item.rekeyed", told)]
    again = await rescore(tx, room.id, _replaced(plan, index, new), history, run)
    if unchanged and without_names(again.facts.scored) == without_names(history.lines_of(run.id)):
        return [Noop()]
    return [*again.events(told), *await _board(tx, room, state, again)]


def _with_key(item: Item, key: Body) -> Item:
    try:
        return replace(item, content=apply_key(item.content, key))
    except Invalid as error:
        problems = [{"path": list(each.path), "code": each.code, "detail": each.message} for each in error.problems]
        raise Refused(Code.BAD_REQUEST, "The key does not fit the question", errors=problems) from None


def _replaced(plan: Plan, index: int, item: Item) -> Plan:
    return replace(plan, items=(*plan.items[:index], item, *plan.items[index + 1 :]))


def _is_asked_again(state: State, item: str) -> bool:
    run = state.run
    return run is not None and run.item == item and run.state not in {RunState.REVEALED, RunState.SKIPPED}


async def _board(tx: BaseDBAsyncClient, room: Room, state: State, again: Rescore) -> list[Append]:
    """A board that is being shown is shown anew."""
    if state.phase is not Phase.BOARD:
        return []
    lines: Any = again.later[-1]["scored"] if again.later else again.facts.scored
    return [Append("board", board_of(lines, await seats_of(tx, room.id), room.plan.options).body())]


def _not_over(state: State) -> None:
    if state.over:
        raise Refused(Code.STALE_STATE, "The session is over", phase=state.phase)


def _uuid(text: str, what: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(Code.NOT_FOUND, f"There is no such {what}") from None
