"""What counts as noticed when a protection is taken out, and that the mutants name what exists."""

import pytest

from tests.faults.broken import ROOT, complaint, verdict
from tests.faults.mutants import MUTANTS

FAILURE = """
E   AssertionError: assert 1 == 2
E     more
FAILED tests/a/test_b.py::test_c[1] - AssertionError: assert 1 == 2
"""


@pytest.mark.parametrize(
    ("code", "words", "result"),
    [
        (0, "1 passed", "NOT NOTICED"),
        (1, FAILURE, "seen to fail"),
        (1, "ERROR tests/a/test_b.py::test_c - OSError: no server", "the test did not begin"),
        (4, "file or directory not found", "the test did not run (pytest ended with 4)"),
    ],
)
def test_only_a_test_that_ran_and_failed_has_noticed(code: int, words: str, result: str) -> None:
    assert verdict(code, words) == result


def test_what_a_test_said_is_told_shortly() -> None:
    assert complaint(FAILURE) == "AssertionError: assert 1 == 2"
    assert complaint("1 passed") == ""


def test_every_mutant_has_a_name_of_its_own_a_file_and_tests_that_exist() -> None:
    assert len({each.name for each in MUTANTS}) == len(MUTANTS)
    for each in MUTANTS:
        assert (ROOT / each.file).is_file(), each.name
        assert each.old != each.new, each.name
        for test in each.test.split():
            file, _, name = test.partition("[")[0].partition("::")
            text = (ROOT / file).read_text("utf-8")
            assert not name or f"def {name}(" in text, test
