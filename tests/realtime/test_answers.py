"""The group commit on a real PostgreSQL: acknowledged after the commit, written once, whatever comes twice."""

import asyncio
import base64
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import rfc8785
from asyncpg import Pool
from msgspec.structs import replace

from models.ids import new_id
from realtime.acceptance import Submission
from realtime.answers import COMMITTERS, AnswerWriter, Committed, ReceiptMaker
from realtime.protocol import Body, Code, Refused
from server.database import connection_arguments, init_connection
from server.settings import Settings

SESSION = uuid4()


@asynccontextmanager
async def pool_on(settings: Settings, **more: Any) -> AsyncIterator[Pool]:
    arguments = connection_arguments(settings.database_url) | more
    async with asyncpg.create_pool(**arguments, min_size=0, max_size=4, init=init_connection) as pool:
        yield pool


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[Pool]:
    async with pool_on(settings) as opened:
        yield opened


@dataclass
class Desk:
    """A writer, and what it told the rooms."""

    writer: AnswerWriter
    pool: Pool
    told: list[Committed] = field(default_factory=list)

    def ask(self, submission: Submission) -> "asyncio.Future[Body | Refused]":
        reply: asyncio.Future[Body | Refused] = asyncio.get_running_loop().create_future()
        self.writer.submit(submission, reply.set_result)
        return reply

    async def hand_in(self, submission: Submission) -> Body:
        reply = await self.ask(submission)
        assert not isinstance(reply, Refused), reply.code
        return reply

    async def refused(self, submission: Submission) -> Refused:
        reply = await self.ask(submission)
        assert isinstance(reply, Refused), reply
        return reply


@asynccontextmanager
async def desk_on(pool: Pool, *, start: bool = True) -> AsyncIterator[Desk]:
    told: list[Committed] = []
    writer = AnswerWriter(pool, ReceiptMaker(b"secret"), told.extend)
    if start:
        writer.start()
    try:
        yield Desk(writer, pool, told)
    finally:
        await writer.stop()


@pytest.fixture
async def desk(pool: Pool) -> AsyncIterator[Desk]:
    async with desk_on(pool) as made:
        yield made


async def run_in(pool: Pool, state: str = "open", number: int = 1) -> UUID:
    run = new_id()
    await pool.execute(
        """INSERT INTO live_run (id, session_id, item_id, number, state, labels) VALUES ($1, $2, $3, $4, $5, '{}')""",
        *(run, SESSION, uuid4(), number, state),
    )
    return run


async def set_state(pool: Pool, run: UUID, state: str) -> None:
    await pool.execute("UPDATE live_run SET state = $2 WHERE id = $1", run, state)


def answer(run: UUID, participant: UUID | None = None, sub: str = "s1", text: str = "a", **more: Any) -> Submission:
    made = Submission(
        id=new_id(),
        session=SESSION,
        run=str(run),
        participant=str(participant or uuid4()),
        sub=sub,
        rev=0,
        answer={"text": text},
        confidence=None,
        tap=900,
        received=1_000,
        credited=950,
        in_time=True,
        allow_change=False,
    )
    return replace(made, **more)


async def rows(pool: Pool, run: UUID) -> list[tuple[str, str, bool]]:
    found = await pool.fetch("SELECT sub, status, current FROM live_answer WHERE run_id = $1 ORDER BY id", run)
    return [tuple(row) for row in found]


async def test_an_answer_is_in_the_database_when_it_is_acknowledged(desk: Desk) -> None:
    run = await run_in(desk.pool)
    sent = answer(run)
    reply = await desk.hand_in(sent)
    assert reply == {"status": "accepted", "sub": "s1", "receipt": reply["receipt"], "credited_ms": 950}
    assert len(reply["receipt"]) <= 64
    row = await desk.pool.fetchrow("SELECT * FROM live_answer WHERE receipt = $1", reply["receipt"])
    kept = {"id": sent.id, "answer": {"text": "a"}, "tap_ms": 900, "received_ms": 1_000, "credited_ms": 950}
    assert {name: row[name] for name in kept} == kept
    assert [(each.submission, each.status) for each in desk.told] == [(sent, "accepted")]


async def test_a_class_that_answers_at_once_is_written_in_few_statements(pool: Pool) -> None:
    run = await run_in(pool)
    async with desk_on(pool, start=False) as desk:
        replies = [desk.ask(answer(run)) for _ in range(600)]
        counted = await statements(pool)
        desk.writer.start()
        done = await asyncio.gather(*replies)
        assert await statements(pool) - counted <= COMMITTERS + 3
    assert [reply["status"] for reply in done if not isinstance(reply, Refused)] == ["accepted"] * 600
    assert len(await rows(pool, run)) == 600
    assert len(desk.told) == 600


async def statements(pool: Pool) -> int:
    """How many transactions have written answers so far: each has another `xmin`."""
    return int(await pool.fetchval("SELECT count(DISTINCT xmin::text) FROM live_answer"))


async def test_the_same_sub_again_is_a_duplicate_with_the_first_receipt(desk: Desk) -> None:
    run, who = await run_in(desk.pool), uuid4()
    first = await desk.hand_in(answer(run, who))
    again = await desk.hand_in(answer(run, who, received=5_000, credited=4_000))
    assert again == {**first, "status": "duplicate", "was": "accepted"}
    assert await rows(desk.pool, run) == [("s1", "accepted", True)]
    assert len(desk.told) == 1, "nobody is told twice"


@pytest.mark.parametrize("text", ["b", "A"])
async def test_another_body_under_the_same_sub_is_a_mistake(desk: Desk, text: str) -> None:
    run, who = await run_in(desk.pool), uuid4()
    await desk.hand_in(answer(run, who))
    assert (await desk.refused(answer(run, who, text=text))).code is Code.BAD_REQUEST
    other = await run_in(desk.pool, number=2)
    assert (await desk.refused(answer(other, who))).code is Code.BAD_REQUEST


async def test_a_second_answer_is_refused_with_the_receipt_of_the_first(desk: Desk) -> None:
    run, who = await run_in(desk.pool), uuid4()
    first = await desk.hand_in(answer(run, who))
    error = await desk.refused(answer(run, who, sub="s2", text="b"))
    assert (error.code, error.more) == (Code.ALREADY_ANSWERED, {"receipt": first["receipt"]})


async def test_one_sub_of_two_people_is_two_answers(desk: Desk) -> None:
    run = await run_in(desk.pool)
    replies = await asyncio.gather(*(desk.hand_in(answer(run)) for _ in range(2)))
    assert [reply["status"] for reply in replies] == ["accepted", "accepted"]
    assert replies[0]["receipt"] != replies[1]["receipt"]


async def test_many_copies_at_once_are_one_answer(pool: Pool, settings: Settings) -> None:
    run, who = await run_in(pool), uuid4()
    async with pool_on(settings) as other, desk_on(pool) as here, desk_on(other) as there:
        asks = [place.hand_in(answer(run, who)) for _ in range(20) for place in (here, there)]
        replies = await asyncio.gather(*asks)
    assert sorted(reply["status"] for reply in replies) == ["accepted"] + ["duplicate"] * 39
    assert len({reply["receipt"] for reply in replies}) == 1
    assert await rows(pool, run) == [("s1", "accepted", True)]
    assert len(here.told) + len(there.told) == 1


async def test_of_different_answers_at_once_from_two_devices_one_counts(pool: Pool, settings: Settings) -> None:
    run, who = await run_in(pool), uuid4()
    async with pool_on(settings) as other, desk_on(pool) as here, desk_on(other) as there:
        asks = [(here, there)[n % 2].ask(answer(run, who, sub=f"s{n}")) for n in range(20)]
        replies = await asyncio.gather(*asks)
    codes = [reply.code if isinstance(reply, Refused) else reply["status"] for reply in replies]
    assert sorted(codes) == ["accepted"] + [Code.ALREADY_ANSWERED] * 19
    assert len(await rows(pool, run)) == 1


async def test_a_change_keeps_what_it_replaces(desk: Desk) -> None:
    run, who = await run_in(desk.pool), uuid4()
    first = await desk.hand_in(answer(run, who, allow_change=True))
    second = await desk.hand_in(answer(run, who, sub="s2", text="b", rev=1, allow_change=True, credited=2_000))
    third = await desk.hand_in(answer(run, who, sub="s3", text="c", rev=2, allow_change=True))
    assert [reply["status"] for reply in (first, second, third)] == ["accepted", "replaced", "replaced"]
    superseded = [("s1", "superseded", False), ("s2", "superseded", False)]
    assert await rows(desk.pool, run) == [*superseded, ("s3", "replaced", True)]
    again = [await desk.hand_in(answer(run, who, sub=sub, text=text)) for sub, text in zip(SUBS, "abc", strict=True)]
    assert [reply["was"] for reply in again] == ["accepted", "replaced", "replaced"]
    assert [reply["receipt"] for reply in again] == [reply["receipt"] for reply in (first, second, third)]
    assert [each.status for each in desk.told] == ["accepted", "replaced", "replaced"]


SUBS = ("s1", "s2", "s3")


@pytest.mark.parametrize("rev", [0, 1])
async def test_an_old_change_that_comes_late_does_not_win(desk: Desk, rev: int) -> None:
    run, who = await run_in(desk.pool), uuid4()
    await desk.hand_in(answer(run, who, rev=1, allow_change=True))
    error = await desk.refused(answer(run, who, sub="s2", rev=rev, allow_change=True))
    assert error.code is Code.ALREADY_ANSWERED


async def test_of_changes_at_once_the_highest_wins(pool: Pool, settings: Settings) -> None:
    run, who = await run_in(pool), uuid4()
    await seat(pool, who)
    async with pool_on(settings) as other, desk_on(pool) as here, desk_on(other) as there:
        _ = await here.hand_in(answer(run, who, sub="s0", allow_change=True))
        asks = [(here, there)[n % 2].ask(answer(run, who, sub=f"s{n}", rev=n, allow_change=True)) for n in range(1, 21)]
        replies = await asyncio.gather(*asks)
    assert not isinstance(replies[-1], Refused), "the highest is never refused"
    found = await rows(pool, run)
    assert [row for row in found if row[2]] == [("s20", "replaced", True)]
    assert len(found) == 1 + sum(not isinstance(reply, Refused) for reply in replies)


async def seat(pool: Pool, participant: UUID) -> None:
    await pool.execute(
        """INSERT INTO live_participant (id, session_id, name, name_key, state, factor, joined_at)
           VALUES ($1, $2, 'Ann', 'ann', 'joined', 1, now())""",
        *(participant, SESSION),
    )


async def test_what_was_in_time_but_comes_after_the_close_is_recovered(desk: Desk) -> None:
    run = await run_in(desk.pool, "closed")
    assert (await desk.hand_in(answer(run)))["status"] == "recovered"
    assert [each.status for each in desk.told] == ["recovered"]


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_what_was_not_in_time_is_kept_and_marked_late(desk: Desk, state: str) -> None:
    run, who = await run_in(desk.pool, state), uuid4()
    assert (await desk.hand_in(answer(run, who, in_time=False)))["status"] == "late"
    assert (await desk.hand_in(answer(run, who, in_time=False)))["was"] == "late"


@pytest.mark.parametrize("state", ["prepare", "revealed", "skipped"])
@pytest.mark.parametrize("allow_change", [True, False])
async def test_a_run_that_takes_no_answers_keeps_none(desk: Desk, state: str, *, allow_change: bool) -> None:
    run = await run_in(desk.pool, state)
    assert (await desk.refused(answer(run, allow_change=allow_change))).code is Code.CLOSED
    assert (await desk.refused(answer(uuid4(), allow_change=allow_change))).code is Code.CLOSED
    assert await rows(desk.pool, run) == []


async def test_a_change_after_the_close_is_refused(desk: Desk) -> None:
    run, who = await run_in(desk.pool), uuid4()
    await desk.hand_in(answer(run, who, allow_change=True))
    await set_state(desk.pool, run, "closed")
    error = await desk.refused(answer(run, who, sub="s2", rev=1, allow_change=True))
    assert error.code is Code.ALREADY_ANSWERED
    assert await rows(desk.pool, run) == [("s1", "accepted", True)]


async def test_closing_waits_for_answers_in_flight_and_lets_none_in_after_the_count(desk: Desk) -> None:
    run = await run_in(desk.pool)
    async with desk.pool.acquire() as closer:
        transaction = closer.transaction()
        await transaction.start()
        await closer.execute("SELECT 1 FROM live_run WHERE id = $1 FOR UPDATE", run)
        counted = await closer.fetchval("SELECT count(*) FROM live_answer WHERE run_id = $1", run)
        reply = desk.ask(answer(run))
        await _until_somebody_waits(closer)
        assert not reply.done()
        await closer.execute("UPDATE live_run SET state = 'closed' WHERE id = $1", run)
        await transaction.commit()
    told = await reply
    assert not isinstance(told, Refused)
    assert (counted, told["status"]) == (0, "recovered")


async def _until_somebody_waits(connection: Any) -> None:
    while not await connection.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110 - the database has no event for it
        await asyncio.sleep(0.01)


async def test_a_row_that_the_database_refuses_harms_only_itself(pool: Pool) -> None:
    run = await run_in(pool)
    async with desk_on(pool, start=False) as desk:
        good = [desk.ask(answer(run)) for _ in range(20)]
        bad = desk.ask(answer(run, text="a\0b"))
        good += [desk.ask(answer(run)) for _ in range(20)]
        desk.writer.start()
        replies = await asyncio.gather(*good)
        refusal = await bad
    assert isinstance(refusal, Refused)
    assert refusal.code is Code.UNAVAILABLE
    assert [reply["status"] for reply in replies if not isinstance(reply, Refused)] == ["accepted"] * 40
    assert len(await rows(pool, run)) == 40


async def test_a_reply_that_cannot_be_given_harms_nobody_else(pool: Pool) -> None:
    run = await run_in(pool)

    def broken(_: Body | Refused) -> None:
        raise ConnectionResetError

    async with desk_on(pool, start=False) as desk:
        desk.writer.submit(answer(run), broken)
        reply = desk.ask(answer(run))
        desk.writer.start()
        told = await reply
    assert not isinstance(told, Refused)
    assert told["status"] == "accepted"


async def test_a_lost_line_to_the_database_is_tried_again_and_counts_once(pool: Pool, settings: Settings) -> None:
    run = await run_in(pool)
    async with pool_on(settings, server_settings={"application_name": "cut-me"}) as fragile, desk_on(fragile) as desk:
        _ = await desk.hand_in(answer(run))
        await pool.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cut-me'")
        reply = await desk.hand_in(answer(run))
    assert reply["status"] == "accepted"
    assert len(await rows(pool, run)) == 2


async def test_without_a_database_the_sender_is_told_to_send_again() -> None:
    async with (
        asyncpg.create_pool(host="127.0.0.1", port=1, user="nobody", min_size=0, max_size=1) as nowhere,
        desk_on(nowhere) as desk,
    ):
        error = await desk.refused(answer(uuid4()))
    assert error.body() == {"code": "unavailable", "detail": error.detail, "retry": True}


async def test_stopping_writes_what_waits(pool: Pool) -> None:
    run = await run_in(pool)
    async with desk_on(pool) as desk:
        replies = [desk.ask(answer(run)) for _ in range(300)]
    assert all(not isinstance(reply.result(), Refused) for reply in replies)
    assert len(await rows(pool, run)) == 300


@pytest.mark.parametrize(
    "change",
    [
        lambda sent: replace(sent, session=uuid4()),
        lambda sent: replace(sent, run=str(uuid4())),
        lambda sent: replace(sent, participant=str(uuid4())),
        lambda sent: replace(sent, answer={"text": "b"}),
        lambda sent: replace(sent, received=1_001),
        lambda sent: replace(sent, credited=951),
    ],
)
def test_a_receipt_speaks_for_one_answer_only(change: Callable[[Submission], Submission]) -> None:
    sent = answer(uuid4())
    assert receipt(sent) == receipt(sent)
    assert receipt(sent) != receipt(change(sent))
    assert receipt(sent) != receipt(sent, b"other")


def receipt(sent: Submission, key: bytes = b"secret") -> str:
    return ReceiptMaker(key).make(sent)


def test_a_receipt_is_the_hmac_of_the_facts_as_rfc_8785_writes_them() -> None:
    sent = answer(uuid4(), sub="s\u20ac", text="\u00e9 1")
    sent = replace(sent, answer={"value": 1e21, **sent.answer})
    facts: list[Any] = [
        str(sent.session),
        sent.run,
        sent.participant,
        sent.sub,
        sent.answer,
        sent.received,
        sent.credited,
    ]
    mac = hmac.digest(b"secret", rfc8785.dumps(facts), "sha256")
    assert receipt(sent) == base64.urlsafe_b64encode(mac).rstrip(b"=").decode()
