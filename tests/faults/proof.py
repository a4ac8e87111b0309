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
    await every_bot_ends_at_the_head(machine.rest, report)
    await the_board_equals_the_replay(teacher, session, report)
    await every_invariant_holds(machine)


async def every_invariant_holds(machine: Machine) -> None:
    """What must always hold in the database does; work may lie where no worker runs."""
    excused = set() if machine.supervisor.pid("worker") is not None else {WORK_LIES}
    found = {name: await machine.rows(statement) for name, statement in INVARIANTS.items() if name not in excused}
    broken = {name: rows for name, rows in found.items() if rows}
    assert not broken, f"invariants that do not hold: {broken}"


async def what_is_stored_so_far(machine: Machine, teacher: Rest, session: Session, acknowledged: int) -> None:
    """In the middle of a game: no fewer answers than were acknowledged, none twice, and the board is the replay."""
    rows = await machine.rows(
        """SELECT count(*) AS answers, count(*) FILTER (WHERE current) AS counted,
                  count(DISTINCT (run_id, participant_id)) FILTER (WHERE current) AS places
           FROM live_answer WHERE session_id = $1""",
        session.id,
    )
    assert rows[0]["answers"] >= acknowledged, f"{acknowledged} acknowledged, {rows[0]['answers']} stored"
    assert rows[0]["counted"] == rows[0]["places"], "somebody has two answers to one question"
    replay = await teacher.replay(session.id)
    assert replay["matches"] is True, replay


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
    twice = [place for place, times in counted.items() if times > 1]
    assert not twice, f"run and participant with more than one counted answer: {twice}"
    assert {row["status"] for row in rows} <= COUNTED | {"late"}, "an answer of an unknown status"


async def the_board_equals_the_replay(teacher: Rest, session: Session, report: BotReport) -> None:
    """The board rebuilt from the log, the results, and what each player was told are the same points."""
    replay = await teacher.replay(session.id)
    assert replay["matches"] is True, replay
    results = (await teacher.results(session.id))["participants"]
    told = {line["participant"]: (line["points"], line["rank"]) for line in results}
    board = {line["participant"]: (line["points"], line["rank"]) for line in replay["board"]}
    assert board == {who: told[who] for who in board}, "the board is not the results"
    shown = {each.seat.participant: each.state["you"] for each in report.records}
    seen = {who: (you["total"], you["rank"]) for who, you in shown.items()}
    wrong = {who: (seen.get(who), told.get(who)) for who in told.keys() | seen.keys() if seen.get(who) != told.get(who)}
    assert not wrong, f"participants who were shown other points than the results say: {wrong}"


async def every_bot_ends_at_the_head(rest: Rest, report: BotReport) -> None:
    """Each has applied every event it may see, and its screen shows what a fresh one would."""
    behind = [
        (each.seat.name, each.last, each.ended, each.connects) for each in report.records if each.last != report.head
    ]
    assert not behind, f"the head is {report.head}; name, last, end and lines of those who are not there: {behind}"
    async with aiohttp.ClientSession() as http:
        fresh = await gather_all([snapshot_of(rest, http, each.seat) for each in report.records])
    for record, (last, state) in zip(report.records, fresh, strict=True):
        assert record.last == last, f"{record.seat.participant} stands at {record.last}, the head is {last}"
        mine, true = screen(record.state), screen(state)
        wrong = {
            key: (mine.get(key), true.get(key)) for key in mine.keys() | true.keys() if mine.get(key) != true.get(key)
        }
        assert not wrong, f"{record.seat.participant} shows something else than a fresh screen: {wrong}"


def screen(state: State) -> State:
    """What is compared of a state; the ids of several choices have no order, and the server keeps them in its own."""
    shown = comparable(state)
    answer = (shown.get("you") or {}).get("answer")
    if not answer or "choices" not in answer:
        return shown
    return {**shown, "you": {**shown["you"], "answer": {**answer, "choices": sorted(answer["choices"])}}}


async def snapshot_of(rest: Rest, http: aiohttp.ClientSession, seat: Seat) -> tuple[int, State]:
    """Where a fresh subscription of this seat ends, and what it shows."""
    async with LiveClient(dialer(http, rest.socket_url), token_of(seat.token)) as client:
        channel = await client.subscribe(f"live:{seat.session}", "player")
        return channel.feed.last, channel.state
