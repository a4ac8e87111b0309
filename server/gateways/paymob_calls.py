"""Paymob's conversations, and the gateway that leads them."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import orjson

from models.rules.payments import GatewayName, PaymentState, RefundState, Word
from server.clock import Clock
from server.gateway_settings import GatewaySettings
from server.gateways import paymob as said
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
from server.gateways.client import Call, Line, Reply, Talk

REFUNDS: Final = "/api/acceptance/void_refund"
UNKNOWN: Final = "NA"
"""What the documentation wants in fields that are not known."""
BILLING: Final = (
    "apartment",
    "floor",
    "street",
    "building",
    "shipping_method",
    "postal_code",
    "city",
    "country",
    "state",
    "phone_number",
)


class Paymob:
    """The gateway `paymob`."""

    name: Final = GatewayName.PAYMOB
    repeats_safely: Final = False

    def __init__(self, settings: GatewaySettings, line: Line, clock: Clock) -> None:
        host, self._currency, self._zone = said.HOSTS[settings.paymob_country]
        self._secret = settings.paymob_secret_key.get_secret_value()
        self.live = self._secret[said.MODE_AT : said.MODE_AT + 4] == "live"
        self._base = (settings.paymob_api_base or host).rstrip("/")
        self._checkout = settings.paymob_checkout_base or f"{self._base}/unifiedcheckout/"
        self._integrations = frozenset(settings.paymob_integration_ids)
        self._settings, self._line, self._clock = settings, line, clock

    def takes(self, currency: str) -> bool:
        """The country's currency."""
        return currency == self._currency

    def can_charge(self, amount: int, currency: str) -> bool:
        """Anything above nothing."""
        return self.takes(currency) and amount > 0

    async def open(self, checkout: Checkout) -> Opened:
        """An intention and its page; or an order, a key and an iframe in the legacy flow."""
        legacy = self._settings.paymob_flow == "legacy"
        return await self._line.talk(self._open_legacy(checkout) if legacy else self._open(checkout))

    async def look(self, payment: Known) -> Word:
        """The order's last transaction, or its parent."""
        return await self._line.talk(self._look(payment))

    async def close(self, payment: Known) -> None:
        """The API has no such call: the page ends by itself."""

    async def refund(self, ask: RefundAsk) -> RefundWord:
        """A refund of the paid transaction; before a repetition the transaction says whether it was done."""
        return await self._line.talk(self._refund(ask))

    async def look_at_refund(self, ask: RefundAsk, ref: str) -> RefundWord:
        """The refund's own transaction."""
        del ask
        return await self._line.talk(self._look_at_refund(ref))

    async def sent_back(self, payment: Known) -> SentBack:
        """The sum in the paid transaction; there is no list of its children."""
        return await self._line.talk(self._sent_back(payment))

    def read(self, delivery: Delivery, now: datetime) -> Event:
        """Verify and read a callback."""
        del now
        secret = self._settings.paymob_hmac_secret.get_secret_value()
        return said.read_event(delivery, secret, self._integrations, live=self.live, nulls=self._settings.paymob_nulls)

    def _post(self, path: str, body: Mapping[str, Any], auth: str = "", *, repeatable: bool = False) -> Call:
        headers = {"Authorization": auth} if auth else {}
        return Call("POST", f"{self._base}{path}", headers, orjson.dumps(body), repeatable)

    @property
    def _by_secret(self) -> str:
        return f"Token {self._secret}"

    def _token(self) -> Talk[str]:
        """A fresh token for each conversation; they live an hour."""
        key = self._settings.paymob_api_key.get_secret_value()
        answer = _good((yield self._post("/api/auth/tokens", {"api_key": key}, repeatable=True)))
        return str(answer["token"])

    def _billing(self, checkout: Checkout) -> dict[str, str]:
        first, _, last = checkout.buyer_name.strip().partition(" ")
        names = {"first_name": first or UNKNOWN, "last_name": last or first or UNKNOWN, "email": checkout.buyer_email}
        return dict.fromkeys(BILLING, UNKNOWN) | names

    def _seconds(self, checkout: Checkout) -> int:
        return max(60, int((checkout.expires_at - self._clock()).total_seconds()))

    def _open(self, checkout: Checkout) -> Talk[Opened]:
        body = {
            "amount": checkout.amount,
            "currency": checkout.currency,
            "payment_methods": sorted(self._integrations),
            "items": [{"name": checkout.title[:50], "amount": checkout.amount, "quantity": 1}],
            "billing_data": self._billing(checkout),
            "special_reference": checkout.reference,
            "expiration": self._seconds(checkout),
            "notification_url": checkout.webhook_url,
            "redirection_url": checkout.return_url,
        }
        answer = _good((yield self._post("/v1/intention/", body, self._by_secret)))
        if not answer.get("client_secret") or not answer.get("intention_order_id"):
            raise GatewayDown("the intention has no page")
        page = {"publicKey": self._settings.paymob_public_key, "clientSecret": answer["client_secret"]}
        return Opened(str(answer["intention_order_id"]), f"{self._checkout}?{urlencode(page)}")

    def _open_legacy(self, checkout: Checkout) -> Talk[Opened]:
        token = yield from self._token()
        order = {
            "auth_token": token,
            "delivery_needed": "false",
            "amount_cents": checkout.amount,
            "currency": checkout.currency,
            "merchant_order_id": checkout.reference,
            "items": [],
        }
        order_id = _good((yield self._post("/api/ecommerce/orders", order)))["id"]
        key = {
            "auth_token": token,
            "amount_cents": checkout.amount,
            "expiration": self._seconds(checkout),
            "order_id": order_id,
            "billing_data": self._billing(checkout),
            "currency": checkout.currency,
            "integration_id": min(self._integrations),
            "lock_order_when_paid": "true",
        }
        made = _good((yield self._post("/api/acceptance/payment_keys", key)))
        page = f"{self._base}/api/acceptance/iframes/{self._settings.paymob_iframe_id}"
        return Opened(str(order_id), f"{page}?{urlencode({'payment_token': made['token']})}")

    def _look(self, payment: Known) -> Talk[Word]:
        token = yield from self._token()
        ask = self._post(
            "/api/ecommerce/orders/transaction_inquiry",
            {"order_id": _id(payment.ref)},
            f"Bearer {token}",
            repeatable=True,
        )
        reply = yield ask
        if reply.status == HTTPStatus.NOT_FOUND:
            return Word(PaymentState.PENDING)
        found = _good(reply)
        if found.get("has_parent_transaction") is True and found.get("parent_transaction"):
            found = yield from self._transaction(str(found["parent_transaction"]), token)
        return said.word_of_transaction(found, self._integrations, live=self.live)

    def _transaction(self, transaction_id: str, token: str) -> Talk[Any]:
        path = f"{self._base}/api/acceptance/transactions/{transaction_id}"
        return _good((yield Call("GET", path, {"Authorization": f"Bearer {token}"}, repeatable=True)))

    def _refund(self, ask: RefundAsk) -> Talk[RefundWord]:
        whole = ask.amount == ask.payment.amount and self._settings.paymob_voids == "same_day"
        if ask.again or whole:
            token = yield from self._token()
            paid = yield from self._transaction(ask.payment.payment_ref, token)
            if ask.again and said.sent_back(paid) >= ask.before + ask.amount:
                return RefundWord(RefundState.DONE)
            today = self._clock().astimezone(ZoneInfo(self._zone)).date()
            if whole and said.may_void(paid, today) and (voided := (yield from self._void(ask))):
                return voided
        body = {"transaction_id": _id(ask.payment.payment_ref), "amount_cents": ask.amount}
        child = _good((yield self._post(f"{REFUNDS}/refund", body, self._by_secret)))
        return said.word_of_refund(child)

    def _void(self, ask: RefundAsk) -> Talk[RefundWord | None]:
        """Undo the payment before it is settled, which costs nobody a fee; None when that is refused."""
        body = {"transaction_id": _id(ask.payment.payment_ref)}
        try:
            word = said.word_of_refund(_good((yield self._post(f"{REFUNDS}/void", body, self._by_secret))))
        except GatewayRefused:
            return None
        return None if word.state is RefundState.FAILED else word

    def _sent_back(self, payment: Known) -> Talk[SentBack]:
        token = yield from self._token()
        return SentBack(said.sent_back((yield from self._transaction(payment.payment_ref, token))))

    def _look_at_refund(self, ref: str) -> Talk[RefundWord]:
        token = yield from self._token()
        return said.word_of_refund((yield from self._transaction(ref, token)))


def _id(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _good(reply: Reply) -> Any:
    """The answer of a 2xx. Raises GatewayRefused with what was said, or GatewayDown for what is no answer of theirs."""
    answer = reply.json()
    if reply.ok and isinstance(answer, Mapping):
        return answer
    if not isinstance(answer, Mapping):
        raise GatewayDown(f"HTTP {reply.status}, and not JSON")
    raise GatewayRefused(said.said_in(answer))
