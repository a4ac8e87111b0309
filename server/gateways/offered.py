"""The gateways that are configured, over one HTTP session."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp

from models.rules.payments import GatewayName
from server.clock import Clock
from server.gateway_settings import GatewaySettings
from server.gateways.base import Gateway
from server.gateways.client import Line
from server.gateways.myfatoorah_calls import MyFatoorah
from server.gateways.paymob_calls import Paymob
from server.gateways.stripe_calls import Stripe

Gateways = Mapping[GatewayName, Gateway]


@asynccontextmanager
async def open_gateways(settings: GatewaySettings, clock: Clock) -> AsyncIterator[Gateways]:
    """The gateways whose keys are set; closed with the block."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        line = Line(http, settings.payment_timeout_seconds)
        found: dict[GatewayName, Gateway] = {}
        if settings.stripe_secret_key.get_secret_value():
            found[GatewayName.STRIPE] = Stripe(settings, http)
        if settings.myfatoorah_token.get_secret_value():
            found[GatewayName.MYFATOORAH] = MyFatoorah(settings, line, clock)
        if settings.paymob_secret_key.get_secret_value():
            found[GatewayName.PAYMOB] = Paymob(settings, line, clock)
        yield found
