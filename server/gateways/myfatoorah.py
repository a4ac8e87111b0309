"""MyFatoorah in plain values: its conversations, what its answers mean, and both versions of its webhooks.

Source: docs.myfatoorah.com and the official PHP library 2.2. Some misspellings are real names on the wire (`Succss`,
`TransationValue`, `InvoiceValueInDisplayCurreny`).
"""

import base64
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from zoneinfo import ZoneInfo

from models.rules.money import NotMoney, to_minor
from models.rules.payments import PaymentState, RefundState, Word
from server.gateways.base import Delivery, Event, Forged, GatewayRefused, RefundWord

Json = Mapping[str, Any]

HOSTS: Final = {
    "KWT": ("https://api.myfatoorah.com", "KWD", "Asia/Kuwait"),
    "BHR": ("https://api.myfatoorah.com", "BHD", "Asia/Kuwait"),
    "OMN": ("https://api.myfatoorah.com", "OMR", "Asia/Kuwait"),
    "JOR": ("https://api.myfatoorah.com", "JOD", "Asia/Kuwait"),
    "SAU": ("https://api-sa.myfatoorah.com", "SAR", "Asia/Riyadh"),
    "ARE": ("https://api-ae.myfatoorah.com", "AED", "Asia/Dubai"),
    "QAT": ("https://api-qa.myfatoorah.com", "QAR", "Asia/Qatar"),
    "EGY": ("https://api-eg.myfatoorah.com", "EGP", "Africa/Cairo"),
}
"""By country: live host, base currency, time zone of its dates."""
TEST_HOST: Final = "https://apitest.myfatoorah.com"
TEST_ZONE: Final = "Asia/Kuwait"
SYMBOLS: Final = {
    "KD": "KWD",
    "SR": "SAR",
    "BD": "BHD",
    "LE": "EGP",
    "QR": "QAR",
    "OR": "OMR",
    "JD": "JOD",
    "AED": "AED",
}
SIGNED_V2: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("Invoice.Id", "Invoice.Status", "Transaction.Status", "Transaction.PaymentId", "Invoice.ExternalIdentifier"),
    2: ("Refund.Id", "Refund.Status", "Amount.ValueInBaseCurrency", "ReferencedInvoice.Id"),
    3: ("Deposit.Reference", "Deposit.ValueInBaseCurrency", "Deposit.NumberOfTransactions"),
    4: ("Supplier.Code", "KycDecision.Status"),
    5: ("Recurring.Id", "Recurring.Status", "Recurring.InitialInvoiceId"),
    6: (
        "Dispute.DisputeTransactionId",
        "Dispute.Status",
        "Invoice.Id",
        "Invoice.Status",
        "Transaction.Status",
        "Transaction.PaymentId",
        "Invoice.ExternalIdentifier",
    ),
    7: ("Supplier.Code", "RequestStatus.Status"),
}
"""Event code to the fields that are signed, in this order; neither the amount nor the currency is among those of 1."""
PAID_WORDS: Final = frozenset({"Succss", "Success", "SUCCESS"})
REFUND_STATES: Final = {
    "refunded": RefundState.DONE,
    "canceled": RefundState.FAILED,
    "pending": RefundState.PENDING,
}


def written(body: Mapping[str, Any]) -> bytes:
    """A request's body; decimals become JSON numbers with all of their places, never with an exponent."""
    marked = {name: f"\0{value:f}\0" if isinstance(value, Decimal) else value for name, value in body.items()}
    text = json.dumps(marked, ensure_ascii=False)
    return re.sub(r'"\\u0000([0-9.]+)\\u0000"', r"\1", text).encode()


def read(body: bytes) -> Any:
    """JSON with every number kept as the text that was received (signatures are over that text), or None."""
    try:
        return json.loads(body, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return None


def data_of(answer: Any) -> Any:
    """`Data` of a good answer. Raises GatewayRefused with what the gateway said, in any of its seven ways to fail."""
    if isinstance(answer, Mapping) and answer.get("IsSuccess") is True:
        return answer.get("Data")
    raise GatewayRefused(said_in(answer))


def said_in(answer: Any) -> str:
    """The reason in a bad answer, short."""
    if not isinstance(answer, Mapping):
        return str(answer)[:200] if isinstance(answer, str) else "no answer that can be read: is the token right?"
    for name in ("ValidationErrors", "FieldsErrors"):
        if faults := answer.get(name):
            return "; ".join(f"{fault.get('Name')}: {fault.get('Error')}" for fault in faults)[:200]
    data = answer.get("Data")
    inner = data.get("ErrorMessage") if isinstance(data, Mapping) else None
    return str(inner or answer.get("Message") or "refused")[:200]


def word_of_status(data: Json, zone: str, now: datetime) -> Word:
    """What GetPaymentStatus says. A failed try leaves the invoice payable; one success among the tries is payment."""
    tries = [each for each in data.get("InvoiceTransactions") or () if isinstance(each, Mapping)]
    newest = max(tries, key=lambda each: str(each.get("TransactionDate") or ""), default={})
    paid = next((each for each in tries if each.get("TransactionStatus") in PAID_WORDS), None)
    amount, currency = displayed(str(data.get("InvoiceDisplayValue") or ""))
    return Word(
        state=_state(data, tries, zone, now),
        amount=amount,
        currency=currency,
        reference=_text(data.get("CustomerReference")),
        payment_ref=_text((paid or {}).get("PaymentId")),
        reason=str(newest.get("ErrorCode") or ""),
    )


def _state(data: Json, tries: Sequence[Json], zone: str, now: datetime) -> PaymentState:
    status = data.get("InvoiceStatus")
    words = {each.get("TransactionStatus") for each in tries}
    if status in {"Paid", "DuplicatePayment"} or words & PAID_WORDS:
        return PaymentState.PAID
    if "Authorize" in words:
        return PaymentState.AUTHORISED
    if status == "Canceled":
        return PaymentState.CANCELLED
    return PaymentState.EXPIRED if _is_over(data, zone, now) else PaymentState.PENDING


def _is_over(data: Json, zone: str, now: datetime) -> bool:
    """Whether `ExpiryDate` and `ExpiryTime` (`August 28, 2026`, `03:59:25.017`; the vendor's local time) have passed."""
    try:
        day = datetime.strptime(str(data.get("ExpiryDate")), "%B %d, %Y").date()  # noqa: DTZ007 - the zone follows
        clock = str(data.get("ExpiryTime")).partition(".")[0]
        moment = datetime.strptime(clock, "%H:%M:%S").time()  # noqa: DTZ007 - the zone follows
    except ValueError:
        return False
    return now >= datetime.combine(day, moment, ZoneInfo(zone))


def displayed(text: str) -> tuple[int | None, str | None]:
    """`12,345.000 KD` as minor units and ISO code; Nones for what is not understood."""
    amount, _, symbol = text.strip().rpartition(" ")
    currency = SYMBOLS.get(symbol, symbol if re.fullmatch("[A-Z]{3}", symbol) else None)
    if currency is None:
        return None, None
    try:
        return to_minor(amount.replace(",", ""), currency), currency
    except NotMoney:
        return None, currency


def word_of_refund(found: Json, currency: str) -> RefundWord:
    """One row of GetRefundStatus."""
    return RefundWord(
        state=REFUND_STATES.get(str(found.get("RefundStatus")).lower(), RefundState.PENDING),
        ref=str(found.get("RefundId") or ""),
        reference=str(found.get("ExternalIdentifier") or ""),
        amount=_minor(found.get("RefundAmount") or found.get("Amount"), currency),
    )


def _minor(value: object, currency: str) -> int | None:
    try:
        return to_minor(str(value), currency)
    except NotMoney:
        return None


def local_time(moment: datetime, zone: str) -> str:
    """`YYYY-MM-DDTHH:MM:SS` in the vendor's zone, without an offset."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S")


def _text(value: object) -> str | None:
    return None if value is None or not value else str(value)


def signed_text_v1(event_type: str, data: Json) -> str:
    """`Key=Value` of `Data`, sorted without regard to case; refunds leave out `GatewayReference`."""
    left_out = {"2": {"GatewayReference"}}.get(event_type, set())
    keys = sorted((key for key in data if key not in left_out), key=str.lower)
    return ",".join(f"{key}={_plain(data[key])}" for key in keys)


def signed_text_v2(code: int, data: Json) -> str:
    """`Group.Key=Value` in the fixed order of the event's code."""
    return ",".join(f"{name}={_plain(_inside(data, name))}" for name in SIGNED_V2[code])


def _inside(data: Json, name: str) -> Any:
    group, _, key = name.partition(".")
    inner = data.get(group)
    return inner.get(key) if isinstance(inner, Mapping) else None


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def sign(text: str, secret: str) -> str:
    """HMAC-SHA256 in base64; the secret is taken as text."""
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), sha256).digest()).decode()


def read_event(delivery: Delivery, secret: str, base_currency: str) -> Event:
    """A verified event of either version. Raises Forged, or GatewayRefused for what cannot be read."""
    body = read(delivery.body)
    if not secret or not isinstance(body, Mapping) or not isinstance(body.get("Data"), Mapping):
        raise Forged("nothing that could be signed")
    envelope = body.get("Event")
    if isinstance(envelope, Mapping):
        return _read_v2(envelope, body["Data"], _given(delivery), secret, base_currency)
    return _read_v1(str(body.get("EventType")), body["Data"], _given(delivery), secret, base_currency)


def _given(delivery: Delivery) -> str:
    return delivery.headers.get("myfatoorah-signature", "")


def _check(given: str, *texts: str, secret: str) -> None:
    if not any(hmac.compare_digest(sign(text, secret).encode(), given.encode()) for text in texts):
        raise Forged("no signature of ours")


def _read_v1(kind: str, data: Json, given: str, secret: str, base_currency: str) -> Event:
    texts = [signed_text_v1(kind, data)]
    if kind == "4":  # the documentation and the library disagree
        texts.append(signed_text_v1(kind, {key: value for key, value in data.items() if key != "KycFeedback"}))
    _check(given, *texts, secret=secret)
    invoice = str(data.get("InvoiceId") or "")
    match kind:
        case "1":
            status = str(data.get("TransactionStatus"))
            word = _word_v1(data, status)
            return Event(f"1:{invoice}:{data.get('PaymentId')}:{status}", "payment", ref=invoice, word=word)
        case "2":
            refund = word_of_refund(data, base_currency)
            return Event(f"2:{refund.ref}:{data.get('RefundStatus')}", "refund", ref=invoice, refund=refund)
        case _:
            digest = sha256(texts[0].encode()).hexdigest()[:32]
            return Event(f"{kind}:{digest}", f"type {kind}"[:32])


def _word_v1(data: Json, status: str) -> Word:
    """Everything in `Data` is signed here."""
    currency = str(data.get("DisplayCurrency"))
    currency = SYMBOLS.get(currency, currency)
    states = {"SUCCESS": PaymentState.PAID, "AUTHORIZE": PaymentState.AUTHORISED}
    return Word(
        # FAILED and CANCELED are of one try: the invoice stays payable.
        state=states.get(status, PaymentState.PENDING),
        amount=_minor(data.get("InvoiceValueInDisplayCurreny"), currency),
        currency=currency,
        reference=_text(data.get("CustomerReference")),
        payment_ref=_text(data.get("PaymentId")) if status == "SUCCESS" else None,
        reason="" if status in states else status.lower(),
    )


def _read_v2(envelope: Json, data: Json, given: str, secret: str, base_currency: str) -> Event:
    code = str(envelope.get("Code"))
    if code not in {str(each) for each in SIGNED_V2}:
        raise Forged("an event whose signature is not known")
    text = signed_text_v2(int(code), data)
    _check(given, text, secret=secret)
    # The envelope is not signed, so its reference cannot tell a replay from news: the signed text can.
    event_id = f"{code}:{sha256(text.encode()).hexdigest()[:40]}"
    match code:
        case "1":
            return Event(event_id, "payment", ref=str(_inside(data, "Invoice.Id") or ""), ask=True)
        case "2":
            refund = RefundWord(
                state=REFUND_STATES.get(str(_inside(data, "Refund.Status")).lower(), RefundState.PENDING),
                ref=str(_inside(data, "Refund.Id") or ""),
                amount=_minor(_inside(data, "Amount.ValueInBaseCurrency"), base_currency),
            )
            return Event(event_id, "refund", ref=str(_inside(data, "ReferencedInvoice.Id") or ""), refund=refund)
        case _:
            return Event(event_id, f"code {code}")
