"""200 students play a whole quiz against two API processes; then the same while one of them is killed."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from clients.crowd import BotReport, Progress, run_bots
from clients.host import Pace, play_quiz
from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.rest import Rest
from clients.student import Habits
from tests.faults.lesson import QUESTIONS, Session, prepare_session
from tests.faults.machine import Machine, running
from tests.faults.proof import prove

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]

BOTS = 200
HABITS = Habits(lag_ms=(5, 80), jitter_ms=10, drop=0.02, think_ms=(100, 2500))


async def host(machine: Machine, teacher: Rest, session: Session) -> None:
    """Lead the quiz from a line of our own."""
    assert teacher.token is not None
    async with (
        aiohttp.ClientSession() as http,
        LiveClient(dialer(http, machine.rest.socket_url), token_of(teacher.token)) as client,
    ):
        channel = await client.subscribe(session.channel, "host")
        await channel.until(lambda seen: len(seen.state["roster"]) == BOTS)
        await play_quiz(client, channel, Pace(boards=True))


async def play(machine: Machine, teacher: Rest, session: Session, killer: "Killer | None" = None) -> BotReport:
    """Host and bots together until the session is over."""
    async with asyncio.timeout(90), asyncio.TaskGroup() as crew:
        leading = crew.create_task(host(machine, teacher, session))
        bots = crew.create_task(
            run_bots(machine.rest.base_url, session.code, count=BOTS, habits=HABITS, seed=7, on_progress=killer)
        )
        report = await bots
        await leading
    return report


class Killer:
    """Kills an API process each time a certain number of answers has been acknowledged."""

    def __init__(self, machine: Machine, *kills: tuple[int, str]) -> None:
        self.machine, self.kills = machine, list(kills)
        self.killed: dict[str, int] = {}

    def __call__(self, now: Progress) -> None:
        if self.kills and now.answers >= self.kills[0][0]:
            _, name = self.kills.pop(0)
            self.killed[name] = self.machine.kill(name)


async def test_a_class_of_200_plays_a_whole_quiz(tmp_path: Path) -> None:
    async with running(tmp_path) as machine:
        teacher = await machine.teacher()
        session = await prepare_session(teacher)
        report = await play(machine, teacher, session)
        await prove(machine, teacher, session, report)
        assert report.acknowledged == BOTS * len(QUESTIONS), report.lines()
        assert machine.said == [], "nothing died"


async def test_a_killed_process_costs_nobody_an_answer(tmp_path: Path) -> None:
    async with running(tmp_path) as machine:
        teacher = await machine.teacher()
        session = await prepare_session(teacher)
        killer = Killer(machine, (BOTS + 60, "api-1"), (3 * BOTS + 60, "api-2"))
        report = await play(machine, teacher, session, killer)
        await prove(machine, teacher, session, report)
        assert set(killer.killed) == {"api-1", "api-2"}
        assert all(machine.supervisor.pid(name) not in {None, pid} for name, pid in killer.killed.items())
        assert report.reconnects >= BOTS // 2
        assert report.acknowledged >= BOTS * (len(QUESTIONS) - 1), report.lines()
