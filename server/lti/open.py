"""The door of an application: opened with it, with a client that reaches only where it may."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.clock import Clock
from server.keyring import Keyring
from server.lti.door import Door
from server.lti.keys import OurKeys
from server.lti.tokens import PlatformKeys
from server.outgoing.addresses import Reach
from server.outgoing.client import open_outgoing
from server.settings import Settings


def reach_of(settings: Settings) -> Reach:
    """Whither we send to addresses that admins and platforms name."""
    return Reach.of(https_only=settings.production, allowed=settings.outgoing_private_networks)


@asynccontextmanager
async def open_door(settings: Settings, clock: Clock) -> AsyncIterator[Door]:
    """The door, with a client of its own."""
    async with open_outgoing(reach_of(settings)) as outgoing:
        keys = OurKeys(Keyring.of(settings), clock)
        yield Door(settings, keys, PlatformKeys(outgoing, clock), clock)
