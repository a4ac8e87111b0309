"""Teams of a live session: which one a newcomer joins, and what each has reached. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.rules.numbers import half_up
from models.rules.scoring import ranks

LEAST_TEAMS: Final = 2
MOST_TEAMS: Final = 12


class TeamMode(StrEnum):
    """What the points of a team are made of."""

    MEAN = "mean"
    SUM = "sum"


def next_team(names: Sequence[str], seats: Mapping[str, int]) -> str:
    """The team with the fewest seats, the first of several."""
    return min(names, key=lambda name: seats.get(name, 0))


def team_board(mode: str, names: Sequence[str], points: Mapping[str, Sequence[int]]) -> list[dict[str, object]]:
    """Every team, best first: `{team, points, members, rank}`; ranks are 1, 1, 3.

    `points` are the totals of the members of each team. A mean is rounded to a whole number, halves up; teams are
    compared by what is shown. A team without members has 0 points.
    """
    reached = {name: _points(mode, points.get(name, ())) for name in names}
    places = ranks(reached)
    rows = [
        {"team": name, "points": reached[name], "members": len(points.get(name, ())), "rank": places[name]}
        for name in names
    ]
    return sorted(rows, key=lambda row: places[str(row["team"])])


def _points(mode: str, members: Sequence[int]) -> int:
    if not members or mode == TeamMode.SUM:
        return sum(members)
    return int(half_up(Fraction(sum(members), len(members))))
