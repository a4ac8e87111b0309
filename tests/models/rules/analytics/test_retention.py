from datetime import date

from models.rules.analytics.measures import COUNTS, MONEY, Measure, Takings
from models.rules.analytics.privacy import for_outsiders
from models.rules.analytics.retention import Cohort, Joined, cohorts


def test_a_cohort_has_a_number_for_every_week_up_to_now() -> None:
    first, second = date(2026, 2, 16), date(2026, 3, 2)
    seen = {(first, 0): 3, (first, 2): 1, (second, 0): 2}
    assert cohorts([Joined(first, 4, 1), Joined(second, 2, 0)], seen, date(2026, 3, 8)) == [
        Cohort("2026-W08", first, 4, 1, (3, 0, 1)),
        Cohort("2026-W10", second, 2, 0, (2,)),
    ]
    assert cohorts([], {}, date(2026, 3, 8)) == []


def test_a_figure_about_few_people_is_for_those_who_teach_them() -> None:
    assert for_outsiders(50.0, group=5, least=5) == 50.0
    assert for_outsiders(50.0, group=4, least=5) is None
    assert for_outsiders(None, group=9, least=5) is None


def test_what_stays_is_without_coupons_refunds_and_disputes() -> None:
    assert Takings("KWD", sales=2, gross=10_000, discounts=500, refunds=9_000, disputes=100).net == 400
    assert Takings("KWD", refunds=100).net == -100
    assert {*COUNTS, *MONEY} == set(Measure)
