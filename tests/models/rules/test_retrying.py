from datetime import timedelta

import pytest

from models.rules.retrying import is_hopeless, wait_before


@pytest.mark.parametrize(
    ("tries", "seconds"), [(0, 5), (1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (10_000, 3600)]
)
def test_pauses_double_up_to_an_hour(tries: int, seconds: int) -> None:
    assert wait_before(tries) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("tries", "hopeless"), [(7, False), (8, True), (9, True)])
def test_work_is_given_up_after_its_tries(tries: int, *, hopeless: bool) -> None:
    assert is_hopeless(tries=tries, most=8) is hopeless
