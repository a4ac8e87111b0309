"""Which addresses may be called."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.outgoing.addresses import Reach, is_public

INSIDE = (
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1"),  # noqa: S104
    *("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::", "100::1"),
)
OUTSIDE = ("8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_of_the_internet_at_large_is_not_called(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not Reach().permits(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_public_addresses_are_called(address: str) -> None:
    assert Reach().permits(address)


@pytest.mark.parametrize("text", ["", "example.org", "127.1", "2130706433", "1.2.3.4.5"])
def test_what_is_no_address_is_not_called(text: str) -> None:
    assert not Reach(allowed=(ip_network("0.0.0.0/0"),)).permits(text)


def test_a_setting_opens_networks_and_no_others() -> None:
    reach = Reach.of(https_only=False, allowed=["127.0.0.2/32", "fd00::/8"])
    assert [each for each in INSIDE if reach.permits(each)] == ["fd00:ec2::254"]
    assert reach.permits("127.0.0.2")
    assert reach.permits("::ffff:127.0.0.2")


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_itself(address: object) -> None:
    assert Reach().permits(f"::ffff:{address}") == Reach().permits(str(address))
