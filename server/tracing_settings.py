"""Settings of what tells others how we do: Sentry about failures, an OpenTelemetry collector about each request."""

from importlib.util import find_spec
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

NEEDED = {
    "SENTRY_DSN": ("sentry", ("sentry_sdk",)),
    "OTEL_EXPORTER_OTLP_ENDPOINT": ("otel", ("opentelemetry.sdk.trace", "opentelemetry.exporter.otlp.proto.http")),
}
"""By setting: the extra of our package, and the modules that it brings."""


class TracingSettings(BaseSettings):
    """Where failures and spans go; without these settings their libraries are not even loaded."""

    model_config = SettingsConfigDict(env_file=None, frozen=True, extra="ignore", hide_input_in_errors=True)

    sentry_dsn: SecretStr = SecretStr("")
    """`https://KEY@HOST/PROJECT`: 5xx answers and failed work are reported there; needs `pip install 'lectern[sentry]'`."""
    otel_exporter_otlp_endpoint: str = Field("", max_length=2000)
    """`http://HOST:4318`: a span for each request and job goes there; needs `pip install 'lectern[otel]'`."""

    @model_validator(mode="after")
    def _refuse_what_cannot_be_told(self) -> Self:
        given = {
            "SENTRY_DSN": self.sentry_dsn.get_secret_value(),
            "OTEL_EXPORTER_OTLP_ENDPOINT": self.otel_exporter_otlp_endpoint,
        }
        for name in (name for name, value in given.items() if value):
            extra, modules = NEEDED[name]
            if not all(_is_there(module) for module in modules):
                raise ValueError(f"{name}: is set, but its library is not installed; pip install 'lectern[{extra}]'")
        if given["SENTRY_DSN"] and not _is_dsn(given["SENTRY_DSN"]):
            raise ValueError("SENTRY_DSN: is not of the shape https://KEY@HOST/PROJECT")
        if given["OTEL_EXPORTER_OTLP_ENDPOINT"] and not _is_address(self.otel_exporter_otlp_endpoint):
            raise ValueError("OTEL_EXPORTER_OTLP_ENDPOINT: is not of the shape http://HOST:PORT")
        return self


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # a package above it is not there
        return False


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_dsn(text: str) -> bool:
    if not _is_address(text):
        return False
    parts = urlsplit(text)
    return bool(parts.username) and parts.path.rpartition("/")[2].isdecimal()
