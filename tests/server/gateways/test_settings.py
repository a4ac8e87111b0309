"""Production does not take money at a gateway whose events it cannot verify."""

from typing import Any

import pytest

from server.gateway_settings import GatewaySettings, gateway_weaknesses

GOOD: dict[str, dict[str, Any]] = {
    "stripe": {"stripe_secret_key": "sk_live_x", "stripe_webhook_secrets": ["whsec_x"]},
    "myfatoorah": {"myfatoorah_token": "SK_KWT_x", "myfatoorah_webhook_secret": "x"},
    "paymob": {
        "paymob_secret_key": "egy_sk_live_x",
        "paymob_hmac_secret": "x",
        "paymob_api_key": "x",
        "paymob_integration_ids": [1],
    },
}


def weak(**settings: Any) -> list[str]:
    return [name.split(":")[0] for name, holds in gateway_weaknesses(GatewaySettings(**settings)).items() if holds]


@pytest.mark.parametrize("name", GOOD)
def test_a_gateway_with_all_its_secrets_is_taken(name: str) -> None:
    assert weak(**GOOD[name]) == []


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("stripe", "stripe_webhook_secrets"),
        ("myfatoorah", "myfatoorah_webhook_secret"),
        ("paymob", "paymob_hmac_secret"),
        ("paymob", "paymob_api_key"),
        ("paymob", "paymob_integration_ids"),
    ],
)
def test_a_gateway_without_a_secret_is_refused(name: str, without: str) -> None:
    assert weak(**{key: value for key, value in GOOD[name].items() if key != without}) == [without.upper()]


@pytest.mark.parametrize("secrets", [[""], ["whsec_x", ""]])
def test_an_empty_secret_is_none(secrets: list[str]) -> None:
    assert weak(stripe_secret_key="sk_live_x", stripe_webhook_secrets=secrets) == ["STRIPE_WEBHOOK_SECRETS"]


def test_no_gateway_needs_nothing_and_none_is_reached_in_the_clear() -> None:
    assert weak() == []
    assert weak(**GOOD["stripe"], stripe_api_base="http://127.0.0.1:9001") == ["…_API_BASE"]


def test_the_legacy_flow_needs_its_iframe() -> None:
    assert weak(**GOOD["paymob"], paymob_flow="legacy") == ["PAYMOB_IFRAME_ID"]
