"""The log of a live session as values: entries, the chain of hashes over them, and the digest of answers."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.canonical import canonical

DIGEST_FIELDS = ("answer", "credited_ms", "participant", "received_at", "run", "status", "sub")
COUNTED = frozenset({"accepted", "replaced", "recovered", "credited"})
"""Statuses of answers that count; `credited` is a late one that a host let count."""
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One position of the log; `s` starts at 1, `ts` in ms, `d` with everything, `h` chains the hashes."""

    s: int
    t: str
    ts: int
    d: dict[str, Any]
    h: bytes


def chain(previous: bytes, s: int, t: str, ts: int, d: Mapping[str, Any]) -> LogEntry:
    """The entry that follows `previous`: h = SHA-256(previous h, RFC 8785 of {d, s, t, ts})."""
    text = canonical({"s": s, "t": t, "ts": ts, "d": dict(d)})
    return LogEntry(s, t, ts, dict(d), hashlib.sha256(previous + text).digest())


def answers_digest(answers: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 (hex) over one RFC 8785 line and LF for each counted answer, sorted by participant (live.md §4)."""
    digest = hashlib.sha256()
    for answer in sorted(answers, key=lambda each: str(each["participant"])):
        digest.update(canonical({name: answer[name] for name in DIGEST_FIELDS}) + b"\n")
    return digest.hexdigest()
