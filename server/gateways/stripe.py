"""Stripe in plain values: what a Checkout Session asks for, and what sessions, intents and events mean.

Source: docs.stripe.com (checkout/fulfillment, webhooks, currencies) and the official Python library 16.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import orjson

from models.rules.money import step
from models.rules.payments import DisputeState, DisputeWord, PaymentState, RefundState, Word
from server.gateways.base import Checkout, Delivery, Event, Forged, GatewayRefused, RefundAsk, RefundWord

TOLERANCE_S: Final = 300
"""Older signatures are refused, as the library does; so are those from further in the future, which it lets pass."""
SENT_TIMES_100: Final = frozenset({"ISK", "UGX"})
"""Whole currencies that Stripe counts in hundredths."""
LARGEST: Final = 99_999_999
LONGEST_STAMP: Final = 12
SESSION_ID: Final = "{CHECKOUT_SESSION_ID}"
LOCALES: Final = frozenset({"en"})

Json = Mapping[str, Any]


def to_wire(amount: int, currency: str) -> int:
    """Our minor units as Stripe counts them. Raises GatewayRefused for what it cannot charge; never rounds."""
    if not can_charge(amount, currency):
        raise GatewayRefused(f"Stripe cannot charge {amount} minor units of {currency}")
    return amount * 100 if currency in SENT_TIMES_100 else amount


def from_wire(amount: int, currency: str) -> int:
    """Stripe's integer as our minor units."""
    return amount // 100 if currency in SENT_TIMES_100 else amount


def can_charge(amount: int, currency: str) -> bool:
    """Whether Stripe can charge exactly this: three-decimal currencies end in 0, and no more than eight digits."""
    wire = amount * 100 if currency in SENT_TIMES_100 else amount
    return 0 < wire <= LARGEST and amount % step(currency) == 0


def session_params(checkout: Checkout) -> dict[str, Any]:
    """The body of POST /v1/checkout/sessions for one payment."""
    joint = "&" if "?" in checkout.return_url else "?"
    marks = {"reference": checkout.reference}
    return {
        "mode": "payment",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": checkout.currency.lower(),
                    "unit_amount": to_wire(checkout.amount, checkout.currency),
                    "product_data": {"name": checkout.title},
                },
            }
        ],
        "client_reference_id": checkout.reference,
        "customer_email": checkout.buyer_email,
        "success_url": f"{checkout.return_url}{joint}session={SESSION_ID}",
        "cancel_url": checkout.return_url,
        "expires_at": int(checkout.expires_at.timestamp()),
        "locale": checkout.locale if checkout.locale in LOCALES else "auto",
        "metadata": marks,
        "payment_intent_data": {"metadata": marks},
    }


def refund_params(ask: RefundAsk) -> dict[str, Any]:
    """The body of POST /v1/refunds."""
    currency = ask.payment.currency
    return {
        "payment_intent": ask.payment.payment_ref,
        "amount": to_wire(ask.amount, currency),
        "reason": "requested_by_customer",
        "metadata": {"reference": ask.reference},
    }


def word_of_session(session: Json) -> Word:
    """What a Checkout Session says (docs.stripe.com/checkout/fulfillment)."""
    currency = str(session.get("currency") or "").upper() or None
    total = session.get("amount_total")
    intent = session.get("payment_intent")
    return Word(
        state=_session_state(session),
        amount=from_wire(total, currency) if isinstance(total, int) and currency else None,
        currency=currency,
        live=session.get("livemode"),
        reference=session.get("client_reference_id"),
        payment_ref=(intent.get("id") if isinstance(intent, Mapping) else intent) or None,
        reason=_intent_reason(intent),
    )


def _session_state(session: Json) -> PaymentState:
    match session.get("status"), session.get("payment_status"):
        case "complete", "paid" | "no_payment_required":
            return PaymentState.PAID
        case "expired", _:
            return PaymentState.EXPIRED
        case _:
            return PaymentState.PENDING


def word_of_intent(intent: Json) -> Word:
    """What a PaymentIntent says; a declined try leaves the page open, so it is still pending."""
    currency = str(intent.get("currency") or "").upper()
    states = {
        "succeeded": PaymentState.PAID,
        "requires_capture": PaymentState.AUTHORISED,
        "canceled": PaymentState.CANCELLED,
    }
    amount = intent.get("amount_received")
    return Word(
        state=states.get(str(intent.get("status")), PaymentState.PENDING),
        amount=from_wire(amount, currency) if isinstance(amount, int) else None,
        currency=currency or None,
        live=intent.get("livemode"),
        reference=_metadata_reference(intent) or None,
        payment_ref=intent.get("id"),
        reason=_intent_reason(intent),
    )


def _intent_reason(intent: object) -> str:
    error = intent.get("last_payment_error") if isinstance(intent, Mapping) else None
    return str(error.get("decline_code") or error.get("code") or "") if isinstance(error, Mapping) else ""


def word_of_refund(refund: Json) -> RefundWord:
    """What a Refund says."""
    states = {"succeeded": RefundState.DONE, "failed": RefundState.FAILED, "canceled": RefundState.FAILED}
    currency = str(refund.get("currency") or "").upper()
    amount = refund.get("amount")
    return RefundWord(
        state=states.get(str(refund.get("status")), RefundState.PENDING),
        ref=str(refund.get("id") or ""),
        reference=_metadata_reference(refund),
        amount=from_wire(amount, currency) if isinstance(amount, int) else None,
        reason=str(refund.get("failure_reason") or ""),
    )


def word_of_dispute(dispute: Json) -> DisputeWord:
    """What a Dispute says; its balance transactions tell whether the money went (below zero) and came back."""
    states = {"lost": DisputeState.LOST} | dict.fromkeys(("won", "warning_closed", "prevented"), DisputeState.WON)
    currency, amount = str(dispute.get("currency") or "").upper(), dispute.get("amount")
    moved = [each.get("amount") or 0 for each in dispute.get("balance_transactions") or ()]
    return DisputeWord(
        ref=str(dispute["id"]),
        state=states.get(str(dispute.get("status")), DisputeState.OPEN),
        amount=from_wire(amount, currency) if isinstance(amount, int) else None,
        currency=currency or None,
        live=dispute.get("livemode"),
        reason=str(dispute.get("reason") or ""),
        withdrawn=any(amount < 0 for amount in moved),
        reinstated=any(amount > 0 for amount in moved),
    )


def _id_of(thing: object) -> str:
    """The id of what is told by its id, or whole."""
    return str((thing.get("id") if isinstance(thing, Mapping) else thing) or "")


def _metadata_reference(thing: Json) -> str:
    metadata = thing.get("metadata")
    return str(metadata.get("reference") or "") if isinstance(metadata, Mapping) else ""


def read_event(delivery: Delivery, secrets: Sequence[str], now: datetime) -> Event:
    """A verified event. Raises Forged for a bad or old signature, GatewayRefused for a body that is no event."""
    verify(delivery.body, delivery.headers.get("stripe-signature", ""), secrets, int(now.timestamp()))
    try:
        event = orjson.loads(delivery.body)
        kind, thing = str(event["type"]), event["data"]["object"]
        return _about(str(event["id"]), kind, thing)
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise GatewayRefused("no event of Stripe's") from error


def _about(event_id: str, kind: str, thing: Json) -> Event:
    match kind.split("."):
        case ["checkout", "session", what]:
            word = word_of_session(thing)
            if what == "async_payment_failed":
                word = Word(PaymentState.FAILED, live=word.live, reference=word.reference, reason=what)
            return Event(event_id, kind, ref=str(thing["id"]), reference=word.reference or "", word=word)
        case ["payment_intent", _]:
            word = word_of_intent(thing)
            return Event(event_id, kind, reference=word.reference or "", payment_ref=str(thing["id"]), word=word)
        case ["refund", _] | ["charge", "refund", _]:
            return Event(
                event_id, kind, payment_ref=str(thing.get("payment_intent") or ""), refund=word_of_refund(thing)
            )
        case ["charge", "dispute", what]:
            told = word_of_dispute(thing)
            told = replace(
                told,
                withdrawn=told.withdrawn or what == "funds_withdrawn",
                reinstated=told.reinstated or what == "funds_reinstated",
            )
            return Event(event_id, kind, payment_ref=_id_of(thing.get("payment_intent")), dispute=told)
        case ["charge", "refunded"]:
            return Event(event_id, kind, payment_ref=_id_of(thing.get("payment_intent")), moved_back=True)
        case _:
            return Event(event_id, kind)


def verify(body: bytes, header: str, secrets: Sequence[str], now: int) -> None:
    """Check `Stripe-Signature`: HMAC-SHA256 of `t.body` under any of the secrets. Raises Forged.

    (docs.stripe.com/webhooks#verify-manually; two `v1` stand there while a secret is changed)
    """
    parts = [part.partition("=")[::2] for part in header.split(",")]
    stamps = [value for name, value in parts if name.strip() == "t"]
    given = [value.strip() for name, value in parts if name.strip() == "v1"]
    if len(stamps) != 1 or not (stamps[0].isascii() and stamps[0].isdigit()) or len(stamps[0]) > LONGEST_STAMP:
        raise Forged("no timestamp")
    text = stamps[0].encode() + b"." + body
    wanted = [hmac.new(secret.encode(), text, sha256).hexdigest() for secret in secrets if secret]
    if not any(hmac.compare_digest(w.encode(), g.encode()) for w in wanted for g in given):
        raise Forged("no signature of ours")
    if abs(now - int(stamps[0])) > TOLERANCE_S:
        raise Forged("the signature is too old, or from the future")
