"""What every store promises, asked of each."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from server.storage.base import ObjectMissing, Storage
from server.storage.s3 import PART_BYTES

KEY = "0191e0c8-0000-7000-8000-0000000000aa"
NEVER, ALWAYS = datetime(2000, 1, 1, tzinfo=UTC), datetime(2199, 1, 1, tzinfo=UTC)


async def pieces(*given: bytes) -> AsyncIterator[bytes]:
    for piece in given:
        yield piece


async def broken(*given: bytes) -> AsyncIterator[bytes]:
    for piece in given:
        yield piece
    raise ConnectionResetError


async def whole(store: Storage, key: str = KEY, start: int = 0, stop: int | None = None) -> bytes:
    return b"".join([piece async for piece in store.read(key, start, stop)])


async def test_what_was_put_is_read(store: Storage) -> None:
    assert await store.put(KEY, pieces(b"hello ", b"world"), "text/plain") == 11
    assert await store.size(KEY) == 11
    assert await whole(store) == b"hello world"


@pytest.mark.parametrize(("start", "stop", "expected"), [(0, 1, b"0"), (3, 7, b"3456"), (8, None, b"89"), (5, 5, b"")])
async def test_a_piece_of_it_can_be_read(store: Storage, start: int, stop: int | None, expected: bytes) -> None:
    _ = await store.put(KEY, pieces(b"0123456789"), "text/plain")
    assert await whole(store, KEY, start, stop) == expected


@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES])
async def test_every_size_is_kept_whole(store: Storage, size: int) -> None:
    piece = bytes(range(256)) * 4096
    content = (piece * 17)[:size]
    split = [content[at : at + 1_000_003] for at in range(0, size, 1_000_003)]
    assert await store.put(KEY, pieces(*split), "application/pdf") == size
    assert await whole(store) == content


async def test_a_second_object_of_one_key_replaces_the_first(store: Storage) -> None:
    _ = await store.put(KEY, pieces(b"first"), "text/plain")
    _ = await store.put(KEY, pieces(b"2nd"), "text/plain")
    assert await whole(store) == b"2nd"


@pytest.mark.parametrize("sent", [b"half", b"x" * (PART_BYTES + 1)])
async def test_an_upload_that_breaks_off_leaves_nothing(store: Storage, sent: bytes) -> None:
    with pytest.raises(ConnectionResetError):
        _ = await store.put(KEY, broken(sent), "text/plain")
    with pytest.raises(ObjectMissing):
        _ = await store.size(KEY)
    assert [key async for key in store.older_than(ALWAYS)] == []
    assert await store.drop_unfinished(ALWAYS) == 0


async def test_what_is_not_there_is_missing_and_may_be_deleted(store: Storage) -> None:
    with pytest.raises(ObjectMissing):
        _ = await store.size(KEY)
    with pytest.raises(ObjectMissing):
        _ = await whole(store)
    await store.delete(KEY)


async def test_what_was_deleted_is_gone(store: Storage) -> None:
    _ = await store.put(KEY, pieces(b"gone"), "text/plain")
    await store.delete(KEY)
    with pytest.raises(ObjectMissing):
        _ = await whole(store)


async def test_objects_are_listed_by_age(store: Storage) -> None:
    other = KEY.replace("aa", "bb")
    for key in (KEY, other):
        _ = await store.put(key, pieces(b"x"), "text/plain")
    assert {key async for key in store.older_than(ALWAYS)} == {KEY, other}
    assert [key async for key in store.older_than(NEVER)] == []
