"""Watched time as a union of intervals, and time credited by the server's clock."""

from collections.abc import Iterable, Sequence
from typing import Final

Interval = tuple[int, int]
"""Seconds of a video, from and to; `from` is in it, `to` is not."""
IDLE_AFTER_S: Final = 120
"""Somebody who says nothing for longer is taken to have left: no more than this is credited between two reports."""


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same seconds in intervals that neither touch nor overlap, in order; empty and reversed ones are nothing."""
    merged: list[Interval] = []
    for start, end in sorted(each for each in intervals if each[0] < each[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def seconds(intervals: Sequence[Interval]) -> int:
    """How many seconds a union has."""
    return sum(end - start for start, end in intervals)


def fresh(known: Sequence[Interval], reported: Iterable[Interval]) -> tuple[Interval, ...]:
    """The part of what is reported that is not known yet; `known` is a union."""
    found: list[Interval] = []
    for start, end in union(reported):
        at = start
        for known_start, known_end in known:
            if known_end <= at or known_start >= end:
                continue
            if known_start > at:
                found.append((at, known_start))
            at = max(at, known_end)
        if at < end:
            found.append((at, end))
    return tuple(found)


def credited(known: Sequence[Interval], reported: Iterable[Interval], credit_s: int) -> tuple[Interval, ...]:
    """The union after a report, which adds no more new seconds than `credit_s`, the earliest first.

    Nobody can have watched more than the time that has passed on the server's clock since the last report.
    """
    left, added = max(0, credit_s), list(known)
    for start, end in fresh(known, reported):
        taken = min(end - start, left)
        added.append((start, start + taken))
        left -= taken
    return union(added)


def dwelt(elapsed_s: int) -> int:
    """The seconds that a report adds to the time spent: what has passed since the last one, idle time cut off."""
    return max(0, min(elapsed_s, IDLE_AFTER_S))
