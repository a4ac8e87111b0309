"""The board: the best seats, and the teams where there are some. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.queries.live import SeatRow
from models.rules.teams import team_board
from realtime.session import Board
from realtime.state import Options

BOARD_SIZE: Final = 10


def board_of(lines: Sequence[Mapping[str, Any]], seats: Sequence[SeatRow], options: Options) -> Board:
    """The board from the lines of the last `item.scored`, with all that hosts see."""
    by_id = {str(seat.id): seat for seat in seats}
    top = [
        {"participant": line["participant"], "name": seat.name, "points": line["total"], "rank": line["rank"]}
        for line in lines
        if (seat := by_id.get(line["participant"])) is not None
    ]
    teams = None if options.teams is None else _teams(lines, seats, options.teams)
    return Board(top[:BOARD_SIZE], len(top), teams, options.hidden)


def _teams(
    lines: Sequence[Mapping[str, Any]], seats: Sequence[SeatRow], teams: Mapping[str, Any]
) -> list[dict[str, object]]:
    totals = {line["participant"]: line["total"] for line in lines}
    points: dict[str, list[int]] = {}
    for seat in seats:
        if seat.team is not None:
            points.setdefault(seat.team, []).append(totals.get(str(seat.id), 0))
    return team_board(teams["mode"], teams["names"], points)
