"""The passwords that everybody tries first: the 30,000 most used, from the zxcvbn package (MIT licence)."""

from functools import cache

from zxcvbn.frequency_lists import FREQUENCY_LISTS


@cache
def common_passwords() -> frozenset[str]:
    """The most used passwords, in small letters; loaded at the first call."""
    return frozenset(FREQUENCY_LISTS["passwords"])
