"""One log in one process: what a returning follower gets, and what a hole does."""

import asyncio

import pytest

from models.feed_log import FeedEntry, Position
from realtime.feeds.feed import MAX_REPLAY, Feed
from realtime.protocol import Resume
from tests.school import NOW


def entries(first: int, last: int) -> list[FeedEntry]:
    return [FeedEntry(s, "x", NOW, {"n": s}) for s in range(first, last + 1)]


def feed_at(s: int, first: int = 1) -> Feed:
    feed = Feed("me", "me:x")
    feed.take(Position("e", s), entries(first, s), lambda entry: entry.d)
    return feed


@pytest.mark.parametrize(
    ("epoch", "s", "behind"),
    [("e", 5, []), ("e", 3, [4, 5]), ("e", 0, [1, 2, 3, 4, 5]), ("e", 6, None), ("e", -1, None), ("other", 3, None)],
)
async def test_a_returning_follower_gets_what_it_lacks_or_a_snapshot(
    epoch: str, s: int, behind: list[int] | None
) -> None:
    kept = feed_at(5).behind(Resume(epoch, s))
    assert (None if kept is None else [each.s for each in kept]) == behind


async def test_what_is_not_kept_any_more_cannot_be_replayed() -> None:
    feed = feed_at(500, first=301)
    assert len(feed.recent) == MAX_REPLAY
    assert feed.behind(Resume("e", 299)) is None
    kept = feed.behind(Resume("e", 300))
    assert kept is not None
    assert (kept[0].s, kept[-1].s) == (301, 500)


async def test_a_hole_in_what_was_read_ends_the_replay_there() -> None:
    feed = feed_at(5)
    feed.take(Position("e", 300), entries(101, 300), lambda entry: entry.d)
    assert feed.behind(Resume("e", 5)) is None
    assert feed.behind(Resume("e", 99)) is None
    assert feed.behind(Resume("e", 100)) is not None


async def test_pruned_entries_leave_a_position_without_a_frame() -> None:
    feed = feed_at(5)
    feed.take(Position("e", 9), [], lambda entry: entry.d)
    assert feed.s == 9
    assert feed.behind(Resume("e", 5)) is None
    assert feed.behind(Resume("e", 9)) == []
    await asyncio.sleep(0)
