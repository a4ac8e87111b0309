"""Settings of the record store (LRS) that xAPI statements go to; none are made while there is no endpoint."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class XapiSettings(BaseSettings):
    """Where statements go, and as whom."""

    model_config = SettingsConfigDict(env_file=None, frozen=True, extra="ignore")

    xapi_endpoint: str = Field("", max_length=2000)
    """Address of the record store without `/statements`; empty: no statements. It may be on our own network."""
    xapi_username: str = Field("", max_length=300)
    xapi_password: SecretStr = SecretStr("")
    xapi_version: Literal["1.0.3", "2.0.0"] = "1.0.3"
    """What we say in `X-Experience-API-Version`."""
