"""Scores of a run, judged first or anew: they are what a right key from the beginning would have given."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.queries.live import AnswerRow, SeatRow
from realtime.history import History
from realtime.judging import judge
from realtime.plans import keyed
from realtime.rescoring import rejudge
from realtime.state import Plan, Run, RunState, State
from tests.realtime.plans import item, plan

SEATS = [SeatRow(UUID(int=number), None, f"p{number}", "joined", 1.0) for number in range(1, 4)]
WHO = [str(seat.id) for seat in SEATS]
OPENS = 1_000_000


def answer(run: Run, who: str, choice: str, *, status: str = "accepted", sure: int | None = None) -> AnswerRow:
    """`choice` is a, b or c; given one second after the opening."""
    given_ms = OPENS + 1_000
    raw = {"choices": [f"{run.item[1:]}{choice}"]}
    return AnswerRow(run.id, who, "s", 0, raw, given_ms, given_ms, status, "r", confidence=sure)


def run_of(index: int) -> Run:
    """The run of item `index`; nothing is relabelled."""
    ids = {f"{index}{name}": f"{index}{name}" for name in "abc"}
    times = {"opens_at": OPENS, "closes_at": OPENS + 20_000}
    return Run(f"run-{index}", f"q{index}", index, RunState.REVEALED, OPENS, relabel=ids, **times)  # type: ignore[arg-type]


Rows = dict[str, Sequence[AnswerRow]]


def game(of: Plan, chosen: Sequence[Sequence[str | None]]) -> tuple[History, Rows]:
    """All items judged in order; `chosen` are the choices of each player by item."""
    history, answers = History(), Rows()
    for index, choices in enumerate(chosen):
        run = run_of(index)
        answers[run.id] = [answer(run, who, each) for who, each in zip(WHO, choices, strict=True) if each]
        facts = judge(of, run, answers[run.id], SEATS, history.scored)
        history.runs[run.id] = run
        history.scored.append({"run": run.id, "item": run.item, "scored": list(facts.scored)})
    return history, answers


def three(key: dict[int, str] | None = None, **options: Any) -> Plan:
    """Three single choices whose right ones are a, unless `key` says otherwise."""
    right = {0: "a", 1: "a", 2: "a", **(key or {})}
    items = [
        item(number, "single", choices=[{"text": text, "correct": text == right[number]} for text in "abc"])
        for number in range(3)
    ]
    return plan(*items, **options)


CHOICES = st.lists(st.lists(st.sampled_from(["a", "b", None]), min_size=3, max_size=3), min_size=1, max_size=3)


OPTIONS = st.fixed_dictionaries({"streak": st.booleans(), "scoring": st.sampled_from(["accuracy", "rank"])})


@given(chosen=CHOICES, wrong=st.integers(0, 2), options=OPTIONS)
@settings(max_examples=120)
def test_a_key_that_is_set_right_later_gives_what_it_would_have_given_at_first(
    chosen: list[list[str | None]], wrong: int, options: dict[str, Any]
) -> None:
    wrong %= len(chosen)
    history, answers = game(three({wrong: "b"}, **options), chosen)
    again = rejudge(three(**options), history, history.runs[f"run-{wrong}"], answers, SEATS)
    right, _ = game(three(**options), chosen)
    last = again.later[-1]["scored"] if again.later else again.facts.scored
    wanted = right.scored[-1]["scored"]
    names = ("participant", "total", "grade", "rank", "streak")
    assert [[line[name] for name in names] for line in last] == [[line[name] for name in names] for line in wanted]
    for told in ({"run": again.run.id, "scored": again.facts.scored}, *again.later):
        points = {line["participant"]: line["points"] for line in told["scored"]}
        assert points == {line["participant"]: line["points"] for line in right.lines_of(told["run"])}


def test_the_diff_names_those_whose_points_changed_and_the_later_runs_whose_bonus_did() -> None:
    chosen: list[list[str | None]] = [["a", "b", None], ["a", "a", "a"], ["a", "b", "b"]]
    history, answers = game(three({0: "b"}, streak=True), chosen)
    again = rejudge(three(streak=True), history, history.runs["run-0"], answers, SEATS)
    assert again.diff == [
        {"participant": WHO[0], "before": 0, "after": 1000},
        {"participant": WHO[1], "before": 1000, "after": 0},
    ]
    assert [each["run"] for each in again.later] == ["run-1", "run-2"]
    told = [event.t for event in again.events({"item": "q0", "_content": {}})]
    assert told == ["item.rescored", "item.scored", "item.scored", "item.scored"]


def test_without_streaks_no_other_run_is_touched() -> None:
    history, answers = game(three({0: "b"}), [["a", "b", "a"], ["a", "a", "a"]])
    assert rejudge(three(), history, history.runs["run-0"], answers, SEATS).later == []


@pytest.mark.parametrize(("status", "points"), [("accepted", 950), ("recovered", 0), ("credited", 0)])
def test_a_credited_answer_counts_for_correctness_with_the_lowest_speed_points(status: str, points: int) -> None:
    row = answer(run_of(0), WHO[0], "a", status=status)
    line = next(
        each
        for each in judge(three(scoring="linear"), run_of(0), [row], SEATS, []).scored
        if each["participant"] == WHO[0]
    )
    assert (line["points"], line["correct"], line["mark"], line["streak"]) == (points, 1, 1000, 1)


def test_an_item_that_is_shown_again_counts_once() -> None:
    history, _ = game(three(), [["a", "a", "b"]])
    run = run_of(0)
    second = Run(**{**{name: getattr(run, name) for name in run.__slots__}, "id": "again"})
    rows = [answer(second, who, choice) for who, choice in zip(WHO, "aba", strict=True)]
    lines = judge(three(), second, rows, SEATS, history.scored).scored
    assert {line["participant"]: line["total"] for line in lines} == {WHO[0]: 1000, WHO[1]: 0, WHO[2]: 1000}


def test_confidence_is_told_by_bands_with_the_number_of_the_right() -> None:
    run = run_of(0)
    rows = [answer(run, who, choice, sure=sure) for who, choice, sure in zip(WHO, "aab", (100, 75, 0), strict=True)]
    assert list(judge(three(), run, rows, SEATS, []).confidence) == [
        {"from": 0, "to": 24, "n": 1, "correct": 0},
        {"from": 25, "to": 49, "n": 0, "correct": 0},
        {"from": 50, "to": 74, "n": 0, "correct": 0},
        {"from": 75, "to": 100, "n": 2, "correct": 2},
    ]
    assert judge(three(), run, [answer(run, WHO[0], "a")], SEATS, []).confidence == []


def test_a_plan_takes_the_keys_of_the_state() -> None:
    before = three()
    assert keyed(before, State()) is before
    other = three({1: "c"})
    again = keyed(before, State(keys={"q1": other.items[1].content.dump()}))
    assert again == other
