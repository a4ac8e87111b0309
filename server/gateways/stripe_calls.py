"""Stripe over its own library: the calls, and its errors in our terms."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any, Final, TypeVar

import aiohttp
import stripe

from models.rules.payments import GatewayName, RefundState, Word
from server.gateway_settings import GatewaySettings
from server.gateways import stripe as said
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

T = TypeVar("T")
RETRIES: Final = 2
"""Every POST carries a key of ours, so the library may repeat it."""
MOST_REFUNDS: Final = 100
"""The longest page of a list."""


class Stripe:
    """The gateway `stripe`."""

    name: Final = GatewayName.STRIPE
    repeats_safely: Final = True

    def __init__(self, settings: GatewaySettings, http: aiohttp.ClientSession) -> None:
        key = settings.stripe_secret_key.get_secret_value()
        self.live = "_live_" in key
        self._secrets = [secret.get_secret_value() for secret in settings.stripe_webhook_secrets]
        self._currencies = frozenset(settings.stripe_currencies)
        base = settings.stripe_api_base
        self._api = stripe.StripeClient(
            key,
            base_addresses={"api": base.rstrip("/")} if base else {},
            http_client=stripe.AIOHTTPClient(timeout=settings.payment_timeout_seconds, session=http),
            max_network_retries=RETRIES,
        ).v1

    def takes(self, currency: str) -> bool:
        """Any currency, unless the settings name some."""
        return not self._currencies or currency in self._currencies

    def can_charge(self, amount: int, currency: str) -> bool:
        """Three-decimal amounts must end in 0."""
        return self.takes(currency) and said.can_charge(amount, currency)

    async def open(self, checkout: Checkout) -> Opened:
        """A Checkout Session; the reference is the key, so that it is made once."""
        params: Any = said.session_params(checkout)
        session = await _known_errors(
            self._api.checkout.sessions.create_async(params, {"idempotency_key": f"open-{checkout.reference}"})
        )
        if not session.url:
            raise GatewayDown("the session has no page")
        return Opened(session.id, session.url)

    async def look(self, payment: Known) -> Word:
        """The session with its intent."""
        session = await _known_errors(
            self._api.checkout.sessions.retrieve_async(payment.ref, {"expand": ["payment_intent"]})
        )
        return said.word_of_session(session.to_dict())

    async def close(self, payment: Known) -> None:
        """Expire the session; one that is no longer open stays as it is."""
        try:
            _ = await _known_errors(self._api.checkout.sessions.expire_async(payment.ref))
        except GatewayRefused:
            return

    async def refund(self, ask: RefundAsk) -> RefundWord:
        """A Refund; the reference is the key, so that it is made once."""
        params: Any = said.refund_params(ask)
        made = await _known_errors(
            self._api.refunds.create_async(params, {"idempotency_key": f"refund-{ask.reference}"})
        )
        return said.word_of_refund(made.to_dict())

    async def look_at_refund(self, ask: RefundAsk, ref: str) -> RefundWord:
        """The Refund."""
        del ask
        return said.word_of_refund((await _known_errors(self._api.refunds.retrieve_async(ref))).to_dict())

    async def sent_back(self, payment: Known) -> SentBack:
        """Every Refund of the intent."""
        asked: Any = {"payment_intent": payment.payment_ref, "limit": MOST_REFUNDS}
        found = await _known_errors(self._api.refunds.list_async(asked))
        words = tuple(said.word_of_refund(each.to_dict()) for each in found.data)
        return SentBack(sum(word.amount or 0 for word in words if word.state is RefundState.DONE), words)

    def read(self, delivery: Delivery, now: datetime) -> Event:
        """Verify and read a webhook."""
        return said.read_event(delivery, self._secrets, now)


async def _known_errors(call: Awaitable[T]) -> T:
    """Await a call of the library. What may pass is GatewayDown, the rest GatewayRefused."""
    try:
        return await call
    except (stripe.InvalidRequestError, stripe.CardError, stripe.IdempotencyError) as error:
        raise GatewayRefused(error.code or type(error).__name__) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise GatewayRefused("the key is not accepted") from error
    except (stripe.StripeError, TimeoutError, aiohttp.ClientError) as error:
        raise GatewayDown(type(error).__name__) from error
