"""Watches the clock: orders what is due. Every worker watches; PostgreSQL lets one order each due time."""

import asyncio
from collections.abc import Sequence
from typing import Final

import structlog

from models.actions.schedules import order_due
from models.rules.schedules import Schedule
from server.clock import Clock
from workers.relay import AWAY

LOOK_S: Final = 20.0
_log = structlog.get_logger(__name__)


async def watch_schedules(clock: Clock, schedules: Sequence[Schedule]) -> None:
    """Run until cancelled."""
    while True:
        try:
            for schedule in schedules:
                _ = await order_due(schedule, clock())
        except AWAY as error:
            _log.warning("schedules_wait", error=type(error).__name__)
        await asyncio.sleep(LOOK_S)
