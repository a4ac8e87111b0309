"""What a test must know of a gateway: its currency, its button, and how its dashboard is told of a refund."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """One gateway. `things` are what its dashboard sends money back of; `told` says minor units in its words."""

    currency: str
    button: str
    things: str
    told: Callable[[int], object] = int


DESKS = {
    "stripe": Desk("KWD", "Stripe", "intents"),
    "myfatoorah": Desk("KWD", "MyFatoorah", "invoices", told=lambda minor: f"{minor // 1000}.{minor % 1000:03}"),
    "paymob": Desk("EGP", "Paymob", "transactions"),
}
GATEWAYS = tuple(DESKS)
