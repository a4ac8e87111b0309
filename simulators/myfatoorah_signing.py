"""What MyFatoorah signs in its webhooks, and how (docs.myfatoorah.com, webhook signature)."""

import base64
import hmac
from hashlib import sha256
from typing import Any, Final

SIGNED: Final = {
    1: ("Invoice.Id", "Invoice.Status", "Transaction.Status", "Transaction.PaymentId", "Invoice.ExternalIdentifier"),
    2: ("Refund.Id", "Refund.Status", "Amount.ValueInBaseCurrency", "ReferencedInvoice.Id"),
}


def sign(text: str, secret: str) -> str:
    """HMAC-SHA256, base64."""
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), sha256).digest()).decode()


def text_v1(data: dict[str, Any]) -> str:
    """`Key=Value` of `Data`, sorted without regard to case; what the gateway says of its own refund is left out."""
    keys = sorted((key for key in data if key != "GatewayReference"), key=str.lower)
    return ",".join(f"{key}={_plain(data[key])}" for key in keys)


def text_v2(code: int, data: dict[str, Any]) -> str:
    """`Group.Key=Value` in the fixed order of the event's code."""
    values = {name: data[name.partition(".")[0]].get(name.partition(".")[2]) for name in SIGNED[code]}
    return ",".join(f"{name}={_plain(value)}" for name, value in values.items())


def _plain(value: object) -> str:
    return "" if value is None else str(value)
