"""Password hashes: long ones, old ones, none, and many at once."""

import asyncio
from collections.abc import Iterator

import pytest

from server import passwords as module
from server.errors import Unavailable
from server.keyring import Keyring
from server.passwords import Passwords, Verdict

OLD, NEW = "old root key of thirty-two letters", "new root key of thirty-two letters"


@pytest.fixture
def hasher() -> Iterator[Passwords]:
    made = Passwords(Keyring(NEW), cost=4)
    yield made
    made.close()


async def test_a_password_fits_its_own_hash_only(hasher: Passwords) -> None:
    stored = await hasher.hash("correct horse")
    assert await hasher.verify(stored, "correct horse") == Verdict(ok=True)
    assert await hasher.verify(stored, "correct horsf") == Verdict(ok=False)


async def test_one_password_has_many_hashes(hasher: Passwords) -> None:
    assert await hasher.hash("correct horse") != await hasher.hash("correct horse")


@pytest.mark.parametrize("password", ["ك" * 37, "x" * 256, "🔑" * 64, " leading", "nul\x00inside"])
async def test_every_character_counts_also_beyond_72_bytes(hasher: Passwords, password: str) -> None:
    stored = await hasher.hash(password)
    assert (await hasher.verify(stored, password)).ok
    assert not (await hasher.verify(stored, password[:-1])).ok
    assert not (await hasher.verify(stored, password + "x")).ok


async def test_one_text_typed_on_two_keyboards_is_one_password(hasher: Passwords) -> None:
    assert (await hasher.verify(await hasher.hash("caf\u00e9"), "cafe\u0301")).ok


async def test_nobody_has_no_password(hasher: Passwords) -> None:
    assert await hasher.verify(None, "anything") == Verdict(ok=False)


async def test_a_hash_needs_the_key_that_peppered_it(hasher: Passwords) -> None:
    stored = await hasher.hash("correct horse")
    stranger = Passwords(Keyring(OLD), cost=4)
    renamed = stored.replace(Keyring(NEW).kid, Keyring(OLD).kid)
    assert not (await stranger.verify(stored, "correct horse")).ok
    assert not (await stranger.verify(renamed, "correct horse")).ok
    stranger.close()


async def test_after_a_change_of_keys_or_cost_a_right_password_asks_for_a_new_hash(hasher: Passwords) -> None:
    stored = await hasher.hash("correct horse")
    rotated, dearer = Passwords(Keyring(OLD, [NEW]), cost=4), Passwords(Keyring(NEW), cost=5)
    assert await rotated.verify(stored, "correct horse") == Verdict(ok=True, stale=True)
    assert await dearer.verify(stored, "correct horse") == Verdict(ok=True, stale=True)
    assert await rotated.verify(stored, "wrong") == Verdict(ok=False)
    rotated.close()
    dearer.close()


async def test_when_too_many_wait_the_next_is_refused_at_once(hasher: Passwords) -> None:
    slow = Passwords(Keyring(NEW), cost=8, threads=1)
    tries = await asyncio.gather(*(slow.hash("x") for _ in range(module.MAX_WAITING + 5)), return_exceptions=True)
    refused = [one for one in tries if isinstance(one, Unavailable)]
    assert len(refused) == 5
    slow.close()


async def test_hashing_leaves_the_loop_free(hasher: Passwords) -> None:
    """The loop turns while a hash is made; were it made on the loop, not one turn would fit in between."""
    slow = Passwords(Keyring(NEW), cost=8)
    making, turns = asyncio.ensure_future(slow.hash("x")), 0
    while not making.done():
        turns += 1
        await asyncio.sleep(0)
    slow.close()
    assert turns > 10
