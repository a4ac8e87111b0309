"""From the log to what a host, a player or a projector may see; snapshots and events by one function.

Fields that begin with an underscore stay inside. Visibility depends on the kind of event and the audience
alone, so `p` is equal for all members of an audience and a frame is encoded once for all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.live_log import LogEntry
from realtime.protocol import Role

Body = dict[str, Any]
_ALL = frozenset(Role)
_HOST = frozenset({Role.HOST})
_SCORES = frozenset({Role.HOST, Role.PLAYER})
VISIBLE: Mapping[str, frozenset[Role]] = {
    "session.opened": _ALL,
    "session.locked": _ALL,
    "session.paused": _ALL,
    "session.resumed": _ALL,
    "session.ended": _ALL,
    "session.finalized": _ALL,
    "host.changed": _ALL,
    "roster.joined": _HOST,
    "roster.left": _HOST,
    "roster.renamed": _HOST,
    "roster.removed": _HOST,
    "roster.hand": _HOST,
    "ask.added": _HOST,
    "item.prepare": _ALL,
    "item.open": _ALL,
    "item.closing": frozenset(),
    "seat.factor": frozenset(),
    "item.extended": _ALL,
    "item.closed": _ALL,
    "item.recovered": _ALL,
    "item.revealed": _ALL,
    "item.skipped": _ALL,
    "item.scored": _SCORES,
    "item.rekeyed": _HOST,
    "item.rescored": _ALL,
    "board": _ALL,
}
"""Who sees which event of the log; players see `item.scored` as their own `score.you`."""
HOST_ONLY_FIELDS: Mapping[str, frozenset[str]] = {"item.rescored": frozenset({"diff"})}
UNSCORED: Body = {"correct": 0, "points": 0, "total": 0, "grade": 0, "streak": 0}


def sees(audience: Role, t: str) -> bool:
    """Whether an audience sees events of this kind."""
    return audience in VISIBLE[t]


def personal(event: LogEntry, audience: Role) -> bool:
    """Whether each member of the audience sees this event in a form of its own."""
    return event.t == "item.scored" and audience is Role.PLAYER


def score_of(scored: Iterable[Mapping[str, Any]], participant: str) -> Body:
    """One seat's line of an `item.scored`; who was not there yet has 0 and ranks below everyone with points."""
    ahead = 0
    for line in scored:
        if line["participant"] == participant:
            return {key: value for key, value in line.items() if key != "participant"}
        ahead += line["total"] > 0
    return {**UNSCORED, "rank": ahead + 1}


def project(event: LogEntry, audience: Role, participant: str | None = None) -> tuple[str, Body]:
    """Name and body under which an audience that sees the event gets it."""
    if personal(event, audience):
        assert participant is not None
        return "score.you", {"run": event.d["run"], **score_of(event.d["scored"], participant)}
    hidden = HOST_ONLY_FIELDS.get(event.t, frozenset()) if audience is not Role.HOST else frozenset()
    return event.t, {k: v for k, v in event.d.items() if not k.startswith("_") and k not in hidden}


@dataclass(slots=True)
class Seat:
    """A participant on the roster."""

    name: str
    here: bool = True
    hand: bool = False
    factor: float = 1.0


@dataclass(slots=True)
class View:
    """The log folded for showing. `last` is the newest position each audience has seen."""

    phase: str = "lobby"
    host: str = ""
    paused: bool = False
    locked: bool = False
    item: Body | None = None
    closed: Body | None = None
    revealed: Body | None = None
    scored: list[Body] | None = None
    scored_run: str | None = None
    board: Body | None = None
    seats: dict[str, Seat] = field(default_factory=dict)
    last: dict[Role, int] = field(default_factory=lambda: dict.fromkeys(Role, 0))

    def apply(self, event: LogEntry) -> None:
        """Take in the next event of the log."""
        handler = getattr(self, "_" + event.t.replace(".", "_"), None)
        if handler is not None:
            handler(event.d)
        for audience in VISIBLE[event.t]:
            self.last[audience] = event.s

    def _host_changed(self, d: Body) -> None:
        self.host = d["user"]

    def _session_locked(self, d: Body) -> None:
        self.locked = d["locked"]

    def _session_paused(self, _d: Body) -> None:
        self.paused = True

    def _session_resumed(self, d: Body) -> None:
        self.paused = False
        if self.item is not None and "closes_at" in d:
            self.item = {**self.item, "opens_at": d["opens_at"], "closes_at": d["closes_at"]}

    def _session_ended(self, _d: Body) -> None:
        self.phase, self.paused = "ended", False

    def _session_finalized(self, _d: Body) -> None:
        self.phase = "finalized"

    def _item_prepare(self, d: Body) -> None:
        self.phase, self.item, self.closed, self.revealed, self.board = "prepare", _public(d), None, None, None

    def _item_open(self, d: Body) -> None:
        media = {"media": self.item["media"]} if self.item and "media" in self.item else {}
        self.phase, self.item = "open", {**_public(d), **media}

    def _item_extended(self, d: Body) -> None:
        assert self.item is not None
        self.item = {**self.item, "closes_at": d["closes_at"]}

    def _item_closed(self, d: Body) -> None:
        self.phase, self.closed = "closed", _public(d)

    def _item_recovered(self, d: Body) -> None:
        self.closed = d

    def _item_skipped(self, _d: Body) -> None:
        self.phase = "closed"

    def _item_revealed(self, d: Body) -> None:
        self.phase, self.revealed = "revealed", d

    def _item_rescored(self, d: Body) -> None:
        if self.revealed is not None and self.revealed["run"] == d["run"]:
            self.revealed = {key: d[key] for key in ("run", "correct", "distribution")}

    def _item_scored(self, d: Body) -> None:
        self.scored, self.scored_run = d["scored"], d["run"]

    def _board(self, d: Body) -> None:
        self.phase, self.board = "board", d

    def _roster_joined(self, d: Body) -> None:
        seat = self.seats.setdefault(d["participant"], Seat(d["name"]))
        seat.here = True

    def _roster_left(self, d: Body) -> None:
        if (seat := self.seats.get(d["participant"])) is not None:
            seat.here = False

    def _roster_renamed(self, d: Body) -> None:
        self.seats[d["participant"]].name = d["name"]

    def _roster_removed(self, d: Body) -> None:
        self.seats.pop(d["participant"], None)

    def _seat_factor(self, d: Body) -> None:
        self.seats[d["participant"]].factor = d["factor"]

    def _roster_hand(self, d: Body) -> None:
        self.seats[d["participant"]].hand = d["up"]

    def shown_item(self) -> Body | None:
        """The prepare or open body with what the close and the reveal added."""
        if self.item is None:
            return None
        late = {"closed": self.closed, "revealed": self.revealed}
        return {**self.item, **{key: value for key, value in late.items() if value is not None}}

    def you(self, participant: str, own: Mapping[str, Any]) -> Body:
        """What a player sees of themselves; `own` are the replies to the answer of the current run."""
        score = score_of(self.scored or (), participant)
        body = {"participant": participant, "name": self.seats[participant].name, **own}
        if self.revealed is not None and self.scored_run == self.revealed["run"]:
            body |= {"correct": score["correct"], "points": score["points"]}
        rank = score["rank"] if self.scored is not None else None
        return {**body, "total": score["total"], "grade": score["grade"], "rank": rank, "streak": score["streak"]}


def _public(d: Body) -> Body:
    return {key: value for key, value in d.items() if not key.startswith("_")}


def snapshot_body(view: View, audience: Role, extra: Mapping[str, Any], you: Body | None = None) -> Body:
    """The snapshot's `d`; `extra` brings what no log knows: `host`, `counts`, `scoring`, and a host's lists."""
    body: Body = {"phase": view.phase, "paused": view.paused, "locked": view.locked, **extra}
    if (item := view.shown_item()) is not None:
        body["item"] = item
    if view.board is not None:
        body["board"] = view.board
    if audience is Role.PLAYER and you is not None:
        body["you"] = you
    return body
