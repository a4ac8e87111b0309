"""A lesson becomes done by its own rule and by no other, and stays done unless staff decide otherwise."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.courses import CompletionRule
from models.rules.lesson_progress import Event, Goal, Happened, Here, fold, step, watched_share
from models.rules.progress import LessonState

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DONE, STARTED = LessonState.DONE, LessonState.IN_PROGRESS


def at(seconds: int, kind: str, **d: Any) -> Event:
    return Event(kind, NOW + timedelta(seconds=seconds), d)


@pytest.mark.parametrize(
    ("goal", "events", "state", "code"),
    [
        (Goal(CompletionRule.VIEW), [at(0, "viewed")], DONE, "viewed"),
        (Goal(CompletionRule.MARK), [at(0, "viewed")], STARTED, "started"),
        (Goal(CompletionRule.MARK), [at(0, "marked")], DONE, "marked"),
        (Goal(CompletionRule.PASS), [at(0, "marked"), at(1, "submitted")], STARTED, "started"),
        (Goal(CompletionRule.PASS), [at(0, "passed")], DONE, "passed"),
        (Goal(CompletionRule.SUBMIT), [at(0, "passed")], STARTED, "started"),
        (Goal(CompletionRule.SUBMIT), [at(0, "submitted")], DONE, "submitted"),
        (Goal(CompletionRule.DWELL, 60), [at(0, "viewed"), at(59, "reported")], STARTED, "started"),
        (Goal(CompletionRule.DWELL, 60), [at(0, "viewed"), at(60, "reported")], DONE, "dwelt"),
        (Goal(CompletionRule.DWELL), [at(0, "viewed"), at(30, "reported")], DONE, "dwelt"),
        (Goal(CompletionRule.DWELL, 200), [at(0, "viewed"), at(9_999, "reported")], STARTED, "started"),
        (
            Goal(CompletionRule.WATCHED, 0.5, 100),
            [at(0, "viewed"), at(50, "reported", watched=[[0, 50]])],
            DONE,
            "watched",
        ),
        (
            Goal(CompletionRule.WATCHED, 0.5, 100),
            [at(0, "viewed"), at(5, "reported", watched=[[0, 100]])],
            STARTED,
            "started",
        ),
        (
            Goal(CompletionRule.WATCHED, None, 100),
            [at(0, "viewed"), at(95, "reported", watched=[[0, 40], [60, 200]])],
            STARTED,
            "started",
        ),
        (
            Goal(CompletionRule.WATCHED, 0.1),
            [at(0, "viewed"), at(95, "reported", watched=[[0, 90]])],
            STARTED,
            "started",
        ),
    ],
)
def test_a_lesson_is_done_by_its_own_rule(goal: Goal, events: list[Event], state: LessonState, code: str) -> None:
    here = fold(goal, events)

    assert (here.state, here.why["code"]) == (state, code)
    assert (here.completed_at is not None) is (state is DONE)


def test_a_report_moves_the_place_to_resume_at_and_one_without_it_leaves_it() -> None:
    goal = Goal(CompletionRule.WATCHED, 1.0, 100)

    here = fold(goal, [at(0, "viewed"), at(10, "reported", position_seconds=10, watched=[[0, 10]]), at(20, "reported")])

    assert (here.position_s, here.watched, here.dwelt_s) == (10, ((0, 10),), 20)
    assert watched_share(goal, here) == 0.1


@pytest.mark.parametrize("state", list(LessonState))
def test_staff_may_set_any_state_with_a_reason(state: LessonState) -> None:
    here = fold(Goal(CompletionRule.PASS), [at(0, "passed"), at(1, "overridden", state=state, reason="ill", by="T")])

    assert (here.state, here.why) == (state, {"code": "overridden", "reason": "ill", "by": "T"})


def test_after_staff_took_it_back_the_rule_counts_anew() -> None:
    events = [at(0, "marked"), at(1, "overridden", state="not_started", reason="by mistake"), at(2, "marked")]

    here = fold(Goal(CompletionRule.MARK), events)

    assert (here.state, here.completed_at) == (DONE, NOW + timedelta(seconds=2))


EVENTS = st.lists(
    st.builds(
        at,
        st.integers(0, 500),
        st.sampled_from([each.value for each in Happened if each is not Happened.OVERRIDDEN]),
        watched=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=3),
    ),
    max_size=12,
).map(lambda events: sorted(events, key=lambda event: event.at))


@given(st.sampled_from(list(CompletionRule)), EVENTS)
def test_what_is_done_stays_done_and_the_fold_can_be_taken_step_by_step(
    rule: CompletionRule, events: list[Event]
) -> None:
    goal, here = Goal(rule, 0.5 if rule is CompletionRule.WATCHED else 60, 100), Here()
    for event in events:
        before, here = here, step(goal, here, event)
        assert before.state is not DONE or here.state is DONE
        assert 0 <= watched_share(goal, here) <= 1
    assert here == fold(goal, events)
