"""Every movement of money sums to zero."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.ledger import (
    OWED,
    Posting,
    gateway_account,
    is_balanced,
    late,
    late_sale,
    refund,
    returned,
    sale,
)

amounts = st.integers(0, 10**9)


@given(one=amounts, two=amounts, of_sale=st.booleans())
def test_every_movement_is_balanced(*, one: int, two: int, of_sale: bool) -> None:
    subtotal, discount = max(one, two), min(one, two)
    for postings in (
        sale(gateway="stripe", subtotal=subtotal, discount=discount),
        late(gateway="stripe", amount=one),
        late_sale(subtotal=subtotal, discount=discount),
        refund(gateway="stripe", amount=one, of_sale=of_sale),
        returned(gateway="stripe", amount=one, of_sale=of_sale),
    ):
        assert is_balanced(postings)
        assert all(posting.amount for posting in postings)


@given(amounts)
def test_late_money_that_goes_back_leaves_nothing(amount: int) -> None:
    postings = late(gateway="stripe", amount=amount) + refund(gateway="stripe", amount=amount, of_sale=False)
    accounts = {posting.account for posting in postings}
    assert accounts <= {OWED, gateway_account("stripe")}
    assert all(sum(p.amount for p in postings if p.account == account) == 0 for account in accounts)


def test_one_sided_postings_are_not_balanced() -> None:
    assert not is_balanced([Posting(OWED, 1)])
