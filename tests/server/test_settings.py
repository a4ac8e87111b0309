"""Settings: production starts strong or not at all, and says why without telling a secret."""

from typing import Any

import pytest
from pydantic import ValidationError

from server.settings import DEVELOPMENT_SECRET, Env, Settings

SECRET = "Vw3-7Yq0zLr8KpX2mNc5TbJ9hGd4FsA1"
STRONG: dict[str, Any] = {
    "lectern_env": Env.PRODUCTION,
    "secret_key": SECRET,
    "public_url": "https://lectern.example",
    "database_url": "postgresql://db/lectern",
    "redis_url": "redis://cache/0",
    "metrics_token": "a token for the scraper",
    "smtp_host": "mail.lectern.example",
}


def test_production_starts_with_strong_settings() -> None:
    assert Settings(**STRONG).production


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("debug", True),
        ("secret_key", DEVELOPMENT_SECRET),
        ("secret_key", "short-and-secret"),
        ("secret_key", "ab" * 32),
        ("previous_secret_keys", (DEVELOPMENT_SECRET,)),
        ("previous_secret_keys", ("old-and-short-one",)),
        ("rate_limits", "off"),
        ("bcrypt_cost", 4),
        ("public_url", "http://lectern.example"),
        ("allowed_origins", ("*",)),
        ("database_url", ""),
        ("redis_url", ""),
        ("metrics_token", ""),
        ("outgoing_private_networks", ("10.0.0.0/8",)),
    ],
)
def test_production_refuses_a_weak_setting_by_its_name_and_without_its_value(name: str, value: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        Settings(**{**STRONG, name: value})
    told = str(refusal.value)
    assert name.upper() in told
    for secret in (SECRET, DEVELOPMENT_SECRET, "short-and-secret", "old-and-short-one", "ab" * 8, "scraper"):
        assert secret not in told


def test_admins_need_a_second_factor_in_production_and_nobody_elsewhere() -> None:
    assert {role.value for role in Settings(**STRONG).demanding_roles} == {"admin"}
    assert Settings(lectern_env=Env.TEST).demanding_roles == frozenset()


def test_addresses_are_verified_in_production_and_not_elsewhere_unless_it_is_said() -> None:
    assert Settings(**STRONG).verifies_email
    assert not Settings(lectern_env=Env.TEST).verifies_email
    assert Settings(lectern_env=Env.TEST, verify_email="on").verifies_email
