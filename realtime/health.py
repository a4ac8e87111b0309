"""The host's health panel: each participant's line, and whether an answer to the shown run has come and is stored."""

from typing import Any, Final

from realtime import protocol
from realtime.frames import text_frame
from realtime.projection import Seat
from realtime.protocol import Role
from realtime.room import Room
from realtime.state import Millis

FRESH_S: Final = 3.0
"""What another process said longer ago is not shown."""
Row = dict[str, Any]


def rows_here(room: Room, now_s: float) -> list[Row]:
    """What this process knows of its own lines: `{participant, rtt_ms, last_seen_ms, received}`.

    `rtt_ms` is the median of the measured round trips, null before the first; `received` is 1 when an answer to the
    shown run has reached this process.
    """
    received = room.current.received
    rows: dict[str, Row] = {who: {"participant": who, "received": 1} for who in received}
    for who, subscription in room.players.items():
        line = subscription.connection.line
        median = line.median_rtt_ms
        rows[who] = {
            "participant": who,
            "rtt_ms": None if median is None else round(median),
            "last_seen_ms": max(0, round((now_s - line.heard_at) * 1000)),
            "received": int(who in received),
        }
    return list(rows.values())


def net_body(room: Room, now_s: float) -> dict[str, Any]:
    """The body of `net`: everyone with a seat who has not gone, as all processes together know."""
    known: dict[str, Row] = {}
    told = [rows for at, rows in room.health.values() if now_s - at < FRESH_S]
    for row in [row for rows in (*told, rows_here(room, now_s)) for row in rows]:
        before = known.get(row["participant"], {})
        known[row["participant"]] = {**before, **row, "received": max(before.get("received", 0), row["received"])}
    stored = room.current.answers
    return {
        "participants": [
            {
                "participant": who,
                **_own_time(room, seat),
                "rtt_ms": known.get(who, {}).get("rtt_ms"),
                "last_seen_ms": known.get(who, {}).get("last_seen_ms"),
                "received": int(who in stored or known.get(who, {}).get("received", 0) > 0),
                "committed": int(who in stored),
            }
            for who, seat in room.view.seats.items()
            if seat.here
        ]
    }


def _own_time(room: Room, seat: Seat) -> dict[str, Any]:
    """The factor of somebody who has more time; where people are anonymous it could tell who they are."""
    return {} if seat.factor == 1 or room.plan.options.anonymous else {"factor": seat.factor}


def tell_health(room: Room, now: Millis, now_s: float) -> None:
    """Show the panel to the hosts here; at most once a second."""
    if room.followers[Role.HOST] and room.view.seats:
        room.send(Role.HOST, text_frame(protocol.ephemeral(room.ch, "net", "net", now, net_body(room, now_s))))
