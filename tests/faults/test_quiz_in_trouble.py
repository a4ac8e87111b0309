"""A class plays a whole quiz while one thing after the other fails: the part of `make chaos` that every run affords."""

import asyncio

import pytest

from clients.student import Habits
from tests.faults.game import Game
from tests.faults.machine import running
from tests.faults.trouble import SLICE

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]

BOTS = 24
QUESTIONS = 4 * len(SLICE)
"""More than are played: a fault may outlast the question it struck in."""
QUICK = Habits(lag_ms=(5, 80), jitter_ms=10, drop=0.01, think_ms=(100, 1500))
LIMIT_S = 380
"""An eighth of it on a machine that has nothing else to do."""


async def test_whatever_fails_no_acknowledged_answer_is_lost_or_doubled_and_everyone_ends_at_the_head() -> None:
    async with running() as machine, asyncio.timeout(LIMIT_S):
        game = Game(machine, BOTS, QUESTIONS, SLICE, habits=QUICK, ends_after_faults=True)
        report = await game.play(await machine.teacher())
    assert [each.fault for each in game.struck] == [fault.name for fault in SLICE]
    assert report.reconnects >= BOTS, "the faults met lines"
    assert report.acknowledged >= 0.9 * BOTS * len(SLICE), report.lines()
