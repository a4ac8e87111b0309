"""What a live session looks like to one client: a snapshot, and every durable event folded into it. Pure.

The promise of live.md §3: for every prefix of a log and every role, the snapshot equals the fold
of the events and of the client's own replies. `comparable` leaves out what no durable event tells.
A state has the shape of a snapshot's `d` and is never changed in place.
"""

from collections.abc import Callable
from typing import Any

from clients.protocol import Body, Frame

State = dict[str, Any]
_Fold = Callable[[State, Body], State]

_OF_THE_ITEM = ("answer", "status", "receipt", "closes_at", "correct", "points")
"""What `you` says about the item that is shown, and forgets with it."""


def fold(state: State, frame: Frame) -> State:
    """The state after one accepted frame of the session's channel; unknown events change nothing."""
    if frame.t == "snapshot":
        return dict(frame.d)
    step = _FOLDS.get(frame.t)
    return state if step is None else step(state, frame.d)


def own_reply(state: State, answer: Body, reply: Body) -> State:
    """The state after the reply to one's own `answer.submit` of `answer` (the answer fields only)."""
    status = reply["was"] if reply["status"] == "duplicate" else reply["status"]
    return _you(state, answer=answer, status=status, receipt=reply.get("receipt"))


def own_hand(state: State, *, up: bool) -> State:
    """The state after the reply to one's own `hand`."""
    return _you(state, hand=True if up else None)


def own_vote(state: State, ask: str, *, up: bool) -> State:
    """The state after the reply to one's own `vote`."""
    others = [each for each in state.get("you", {}).get("votes") or () if each != ask]
    return _you(state, votes=[*others, ask] if up else others or None)


def comparable(state: State) -> State:
    """The part of a state that durable events and own replies alone decide.

    Left out: counts, who is on the line, who has answered, personal windows (`you.window` is
    ephemeral), and the host's presence; they follow `synced` at once.
    """
    kept = {name: value for name, value in state.items() if name not in {"counts", "host"}}
    if "roster" in kept:
        seats = [{name: seat.get(name) for name in ("participant", "name", "hand", "team")} for seat in kept["roster"]]
        kept["roster"] = sorted(seats, key=lambda seat: str(seat["participant"]))
    if "asks" in kept:
        kept["asks"] = sorted(kept["asks"], key=lambda ask: str(ask["id"]))
    if isinstance(kept.get("you"), dict):
        kept["you"] = {name: value for name, value in kept["you"].items() if name != "closes_at" and value is not None}
        if "votes" in kept["you"]:
            kept["you"]["votes"] = sorted(kept["you"]["votes"])
    return kept


def _shown(state: State, body: Body) -> bool:
    return bool(state.get("item")) and state["item"].get("run") == body.get("run")


def _item(state: State, body: Body, **changes: Any) -> State:
    return {**state, "item": {**state["item"], **changes}} if _shown(state, body) else state


def _you(state: State, **changes: Any) -> State:
    return {**state, "you": {**state["you"], **changes}} if "you" in state else state


def _prepared(state: State, body: Body) -> State:
    shown = {name: value for name, value in state.items() if name != "board"}
    if "you" in state:
        shown["you"] = {name: value for name, value in state["you"].items() if name not in _OF_THE_ITEM}
    return {**shown, "phase": "prepare", "item": body}


def _opened(state: State, body: Body) -> State:
    before = state if _shown(state, body) else _prepared(state, body)
    media = {name: before["item"][name] for name in ("media",) if name in before["item"]}
    return {**before, "phase": "open", "item": {**media, **body}}


def _resumed(state: State, body: Body) -> State:
    times = {name: body[name] for name in ("opens_at", "closes_at") if body.get(name) is not None}
    return _item({**state, "paused": False}, body, **times)


def _closed(state: State, body: Body) -> State:
    return {**_item(state, body, closed=body), "phase": "closed"}


def _revealed(state: State, body: Body) -> State:
    return {**_item(state, body, revealed=body), "phase": "revealed"}


def _rescored(state: State, body: Body) -> State:
    if not _shown(state, body) or "revealed" not in state["item"]:
        return state
    news = {name: body[name] for name in ("correct", "distribution", "confidence") if name in body}
    return _item(state, body, revealed={**state["item"]["revealed"], **news})


def _scored(state: State, body: Body) -> State:
    of_the_item = ("correct", "points") if _shown(state, body) else ()
    names = (*of_the_item, "total", "grade", "rank", "streak", "above")
    return _you(state, **{name: body[name] for name in names if name in body})


def _joined(state: State, body: Body) -> State:
    if "roster" not in state:
        return state
    others = [seat for seat in state["roster"] if seat["participant"] != body["participant"]]
    old: State = next((seat for seat in state["roster"] if seat["participant"] == body["participant"]), {})
    seat = {"hand": False, **old, **body, "present": False, "answered": False}
    return {**state, "roster": [*others, seat]}


def _removed(state: State, body: Body) -> State:
    if "roster" not in state:
        return state
    return {**state, "roster": [seat for seat in state["roster"] if seat["participant"] != body["participant"]]}


def _seat(state: State, body: Body, **changes: Any) -> State:
    if "roster" not in state:
        return state
    roster = [{**seat, **changes} if seat["participant"] == body["participant"] else seat for seat in state["roster"]]
    return {**state, "roster": roster}


def _teamed(state: State, body: Body) -> State:
    state = _seat(state, body, team=body["team"])
    mine = "you" in state and state["you"]["participant"] == body["participant"]
    return _you(state, team=body["team"]) if mine else state


def _changed(state: State, body: Body) -> State:
    kept = {name: value for name, value in state.items() if name not in body}
    return {**kept, **{name: value for name, value in body.items() if value is not None}}


def _asked(state: State, body: Body) -> State:
    """Hosts see every question; `_ask_shown` is what the others see."""
    return {**state, "asks": [*state.get("asks", []), {**body, "votes": 0, "shown": False}]}


def _ask(state: State, body: Body, **changes: Any) -> State:
    asks = [{**ask, **changes} if ask["id"] == body["id"] else ask for ask in state.get("asks", [])]
    return {**state, "asks": asks}


def _ask_shown(state: State, body: Body) -> State:
    if "roster" in state:
        return _ask(state, body, shown=True)
    return {**state, "asks": [*(ask for ask in state.get("asks", []) if ask["id"] != body["id"]), body]}


def _ask_hidden(state: State, body: Body) -> State:
    if "roster" in state:
        return _ask(state, body, shown=False)
    return {**state, "asks": [ask for ask in state.get("asks", []) if ask["id"] != body["id"]]}


_FOLDS: dict[str, _Fold] = {
    "session.opened": lambda state, _: {**state, "phase": "lobby"},
    "session.changed": _changed,
    "session.locked": lambda state, body: {**state, "locked": body["locked"]},
    "session.paused": lambda state, _: {**state, "paused": True},
    "session.resumed": _resumed,
    "session.ended": lambda state, _: {**state, "phase": "ended", "paused": False},
    "session.finalized": lambda state, _: {**state, "phase": "finalized"},
    "roster.joined": _joined,
    "roster.left": lambda state, body: _seat(state, body, present=False),
    "roster.removed": _removed,
    "roster.renamed": lambda state, body: _seat(state, body, name=body["name"]),
    "roster.hand": lambda state, body: _seat(state, body, hand=body["up"]),
    "seat.team": _teamed,
    "ask.added": _asked,
    "ask.shown": _ask_shown,
    "ask.hidden": _ask_hidden,
    "ask.voted": lambda state, body: _ask(state, body, votes=body["votes"]),
    "item.prepare": _prepared,
    "item.open": _opened,
    "item.extended": lambda state, body: _item(state, body, closes_at=body["closes_at"]),
    "item.closed": _closed,
    "item.recovered": lambda state, body: _item(state, body, closed=body),
    "item.revealed": _revealed,
    "item.rescored": _rescored,
    "item.skipped": lambda state, body: {**_item(state, body, skipped=True), "phase": "closed"},
    "score.you": _scored,
    "board": lambda state, body: {**state, "phase": "board", "board": body},
}
