"""Settings of the payment gateways; a gateway is offered when its key is set."""

from typing import Annotated, Literal

from pydantic import Field, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.rules.payments import DisputeAccess

Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
EMPTY = SecretStr("")


class GatewaySettings(BaseSettings):
    """What each gateway gave the merchant, and the switches for what its documentation leaves open."""

    model_config = SettingsConfigDict(env_file=None, frozen=True, extra="ignore")

    payment_return_origins: tuple[str, ...] = ()
    """Origins besides our own to which a payer may be sent after paying."""
    payment_timeout_seconds: float = Field(10.0, gt=0, le=60)
    """How long one call to a gateway may take."""
    dispute_access: DisputeAccess = DisputeAccess.WHEN_LOST
    """What becomes of the places of a payer who disputes the payment: `keep`, `when_lost` or `at_once`."""

    stripe_secret_key: SecretStr = EMPTY
    stripe_webhook_secrets: tuple[SecretStr, ...] = ()
    """`whsec_…`, more than one while a secret is being changed."""
    stripe_api_base: str = ""
    """Empty: Stripe's own; a simulator's address in development."""
    stripe_currencies: tuple[Currency, ...] = ()
    """Empty: any that Stripe knows."""

    myfatoorah_token: SecretStr = EMPTY
    myfatoorah_webhook_secret: SecretStr = EMPTY
    myfatoorah_country: Literal["KWT", "BHR", "OMN", "JOR", "SAU", "ARE", "QAT", "EGY"] = "KWT"
    myfatoorah_mode: Literal["live", "test"] = "live"
    myfatoorah_api_base: str = ""
    """Empty: the country's host, or the test host."""
    myfatoorah_flow: Literal["send", "execute"] = "send"
    """`send`: one call, the payer chooses the method; `execute`: a page for one method."""
    myfatoorah_method: str = Field("", max_length=8)
    """The method's code for `execute` (`kn`, `vm`, …); empty: the first of the account."""
    myfatoorah_idempotency: Literal["on", "off"] = "off"
    """Sources disagree about which countries honour `Idempotency-Key`."""

    paymob_secret_key: SecretStr = EMPTY
    paymob_public_key: str = Field("", max_length=200)
    paymob_api_key: SecretStr = EMPTY
    paymob_hmac_secret: SecretStr = EMPTY
    paymob_integration_ids: tuple[PositiveInt, ...] = ()
    paymob_country: Literal["egypt", "ksa", "uae", "oman", "pakistan"] = "egypt"
    paymob_api_base: str = ""
    """Empty: the country's host."""
    paymob_checkout_base: str = ""
    """Empty: `unifiedcheckout/` on the API's host."""
    paymob_flow: Literal["intention", "legacy"] = "intention"
    paymob_iframe_id: PositiveInt | None = None
    """The iframe of the legacy flow."""
    paymob_voids: Literal["same_day", "off"] = "same_day"
    """Whether a whole refund by card is a void while the payment is not settled; else it is always a refund."""
    paymob_nulls: Literal["plugin", "false"] = "plugin"
    """How missing texts count in a signature: as nothing, as the vendor's plugin does, or as `false`."""


def gateway_weaknesses(settings: GatewaySettings) -> dict[str, bool]:
    """What production must not start with: a gateway that takes money but cannot tell true events from forged ones."""
    stripe, myfatoorah, paymob = (
        bool(key.get_secret_value())
        for key in (settings.stripe_secret_key, settings.myfatoorah_token, settings.paymob_secret_key)
    )
    bases = (settings.stripe_api_base, settings.myfatoorah_api_base, settings.paymob_api_base)
    return {
        "STRIPE_WEBHOOK_SECRETS: must be set, and not empty": stripe and not _all_set(settings.stripe_webhook_secrets),
        "MYFATOORAH_WEBHOOK_SECRET: must be set": myfatoorah and not _all_set((settings.myfatoorah_webhook_secret,)),
        "PAYMOB_HMAC_SECRET: must be set": paymob and not _all_set((settings.paymob_hmac_secret,)),
        "PAYMOB_API_KEY: must be set, or payments cannot be asked about": paymob
        and not _all_set((settings.paymob_api_key,)),
        "PAYMOB_INTEGRATION_IDS: must be set": paymob and not settings.paymob_integration_ids,
        "PAYMOB_IFRAME_ID: the legacy flow needs it": paymob
        and settings.paymob_flow == "legacy"
        and settings.paymob_iframe_id is None,
        "…_API_BASE: a gateway must be reached over https": any(base.startswith("http://") for base in bases),
    }


def _all_set(secrets: tuple[SecretStr, ...]) -> bool:
    return bool(secrets) and all(secret.get_secret_value() for secret in secrets)
