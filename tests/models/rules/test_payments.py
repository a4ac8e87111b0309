"""Payments, refunds and orders only move forward, and a gateway's word is compared with what was asked."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.payments import (
    CLOSED_UNPAID,
    Expected,
    Lie,
    OrderState,
    PaymentState,
    RefundState,
    Settling,
    Word,
    lie_in,
    look_again,
    next_payment_state,
    next_refund_state,
    refund_step,
    refundable,
    settle,
    settled_state,
)

ASKED = Expected(amount=5120, currency="KWD", live=False, reference="ORD-1-1")
PAID = PaymentState.PAID


@pytest.mark.parametrize(
    ("gateway", "currency", "least"),
    [("stripe", "KWD", 10), ("stripe", "EUR", 1), ("myfatoorah", "KWD", 1), ("paymob", "EGP", 1)],
)
def test_a_refund_is_a_multiple_of_what_the_gateway_can_send(gateway: str, currency: str, least: int) -> None:
    assert refund_step(gateway, currency) == least


@pytest.mark.parametrize(
    "told", list(permutations([PAID, PaymentState.FAILED, PaymentState.PENDING, PaymentState.EXPIRED]))
)
def test_whatever_the_order_of_events_a_paid_payment_ends_paid(told: tuple[PaymentState, ...]) -> None:
    state = PaymentState.CREATING
    for each in told:
        state = next_payment_state(state, each)
    assert state is PAID


@given(st.sampled_from(PaymentState), st.sampled_from(PaymentState))
def test_the_same_word_twice_changes_nothing(now: PaymentState, told: PaymentState) -> None:
    once = next_payment_state(now, told)
    assert next_payment_state(once, told) is once


@pytest.mark.parametrize(
    ("now", "told", "then"),
    [
        (RefundState.ASKED, RefundState.PENDING, RefundState.PENDING),
        (RefundState.DONE, RefundState.PENDING, RefundState.DONE),
        (RefundState.DONE, RefundState.FAILED, RefundState.FAILED),
        (RefundState.FAILED, RefundState.DONE, RefundState.FAILED),
    ],
)
def test_refunds_move_forward_and_may_come_back_from_the_bank(
    now: RefundState, told: RefundState, then: RefundState
) -> None:
    assert next_refund_state(now, told) is then


@pytest.mark.parametrize(
    ("refunded", "state"),
    [(0, OrderState.PAID), (1, OrderState.PARTIALLY_REFUNDED), (100, OrderState.REFUNDED)],
)
def test_a_settled_order_is_what_its_sums_say(refunded: int, state: OrderState) -> None:
    assert settled_state(paid=100, refunded=refunded) is state


def test_no_more_can_be_refunded_than_was_paid() -> None:
    assert [refundable(paid=100, standing=standing) for standing in (0, 40, 100, 120)] == [100, 60, 0, 0]


@pytest.mark.parametrize(
    ("word", "lie"),
    [
        (Word(PAID, 5120, "KWD"), None),
        (Word(PAID, 5120, "KWD", live=False, reference="ORD-1-1"), None),
        (Word(PAID), Lie.UNPROVED),
        (Word(PAID, 5120), Lie.UNPROVED),
        (Word(PAID, 1, "KWD"), Lie.AMOUNT),
        (Word(PAID, 5120, "JPY"), Lie.CURRENCY),
        (Word(PAID, 5120, "KWD", live=True), Lie.MODE),
        (Word(PAID, 5120, "KWD", reference="ORD-2-1"), Lie.ORDER),
    ],
)
def test_a_word_that_differs_from_the_order_is_found_out(word: Word, lie: Lie | None) -> None:
    assert lie_in(word, ASKED) is lie


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("seats_free", [True, False])
@pytest.mark.parametrize("has_them", [True, False])
def test_late_money_enrols_only_into_a_free_seat_and_only_once(
    state: OrderState, *, seats_free: bool, has_them: bool
) -> None:
    fulfils = state is OrderState.PENDING or (state in CLOSED_UNPAID and seats_free and not has_them)
    assert settle(state, seats_free=seats_free, has_them_already=has_them) is (
        Settling.FULFIL if fulfils else Settling.SEND_BACK
    )


def test_a_gateway_is_asked_less_and_less_often() -> None:
    waits = [look_again(looks) for looks in (0, 1, 2, 5, 500)]
    assert waits == [timedelta(seconds=s) for s in (15, 30, 60, 300, 300)]
