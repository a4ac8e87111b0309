"""Coupons, orders, payments, refunds, disputes, the gateways' events and the ledger. Amounts are minor units."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row, UniqueWhere
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.users import User


class Coupon(Row):
    """A coupon: `value` is a percentage or minor units of `currency`; an empty list of courses means all."""

    code = fields.CharField(max_length=40)
    code_key = fields.CharField(max_length=40, unique=True)
    kind = fields.CharField(max_length=8)
    value = fields.BigIntField()
    currency = fields.CharField(max_length=3, null=True)
    course_ids: fields.Field[list[str]] = fields.JSONField(default=list)
    limit_total = fields.IntField(null=True)
    limit_per_user = fields.IntField(null=True)
    starts_at = fields.DatetimeField(null=True)
    ends_at = fields.DatetimeField(null=True)
    is_active = fields.BooleanField(default=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Listed by time."""

        table = "coupon"
        indexes = (("created_at", "id"),)


class Order(Row):
    """What somebody wants to buy, at a price that no longer changes. `invoice` is a number without gaps."""

    number = fields.CharField(max_length=24, unique=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="orders", on_delete=fields.RESTRICT
    )
    user_id: UUID
    gateway = fields.CharField(max_length=12)
    state = fields.CharField(max_length=20, default="pending")
    currency = fields.CharField(max_length=3)
    subtotal_minor = fields.BigIntField()
    discount_minor = fields.BigIntField()
    total_minor = fields.BigIntField()
    refunded_minor = fields.BigIntField(default=0)
    coupon: fields.ForeignKeyNullableRelation[Coupon] = fields.ForeignKeyField(
        "models.Coupon", related_name="orders", null=True, on_delete=fields.RESTRICT
    )
    coupon_id: UUID | None
    coupon_code = fields.CharField(max_length=40, default="")
    buyer_name = fields.CharField(max_length=200)
    buyer_email = fields.CharField(max_length=320)
    locale = fields.CharField(max_length=16, default="en")
    return_url = fields.CharField(max_length=2000, default="")
    invoice = fields.IntField(null=True, unique=True)
    problem = fields.CharField(max_length=64, default="")
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    paid_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        """Found by buyer, by state, by coupon."""

        table = "course_order"
        indexes = (
            Index(fields=("user_id", "created_at"), name="ix_order_user"),
            Index(fields=("state", "expires_at"), name="ix_order_state"),
            Index(fields=("created_at", "id"), name="ix_order_created"),
            Index(fields=("coupon_id",), name="ix_order_coupon"),
        )


class OrderItem(Row):
    """One course of an order. `open` while the order waits for its payment: the seat is held."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="items", on_delete=fields.RESTRICT
    )
    order_id: UUID
    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="ordered", on_delete=fields.RESTRICT
    )
    course_id: UUID
    user_id = fields.UUIDField()
    title = fields.CharField(max_length=200)
    price_minor = fields.BigIntField()
    discount_minor = fields.BigIntField()
    open = fields.BooleanField(default=True)
    enrollment: fields.ForeignKeyNullableRelation[Enrollment] = fields.ForeignKeyField(
        "models.Enrollment", related_name="bought", null=True, on_delete=fields.RESTRICT
    )
    enrollment_id: UUID | None

    class Meta:
        """One open order for each person and course."""

        table = "order_item"
        indexes = (
            Index(fields=("order_id",), name="ix_order_item_order"),
            Index(fields=("course_id", "open"), name="ix_order_item_course"),
            UniqueWhere(fields=("user_id", "course_id"), name="uq_order_item_open", where="open"),
        )


class Payment(Row):
    """One try to pay an order at a gateway. `ref` is the gateway's id of the page, `payment_ref` of the payment."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="payments", on_delete=fields.RESTRICT
    )
    order_id: UUID
    gateway = fields.CharField(max_length=12)
    reference = fields.CharField(max_length=40, unique=True)
    ref = fields.CharField(max_length=200, null=True)
    payment_ref = fields.CharField(max_length=200, default="")
    url = fields.TextField(default="")
    state = fields.CharField(max_length=12, default="creating")
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    live = fields.BooleanField()
    fulfilled = fields.BooleanField(default=False)
    reason = fields.CharField(max_length=200, default="")
    lie = fields.CharField(max_length=32, default="")
    disputed_at = fields.DatetimeField(null=True)
    looks = fields.IntField(default=0)
    look_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    paid_at = fields.DatetimeField(null=True)

    class Meta:
        """The gateway's ids name one payment."""

        table = "payment"
        indexes = (
            Index(fields=("order_id",), name="ix_payment_order"),
            Index(fields=("look_at",), name="ix_payment_look"),
            Index(fields=("gateway", "payment_ref"), name="ix_payment_ref"),
            UniqueWhere(fields=("gateway", "ref"), name="uq_payment_ref", where="ref IS NOT NULL"),
        )


class GatewayEvent(Row):
    """The inbox: a verified event as it came, stored before anything is done about it. `done_at` when it was."""

    gateway = fields.CharField(max_length=12)
    event_id = fields.CharField(max_length=200)
    kind = fields.CharField(max_length=80, default="")
    body = fields.BinaryField()
    headers: fields.Field[dict[str, str]] = fields.JSONField(default=dict)
    query: fields.Field[dict[str, str]] = fields.JSONField(default=dict)
    received_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    outcome = fields.CharField(max_length=40, default="")

    class Meta:
        """Each event once."""

        table = "gateway_event"
        unique_together = (("gateway", "event_id"),)
        indexes = (Index(fields=("done_at", "received_at"), name="ix_gateway_event_done"),)


class Refund(Row):
    """Money that goes back. `busy_until` keeps two processes from asking for it at once."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="refunds", on_delete=fields.RESTRICT
    )
    order_id: UUID
    payment: fields.ForeignKeyRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", related_name="refunds", on_delete=fields.RESTRICT
    )
    payment_id: UUID
    reference = fields.CharField(max_length=40, unique=True)
    ref = fields.CharField(max_length=200, default="")
    state = fields.CharField(max_length=12, default="asked")
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    of_sale = fields.BooleanField()
    reason = fields.CharField(max_length=500, default="")
    problem = fields.CharField(max_length=200, default="")
    asked_by = fields.UUIDField(null=True)
    credit_note = fields.IntField(null=True, unique=True)
    tries = fields.IntField(default=0)
    look_at = fields.DatetimeField(null=True)
    busy_until = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        """Found by order, by payment, by what is due."""

        table = "refund"
        indexes = (
            Index(fields=("order_id",), name="ix_refund_order"),
            Index(fields=("payment_id",), name="ix_refund_payment"),
            Index(fields=("look_at",), name="ix_refund_look"),
            Index(fields=("created_at", "id"), name="ix_refund_created"),
        )


class Dispute(Row):
    """A payer asks the bank for the money. `withdrawn` and `reinstated`: whether it went, and came back, in the books."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="disputes", on_delete=fields.RESTRICT
    )
    order_id: UUID
    payment: fields.ForeignKeyRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", related_name="disputes", on_delete=fields.RESTRICT
    )
    payment_id: UUID
    gateway = fields.CharField(max_length=12)
    ref = fields.CharField(max_length=200)
    state = fields.CharField(max_length=8, default="open")
    reason = fields.CharField(max_length=80, default="")
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    withdrawn = fields.BooleanField(default=False)
    reinstated = fields.BooleanField(default=False)
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        """The gateway's id names one dispute; found by payment and order."""

        table = "dispute"
        unique_together = (("gateway", "ref"),)
        indexes = (
            Index(fields=("payment_id",), name="ix_dispute_payment"),
            Index(fields=("order_id",), name="ix_dispute_order"),
        )


class NumberSeries(Row):
    """The last number of a series without gaps; the row is locked by the transaction that takes the next."""

    name = fields.CharField(max_length=20, unique=True)
    used = fields.IntField(default=0)

    class Meta:
        """A row for each series."""

        table = "number_series"


class LedgerEntry(Row):
    """One posting; those of one `movement_id` sum to zero. Only ever added."""

    movement_id = fields.UUIDField()
    kind = fields.CharField(max_length=24)
    account = fields.CharField(max_length=40)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="postings", on_delete=fields.RESTRICT
    )
    order_id: UUID
    gateway = fields.CharField(max_length=12)
    cause = fields.CharField(max_length=80)
    at = fields.DatetimeField()

    class Meta:
        """A cause (`sale:payment id`) is posted once for each account."""

        table = "ledger_entry"
        unique_together = (("cause", "account"),)
        indexes = (
            Index(fields=("at", "id"), name="ix_ledger_entry_at"),
            Index(fields=("order_id",), name="ix_ledger_entry_order"),
            Index(fields=("movement_id",), name="ix_ledger_entry_movement"),
        )
