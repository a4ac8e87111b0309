"""Where a request really comes from: `X-Forwarded-For` is believed only as far as our own proxies wrote it."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import web

from server.keys import CLIENT, SETTINGS

LOCAL = "local"
"""The caller's address on a unix socket."""
Address = IPv4Address | IPv6Address


def client_address(request: web.Request) -> str:
    """The caller's address: the last one in the forwarding chain that is not a trusted proxy."""
    trusted = request.app[SETTINGS].trusted_proxies
    if not trusted:
        return request.remote or LOCAL
    if CLIENT in request:
        return request[CLIENT]
    forwarded = request.headers.getall("X-Forwarded-For", ())
    address = request.remote or LOCAL
    request[CLIENT] = address = _behind(address, forwarded, trusted) if forwarded else address
    return address


def is_forwarded(request: web.Request) -> bool:
    """Whether any proxy says that it stands in between."""
    return any(name in request.headers for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"))


def is_loopback(request: web.Request) -> bool:
    """Whether the connection itself comes from this machine."""
    address = _parse(request.remote or LOCAL)
    return address is None or address.is_loopback


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """The name under which an address is counted: one IPv6 customer owns a whole /64."""
    parsed = _parse(address)
    return str(IPv6Network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address


def _behind(remote: str, forwarded: Sequence[str], trusted: Sequence[str]) -> str:
    chain = [part.strip() for header in forwarded for part in header.split(",")]
    address = remote
    while _is_trusted(address, tuple(trusted)) and chain:
        hop = _parse(chain.pop())
        if hop is None:
            break
        address = str(hop)
    return address


@lru_cache(maxsize=1024)
def _is_trusted(address: str, trusted: tuple[str, ...]) -> bool:
    parsed = _parse(address)
    return address == LOCAL or (parsed is not None and any(parsed in ip_network(net, strict=False) for net in trusted))


def _parse(address: str) -> Address | None:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed
