"""Reads of sign-ins in groups: never older than the request, never mixed up."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

import pytest

from models.ids import new_id
from models.rules.access import Role
from models.rules.accounts import SessionFacts
from server.session_reads import MOST, ReadMany, SessionReads

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def facts(session_id: UUID, *, revoked: bool = False) -> SessionFacts:
    return SessionFacts(
        session_id=session_id,
        user_id=new_id(),
        kind="api",
        role=Role.STUDENT,
        is_active=True,
        mfa_enabled=False,
        revoked=revoked,
        expires_at=NOW,
        last_seen_at=NOW,
        proved_at=None,
    )


class Store:
    """Rows, and a gate at which each read waits."""

    def __init__(self, *known: UUID) -> None:
        self.rows = {session_id: facts(session_id) for session_id in known}
        self.gate = asyncio.Semaphore(0)
        self.reads: list[set[UUID]] = []
        self.begun = asyncio.Event()
        self.opened = 0
        self.closed = asyncio.Event()

    async def read(self, ids: Collection[UUID]) -> Mapping[UUID, SessionFacts]:
        self.reads.append(set(ids))
        self.begun.set()
        found = {session_id: self.rows[session_id] for session_id in ids if session_id in self.rows}
        _ = await self.gate.acquire()
        return found

    @asynccontextmanager
    async def open(self) -> AsyncIterator[ReadMany]:
        self.opened += 1
        try:
            yield self.read
        finally:
            self.closed.set()


async def test_requests_of_one_moment_share_a_read_and_get_their_own_row() -> None:
    ids = [new_id() for _ in range(20)]
    store = Store(*ids[:19])
    reads = SessionReads(store.open)
    asking = [asyncio.ensure_future(reads.facts(session_id)) for session_id in ids * 2]
    store.gate.release()
    found = await asyncio.gather(*asking)
    assert [one.session_id if one else None for one in found] == [*ids[:19], None] * 2
    assert store.reads == [set(ids)]


async def test_a_request_never_joins_a_read_that_began_before_it() -> None:
    """Else a sign-in that was ended in between would still be let in."""
    session_id = new_id()
    store = Store(session_id)
    reads = SessionReads(store.open)
    early = asyncio.ensure_future(reads.facts(session_id))
    await store.begun.wait()
    store.rows[session_id] = facts(session_id, revoked=True)
    late = asyncio.ensure_future(reads.facts(session_id))
    await asyncio.sleep(0)
    store.gate.release()
    store.gate.release()
    first, second = await early, await late
    assert first is not None
    assert second is not None
    assert (first.revoked, second.revoked) == (False, True)


async def test_a_failed_read_fails_for_those_who_asked_and_for_nobody_else() -> None:
    session_id, broken = new_id(), True

    async def read(ids: Collection[UUID]) -> Mapping[UUID, SessionFacts]:
        await asyncio.sleep(0)
        if broken:
            raise ConnectionError
        return {session_id: facts(session_id) for session_id in ids}

    @asynccontextmanager
    async def opened() -> AsyncIterator[ReadMany]:
        yield read

    reads = SessionReads(opened)
    failed = await asyncio.gather(reads.facts(session_id), reads.facts(new_id()), return_exceptions=True)
    assert [type(one) for one in failed] == [ConnectionError, ConnectionError]
    broken = False
    assert await reads.facts(session_id) is not None


async def test_who_hangs_up_takes_nobody_along() -> None:
    session_id = new_id()
    store = Store(session_id)
    reads = SessionReads(store.open)
    leaving, staying = (asyncio.ensure_future(reads.facts(session_id)) for _ in range(2))
    await store.begun.wait()
    _ = leaving.cancel()
    store.gate.release()
    with pytest.raises(asyncio.CancelledError):
        _ = await leaving
    assert await staying is not None


async def test_a_crowd_is_read_in_statements_of_bounded_size() -> None:
    ids = [new_id() for _ in range(MOST + 1)]
    store = Store(*ids)
    reads = SessionReads(store.open)
    asking = asyncio.gather(*(reads.facts(session_id) for session_id in ids))
    for _ in range(3):
        store.gate.release()
    assert len(await asking) == MOST + 1
    assert [len(read) for read in store.reads] == [MOST, 1]


async def test_without_a_connection_all_who_ask_hear_of_it_and_the_next_try_again() -> None:
    session_id, tries = new_id(), 0
    store = Store(session_id)

    @asynccontextmanager
    async def opened() -> AsyncIterator[ReadMany]:
        nonlocal tries
        tries += 1
        await asyncio.sleep(0)
        if tries == 1:
            raise TimeoutError
        yield store.read

    reads = SessionReads(opened)
    failed = await asyncio.gather(reads.facts(session_id), reads.facts(new_id()), return_exceptions=True)
    assert [type(one) for one in failed] == [TimeoutError, TimeoutError]
    store.gate.release()
    assert await reads.facts(session_id) is not None


async def test_a_connection_is_kept_while_requests_come_and_given_back_then() -> None:
    session_id = new_id()
    store = Store(session_id)
    reads = SessionReads(store.open)
    early = asyncio.ensure_future(reads.facts(session_id))
    await store.begun.wait()
    late = asyncio.ensure_future(reads.facts(session_id))
    await asyncio.sleep(0)
    store.gate.release()
    _ = await early
    assert not store.closed.is_set()
    store.gate.release()
    _ = await late
    async with asyncio.timeout(60):
        _ = await store.closed.wait()
    assert store.opened == 1
