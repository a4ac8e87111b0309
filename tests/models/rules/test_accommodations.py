"""What holds for one person: the strongest grant of each field, the most lenient of several groups."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.rules.accommodations import FIELDS, Grant, Source, effective, personal_factor, profile
from models.rules.deadlines import Allowance

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HALF_MORE, TWICE = Fraction(3, 2), Fraction(2)


def test_without_grants_nothing_is_added() -> None:
    assert effective([]).allowance == Allowance()
    assert effective([]).sources == {}


def test_each_field_comes_from_the_strongest_source_that_says_something() -> None:
    found = effective(
        [
            Grant(Source.GROUP_IN_QUIZ, factor=TWICE, closes_at=NOON),
            Grant(Source.OWN_EVERYWHERE, factor=HALF_MORE, extra_minutes=5),
            Grant(Source.OWN_IN_COURSE, extra_minutes=10),
            Grant(Source.OWN_IN_QUIZ, extra_attempts=1),
        ]
    )
    assert found.allowance == Allowance(HALF_MORE, 10, 1, None, NOON)
    assert found.sources == {
        "factor": Source.OWN_EVERYWHERE,
        "extra_minutes": Source.OWN_IN_COURSE,
        "extra_attempts": Source.OWN_IN_QUIZ,
        "closes_at": Source.GROUP_IN_QUIZ,
    }


def test_a_grant_in_the_quiz_may_give_less_than_the_profile() -> None:
    grants = [Grant(Source.OWN_IN_QUIZ, factor=Fraction(1)), profile(Source.OWN_EVERYWHERE, TWICE, 0, 0)]
    assert personal_factor(grants) == 1


def test_what_is_neutral_in_a_profile_takes_nothing_away() -> None:
    grants = [profile(Source.OWN_IN_COURSE, Fraction(1), 0, 3), profile(Source.OWN_EVERYWHERE, TWICE, 15, 1)]
    assert effective(grants).allowance == Allowance(TWICE, 15, 3)


def test_of_several_groups_the_most_lenient_value_of_those_that_say_something_counts() -> None:
    early = Grant(Source.GROUP_IN_QUIZ, extra_minutes=5, opens_at=NOON, closes_at=NOON + HOUR)
    late = Grant(Source.GROUP_IN_QUIZ, factor=HALF_MORE, opens_at=NOON + HOUR, closes_at=NOON + 2 * HOUR)
    silent = Grant(Source.GROUP_IN_QUIZ)
    assert effective([early, late, silent]).allowance == Allowance(HALF_MORE, 5, 0, NOON, NOON + 2 * HOUR)


GRANTS = st.builds(
    Grant,
    source=st.sampled_from(Source),
    factor=st.none() | st.fractions(1, 10, max_denominator=8),
    extra_minutes=st.none() | st.integers(0, 60),
    extra_attempts=st.none() | st.integers(0, 5),
    closes_at=st.none() | st.integers(0, 100).map(lambda hours: NOON + hours * HOUR),
)


@given(st.lists(GRANTS, max_size=5, unique_by=lambda each: (each.source, each.factor)))
def test_every_value_was_granted_and_its_source_is_named(grants: list[Grant]) -> None:
    found = effective(grants)
    for name in FIELDS:
        said = [(each.source, getattr(each, name)) for each in grants if getattr(each, name) is not None]
        value = getattr(found.allowance, name)
        assert ((found.sources[name], value) in said) if said else (value == getattr(Allowance(), name))
        assert name in found.sources or not said
