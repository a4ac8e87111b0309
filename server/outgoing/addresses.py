"""Which network addresses may be called: the public ones, and those that a setting names. Pure.

After the IANA registries of special-purpose addresses (RFC 6890), with what they do not say: addresses that carry
another one inside, and those at which clouds answer questions about the machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, Self

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

NAT64: Final = IPv6Network("64:ff9b::/96")
"""The last 32 bits are an IPv4 address (RFC 6052)."""
_NEVER: Final[tuple[Network, ...]] = (
    IPv4Network("168.63.129.16/32"),  # Azure's machine service, within the public space
    IPv4Network("192.0.0.0/24"),  # special purposes, among them a cloud's machine service; older Pythons miss a part
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
    IPv6Network("::/96"),  # IPv4 inside, an old way
    IPv6Network("64:ff9b:1::/48"),  # NAT64 of one network
    IPv6Network("2001::/32"),  # Teredo: IPv4 inside
    IPv6Network("2002::/16"),  # 6to4: IPv4 inside
    IPv6Network("fec0::/10"),  # site-local, an old way
)


def plain(address: Address) -> Address:
    """The address that is really meant, for one that only carries another."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet at large."""
    meant = plain(address)
    if not meant.is_global or meant.is_multicast or meant.is_reserved or meant.is_unspecified:
        return False
    return not any(meant in network for network in _NEVER if network.version == meant.version)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whither we may send: public addresses, and these networks; in production only by https."""

    https_only: bool = True
    allowed: tuple[Network, ...] = ()

    @classmethod
    def of(cls, *, https_only: bool, allowed: Iterable[str]) -> Self:
        """From settings."""
        return cls(https_only, tuple(ip_network(each, strict=False) for each in allowed))

    def permits(self, address: str) -> bool:
        """Whether an address, as the system writes it, may be connected to."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        meant = plain(found)
        return is_public(found) or any(meant in network for network in self.allowed if network.version == meant.version)
