"""Commit first, acknowledge second: the group commit of answers, and what to say about each.

One statement writes all that waits (at most 250), again as soon as the last one is back. It runs on
connections of its own as one prepared statement: a row of its own through the ORM costs about ten times as much.
"""

import asyncio
import base64
import hashlib
import hmac
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
import rfc8785

from realtime.acceptance import Submission
from realtime.protocol import Body, Code, Refused

MAX_BATCH = 250
COMMITTERS = 2
TRIES = 2
LOST = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, TimeoutError)
"""Faults of the line, not of the data: the whole batch may be sent again, since every row has its `sub`."""

_WRITE = """
WITH a AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::jsonb[],
                         $8::int[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bool[], $13::text[])
        AS a(id, session_id, run_id, participant_id, sub, rev, answer, confidence, tap_ms, received_ms, credited_ms,
             in_time, receipt)
), r AS (
    SELECT id, state FROM live_run WHERE id = ANY($3::uuid[]) FOR SHARE
), i AS (
    INSERT INTO live_answer (id, session_id, run_id, participant_id, sub, rev, answer, confidence, tap_ms, received_ms,
                             credited_ms, status, current, receipt)
    SELECT a.id, a.session_id, a.run_id, a.participant_id, a.sub, a.rev, a.answer, a.confidence, a.tap_ms,
           a.received_ms, a.credited_ms,
           CASE WHEN NOT a.in_time THEN 'late' WHEN r.state = 'open' THEN 'accepted' ELSE 'recovered' END,
           true, a.receipt
    FROM a JOIN r ON r.id = a.run_id
    WHERE r.state IN ('open', 'closed')
    ON CONFLICT DO NOTHING
    RETURNING id, status
)
SELECT a.id, r.state, i.status FROM a LEFT JOIN r ON r.id = a.run_id LEFT JOIN i ON i.id = a.id
"""
_SEEN = """
SELECT run_id, participant_id, sub, rev, answer, status, receipt, credited_ms, current FROM live_answer
WHERE (participant_id, sub) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
   OR (current AND (run_id, participant_id) IN (SELECT * FROM unnest($3::uuid[], $1::uuid[])))
"""
_SUPERSEDE = """
UPDATE live_answer SET current = false, status = 'superseded'
WHERE run_id = $1 AND participant_id = $2 AND current AND rev < $3 RETURNING id
"""
_REPLACE = """
INSERT INTO live_answer (id, session_id, run_id, participant_id, sub, rev, answer, confidence, tap_ms, received_ms,
                         credited_ms, status, current, receipt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'replaced', true, $12)
"""


@dataclass(frozen=True, slots=True)
class Committed:
    """An answer that is now in PostgreSQL, as rooms and other processes are told of it."""

    submission: Submission
    status: str


Done = Callable[[Body | Refused], None]
"""Told what to reply, once and only after the commit."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    submission: Submission
    receipt: str
    done: Done


class ReceiptMaker:
    """Receipts: a keyed hash (HMAC-SHA-256) over session, run, participant, answer and server time."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, submission: Submission) -> str:
        """43 characters of base64url."""
        named = [str(submission.session), str(submission.run), str(submission.participant)]
        text = rfc8785.dumps([*named, submission.sub, submission.answer, submission.received, submission.credited])
        mac = hmac.digest(self._key, text, hashlib.sha256)
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


class AnswerWriter:
    """Takes checked answers, writes them in groups, and tells each sender what became of theirs."""

    def __init__(
        self, pool: asyncpg.Pool, receipts: ReceiptMaker, committed: Callable[[Sequence[Committed]], None]
    ) -> None:
        self._pool = pool
        self._receipts = receipts
        self._committed = committed
        self._queue: deque[_Waiting] = deque()
        self._ready = asyncio.Event()
        self._idle = asyncio.Event()
        self._busy = 0
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to write."""
        self._tasks = [asyncio.create_task(self._commit_for_ever(), name=f"answers-{n}") for n in range(COMMITTERS)]

    async def stop(self) -> None:
        """Write what waits, then end."""
        while self._queue or self._busy:
            self._idle.clear()
            await self._idle.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def submit(self, submission: Submission, done: Done) -> None:
        """Queue an answer; `done` is called after its commit, or with the refusal."""
        self._queue.append(_Waiting(submission, self._receipts.make(submission), done))
        self._ready.set()

    def _take(self) -> list[_Waiting]:
        """The next group: at most one row for each participant and run, so that no statement conflicts with itself."""
        batch: list[_Waiting] = []
        taken: set[tuple[Any, ...]] = set()
        later: list[_Waiting] = []
        while self._queue and len(batch) < MAX_BATCH:
            waiting = self._queue.popleft()
            sub = waiting.submission
            keys = {(sub.run, sub.participant), (sub.participant, sub.sub)}
            if keys & taken:
                later.append(waiting)
                continue
            taken |= keys
            batch.append(waiting)
        self._queue.extendleft(reversed(later))
        if not self._queue:
            self._ready.clear()
        return batch

    async def _commit_for_ever(self) -> None:
        while True:
            await self._ready.wait()
            batch = self._take()
            if not batch:
                continue
            self._busy += 1
            try:
                await self._write(batch)
            finally:
                self._busy -= 1
                self._idle.set()

    async def _write(self, batch: list[_Waiting]) -> None:
        """Write a group; a group that the database refuses is tried again in halves, so that one row harms only itself."""
        try:
            verdicts = await self._write_trying(batch)
        except LOST:
            self._refuse(batch, Refused(Code.UNAVAILABLE, "The answer could not be stored; send it again"))
        except asyncpg.PostgresError:
            if len(batch) == 1:
                self._refuse(batch, Refused(Code.UNAVAILABLE, "The answer could not be stored; send it again"))
                return
            middle = len(batch) // 2
            await self._write(batch[:middle])
            await self._write(batch[middle:])
        else:
            for waiting, verdict in zip(batch, verdicts, strict=True):
                waiting.done(verdict)

    @staticmethod
    def _refuse(batch: Iterable[_Waiting], error: Refused) -> None:
        for waiting in batch:
            waiting.done(error)

    async def _write_trying(self, batch: list[_Waiting]) -> list[Body | Refused]:
        for _ in range(TRIES - 1):
            try:
                return await self._write_once(batch)
            except LOST:
                await asyncio.sleep(0)
        return await self._write_once(batch)

    async def _write_once(self, batch: list[_Waiting]) -> list[Body | Refused]:
        async with self._pool.acquire(timeout=10) as connection:
            rows = {row["id"]: row for row in await connection.fetch(_WRITE, *_columns(batch))}
            told = [
                Committed(waiting.submission, rows[waiting.submission.id]["status"])
                for waiting in batch
                if rows[waiting.submission.id]["status"] is not None
            ]
            if told:
                self._committed(told)
            conflicting = [waiting for waiting in batch if _conflicts(rows[waiting.submission.id])]
            seen = await self._look_up(connection, conflicting) if conflicting else {}
        return [_verdict(waiting, rows[waiting.submission.id], seen) for waiting in batch]

    async def _look_up(
        self, connection: asyncpg.pool.PoolConnectionProxy, conflicting: Sequence[_Waiting]
    ) -> dict[Any, Body | Refused]:
        """What to say to those whose row was there already: a retry, a second answer, or a change."""
        subs = [waiting.submission for waiting in conflicting]
        rows = await connection.fetch(
            _SEEN, [sub.participant for sub in subs], [sub.sub for sub in subs], [sub.run for sub in subs]
        )
        same = {(row["participant_id"], row["sub"]): row for row in rows}
        current = {(row["participant_id"], row["run_id"]): row for row in rows if row["current"]}
        verdicts: dict[Any, Body | Refused] = {}
        for waiting in conflicting:
            sub = waiting.submission
            first = same.get((sub.participant, sub.sub))
            if first is not None:
                verdicts[sub.id] = _again(sub, first)
            elif sub.allow_change and sub.in_time:
                verdicts[sub.id] = await self._change(connection, waiting, current[sub.participant, sub.run])
            else:
                verdicts[sub.id] = _already(current.get((sub.participant, sub.run)))
        return verdicts

    async def _change(
        self, connection: asyncpg.pool.PoolConnectionProxy, waiting: _Waiting, current: asyncpg.Record
    ) -> Body | Refused:
        """Replace the current answer where changes are allowed and `rev` is higher; the old one is kept."""
        sub = waiting.submission
        async with connection.transaction():
            state = await connection.fetchval("SELECT state FROM live_run WHERE id = $1 FOR SHARE", sub.run)
            if state != "open" or not await connection.fetchval(_SUPERSEDE, sub.run, sub.participant, sub.rev):
                return _already(current)
            times = (sub.tap, sub.received, sub.credited)
            head = (sub.id, sub.session, sub.run, sub.participant, sub.sub, sub.rev, sub.answer, sub.confidence)
            await connection.execute(_REPLACE, *head, *times, waiting.receipt)
        self._committed([Committed(sub, "replaced")])
        return {"status": "replaced", "sub": sub.sub, "receipt": waiting.receipt, "credited_ms": sub.credited}


_NAMES: Final = ("id", "session", "run", "participant", "sub", "rev", "answer", "confidence")
_TIMES: Final = ("tap", "received", "credited", "in_time")


def _columns(batch: Sequence[_Waiting]) -> list[list[Any]]:
    columns = [[getattr(waiting.submission, name) for waiting in batch] for name in (*_NAMES, *_TIMES)]
    return [*columns, [waiting.receipt for waiting in batch]]


def _conflicts(row: asyncpg.Record) -> bool:
    return row["status"] is None


def _verdict(waiting: _Waiting, row: asyncpg.Record, seen: dict[Any, Body | Refused]) -> Body | Refused:
    sub = waiting.submission
    if row["status"] is not None:
        return {"status": row["status"], "sub": sub.sub, "receipt": waiting.receipt, "credited_ms": sub.credited}
    return seen[sub.id]


def _again(sub: Submission, first: asyncpg.Record) -> Body | Refused:
    """A `sub` that was seen before: the same answer is a retry, another body is a mistake."""
    if first["run_id"] != sub.run or first["answer"] != sub.answer:
        return Refused(Code.BAD_REQUEST, "This sub was used for another answer")
    return duplicate(sub.sub, first["status"], first["receipt"], first["credited_ms"])


def duplicate(sub: str, status: str, receipt: str, credited_ms: int) -> Body:
    """The reply to a retry; a superseded answer was once accepted."""
    was = "accepted" if status == "superseded" else status
    return {"status": "duplicate", "was": was, "sub": sub, "receipt": receipt, "credited_ms": credited_ms}


def _already(current: asyncpg.Record | None) -> Refused:
    if current is None:
        return Refused(Code.CLOSED, "That run takes no answers any more")
    return Refused(Code.ALREADY_ANSWERED, "You have answered already", receipt=current["receipt"])
