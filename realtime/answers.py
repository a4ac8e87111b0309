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
from uuid import UUID

import asyncpg
import msgspec
import orjson
import structlog

from models.canonical import canonical
from models.queries.live import AnswerRow
from realtime.acceptance import Submission
from realtime.protocol import Body, Code, Refused
from server.tasks import end_tasks

_BLOCK: Final = 64
"""Bytes that SHA-256 takes in at a time."""
MAX_BATCH = 250
COMMITTERS = 2
TRIES = 2
LOST = (
    *(OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError),
    *(asyncpg.OperatorInterventionError, asyncpg.InsufficientResourcesError, asyncpg.InternalClientError),
)
"""Faults of the line or the server, not of the data: the whole batch may be sent again, since every row has its id."""

_log = structlog.get_logger(__name__)

_WRITE = """
WITH a AS (
    SELECT * FROM ROWS FROM (
        json_to_recordset($1) AS (id uuid, run uuid, participant uuid, sub text, rev int, answer jsonb, confidence int,
                                  tap bigint, received bigint, credited bigint, in_time bool, rtt int, allowed int),
        unnest($2::text[])
    ) WITH ORDINALITY
        AS a(id, run_id, participant_id, sub, rev, answer, confidence,
             tap_ms, received_ms, credited_ms, in_time, rtt_ms, allowed_ms, receipt, n)
), r AS (
    SELECT id, session_id, state FROM live_run WHERE id = ANY($3::uuid[]) FOR SHARE
), i AS (
    INSERT INTO live_answer (id, session_id, run_id, participant_id, sub, rev, answer, confidence, tap_ms, received_ms,
                             credited_ms, rtt_ms, allowed_ms, status, current, receipt)
    SELECT a.id, r.session_id, a.run_id, a.participant_id, a.sub, a.rev, a.answer, a.confidence, a.tap_ms,
           a.received_ms, a.credited_ms, a.rtt_ms, a.allowed_ms,
           CASE WHEN NOT a.in_time THEN 'late' WHEN r.state = 'open' THEN 'accepted' ELSE 'recovered' END,
           true, a.receipt
    FROM a JOIN r ON r.id = a.run_id
    WHERE r.state IN ('open', 'closed')
    ON CONFLICT DO NOTHING
    RETURNING id, status
)
SELECT a.n, i.status FROM i JOIN a ON a.id = i.id
"""
_SEEN = """
SELECT id, run_id, participant_id, sub, rev, answer, status, receipt, credited_ms, current,
       EXISTS (SELECT 1 FROM live_answer b WHERE b.run_id = a.run_id AND b.participant_id = a.participant_id
               AND b.rev < a.rev) AS changed FROM live_answer a
WHERE (participant_id, sub) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
   OR (current AND (run_id, participant_id) IN (SELECT * FROM unnest($3::uuid[], $1::uuid[])))
"""
_LOCK_SEAT = "SELECT 1 FROM live_participant WHERE id = $1 FOR UPDATE"
_CURRENT = "SELECT receipt FROM live_answer WHERE run_id = $1 AND participant_id = $2 AND current"
_SUPERSEDE = """
UPDATE live_answer SET current = false, status = 'superseded'
WHERE run_id = $1 AND participant_id = $2 AND current AND rev < $3 RETURNING id
"""
_REPLACE = """
INSERT INTO live_answer (id, session_id, run_id, participant_id, sub, rev, answer, confidence, tap_ms, received_ms,
                         credited_ms, rtt_ms, allowed_ms, status, current, receipt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'replaced', true, $14)
"""


@dataclass(frozen=True, slots=True)
class Committed:
    """An answer that is now in PostgreSQL, as rooms and other processes are told of it."""

    submission: Submission
    status: str


Done = Callable[[Body | Refused], None]
"""Told what to reply, once and only after the commit."""


@dataclass(slots=True)
class _Waiting:
    submission: Submission
    receipt: str
    done: Done
    told: bool = False

    def tell(self, verdict: Body | Refused) -> None:
        """Say what became of it, once; whoever cannot be told harms nobody else in the group."""
        if self.told:
            return
        self.told = True
        try:
            self.done(verdict)
        except Exception as error:  # noqa: BLE001 - as above
            _log.exception("reply_failed", exc_info=error)


class ReceiptMaker:
    """Receipts: a keyed hash (HMAC-SHA-256) over session, run, participant, answer and server time."""

    def __init__(self, key: bytes) -> None:
        # RFC 2104 with the key taken in once: `hmac` begins anew each time, in OpenSSL 3 for 6 µs more.
        assert len(key) <= _BLOCK
        padded = key.ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def make(self, submission: Submission) -> str:
        """43 characters of base64url. Raises ValueError for an answer that RFC 8785 cannot write."""
        named = [str(submission.session), submission.run, submission.participant, submission.sub]
        return self._of(named, submission.answer, [submission.received, submission.credited])

    def is_genuine(self, session_id: UUID, row: AnswerRow) -> bool:
        """Whether a stored receipt is the keyed hash of the stored answer and its times."""
        named = [str(session_id), row.run, row.participant, row.sub]
        made = self._of(named, dict(row.answer), [row.received_at, row.credited_ms])
        return hmac.compare_digest(made, row.receipt)

    def _of(self, named: list[str], answer: dict[str, Any], times: list[int]) -> str:
        inner, outer = self._inner.copy(), self._outer.copy()
        # Beside the answer there are whole numbers and printable texts: orjson writes them as RFC 8785 does.
        inner.update(orjson.dumps([*named, orjson.Fragment(canonical(answer)), *times]))
        outer.update(inner.digest())
        return base64.urlsafe_b64encode(outer.digest())[:-1].decode()


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
        await end_tasks(self._tasks)

    def submit(self, submission: Submission, done: Done) -> None:
        """Queue an answer; `done` is called after its commit, or with the refusal."""
        self._queue.append(_Waiting(submission, self._receipts.make(submission), done))
        self._ready.set()

    def _take(self) -> list[_Waiting]:
        """The next group: at most one row for each participant and run, so that no statement conflicts with itself."""
        batch: list[_Waiting] = []
        taken: set[tuple[str, str]] = set()
        later: list[_Waiting] = []
        while self._queue and len(batch) < MAX_BATCH:
            waiting = self._queue.popleft()
            sub = waiting.submission
            shown, made = (sub.run, sub.participant), (sub.participant, sub.sub)
            if shown in taken or made in taken:
                later.append(waiting)
                continue
            taken.add(shown)
            taken.add(made)
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
            except Exception as error:  # noqa: BLE001 - logged with its stack; the writer must live on
                # The next group must not wait for ever because of a fault of ours in this one.
                _log.exception("answers_failed", exc_info=error)
                self._refuse(batch, Refused(Code.UNAVAILABLE, "The answer could not be stored; send it again"))
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
                waiting.tell(verdict)

    @staticmethod
    def _refuse(batch: Iterable[_Waiting], error: Refused) -> None:
        for waiting in batch:
            waiting.tell(error)

    async def _write_trying(self, batch: list[_Waiting]) -> list[Body | Refused]:
        for _ in range(TRIES - 1):
            try:
                return await self._write_once(batch)
            except LOST:
                await asyncio.sleep(0)
        return await self._write_once(batch)

    async def _write_once(self, batch: list[_Waiting]) -> list[Body | Refused]:
        async with self._pool.acquire(timeout=10) as connection:
            written = {n - 1: status for n, status in await connection.fetch(_WRITE, *_rows(batch))}
            if written:
                self._committed([Committed(batch[n].submission, status) for n, status in sorted(written.items())])
            conflicting = [waiting for n, waiting in enumerate(batch) if n not in written]
            seen = await self._look_up(connection, conflicting) if conflicting else {}
        return [
            _acknowledgement(waiting, written[n]) if n in written else seen[waiting.submission.id]
            for n, waiting in enumerate(batch)
        ]

    async def _look_up(
        self, connection: asyncpg.pool.PoolConnectionProxy, conflicting: Sequence[_Waiting]
    ) -> dict[Any, Body | Refused]:
        """What to say to those whose row was there already: a retry, a second answer, or a change."""
        subs = [waiting.submission for waiting in conflicting]
        rows = await connection.fetch(
            _SEEN, [sub.participant for sub in subs], [sub.sub for sub in subs], [sub.run for sub in subs]
        )
        same = {(str(row["participant_id"]), row["sub"]): row for row in rows}
        current = {(str(row["participant_id"]), str(row["run_id"])): row for row in rows if row["current"]}
        verdicts: dict[Any, Body | Refused] = {}
        for waiting in conflicting:
            sub = waiting.submission
            first, held = same.get((sub.participant, sub.sub)), current.get((sub.participant, sub.run))
            if first is not None and first["id"] == sub.id:
                # Our own row: it was committed, but the line broke before PostgreSQL could say so.
                self._committed([Committed(sub, first["status"])])
                verdicts[sub.id] = _acknowledgement(waiting, first["status"])
            elif first is not None:
                verdicts[sub.id] = _again(sub, first)
            elif held is not None and sub.allow_change and sub.in_time:
                verdicts[sub.id] = await self._change(connection, waiting)
            else:
                verdicts[sub.id] = _already(held)
        return verdicts

    async def _change(self, connection: asyncpg.pool.PoolConnectionProxy, waiting: _Waiting) -> Body | Refused:
        """Replace the current answer where changes are allowed and `rev` is higher; the old one is kept."""
        sub = waiting.submission
        async with connection.transaction():
            state = await connection.fetchval("SELECT state FROM live_run WHERE id = $1 FOR SHARE", sub.run)
            # Locked first: of two changes at once, the second must see the first one's row.
            await connection.fetchval(_LOCK_SEAT, sub.participant)
            if state != "open" or not await connection.fetchval(_SUPERSEDE, sub.run, sub.participant, sub.rev):
                return _already(await connection.fetchrow(_CURRENT, sub.run, sub.participant))
            times = (sub.tap, sub.received, sub.credited, sub.rtt, sub.allowed)
            head = (sub.id, sub.session, sub.run, sub.participant, sub.sub, sub.rev, sub.answer, sub.confidence)
            await connection.execute(_REPLACE, *head, *times, waiting.receipt)
        self._committed([Committed(sub, "replaced")])
        return _acknowledgement(waiting, "replaced")


_JSON: Final = msgspec.json.Encoder()


def _rows(batch: Sequence[_Waiting]) -> tuple[str, list[str], list[str]]:
    # As one text: asyncpg asks of each element of an array whether it is one itself, 20 times for an answer, and
    # PostgreSQL reads one text in less time than as many arrays.
    rows = _JSON.encode([waiting.submission for waiting in batch]).decode()
    return rows, [waiting.receipt for waiting in batch], list({waiting.submission.run for waiting in batch})


def _acknowledgement(waiting: _Waiting, status: str) -> Body:
    sub = waiting.submission
    return {"status": status, "sub": sub.sub, "receipt": waiting.receipt, "credited_ms": sub.credited}


def _again(sub: Submission, first: asyncpg.Record) -> Body | Refused:
    """A `sub` that was seen before: the same answer is a retry, another body is a mistake."""
    if str(first["run_id"]) != sub.run or canonical(first["answer"]) != canonical(sub.answer):
        return Refused(Code.BAD_REQUEST, "This sub was used for another answer")
    return duplicate(sub.sub, first["status"], first["receipt"], first["credited_ms"], changed=first["changed"])


def duplicate(sub: str, status: str, receipt: str, credited_ms: int, *, changed: bool = False) -> Body:
    """The reply to a retry. A superseded answer was once accepted, or was a change itself (`changed`)."""
    first = "replaced" if changed else "accepted"
    was = first if status == "superseded" else told_status(status)
    return {"status": "duplicate", "was": was, "sub": sub, "receipt": receipt, "credited_ms": credited_ms}


def told_status(status: str) -> str:
    """What the sender of a current answer was told: that a late one counts after all shows in the points."""
    return "late" if status == "credited" else status


def _already(current: asyncpg.Record | None) -> Refused:
    if current is None:
        return Refused(Code.CLOSED, "That run takes no answers any more")
    return Refused(Code.ALREADY_ANSWERED, "You have answered already", receipt=current["receipt"])
