"""Progress: required lessons only, never over 100, never undefined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.progress import LessonState, Step, is_complete, percent

DONE, OPEN = Step("done"), Step("not_started")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], 0),
        ([Step("done", required=False)], 0),
        ([OPEN], 0),
        ([DONE], 100),
        ([DONE, OPEN, OPEN], 33),
        ([DONE, DONE, OPEN], 66),
        ([DONE] * 199 + [OPEN], 99),
        ([DONE, Step("not_started", required=False)], 100),
        ([DONE, Step("in_progress")], 50),
        ([DONE, Step("excused")], 100),
        ([Step("excused")], 0),
    ],
)
def test_percent_counts_required_lessons(steps: list[Step], expected: int) -> None:
    assert percent(steps) == expected
    assert is_complete(steps) is (expected == 100)


STEPS = st.lists(st.builds(Step, state=st.sampled_from(LessonState), required=st.booleans()))


@given(STEPS)
def test_percent_is_a_percent(steps: list[Step]) -> None:
    counting = [step for step in steps if step.counts]
    assert 0 <= percent(steps) <= 100
    assert is_complete(steps) == (bool(counting) and all(step.state == "done" for step in counting))


@given(STEPS, STEPS)
def test_optional_lessons_change_nothing(steps: list[Step], more: list[Step]) -> None:
    assert percent([*steps, *(Step(step.state, required=False) for step in more)]) == percent(steps)
