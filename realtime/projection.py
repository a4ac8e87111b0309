"""From the log to what a host, a player or a projector may see; snapshots and events by one function.

Fields that begin with an underscore stay inside. Visibility depends on the kind of event and the audience
alone, so `p` is equal for all members of an audience and a frame is encoded once for all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
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
    "session.changed": _ALL,
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
    "ask.shown": _ALL,
    "ask.hidden": _ALL,
    "ask.voted": _ALL,
    "item.prepare": _ALL,
    "item.open": _ALL,
    "item.closing": frozenset(),
    "seat.factor": frozenset(),
    "seat.team": _SCORES,
    "item.credited": _HOST,
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
HOST_ONLY_FIELDS: Mapping[str, frozenset[str]] = {
    "item.revealed": frozenset({"confidence"}),
    "item.rescored": frozenset({"diff", "confidence"}),
}
UNSCORED: Body = {"correct": 0, "points": 0, "total": 0, "grade": 0, "streak": 0}


def sees(audience: Role, t: str) -> bool:
    """Whether an audience sees events of this kind."""
    return audience in VISIBLE[t]


def personal(event: LogEntry, audience: Role) -> bool:
    """Whether each member of the audience sees this event in a form of its own."""
    return event.t == "item.scored" and audience is Role.PLAYER


def score_of(scored: Iterable[Mapping[str, Any]], participant: str) -> Body:
    """One seat's line of an `item.scored`; who was not there yet has 0 and ranks below everyone with points.

    `above` is `{name, gap}` of who stands just above, and by how many points; null for the best.
    """
    ahead, better, last = 0, None, None
    for line in scored:
        if last is not None and last["total"] > line["total"]:
            better = last
        if line["participant"] == participant:
            own = {key: value for key, value in line.items() if key not in {"participant", "name"}}
            return {**own, "above": _above(better, line["total"])}
        ahead, last = ahead + (line["total"] > 0), line
    better = last if last is not None and last["total"] > 0 else better
    return {**UNSCORED, "rank": ahead + 1, "above": _above(better, 0)}


def _above(better: Mapping[str, Any] | None, total: int) -> Body | None:
    return None if better is None else {"name": better.get("name"), "gap": better["total"] - total}


def project(event: LogEntry, audience: Role, participant: str | None = None) -> tuple[str, Body]:
    """Name and body under which an audience that sees the event gets it."""
    if personal(event, audience):
        assert participant is not None
        return "score.you", {"run": event.d["run"], **score_of(event.d["scored"], participant)}
    return event.t, _seen(event.t, event.d, audience)


def _seen(t: str, d: Mapping[str, Any], audience: Role) -> Body:
    if audience is Role.HOST:
        return _public(d)
    hidden = HOST_ONLY_FIELDS.get(t, frozenset())
    body = {key: value for key, value in _public(d).items() if key not in hidden}
    return _veiled(body, d["_hide"]) if "_hide" in d else body


def _veiled(body: Body, hide: Sequence[str]) -> Body:
    """What is left for players and projectors of a session that hides names or results."""
    if "results" in hide:
        body |= {name: [] for name in ("distribution", "top", "teams") if name in body}
    if "names" in hide and "top" in body:
        body["top"] = [{**line, "name": None} for line in body["top"]]
    return body


@dataclass(slots=True)
class Seat:
    """A participant on the roster."""

    name: str
    here: bool = True
    hand: bool = False
    factor: float = 1.0
    team: str | None = None


@dataclass(slots=True)
class View:
    """The log folded for showing. `last` is the newest position each audience has seen."""

    phase: str = "lobby"
    paused: bool = False
    locked: bool = False
    item: Body | None = None
    closed: Body | None = None
    skipped: bool = False
    revealed: Body | None = None
    earned: list[Body] | None = None
    """The scores of the item that is shown."""
    scored: list[Body] | None = None
    """The last scores of all: their totals hold."""
    board: Body | None = None
    seats: dict[str, Seat] = field(default_factory=dict)
    asks: dict[str, Body] = field(default_factory=dict)
    """Questions to the host: `{id, participant, text, votes, shown}`."""
    votes: dict[str, set[str]] = field(default_factory=dict)
    """Question -> who has voted for it."""
    last: dict[Role, int] = field(default_factory=lambda: dict.fromkeys(Role, 0))

    def apply(self, event: LogEntry) -> None:
        """Take in the next event of the log."""
        handler = getattr(self, "_" + event.t.replace(".", "_"), None)
        if handler is not None:
            handler(event.d)
        for audience in VISIBLE[event.t]:
            self.last[audience] = event.s

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
        self.phase, self.item, self.skipped = "prepare", _public(d), False
        self.closed = self.revealed = self.earned = self.board = None

    def _item_open(self, d: Body) -> None:
        media = {"media": self.item["media"]} if self.item and "media" in self.item else {}
        self.phase, self.item = "open", {**_public(d), **media}

    def _item_extended(self, d: Body) -> None:
        assert self.item is not None
        self.item = {**self.item, "closes_at": d["closes_at"]}

    def _item_closed(self, d: Body) -> None:
        self.phase, self.closed = "closed", _public(d)

    def _item_recovered(self, d: Body) -> None:
        if self._shows(d["run"]):
            self.closed = d

    def _item_skipped(self, _d: Body) -> None:
        self.phase, self.skipped = "closed", True

    def _item_revealed(self, d: Body) -> None:
        self.phase, self.revealed = "revealed", d

    def _item_rescored(self, d: Body) -> None:
        if self.revealed is not None and self.revealed["run"] == d["run"]:
            news: Body = {name: d[name] for name in ("correct", "distribution", "confidence") if name in d}
            self.revealed = {**self.revealed, **news}

    def _item_scored(self, d: Body) -> None:
        self.scored = d["scored"]
        if self._shows(d["run"]):
            self.earned = d["scored"]

    def _shows(self, run: str) -> bool:
        return self.item is not None and self.item["run"] == run

    def _board(self, d: Body) -> None:
        self.phase, self.board = "board", d

    def _ask_added(self, d: Body) -> None:
        self.asks[d["id"]] = {**d, "votes": 0, "shown": False}

    def _ask_shown(self, d: Body) -> None:
        self.asks[d["id"]] = {**self.asks[d["id"]], "shown": True}

    def _ask_hidden(self, d: Body) -> None:
        self.asks[d["id"]] = {**self.asks[d["id"]], "shown": False}

    def _ask_voted(self, d: Body) -> None:
        self.asks[d["id"]] = {**self.asks[d["id"]], "votes": d["votes"]}
        voters = self.votes.setdefault(d["id"], set())
        (voters.add if d["_up"] else voters.discard)(d["_participant"])

    def asked(self, audience: Role) -> list[Body]:
        """The questions that an audience sees: hosts all, the others those that are shown, without their authors."""
        if audience is Role.HOST:
            return list(self.asks.values())
        shown = (ask for ask in self.asks.values() if ask["shown"])
        return [{name: ask[name] for name in ("id", "text", "votes")} for ask in shown]

    def _roster_joined(self, d: Body) -> None:
        seat = self.seats.setdefault(d["participant"], Seat(d["name"]))
        seat.here, seat.team = True, d.get("team")

    def _roster_left(self, d: Body) -> None:
        if (seat := self.seats.get(d["participant"])) is not None:
            seat.here = False

    def _roster_renamed(self, d: Body) -> None:
        self.seats[d["participant"]].name = d["name"]

    def _roster_removed(self, d: Body) -> None:
        self.seats.pop(d["participant"], None)

    def _seat_factor(self, d: Body) -> None:
        self.seats[d["participant"]].factor = d["factor"]

    def _seat_team(self, d: Body) -> None:
        self.seats[d["participant"]].team = d["team"]

    def _roster_hand(self, d: Body) -> None:
        self.seats[d["participant"]].hand = d["up"]

    def shown_item(self, audience: Role) -> Body | None:
        """The prepare or open body with what the close, a skip and the reveal added."""
        if self.item is None:
            return None
        revealed = None if self.revealed is None else _seen("item.revealed", self.revealed, audience)
        late = {"closed": self.closed, "skipped": self.skipped or None, "revealed": revealed}
        return {**self.item, **{key: value for key, value in late.items() if value is not None}}

    def you(self, participant: str, own: Mapping[str, Any]) -> Body:
        """What a player sees of themselves; `own` are the replies to the answer of the current run."""
        score = score_of(self.scored or (), participant)
        seat = self.seats[participant]
        body = {"participant": participant, "name": seat.name, **own}
        if seat.team is not None:
            body["team"] = seat.team
        if seat.hand:
            body["hand"] = True
        if votes := [ask for ask, voters in self.votes.items() if participant in voters]:
            body["votes"] = votes
        if self.earned is not None:
            earned = score_of(self.earned, participant)
            body |= {"correct": earned["correct"], "points": earned["points"]}
        if self.scored is None:
            score["rank"] = None
        return {**body, **{name: score[name] for name in ("total", "grade", "rank", "streak", "above")}}


def _public(d: Mapping[str, Any]) -> Body:
    return {key: value for key, value in d.items() if not key.startswith("_")}


def snapshot_body(view: View, audience: Role, extra: Mapping[str, Any], you: Body | None = None) -> Body:
    """The snapshot's `d`; `extra` brings what no log knows: `host`, `counts`, `scoring`, and a host's lists."""
    body: Body = {"phase": view.phase, "paused": view.paused, "locked": view.locked, **extra}
    if (item := view.shown_item(audience)) is not None:
        body["item"] = item
    body["asks"] = view.asked(audience)
    if view.board is not None:
        body["board"] = _seen("board", view.board, audience)
    if audience is Role.PLAYER and you is not None:
        body["you"] = you
    return body
