from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.lti import Target, TargetKind
from models.rules.lti_services import (
    LINEITEM_SCOPE,
    SCORE_SCOPE,
    link_item,
    may_grade,
    next_moment,
    scopes_to_ask,
    score_body,
    scores_url,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lineitem", "url"),
    [
        ("https://m.example/items/1", "https://m.example/items/1/scores"),
        ("https://m.example/items/1/lineitem?type_id=3", "https://m.example/items/1/lineitem/scores?type_id=3"),
    ],
)
def test_scores_go_below_the_column_and_before_its_query(lineitem: str, url: str) -> None:
    assert scores_url(lineitem) == url


@pytest.mark.parametrize(
    ("scopes", "item", "items", "may"),
    [
        ([SCORE_SCOPE], "i", None, True),
        ([SCORE_SCOPE], None, "is", False),
        ([SCORE_SCOPE, LINEITEM_SCOPE], None, "is", True),
        ([LINEITEM_SCOPE], "i", "is", False),
        ([SCORE_SCOPE], None, None, False),
    ],
)
def test_a_link_takes_scores_where_it_has_a_column_or_lets_us_make_one(
    scopes: list[str], item: str | None, items: str | None, *, may: bool
) -> None:
    assert may_grade(scopes, lineitem=item, lineitems=items) is may
    assert set(scopes_to_ask([*scopes, "other"]).split()) == set(scopes)


def test_a_score_says_when_it_was_measured_to_the_microsecond() -> None:
    body = score_body("42", 66.66666666, NOW + timedelta(microseconds=5))
    assert body["timestamp"] == "2026-03-02T09:00:00.000005Z"
    assert (body["scoreGiven"], body["scoreMaximum"]) == (66.6667, 100)
    assert (body["activityProgress"], body["gradingProgress"]) == ("Completed", "FullyGraded")


@given(st.lists(st.integers(-5, 5), max_size=20))
def test_a_later_result_has_a_later_moment_whatever_the_clock_does(steps: list[int]) -> None:
    clock, before = NOW, None
    for step in steps:
        clock += timedelta(seconds=step)
        found = next_moment(clock, before)
        assert before is None or found > before
        before = found


@pytest.mark.parametrize(("kind", "graded"), [(TargetKind.QUIZ, True), (TargetKind.COURSE, False)])
def test_only_what_is_graded_brings_a_column(*, kind: TargetKind, graded: bool) -> None:
    target = Target(kind, UUID(int=7))
    item = link_item(target, "Maps", "https://lectern.example/lti", graded=graded)
    assert item["custom"] == {"lectern": str(target)}
    assert ("lineItem" in item) is graded
