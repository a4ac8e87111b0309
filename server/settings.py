"""Frozen settings, read once from the environment; weak ones are refused in production."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, NonNegativeInt, PositiveInt, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from models.rules.access import Role
from server.gateway_settings import GatewaySettings, gateway_weaknesses
from server.storage_settings import StorageSettings, storage_weaknesses
from server.tracing_settings import TracingSettings
from server.xapi_settings import XapiSettings

DEVELOPMENT_SECRET = "development-only-secret-of-lectern-not-for-production"  # noqa: S105 - public on purpose
MIN_SECRET_LENGTH = 32
MIN_SECRET_VARIETY = 10
"""A key of fewer different characters was typed, not drawn."""


class Env(StrEnum):
    """Where the process runs; production is strict."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Settings(GatewaySettings, StorageSettings, XapiSettings, TracingSettings):
    """Everything that can be set, each by the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=None, frozen=True, extra="ignore", hide_input_in_errors=True)

    lectern_env: Env = Env.DEVELOPMENT
    debug: bool = False
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    public_url: str = ""
    """Our own origin as browsers see it; empty: `http://localhost:PORT`."""
    allowed_origins: tuple[str, ...] = ()
    """Further origins that may open sockets and call with CORS."""
    trusted_proxies: tuple[str, ...] = ()
    """Networks (CIDR) whose `X-Forwarded-For` is believed."""

    data_dir: Path = Path(".data")
    database_url: str = ""
    """`postgresql://user:password@host:port/name`; empty: a private server in `data_dir`."""
    redis_url: str = ""
    """`redis://…` or `unix://…`; empty: a private server in `data_dir`."""
    database_pool_size: PositiveInt = 8
    answer_pool_size: PositiveInt = 2
    statement_timeout_ms: PositiveInt = 15_000

    secret_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    """Root of all keyed hashes (tokens, receipts, cookies, pepper); other keys are derived from it."""
    previous_secret_keys: tuple[SecretStr, ...] = ()
    """Retired root keys, newest first: still accepted for verification, so that a change logs nobody out."""
    bcrypt_cost: int = Field(12, ge=4, le=16)
    access_token_seconds: PositiveInt = 900
    refresh_token_days: PositiveInt = 30
    verify_email: Literal["on", "off", ""] = ""
    """Empty: on in production, off elsewhere."""
    mfa_roles: tuple[Role, ...] | None = None
    """Roles that may not be used without a second factor; unset: admins in production, nobody elsewhere."""

    smtp_host: str = ""
    """Where mails are handed over; empty (not in production): they become files in `data_dir`/mail, shown at /dev/mail."""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_timeout_seconds: PositiveInt = 20
    mail_from: str = "Lectern <lectern@localhost>"
    """Who our mails are from: an address, or `Name <address>`."""
    mails_per_day: PositiveInt = 8
    """So many mails a person gets in 24 hours; further news wait for the daily digest. Security mails do not count."""

    outgoing_private_networks: tuple[str, ...] = ()
    """Networks (CIDR) that webhooks and other calls to typed addresses may reach though they are private; for
    development: production refuses any."""

    analytics_least_group: PositiveInt = 5
    """Figures about fewer people than this are withheld from whoever does not teach them."""
    analytics_cache_seconds: NonNegativeInt = 10
    """How long figures of a course or of the school are kept; 0 counts them anew each time."""

    demo_password: SecretStr = SecretStr("lectern-demo-1")
    rate_limits: Literal["on", "off"] = "on"
    docs_enabled: bool = True
    metrics_token: SecretStr = SecretStr("")
    prometheus_multiproc_dir: str = ""
    """Where several processes keep their metrics together; the supervisor sets it before they start."""
    max_body_bytes: PositiveInt = 1_048_576
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    access_log_sample: float = Field(1.0, ge=0, le=1)
    """Share of successful requests that are logged; failures always are."""
    fanout: Literal["transport", "frames"] = "transport"
    """How broadcasts are written: straight to the transport, or by aiohttp's own frame writer."""

    @property
    def production(self) -> bool:
        """Whether the strict rules of production hold."""
        return self.lectern_env is Env.PRODUCTION

    @property
    def origin(self) -> str:
        """Our own origin, without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def verifies_email(self) -> bool:
        """Whether an account must prove its address before it gets tokens."""
        return self.verify_email == "on" or (not self.verify_email and self.production)

    @property
    def demanding_roles(self) -> frozenset[Role]:
        """The roles that demand a second factor."""
        usual = {Role.ADMIN} if self.production else set()
        return frozenset(usual if self.mfa_roles is None else self.mfa_roles)

    @model_validator(mode="after")
    def _refuse_weak_production(self) -> Self:
        if self.production and (weak := weaknesses(self)):
            raise ValueError("production refuses: " + "; ".join(weak))
        return self


def _is_weak(key: SecretStr) -> bool:
    """Whether somebody else could have this key: what it signed is still believed."""
    secret = key.get_secret_value()
    return secret == DEVELOPMENT_SECRET or len(secret) < MIN_SECRET_LENGTH or len(set(secret)) < MIN_SECRET_VARIETY


def weaknesses(settings: Settings) -> list[str]:
    """What production must not start with: names of settings and why, never their values."""
    secret = settings.secret_key.get_secret_value()
    checks = {
        "DEBUG: must be off": settings.debug,
        "SECRET_KEY: is the published development key": secret == DEVELOPMENT_SECRET,
        f"SECRET_KEY: shorter than {MIN_SECRET_LENGTH} characters": len(secret) < MIN_SECRET_LENGTH,
        "SECRET_KEY: repeats too few characters": len(set(secret)) < MIN_SECRET_VARIETY,
        "PREVIOUS_SECRET_KEYS: one is weak or published": any(_is_weak(key) for key in settings.previous_secret_keys),
        "RATE_LIMITS: must be on": settings.rate_limits == "off",
        "BCRYPT_COST: below 10": settings.bcrypt_cost < 10,  # noqa: PLR2004 - OWASP's minimum
        "PUBLIC_URL: must be https": not settings.public_url.startswith("https://"),
        "ALLOWED_ORIGINS: a wildcard lets any site act for a signed-in user": "*" in settings.allowed_origins,
        "DATABASE_URL: must be set": not settings.database_url,
        "REDIS_URL: must be set": not settings.redis_url,
        "SMTP_HOST: must be set": not settings.smtp_host,
        "OUTGOING_PRIVATE_NETWORKS: must be empty": bool(settings.outgoing_private_networks),
        "METRICS_TOKEN: must be set": not settings.metrics_token.get_secret_value(),
        **gateway_weaknesses(settings),
        **storage_weaknesses(settings),
    }
    return [name for name, weak in checks.items() if weak]


def child_environment(settings: Settings, **changes: str) -> dict[str, str]:
    """Our environment for a child process, with the addresses that were found for it and further changes."""
    found = {"DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url, "PORT": str(settings.port)}
    return os.environ | found | changes  # noqa: TID251 - this is the reader of the environment
