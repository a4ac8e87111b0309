"""Whether a sign-in comes from where the account was used before. Pure."""

from collections.abc import Iterable
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Final

_NEAR_V4: Final = 24
_NEAR_V6: Final = 48
"""Bits that addresses of one household or office share; what follows changes by itself."""
LONGEST_DEVICE: Final = 80


def neighbourhood(address: str) -> str:
    """The network around a client's address; what is no address stands for itself."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    bits = _NEAR_V4 if isinstance(parsed, IPv4Address) else _NEAR_V6
    return str(ip_network((parsed, bits), strict=False))


def seen_before(earlier: Iterable[tuple[str, str]], *, user_agent: str, address: str) -> bool:
    """Whether one of the earlier (user agent, address) was the same program in the same neighbourhood."""
    here = neighbourhood(address)
    return any(agent == user_agent and neighbourhood(place) == here for agent, place in earlier)


def device_name(user_agent: str) -> str:
    """A user agent as it is told to its owner: short, and never empty."""
    return user_agent[:LONGEST_DEVICE] or "?"
