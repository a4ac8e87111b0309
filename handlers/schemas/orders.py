"""Shapes of orders, refunds and what pays them."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.queries.orders import Bill
from models.rules.payments import GatewayName, OrderState, RefundState
from models.rules.pricing import Quote
from models.tables.payments import OrderItem, Refund
from server.endpoint import In, Line, Minor, Money, Out, PageQuery

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
CourseIds = Annotated[list[UUID], Field(min_length=1, max_length=20)]
Url = Annotated[str, StringConstraints(max_length=2000)]


class OrderIn(In):
    """What to buy, and where to pay; prices are ours to know."""

    course_ids: CourseIds = Field(strict=False)
    gateway: GatewayName = Field(strict=False)
    return_url: Url | None = None
    coupon: Code | None = None


class OrderItemOut(Out):
    """One course of an order."""

    course_id: UUID
    title: str
    price: Money
    discount: Money
    enrollment_id: UUID | None

    @classmethod
    def of(cls, item: OrderItem, currency: str) -> Self:
        """From the row."""
        return cls(
            course_id=item.course_id,
            title=item.title,
            price=Money.of(item.price_minor, currency),
            discount=Money.of(item.discount_minor, currency),
            enrollment_id=item.enrollment_id,
        )


class OrderOut(Out):
    """An order. `checkout_url` is where to pay while it is pending."""

    id: UUID
    number: str
    state: OrderState
    gateway: GatewayName
    items: list[OrderItemOut]
    subtotal: Money
    discount: Money
    total: Money
    refunded: Money
    coupon: str | None
    checkout_url: str | None
    invoice_number: str | None
    last_decline: str | None
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None

    @classmethod
    def of(cls, bill: Bill) -> Self:
        """From the order and what belongs to it."""
        order = bill.order
        declined = next((payment.reason for payment in reversed(bill.payments) if payment.reason), None)
        return cls(
            id=order.id,
            number=order.number,
            state=OrderState(order.state),
            gateway=GatewayName(order.gateway),
            items=[OrderItemOut.of(item, order.currency) for item in bill.items],
            subtotal=Money.of(order.subtotal_minor, order.currency),
            discount=Money.of(order.discount_minor, order.currency),
            total=Money.of(order.total_minor, order.currency),
            refunded=Money.of(order.refunded_minor, order.currency),
            coupon=order.coupon_code or None,
            checkout_url=bill.checkout_url,
            invoice_number=invoice_name(order.invoice),
            last_decline=declined if order.state == OrderState.PENDING else None,
            created_at=order.created_at,
            expires_at=order.expires_at,
            paid_at=order.paid_at,
        )


def invoice_name(number: int | None) -> str | None:
    """The number as it stands on the invoice."""
    return None if number is None else f"INV-{number:06d}"


def credit_note_name(number: int | None) -> str | None:
    """The number as it stands on the credit note."""
    return None if number is None else f"CN-{number:06d}"


class PaymentOut(Out):
    """One try to pay, for those who look into it."""

    reference: str
    state: str
    reason: str
    problem: str
    disputed_at: datetime | None
    paid_at: datetime | None


class AdminOrderOut(OrderOut):
    """An order as admins see it: who buys, and what is wrong with it."""

    buyer_id: UUID
    buyer_name: str
    buyer_email: str
    problem: str
    payments: list[PaymentOut]

    @classmethod
    def of(cls, bill: Bill) -> Self:
        """From the order and what belongs to it."""
        plain, order = OrderOut.of(bill), bill.order
        payments = [
            PaymentOut(
                reference=each.reference,
                state=each.state,
                reason=each.reason,
                problem=each.lie,
                disputed_at=each.disputed_at,
                paid_at=each.paid_at,
            )
            for each in bill.payments
        ]
        return cls(
            **dict(plain),
            buyer_id=order.user_id,
            buyer_name=order.buyer_name,
            buyer_email=order.buyer_email,
            problem=order.problem,
            payments=payments,
        )


class OrderQuery(PageQuery):
    """Which orders."""

    state: OrderState | None = None
    gateway: GatewayName | None = None

    def narrowed(self) -> dict[str, str]:
        """The filters that were given."""
        given = {"state": self.state, "gateway": self.gateway}
        return {name: value.value for name, value in given.items() if value is not None}


class QuoteIn(In):
    """A coupon and the courses it is meant for."""

    coupon: Code
    course_ids: CourseIds = Field(strict=False)


class QuoteLineOut(Out):
    """One course with what the coupon takes off."""

    course_id: UUID
    price: Money
    discount: Money
    total: Money


class QuoteOut(Out):
    """What an order would cost now."""

    items: list[QuoteLineOut]
    subtotal: Money
    discount: Money
    total: Money

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """From the rule's answer."""
        currency = quote.currency
        lines = [
            QuoteLineOut(
                course_id=line.course_id,
                price=Money.of(line.price, currency),
                discount=Money.of(line.discount, currency),
                total=Money.of(line.total, currency),
            )
            for line in quote.lines
        ]
        sums = (Money.of(amount, currency) for amount in (quote.subtotal, quote.discount, quote.total))
        subtotal, discount, total = sums
        return cls(items=lines, subtotal=subtotal, discount=discount, total=total)


class RefundIn(In):
    """How much goes back, and why; without an amount, all that is left."""

    amount: Annotated[Minor, Field(gt=0)] | None = None
    reason: Line


class RefundOut(Out):
    """A refund. `problem` says why it failed."""

    id: UUID
    order_id: UUID
    amount: Money
    state: RefundState
    credit_note_number: str | None
    reason: str
    problem: str
    created_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, row: Refund) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            order_id=row.order_id,
            amount=Money.of(row.amount_minor, row.currency),
            state=RefundState(row.state),
            credit_note_number=credit_note_name(row.credit_note),
            reason=row.reason,
            problem=row.problem,
            created_at=row.created_at,
            done_at=row.done_at,
        )


class RefundQuery(PageQuery):
    """Which refunds."""

    state: RefundState | None = None
    order_id: UUID | None = None

    def narrowed(self) -> dict[str, str | UUID]:
        """The filters that were given."""
        given: dict[str, str | UUID | None] = {"state": self.state, "order_id": self.order_id}
        return {name: value for name, value in given.items() if value is not None}
