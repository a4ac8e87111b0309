"""Settings of the store that holds the files."""

from typing import Literal

from pydantic import Field, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

MIB = 1_048_576


class StorageSettings(BaseSettings):
    """A folder of this machine or a bucket, and how much may be stored."""

    model_config = SettingsConfigDict(env_file=None, frozen=True, extra="ignore")

    storage: Literal["local", "s3"] = "local"
    """`local`: `data_dir`/files, which all processes must share."""
    s3_bucket: str = ""
    s3_prefix: str = Field("files/", max_length=200)
    """What all our objects' names begin with; nothing else may lie there."""
    s3_region: str = "us-east-1"
    s3_endpoint_url: str = ""
    """Empty: Amazon's own; else that of another store with S3's protocol, as clients reach it too."""
    s3_addressing: Literal["auto", "path", "virtual"] = "auto"
    s3_access_key_id: str = ""
    """Empty: found as Amazon's libraries do (a role of the machine, say)."""
    s3_secret_access_key: SecretStr = SecretStr("")
    file_max_bytes: PositiveInt = 100 * MIB
    file_quota_bytes: PositiveInt = 5_000 * MIB
    """What one account may have stored, uploads under way included."""


def storage_weaknesses(settings: StorageSettings) -> dict[str, bool]:
    """What production must not start with."""
    remote = settings.storage == "s3"
    half = bool(settings.s3_access_key_id) != bool(settings.s3_secret_access_key.get_secret_value())
    return {
        "S3_BUCKET: must be set": remote and not settings.s3_bucket,
        "S3_ENDPOINT_URL: must be https": remote and settings.s3_endpoint_url.startswith("http://"),
        "S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: both or none": remote and half,
    }
