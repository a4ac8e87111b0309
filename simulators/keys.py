"""The keys that the simulators know; published on purpose, they open nothing else."""

from collections.abc import Mapping
from typing import Final

STRIPE_KEY: Final = "sk_test_lectern_simulator"
STRIPE_WEBHOOK_SECRET: Final = "whsec_lectern_simulator"  # noqa: S105 - as above
MYFATOORAH_TOKEN: Final = "SK_KWT_lectern_simulator"  # noqa: S105 - as above
MYFATOORAH_SECRET: Final = "myfatoorah-lectern-simulator"  # noqa: S105 - as above
PAYMOB_SECRET_KEY: Final = "egy_sk_test_lectern_simulator"  # noqa: S105 - as above
PAYMOB_PUBLIC_KEY: Final = "egy_pk_test_lectern_simulator"
PAYMOB_API_KEY: Final = "paymob-lectern-simulator"
PAYMOB_HMAC_SECRET: Final = "paymob-hmac-lectern-simulator"  # noqa: S105 - as above
PAYMOB_INTEGRATION: Final = 4001


def environment(*, stripe: str, myfatoorah: str, paymob: str) -> Mapping[str, str]:
    """What a Lectern must be told to pay at simulators with these addresses."""
    return {
        "STRIPE_SECRET_KEY": STRIPE_KEY,
        "STRIPE_WEBHOOK_SECRETS": f'["{STRIPE_WEBHOOK_SECRET}"]',
        "STRIPE_API_BASE": stripe,
        "MYFATOORAH_TOKEN": MYFATOORAH_TOKEN,
        "MYFATOORAH_WEBHOOK_SECRET": MYFATOORAH_SECRET,
        "MYFATOORAH_MODE": "test",
        "MYFATOORAH_API_BASE": myfatoorah,
        "PAYMOB_SECRET_KEY": PAYMOB_SECRET_KEY,
        "PAYMOB_PUBLIC_KEY": PAYMOB_PUBLIC_KEY,
        "PAYMOB_API_KEY": PAYMOB_API_KEY,
        "PAYMOB_HMAC_SECRET": PAYMOB_HMAC_SECRET,
        "PAYMOB_INTEGRATION_IDS": f"[{PAYMOB_INTEGRATION}]",
        "PAYMOB_API_BASE": paymob,
    }
