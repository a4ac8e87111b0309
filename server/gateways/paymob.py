"""Paymob in plain values: what a transaction means, and what its signature covers.

Source: developers.paymob.com (HMAC calculation, callbacks) and the official WooCommerce plugin 4.1.
"""

import hmac
from collections.abc import Mapping
from datetime import date
from hashlib import sha512
from typing import Any, Final

import orjson

from models.rules.money import exponent
from models.rules.payments import PaymentState, RefundState, Word
from server.gateways.base import Delivery, Event, Forged, GatewayRefused, RefundWord

Json = Mapping[str, Any]

HOSTS: Final = {
    "egypt": ("https://accept.paymob.com", "EGP", "Africa/Cairo"),
    "ksa": ("https://ksa.paymob.com", "SAR", "Asia/Riyadh"),
    "uae": ("https://uae.paymob.com", "AED", "Asia/Dubai"),
    "oman": ("https://oman.paymob.com", "OMR", "Asia/Muscat"),
    "pakistan": ("https://pakistan.paymob.com", "PKR", "Asia/Karachi"),
}
"""By country: host, currency, time zone of its dates."""
MODE_AT: Final = 7
"""Where a key says `test` or `live`: `egy_sk_test_…`."""
BOOLEANS: Final = frozenset(
    {
        "error_occured",
        "has_parent_transaction",
        "is_3d_secure",
        "is_auth",
        "is_capture",
        "is_refunded",
        "is_standalone_payment",
        "is_voided",
        "pending",
        "success",
    }
)
SIGNED: Final = (
    "amount_cents",
    "created_at",
    "currency",
    "error_occured",
    "has_parent_transaction",
    "id",
    "integration_id",
    "is_3d_secure",
    "is_auth",
    "is_capture",
    "is_refunded",
    "is_standalone_payment",
    "is_voided",
    "order.id",
    "owner",
    "pending",
    "source_data.pan",
    "source_data.sub_type",
    "source_data.type",
    "success",
)
"""What the signature of a transaction covers, in this order. Everything else in it is anybody's word."""
SIGNED_TOKEN: Final = (
    "card_subtype",
    "created_at",
    "email",
    "id",
    "masked_pan",
    "merchant_id",
    "order_id",
    "token",
)


def sign(text: str, secret: str) -> str:
    """HMAC-SHA512 in lower-case hex."""
    return hmac.new(secret.encode(), text.encode(), sha512).hexdigest()


def signed_text(thing: Json, names: tuple[str, ...] = SIGNED, *, nulls: str = "plugin") -> str:
    """The values that are signed, one after the other. A missing truth counts as `false`, another gap as nothing."""
    return "".join(_plain(_at(thing, name), name, nulls) for name in names)


def redirect_text(query: Mapping[str, str]) -> str:
    """The same of the browser's return, whose names are flat; the order's id goes by `order` or `order_id`."""
    order = query.get("order", query.get("order_id", ""))
    return "".join(order if name == "order.id" else query.get(name, "") for name in SIGNED)


def subscription_text(body: Json) -> str:
    """What the signature inside a subscription's callback covers."""
    return f"{body.get('trigger_type')}for{_at(body, 'subscription_data.id')}"


def flash_text(amount_cents: int, currency: str, intention_id: str) -> str:
    """What the signature inside an older webhook covers: the amount with exactly two decimals, and the intention."""
    scale = 10 ** exponent(currency)
    return f"{amount_cents / scale:.2f}{intention_id}"


def _at(thing: Json, name: str) -> Any:
    group, _, key = name.rpartition(".")
    inner = thing.get(group) if group else thing
    return inner.get(key) if isinstance(inner, Mapping) else None


def _plain(value: Any, name: str, nulls: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "false" if name in BOOLEANS or nulls == "false" else ""
    return str(value)


def read_event(delivery: Delivery, secret: str, integrations: frozenset[int], *, live: bool, nulls: str) -> Event:
    """A verified event. Raises Forged, or GatewayRefused for what cannot be read."""
    try:
        body = orjson.loads(delivery.body)
    except orjson.JSONDecodeError as error:
        raise Forged("nothing that could be signed") from error
    if not isinstance(body, Mapping):
        raise Forged("nothing that could be signed")
    given, thing = delivery.query.get("hmac", ""), body.get("obj")
    match body.get("type"):
        case "TRANSACTION" if isinstance(thing, Mapping):
            _check(given, signed_text(thing, nulls=nulls), secret)
            return event_of(thing, integrations, live=live)
        case "TOKEN" if isinstance(thing, Mapping):
            _check(given, signed_text(thing, SIGNED_TOKEN), secret)
            return Event(f"token:{thing.get('id')}", "TOKEN")
        case _ if "subscription_data" in body:
            text = subscription_text(body)
            _check(str(body.get("hmac") or ""), text, secret)
            return Event(f"subscription:{text}"[:200], "subscription")
        case _:
            raise Forged("an event whose signature is not known")


def _check(given: str, text: str, secret: str) -> None:
    if not secret or not hmac.compare_digest(sign(text, secret).encode(), given.encode()):
        raise Forged("no signature of ours")


def event_of(transaction: Json, integrations: frozenset[int], *, live: bool) -> Event:
    """A verified transaction, from its signed fields alone.

    Children (refunds, voids, captures) and parents that were sent again are asked about: what they say of amounts is
    not signed, and a payer holds a valid signature of the own transaction.
    """
    flags = [transaction.get(name) is True for name in ("success", "pending", "is_voided", "is_refunded")]
    changed = transaction.get("has_parent_transaction") is True or any(flags[2:])
    identity = f"{transaction.get('id')}:{''.join(str(int(flag)) for flag in flags)}"
    ref = str(_at(transaction, "order.id") or "")
    try:
        word = None if changed else _word(transaction, integrations, live=live)
    except (TypeError, ValueError) as error:
        raise GatewayRefused("a transaction that cannot be read") from error
    return Event(identity, "TRANSACTION", ref=ref, word=word, ask=changed, moved_back=changed)


def _word(transaction: Json, integrations: frozenset[int], *, live: bool) -> Word:
    success, pending = transaction.get("success") is True, transaction.get("pending") is True
    state = PaymentState.PENDING
    if success and not pending and transaction.get("error_occured") is not True:
        state = PaymentState.AUTHORISED if transaction.get("is_auth") is True else PaymentState.PAID
    ours = transaction.get("integration_id") in integrations
    return Word(
        state=state,
        amount=int(transaction["amount_cents"]),
        currency=str(transaction.get("currency") or "").upper(),
        # An integration belongs to one mode: another than ours is as good as the other mode.
        live=live if ours else not live,
        payment_ref=str(transaction["id"]) if success else None,
        reason="" if success or pending else "declined",
    )


def word_of_transaction(transaction: Json, integrations: frozenset[int], *, live: bool) -> Word:
    """What a transaction says that we asked for ourselves; all of its fields count."""
    negative = ("is_void", "is_refund", "is_voided")
    if any(transaction.get(name) is True for name in negative):
        return Word(PaymentState.CANCELLED)
    word = _word(transaction, integrations, live=live)
    reference = _at(transaction, "order.merchant_order_id")
    return Word(
        state=word.state,
        amount=word.amount,
        currency=word.currency,
        live=word.live,
        reference=str(reference) if reference else None,
        payment_ref=word.payment_ref,
        reason=str(_at(transaction, "data.txn_response_code") or word.reason) if word.reason else "",
    )


def sent_back(transaction: Json) -> int:
    """How much of a payment went back, from its own transaction: all of it when it was voided."""
    whole = transaction.get("is_voided") is True
    return int(transaction["amount_cents"] if whole else transaction.get("refunded_amount_cents") or 0)


def may_void(transaction: Json, today: date) -> bool:
    """Whether a payment may be voided: by card, on the same day, before it is settled."""
    by_card = _at(transaction, "source_data.type") == "card"
    same_day = str(transaction.get("created_at") or "").startswith(today.isoformat())
    return by_card and same_day and transaction.get("is_settled") is not True


def word_of_refund(child: Json) -> RefundWord:
    """What a refund's own transaction says."""
    success, pending = child.get("success") is True, child.get("pending") is True
    state = RefundState.PENDING if pending else RefundState.FAILED
    return RefundWord(
        state=RefundState.DONE if success and not pending else state,
        ref=str(child.get("id") or ""),
        amount=child.get("amount_cents"),
        reason="" if success or pending else str(_at(child, "data.message") or "declined"),
    )


def said_in(answer: Any) -> str:
    """The reason in a bad answer, in the order in which the vendor's plugin looks for it."""
    if not isinstance(answer, Mapping):
        return "no answer that can be read"
    for name in ("detail", "amount", "amount_cents", "billing_data", "integrations", "code", "message"):
        if told := answer.get(name):
            return str(told[0] if isinstance(told, list) else told)[:200]
    return str(dict(answer))[:200]
