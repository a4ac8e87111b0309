"""What orders cost, and which coupons count."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.money import step
from models.rules.pricing import Coupon, CouponKind, CouponRefusal, Item, OrderRefusal, Quote, may_use, quote

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
A, B = UUID(int=1), UUID(int=2)
KWD = (Item(A, 12_500, "KWD"), Item(B, 5_000, "KWD"))


def priced(*items: Item, coupon: Coupon | None = None) -> Quote:
    made = quote(items, coupon)
    assert isinstance(made, Quote)
    return made


@pytest.mark.parametrize(
    ("coupon", "total"),
    [
        (None, 17_500),
        (Coupon(CouponKind.PERCENT, 10), 15_750),
        (Coupon(CouponKind.PERCENT, 33), 11_720),
        (Coupon(CouponKind.PERCENT, 100), 0),
        (Coupon(CouponKind.PERCENT, 50, course_ids=frozenset({B})), 15_000),
        (Coupon(CouponKind.FIXED, 2_000, "KWD"), 15_500),
        (Coupon(CouponKind.FIXED, 14_000, "KWD"), 3_500),
        (Coupon(CouponKind.FIXED, 6_000, "KWD", course_ids=frozenset({B})), 12_500),
        (Coupon(CouponKind.FIXED, 99_000, "KWD"), 0),
    ],
)
def test_coupons_take_off_what_they_say_rounded_down_to_the_step(coupon: Coupon | None, total: int) -> None:
    made = priced(*KWD, coupon=coupon)
    assert (made.subtotal, made.total, made.discount) == (17_500, total, 17_500 - total)


def test_a_price_below_the_step_is_rounded_in_the_payers_favour() -> None:
    assert priced(Item(A, 5_125, "KWD")).total == 5_120


@pytest.mark.parametrize(
    ("items", "refusal"),
    [
        ((Item(A, 1, "KWD"), Item(B, 1, "EGP")), OrderRefusal.MIXED_CURRENCIES),
        ((Item(A, 0, "KWD"),), OrderRefusal.NOTHING_TO_PAY),
        ((Item(A, 99_999_999, "EGP"), Item(B, 1, "EGP")), OrderRefusal.TOO_MUCH),
    ],
)
def test_what_cannot_be_ordered_together(items: tuple[Item, ...], refusal: OrderRefusal) -> None:
    assert quote(items) is refusal


@pytest.mark.parametrize(
    ("coupon", "used", "by_you", "refusal"),
    [
        (Coupon(CouponKind.PERCENT, 10), 9, 9, None),
        (Coupon(CouponKind.PERCENT, 10, is_active=False), 0, 0, CouponRefusal.INACTIVE),
        (Coupon(CouponKind.PERCENT, 10, starts_at=NOW + timedelta(seconds=1)), 0, 0, CouponRefusal.NOT_YET),
        (Coupon(CouponKind.PERCENT, 10, starts_at=NOW, ends_at=NOW), 0, 0, CouponRefusal.ENDED),
        (Coupon(CouponKind.PERCENT, 10, course_ids=frozenset({UUID(int=9)})), 0, 0, CouponRefusal.OTHER_COURSES),
        (Coupon(CouponKind.FIXED, 10, "EGP"), 0, 0, CouponRefusal.OTHER_CURRENCY),
        (Coupon(CouponKind.PERCENT, 10, limit_total=3), 3, 0, CouponRefusal.USED_UP),
        (Coupon(CouponKind.PERCENT, 10, limit_total=3, limit_per_user=1), 2, 1, CouponRefusal.USED_BY_YOU),
        (Coupon(CouponKind.FIXED, 10, "KWD", limit_total=3, limit_per_user=1), 2, 0, None),
    ],
)
def test_a_coupon_counts_or_says_why_not(coupon: Coupon, used: int, by_you: int, refusal: CouponRefusal | None) -> None:
    assert may_use(coupon, KWD, used=used, used_by_you=by_you, now=NOW) == refusal


coupons = st.one_of(
    st.none(),
    st.builds(Coupon, st.just(CouponKind.PERCENT), st.integers(1, 100)),
    st.builds(Coupon, st.just(CouponKind.FIXED), st.integers(1, 10**8), st.just("KWD")),
)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), coupons, st.sampled_from(["KWD", "JPY", "EGP"]))
def test_lines_add_up_and_every_line_can_be_charged(prices: list[int], coupon: Coupon | None, currency: str) -> None:
    made = quote([Item(UUID(int=n), price, currency) for n, price in enumerate(prices)], coupon)
    if isinstance(made, OrderRefusal):
        assert not any(prices)
        return
    assert made.total == sum(line.total for line in made.lines)
    assert all(0 <= line.total <= line.price and line.total % step(currency) == 0 for line in made.lines)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(1, 10**7))
def test_a_fixed_coupon_takes_off_no_more_than_itself_and_a_step_for_each_line(prices: list[int], value: int) -> None:
    items = [Item(UUID(int=n), price, "KWD") for n, price in enumerate(prices)]
    made = priced(*items, coupon=Coupon(CouponKind.FIXED, value, "KWD"))
    assert min(value, sum(prices)) <= made.discount < min(value, sum(prices)) + 10 * len(prices)
