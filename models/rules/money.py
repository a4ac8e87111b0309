"""Money as whole minor units of a currency, and the decimal texts that gateways and people use."""

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Final

_ZERO = frozenset(re.findall(r"\w+", "BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF"))
_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
STEP_OF_THREE: Final = 10
"""Prices in currencies of three decimals move in steps of 0.010: cards cannot carry less (docs.stripe.com/currencies)."""
LARGEST: Final = 99_999_999
"""Eight digits are what every gateway takes."""


class NotMoney(ValueError):
    """The text is no amount of this currency."""


def exponent(currency: str) -> int:
    """Decimals of a currency (ISO 4217): KWD 3, JPY 0, most 2."""
    if currency in _ZERO:
        return 0
    return 3 if currency in _THREE else 2


def step(currency: str) -> int:
    """The smallest difference between two prices, in minor units."""
    return STEP_OF_THREE if currency in _THREE else 1


def round_down(amount: int, currency: str) -> int:
    """The amount at the step below (or at) it, in the payer's favour."""
    return amount - amount % step(currency)


def to_major(amount: int, currency: str) -> Decimal:
    """Minor units as a decimal with all of the currency's places: 5120 KWD is 5.120."""
    return Decimal(amount).scaleb(-exponent(currency))


def to_minor(text: str | Decimal, currency: str) -> int:
    """A decimal amount in minor units. Raises NotMoney for what is no number or finer than the currency."""
    try:
        value = Decimal(text).scaleb(exponent(currency))
        whole = value.to_integral_value(rounding=ROUND_HALF_EVEN)
    except (InvalidOperation, ValueError) as error:
        raise NotMoney(f"{text!r} is no amount") from error
    if not value.is_finite() or value != whole or abs(whole) > 10**18:
        raise NotMoney(f"{text!r} is no amount of {currency}")
    return int(whole)


def shown(amount: int, currency: str) -> str:
    """For people, in the plainest way: `5.120 KWD`."""
    return f"{to_major(amount, currency):f} {currency}"
