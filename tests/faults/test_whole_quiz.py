"""A class plays a whole quiz against two API processes, whatever is killed meanwhile."""

import asyncio
import signal

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

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]

HABITS = Habits(lag_ms=(5, 80), jitter_ms=10, think_ms=(100, 2500))
LIMIT_S = 150
"""A quarter of it on a machine that has nothing else to do."""
BAD_LINES = Habits(lag_ms=(5, 80), jitter_ms=10, drop=0.02, think_ms=(100, 2500))


async def host(machine: Machine, teacher: Rest, session: Session, bots: int) -> None:
    """Lead the quiz from a line of our own, once everyone is there."""
    assert teacher.token is not None
    async with (
        aiohttp.ClientSession() as http,
        LiveClient(dialer(http, machine.rest.socket_url), token_of(teacher.token)) as client,
    ):
        channel = await client.subscribe(session.channel, "host")
        await channel.until(lambda seen: len(seen.state["roster"]) == bots)
        await play_quiz(client, channel, Pace(boards=True))


class Killer:
    """Ends processes when a certain number of answers has been acknowledged: `(answers, signal, names)`."""

    def __init__(self, machine: Machine, *kills: tuple[int, signal.Signals, tuple[str, ...]]) -> None:
        self.machine, self.kills = machine, list(kills)
        self.ended: dict[str, int] = {}
        self.last: Progress | None = None

    def __call__(self, now: Progress) -> None:
        self.last = now
        if self.kills and now.answers >= self.kills[0][0]:
            _, how, names = self.kills.pop(0)
            for name in names:
                self.ended[name] = self.machine.end(name, how)

    def all_back(self) -> bool:
        """Whether everything planned was ended, and runs again under another process id."""
        return not self.kills and all(
            self.machine.supervisor.pid(name) not in {None, pid} for name, pid in self.ended.items()
        )


async def play(
    machine: Machine, bots: int, habits: Habits = HABITS, *kills: tuple[int, signal.Signals, tuple[str, ...]]
) -> BotReport:
    """Let host and bots play until the session is over, and prove what must hold; the report says how it went."""
    teacher = await machine.teacher()
    # Long windows: a busy machine must not make answers late. Items close when all have answered anyway.
    session = await prepare_session(teacher, seconds=20, scoring="half_speed", streak=True)
    killer = Killer(machine, *kills)
    async with asyncio.timeout(200), asyncio.TaskGroup() as crew:
        crew.create_task(host(machine, teacher, session, bots))
        playing = crew.create_task(
            run_bots(machine.rest.base_url, session.code, count=bots, habits=habits, seed=7, on_progress=killer)
        )
    report = playing.result()
    await prove(machine, teacher, session, report)
    assert killer.all_back(), machine.said
    return report


async def test_a_class_of_200_plays_a_whole_quiz() -> None:
    async with running() as machine:
        report = await play(machine, 200)
        assert report.statuses == {"accepted": 200 * len(QUESTIONS)}, report.lines()
        assert machine.said == [], "nothing died"


async def test_a_killed_process_costs_nobody_an_answer() -> None:
    kills = [(260, signal.SIGKILL, ("api-1",)), (660, signal.SIGKILL, ("api-2",))]
    async with running() as machine:
        report = await play(machine, 200, BAD_LINES, *kills)
        assert report.reconnects >= 100
        assert report.acknowledged >= 0.95 * 200 * len(QUESTIONS), report.lines()


async def test_all_processes_killed_at_once_cost_nobody_an_answer() -> None:
    async with running() as machine:
        report = await play(machine, 60, HABITS, (90, signal.SIGKILL, ("api-1", "api-2")))
        assert report.reconnects >= 60
        assert report.acknowledged >= 0.95 * 60 * len(QUESTIONS), report.lines()


async def test_lost_servers_and_a_rolling_restart_cost_nobody_an_answer() -> None:
    kills = [
        (80, signal.SIGKILL, ("valkey",)),
        (140, signal.SIGKILL, ("postgres",)),
        (200, signal.SIGTERM, ("api-1",)),
        (260, signal.SIGTERM, ("api-2",)),
    ]
    async with running() as machine:
        report = await play(machine, 60, HABITS, *kills)
        assert report.acknowledged >= 0.95 * 60 * len(QUESTIONS), report.lines()
