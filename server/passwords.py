"""Password hashes: bcrypt over a peppered pre-hash, off the loop, with a bounded queue.

bcrypt takes at most 72 bytes (37 Arabic letters are 74), so it gets base64(HMAC-SHA-256(pepper, password)):
44 bytes without NUL, whatever was typed. A stored hash reads `1.KID.BCRYPT`; the kid names the root key of
its pepper, so that one bcrypt run settles every check, also after a change of keys.
"""

import asyncio
import base64
import os
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from typing import TypeVar

import bcrypt

from server.errors import Unavailable
from server.keyring import Keyring, Purpose

T = TypeVar("T")

FORMAT = "1"
_STORED = re.compile(r"1\.(?P<kid>[0-9a-f]{12})\.(?P<hash>\$2b\$\d\d\$[./A-Za-z0-9]{53})")
MAX_WAITING = 64
"""Checks in the queue at most: at 0.25 s each (cost 12), who comes later would wait longer than they will."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password fits, and whether its hash should be made anew (old key or cost)."""

    ok: bool
    stale: bool = False


class Passwords:
    """Makes and checks password hashes on threads of its own; bcrypt lets go of the interpreter meanwhile."""

    def __init__(self, keyring: Keyring, cost: int, *, threads: int | None = None) -> None:
        """`threads` defaults to all cores but one, so that the loop keeps one."""
        self._keyring = keyring
        self._cost = cost
        self._waiting = 0
        workers = threads or max(1, (os.cpu_count() or 2) - 1)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="bcrypt")
        # A well-formed hash that nothing fits, at the same cost: unknown accounts take as long as known ones.
        self._nobody_hash = f"$2b${cost:02d}${'.' * 53}"

    async def hash(self, password: str) -> str:
        """The hash to store. Raises Unavailable when too many wait already."""
        return await self._off_loop(self._make, password)

    async def verify(self, stored: str | None, password: str) -> Verdict:
        """Whether the password fits the stored hash; None (no such account, no password) takes as long.

        Raises Unavailable when too many wait already.
        """
        fits = await self._off_loop(self._fits, stored or "", password)
        return Verdict(ok=fits, stale=fits and self._is_stale(stored or ""))

    def close(self) -> None:
        """End the threads; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _off_loop(self, work: Callable[..., T], *args: str) -> T:
        if self._waiting >= MAX_WAITING:
            raise Unavailable("Too many people are signing in at this moment")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)
        finally:
            self._waiting -= 1

    def _make(self, password: str) -> str:
        salt = bcrypt.gensalt(self._cost)
        return (
            f"{FORMAT}.{self._keyring.kid}.{bcrypt.hashpw(self._prepared(password, self._keyring.kid), salt).decode()}"
        )

    def _fits(self, stored: str, password: str) -> bool:
        found = _STORED.fullmatch(stored)
        known = found is not None and found["kid"] in self._keyring.kids
        # A hash that we did not make, or whose key is gone, fits nothing; finding that out takes as long.
        kid, hashed = (found["kid"], found["hash"]) if found and known else (self._keyring.kid, self._nobody_hash)
        return bcrypt.checkpw(self._prepared(password, kid), hashed.encode()) and known

    def _prepared(self, password: str, kid: str) -> bytes:
        """What bcrypt gets; the text in NFC, so that one password typed on two keyboards is one."""
        text = unicodedata.normalize("NFC", password).encode()
        return base64.b64encode(digest(self._keyring.key(Purpose.PEPPER, kid), text, sha256))

    def _is_stale(self, stored: str) -> bool:
        return not stored.startswith(f"{FORMAT}.{self._keyring.kid}.$2b${self._cost:02d}$")
