"""Teams: the smallest takes the newcomer, and a board compares means or sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.teams import next_team, team_board

NAMES = ("Owls", "Lynxes", "Storks")


@pytest.mark.parametrize(
    ("seats", "team"),
    [
        ({}, "Owls"),
        ({"Owls": 1}, "Lynxes"),
        ({"Owls": 1, "Lynxes": 1, "Storks": 1}, "Owls"),
        ({"Owls": 2, "Storks": 3}, "Lynxes"),
    ],
)
def test_a_newcomer_joins_the_first_of_the_smallest_teams(seats: dict[str, int], team: str) -> None:
    assert next_team(NAMES, seats) == team


@given(st.integers(0, 60))
def test_teams_never_differ_by_more_than_one_seat(count: int) -> None:
    seats: dict[str, int] = {}
    for _ in range(count):
        team = next_team(NAMES, seats)
        seats[team] = seats.get(team, 0) + 1
    sizes = [seats.get(name, 0) for name in NAMES]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    ("mode", "points"),
    [
        ("mean", [("Owls", 15, 2, 1), ("Lynxes", 15, 1, 1), ("Storks", 0, 0, 3)]),
        ("sum", [("Owls", 29, 2, 1), ("Lynxes", 15, 1, 2), ("Storks", 0, 0, 3)]),
    ],
)
def test_a_board_shows_means_rounded_up_from_a_half_or_sums(mode: str, points: list[tuple[str, int, int, int]]) -> None:
    board = team_board(mode, NAMES, {"Owls": [10, 19], "Lynxes": [15]})
    assert [(row["team"], row["points"], row["members"], row["rank"]) for row in board] == points
