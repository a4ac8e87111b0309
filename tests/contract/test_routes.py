"""The served routes are the contract's routes, no more and no fewer."""

import pytest

from server.app import specs
from tests.contract.contract import REFERENCE, listed, plain, served, written

PENDING, ADDITIONS = "pending.txt", "additions.txt"


def test_the_contract_is_read_whole() -> None:
    routes = written()
    assert len(routes) >= 220
    assert {("GET", "/health"), ("DELETE", "/coupons/{}"), ("PUT", "/courses/{}/reviews/mine")} <= routes
    assert plain("/courses/{id}/staff/{user}") == "/courses/{}/staff/{}"


def test_nothing_is_served_that_nobody_agreed_on() -> None:
    assert served(specs()) - written() - listed(ADDITIONS).keys() == set()


def test_every_route_of_the_contract_is_served_or_pending() -> None:
    assert written() - served(specs()) - listed(PENDING).keys() == set()


def test_the_pending_list_only_shrinks() -> None:
    assert listed(PENDING).keys() & served(specs()) == set()
    assert listed(PENDING).keys() <= written()


def test_every_addition_is_served_and_has_a_reason() -> None:
    assert listed(ADDITIONS).keys() <= served(specs())
    assert all(listed(ADDITIONS).values())


@pytest.mark.parametrize("name", [PENDING, ADDITIONS])
def test_every_line_of_a_list_is_understood(name: str) -> None:
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line and not line.startswith("#")]) == len(listed(name))
