"""A class of bots plays, and its report tells the truth."""

import asyncio
from collections import Counter

import pytest
from yarl import URL

from clients.crowd import BotReport, Progress, run_bots
from clients.outbox import Ack
from clients.rest import ProblemError, Seat
from clients.student import Answered, Habits, Record
from tests.clients.game import Game

QUICK = Habits(lag_ms=(2, 20), jitter_ms=2, think_ms=(0, 60))


async def test_everyone_answers_once_and_ends_at_the_head() -> None:
    game, seen = Game(12, busy_joins=2), list[Progress]()
    async with game.served() as url:
        report = await run_bots(url, "GOODONE", count=12, habits=QUICK, on_progress=seen.append)
    assert report.acknowledged == len(game.answers) == 12
    assert report.receipts == {each["sub"]: f"receipt-{each['sub']}" for each in game.answers.values()}
    assert (report.at_head, report.head, report.reconnects) == (12, len(game.log), 0)
    assert {record.state["phase"] for record in report.records} == {"finalized"}
    assert seen[0].seated == 12


async def test_broken_lines_cost_nobody_an_answer() -> None:
    game = Game(12)
    broken = Habits(lag_ms=(2, 40), jitter_ms=2, drop=1.0, think_ms=(0, 60))
    async with game.served() as url:
        report = await run_bots(url, "GOODONE", count=12, habits=broken, seed=5)
    assert report.acknowledged == len(game.answers) == 12
    assert set(report.receipts) == {each["sub"] for each in game.answers.values()}
    assert report.reconnects > 0
    assert report.at_head == 12


async def test_the_same_seed_makes_the_same_answers() -> None:
    async def answers(url: URL) -> list[object]:
        report = await run_bots(url, "GOODONE", count=4, habits=QUICK, seed=9)
        return [record.answered[0].answer for record in report.records]

    told = []
    for _ in range(2):
        async with Game(4).served() as url:
            told.append(await asyncio.wait_for(answers(url), 20))
    assert told[0] == told[1]


async def test_who_may_not_join_is_told_why() -> None:
    async with Game(3).served() as url:
        with pytest.raises(ProblemError, match="guests_not_allowed"):
            await run_bots(url, "BADCODE", count=3)


def answered(took_ms: float, status: str = "accepted") -> Answered:
    return Answered("r", {}, Ack(f"s{took_ms}", status, f"receipt{took_ms}", 0), took_ms)


def test_a_report_counts_what_happened() -> None:
    seat = Seat("s", "p", "n", "t")
    one = Record(seat, [answered(took) for took in range(1, 100)], Counter({"closed": 1}), connects=3, last=9)
    two = Record(seat, [answered(500, "duplicate")], connects=1, last=8)
    report = BotReport((one, two), head=9)
    assert (report.acknowledged, report.reconnects, report.at_head) == (100, 2, 1)
    assert [report.latency_ms(percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 500]
    assert report.lines() == [
        "2 students, 100 answers acknowledged (99 accepted, 1 closed, 1 duplicate)",
        "tap to acknowledgement: p50 50 ms · p95 95 ms · p99 99 ms · p100 500 ms",
        "2 reconnects; 1 of 2 at the head of the log (s = 9)",
    ]
    assert BotReport((), 0).latency_ms(50) == 0
