"""What a learner may look at again, moment by moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.reviewing import EVERYTHING, USUAL, Moment, ReviewFacts, Show, first_shown, moment, reasons, shown

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DURING = ReviewFacts(NOW, None)
JUST_NOW = ReviewFacts(NOW, NOW - 2 * MINUTE)
LATER = ReviewFacts(NOW, NOW - 3 * MINUTE, closes_at=NOW + MINUTE, finished_with=True)
CLOSED = ReviewFacts(NOW, NOW - MINUTE, closes_at=NOW)
THROUGH = ReviewFacts(NOW, NOW - MINUTE, finished_with=True)


@pytest.mark.parametrize(
    ("facts", "at", "usual"),
    [
        (DURING, Moment.DURING, frozenset()),
        (JUST_NOW, Moment.RIGHT_AFTER, USUAL),
        (LATER, Moment.WHILE_OPEN, USUAL),
        (CLOSED, Moment.AFTER_CLOSE, EVERYTHING),
        (THROUGH, Moment.RIGHT_AFTER, EVERYTHING),
    ],
)
def test_the_usual_shows_the_key_only_when_it_can_no_longer_help(
    facts: ReviewFacts, at: Moment, usual: frozenset[Show]
) -> None:
    assert (moment(facts), shown(None, facts)) == (at, usual)


@given(
    st.sampled_from([DURING, JUST_NOW, LATER, CLOSED, THROUGH]),
    st.dictionaries(st.sampled_from([each.value for each in Moment]), st.lists(st.sampled_from(list(Show)))),
)
def test_what_the_author_chose_for_a_moment_is_what_is_shown_then(
    facts: ReviewFacts, review: dict[str, list[Show]]
) -> None:
    chosen = review.get(moment(facts))

    assert shown(review, facts) == (shown(None, facts) if chosen is None else frozenset(chosen))


def test_reasons_that_tell_the_key_wait_for_the_right_to_see_it() -> None:
    why: list[dict[str, object]] = [{"code": "rule", "rule": "halves"}, {"code": "choice", "id": "a", "correct": True}]

    assert reasons(why, USUAL) == why[:1]
    assert reasons(why, EVERYTHING) == why


NOT_YET: dict[str, list[str]] = {Moment.RIGHT_AFTER: [], Moment.WHILE_OPEN: []}
ENDED = ReviewFacts(NOW, NOW, closes_at=NOW + 60 * MINUTE)


@pytest.mark.parametrize(
    ("review", "facts", "first"),
    [
        (None, ENDED, NOW),
        (None, replace(ENDED, now=NOW + 9 * MINUTE), NOW + 9 * MINUTE),
        ({Moment.RIGHT_AFTER: []}, ENDED, NOW + 2 * MINUTE + timedelta(microseconds=1)),
        (NOT_YET, ENDED, NOW + 60 * MINUTE),
        (NOT_YET, replace(ENDED, closes_at=None), None),
        (NOT_YET | {Moment.AFTER_CLOSE: []}, ENDED, None),
        (None, DURING, None),
    ],
)
def test_a_score_has_a_first_moment_or_none(
    review: dict[str, list[str]] | None, facts: ReviewFacts, first: datetime | None
) -> None:
    assert first_shown(review, Show.SCORE, facts) == first


@given(
    st.dictionaries(st.sampled_from([each.value for each in Moment]), st.lists(st.sampled_from(list(Show)))),
    st.sampled_from([None, NOW - MINUTE, NOW + MINUTE, NOW + 60 * MINUTE]),
    st.integers(0, 90),
)
def test_nothing_is_shown_before_its_first_moment_and_it_is_shown_then(
    review: dict[str, list[Show]], closes_at: datetime | None, minutes: int
) -> None:
    facts = ReviewFacts(NOW, NOW, closes_at=closes_at)
    first, then = first_shown(review, Show.SCORE, facts), NOW + minutes * MINUTE
    if first is not None:
        assert Show.SCORE in shown(review, replace(facts, now=first))
    if first is None or then < first:
        assert Show.SCORE not in shown(review, replace(facts, now=then))
