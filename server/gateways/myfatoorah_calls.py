"""MyFatoorah's conversations, and the gateway that leads them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from models.rules.money import to_major
from models.rules.payments import GatewayName, PaymentState, RefundState, Word
from server.clock import Clock
from server.gateway_settings import GatewaySettings
from server.gateways import myfatoorah as said
from server.gateways.base import (
    Checkout,
    Delivery,
    Event,
    GatewayDown,
    GatewayRefused,
    Known,
    Opened,
    RefundAsk,
    RefundWord,
    SentBack,
)
from server.gateways.client import Call, Line, Talk

NOT_FOUND: Final = "No data match"
LONGEST_LINK: Final = 254
_FORBIDDEN, _SLOWER = 403, "the gateway's firewall wants us to slow down"


class MyFatoorah:
    """The gateway `myfatoorah`."""

    name: Final = GatewayName.MYFATOORAH
    repeats_safely: Final = False

    def __init__(self, settings: GatewaySettings, line: Line, clock: Clock) -> None:
        host, self._currency, zone = said.HOSTS[settings.myfatoorah_country]
        self.live = settings.myfatoorah_mode == "live"
        self._zone = zone if self.live else said.TEST_ZONE
        self._base = (settings.myfatoorah_api_base or (host if self.live else said.TEST_HOST)).rstrip("/")
        self._settings, self._line, self._clock = settings, line, clock

    def takes(self, currency: str) -> bool:
        """The account's base currency: refunds and reports know no other."""
        return currency == self._currency

    def can_charge(self, amount: int, currency: str) -> bool:
        """Anything above nothing."""
        return self.takes(currency) and amount > 0

    async def open(self, checkout: Checkout) -> Opened:
        """An invoice and its page."""
        execute = self._settings.myfatoorah_flow == "execute"
        return await self._line.talk(self._execute(checkout) if execute else self._send(checkout))

    async def look(self, payment: Known) -> Word:
        """GetPaymentStatus by the invoice."""
        return await self._line.talk(self._status(payment))

    async def close(self, payment: Known) -> None:
        """The API has no such call: the invoice ends by itself."""

    async def refund(self, ask: RefundAsk) -> RefundWord:
        """MakeRefund: people there decide about it later."""
        return await self._line.talk(self._refund(ask))

    async def look_at_refund(self, ask: RefundAsk, ref: str) -> RefundWord:
        """GetRefundStatus by the refund."""
        return await self._line.talk(self._refund_status("RefundId", ref, ask))

    async def sent_back(self, payment: Known) -> SentBack:
        """GetRefundStatus by the invoice."""
        words = await self._line.talk(self._refunds("InvoiceId", payment.ref, payment.currency))
        return SentBack(sum(word.amount or 0 for word in words if word.state is RefundState.DONE), words)

    def read(self, delivery: Delivery, now: datetime) -> Event:
        """Verify and read a webhook of either version."""
        del now
        secret = self._settings.myfatoorah_webhook_secret.get_secret_value()
        return said.read_event(delivery, secret, self._currency)

    def _call(self, path: str, body: Mapping[str, Any], *, repeatable: bool, key: str = "") -> Call:
        headers = {"Authorization": f"Bearer {self._settings.myfatoorah_token.get_secret_value()}"}
        if key and self._settings.myfatoorah_idempotency == "on":
            headers["Idempotency-Key"] = key
        return Call("POST", f"{self._base}/v2/{path}", headers, said.written(body), repeatable)

    def _ask(self, path: str, body: Mapping[str, Any], *, repeatable: bool = True, key: str = "") -> Talk[Any]:
        reply = yield self._call(path, body, repeatable=repeatable, key=key)
        answer = said.read(reply.body)
        if reply.status == _FORBIDDEN and answer is None:
            raise GatewayDown(_SLOWER)
        return said.data_of(answer)

    def _invoice(self, checkout: Checkout) -> dict[str, Any]:
        return {
            "InvoiceValue": to_major(checkout.amount, checkout.currency),
            "DisplayCurrencyIso": checkout.currency,
            "CustomerName": checkout.buyer_name,
            "CustomerEmail": checkout.buyer_email,
            "CallBackUrl": checkout.return_url[:LONGEST_LINK],
            "ErrorUrl": checkout.return_url[:LONGEST_LINK],
            "Language": "AR" if checkout.locale == "ar" else "EN",
            "CustomerReference": checkout.reference,
            "ExpiryDate": said.local_time(checkout.expires_at, self._zone),
            "WebhookUrl": checkout.webhook_url,
        }

    def _send(self, checkout: Checkout) -> Talk[Opened]:
        body = {**self._invoice(checkout), "NotificationOption": "LNK"}
        data = yield from self._ask("SendPayment", body, repeatable=False, key=checkout.reference)
        return _opened(data, "InvoiceURL")

    def _execute(self, checkout: Checkout) -> Talk[Opened]:
        about = {"InvoiceAmount": to_major(checkout.amount, checkout.currency), "CurrencyIso": checkout.currency}
        data = yield from self._ask("InitiatePayment", about)
        wanted = self._settings.myfatoorah_method
        methods = [each for each in data["PaymentMethods"] if wanted in {"", each.get("PaymentMethodCode")}]
        if not methods:
            raise GatewayRefused(f"the account has no method {wanted!r}")
        body = {**self._invoice(checkout), "PaymentMethodId": int(methods[0]["PaymentMethodId"])}
        data = yield from self._ask("ExecutePayment", body, repeatable=False, key=checkout.reference)
        return _opened(data, "PaymentURL")

    def _status(self, payment: Known) -> Talk[Word]:
        try:
            data = yield from self._ask("GetPaymentStatus", {"Key": payment.ref, "KeyType": "InvoiceId"})
        except GatewayRefused as refusal:
            if NOT_FOUND in str(refusal):
                return Word(PaymentState.PENDING)
            raise
        return said.word_of_status(data, self._zone, self._clock())

    def _refund(self, ask: RefundAsk) -> Talk[RefundWord]:
        if ask.again:
            found = yield from self._refund_status("InvoiceId", ask.payment.ref, ask)
            if found.ref:
                return found
        body = {
            "KeyType": "InvoiceId",
            "Key": ask.payment.ref,
            "Amount": to_major(ask.amount, ask.payment.currency),
            "Comment": ask.reason,
            "ServiceChargeOnCustomer": False,
            "ExternalIdentifier": ask.reference,
        }
        data = yield from self._ask("MakeRefund", body, repeatable=False, key=ask.reference)
        return RefundWord(RefundState.PENDING, ref=str(data["RefundId"]), reference=ask.reference)

    def _refund_status(self, key_type: str, key: str, ask: RefundAsk) -> Talk[RefundWord]:
        words = yield from self._refunds(key_type, key, ask.payment.currency)
        mine = (word for word in words if word.reference == ask.reference or key_type == "RefundId")
        return next(mine, RefundWord(RefundState.ASKED))

    def _refunds(self, key_type: str, key: str, currency: str) -> Talk[tuple[RefundWord, ...]]:
        try:
            data = yield from self._ask("GetRefundStatus", {"KeyType": key_type, "Key": key})
        except GatewayRefused as refusal:
            if NOT_FOUND in str(refusal):
                return ()
            raise
        return tuple(said.word_of_refund(row, currency) for row in data.get("RefundStatusResult") or ())


def _opened(data: Any, link: str) -> Opened:
    if not isinstance(data, Mapping) or not data.get(link) or not data.get("InvoiceId"):
        raise GatewayDown("the invoice has no page")
    return Opened(str(data["InvoiceId"]), str(data[link]))
