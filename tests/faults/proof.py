"""What must hold after a live session, whatever was killed: answers, scores and every client agree."""

from collections import Counter

import aiohttp

from clients.crowd import BotReport, gather_all
from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.rest import Rest, Seat
from clients.state import State, comparable
from models.queries.invariants import INVARIANTS, WORK_LIES
from tests.faults.lesson import Session
from tests.faults.machine import Machine

COUNTED = {"accepted", "replaced", "recovered"}


async def prove(machine: Machine, teacher: Rest, session: Session, report: BotReport) -> None:
    """Everything below."""
    await every_acknowledged_answer_is_stored_once(machine, session, report)
    await the_board_equals_the_replay(teacher, session, report)
    await every_bot_ends_at_the_head(machine.rest, report)
    await every_invariant_holds(machine)


async def every_invariant_holds(machine: Machine) -> None:
    """What must always hold in the database does; no worker runs here."""
    found = {name: await machine.rows(statement) for name, statement in INVARIANTS.items() if name != WORK_LIES}
    assert {name: rows for name, rows in found.items() if rows} == {}


async def every_acknowledged_answer_is_stored_once(machine: Machine, session: Session, report: BotReport) -> None:
    """By `sub` with its receipt; and at most one counted answer for each seat and run."""
    rows = await machine.rows(
        "SELECT sub, receipt, status, current, run_id, participant_id FROM live_answer WHERE session_id = $1",
        session.id,
    )
    stored = Counter((row["sub"], row["receipt"]) for row in rows)
    missing = {sub: receipt for sub, receipt in report.receipts.items() if stored[sub, receipt] != 1}
    assert not missing, f"acknowledged, but not stored once: {missing}"
    counted = Counter((row["run_id"], row["participant_id"]) for row in rows if row["current"])
    assert set(counted.values()) <= {1}
    assert {row["status"] for row in rows} <= COUNTED | {"late"}


async def the_board_equals_the_replay(teacher: Rest, session: Session, report: BotReport) -> None:
    """The board rebuilt from the log, the results, and what each player was told are the same points."""
    replay = await teacher.replay(session.id)
    assert replay["matches"] is True, replay
    results = (await teacher.results(session.id))["participants"]
    told = {line["participant"]: (line["points"], line["rank"]) for line in results}
    board = {line["participant"]: (line["points"], line["rank"]) for line in replay["board"]}
    assert board == {who: told[who] for who in board}
    seen = {each.seat.participant: each.state["you"] for each in report.records}
    assert {who: (you["total"], you["rank"]) for who, you in seen.items()} == told


async def every_bot_ends_at_the_head(rest: Rest, report: BotReport) -> None:
    """Each has applied every event it may see, and its screen shows what a fresh one would."""
    assert report.at_head == len(report.records), [each.last for each in report.records]
    async with aiohttp.ClientSession() as http:
        fresh = await gather_all([snapshot_of(rest, http, each.seat) for each in report.records])
    for record, (last, state) in zip(report.records, fresh, strict=True):
        assert record.last == last
        assert comparable(record.state) == comparable(state)


async def snapshot_of(rest: Rest, http: aiohttp.ClientSession, seat: Seat) -> tuple[int, State]:
    """Where a fresh subscription of this seat ends, and what it shows."""
    async with LiveClient(dialer(http, rest.socket_url), token_of(seat.token)) as client:
        channel = await client.subscribe(f"live:{seat.session}", "player")
        return channel.feed.last, channel.state
