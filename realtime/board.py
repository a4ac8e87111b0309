"""The board: the best seats, and the teams where there are some. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.queries.live import SeatRow
from models.rules.teams import team_board
from realtime.state import Body

BOARD_SIZE: Final = 10


def board_of(
    lines: Sequence[Mapping[str, Any]], seats: Sequence[SeatRow], teams: Mapping[str, Any] | None = None
) -> Body:
    """The body of a `board` from the lines of the last `item.scored`: `{top, of, teams?}`."""
    by_id = {str(seat.id): seat for seat in seats}
    top = [
        {"participant": line["participant"], "name": seat.name, "points": line["total"], "rank": line["rank"]}
        for line in lines
        if (seat := by_id.get(line["participant"])) is not None
    ]
    body: Body = {"top": top[:BOARD_SIZE], "of": len(top)}
    return body if teams is None else {**body, "teams": _teams(lines, seats, teams)}


def _teams(
    lines: Sequence[Mapping[str, Any]], seats: Sequence[SeatRow], teams: Mapping[str, Any]
) -> list[dict[str, object]]:
    totals = {line["participant"]: line["total"] for line in lines}
    points: dict[str, list[int]] = {}
    for seat in seats:
        if seat.team is not None:
            points.setdefault(seat.team, []).append(totals.get(str(seat.id), 0))
    return team_board(teams["mode"], teams["names"], points)
