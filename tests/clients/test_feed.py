"""No hole, whatever is lost on the way."""

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.channel import Channel
from clients.feed import Feed, Stage, Verdict
from clients.protocol import Frame


def durable(s: int, p: int) -> Frame:
    return Frame(t="event", ch="x", s=s, p=p)


def synced(s: int) -> Frame:
    return Frame(t="synced", ch="x", s=s)


def live(at: int) -> Feed:
    feed = Feed()
    feed.asked()
    feed.answered({"epoch": "e"})
    assert feed.judge(Frame(t="snapshot", ch="x", s=at)) is Verdict.APPLY
    assert feed.judge(synced(at)) is Verdict.APPLY
    return feed


def test_an_event_that_follows_the_last_one_is_applied() -> None:
    feed = live(at=40)
    assert feed.judge(durable(42, 40)) is Verdict.APPLY
    assert (feed.last, feed.stage, feed.resume) == (42, Stage.LIVE, {"epoch": "e", "s": 42})


@pytest.mark.parametrize(("s", "p"), [(43, 42), (41, 39), (40, 38), (44, 41)])
def test_any_other_event_asks_for_a_resync_and_moves_nothing(s: int, p: int) -> None:
    feed = live(at=40)
    assert feed.judge(durable(s, p)) is Verdict.RESYNC
    assert feed.last == 40


def test_until_the_reply_to_a_resync_events_are_dropped() -> None:
    feed = live(at=40)
    feed.asked()
    assert feed.judge(durable(41, 40)) is Verdict.DROP
    assert feed.judge(synced(41)) is Verdict.DROP
    feed.answered({"epoch": "e"})
    assert feed.judge(durable(41, 40)) is Verdict.APPLY
    assert feed.judge(synced(41)) is Verdict.APPLY
    assert feed.stage is Stage.LIVE


def test_a_torn_replay_is_asked_for_again_after_its_end() -> None:
    feed = live(at=40)
    feed.asked()
    feed.answered({"epoch": "e"})
    assert feed.judge(durable(41, 40)) is Verdict.APPLY
    assert feed.judge(durable(43, 42)) is Verdict.DROP
    assert feed.judge(durable(44, 41)) is Verdict.DROP
    assert feed.judge(synced(44)) is Verdict.RESYNC
    assert (feed.last, feed.stage) == (41, Stage.FILLING)


def test_a_snapshot_and_synced_set_the_place() -> None:
    feed = live(at=7)
    feed.lost()
    assert feed.judge(durable(8, 7)) is Verdict.DROP
    feed.asked()
    feed.answered({"epoch": "f"})
    assert feed.judge(Frame(t="snapshot", ch="x", s=90)) is Verdict.APPLY
    assert feed.judge(synced(90)) is Verdict.APPLY
    assert feed.resume == {"epoch": "f", "s": 90}


def test_of_ephemeral_frames_only_a_newer_one_counts_within_one_subscription() -> None:
    feed = live(at=1)
    frames = [Frame(t="tally", ch="x", k=k, v=v) for k, v in [("a", 5), ("a", 5), ("a", 4), ("b", 1), ("a", 6)]]
    wanted = [Verdict.APPLY, Verdict.DROP, Verdict.DROP, Verdict.APPLY, Verdict.APPLY]
    assert [feed.judge(frame) for frame in frames] == wanted
    feed.asked()
    feed.answered({"epoch": "e"})
    assert feed.judge(frames[0]) is Verdict.APPLY


def test_an_end_of_the_replay_that_got_lost_is_noticed_by_synced() -> None:
    feed = live(at=7)
    feed.asked()
    feed.answered({"epoch": "e"})
    assert feed.judge(synced(9)) is Verdict.RESYNC
    assert feed.last == 7


def test_before_the_first_reply_there_is_nothing_to_resume() -> None:
    assert Feed().resume is None


@dataclass
class LossyLog:
    """A log whose every event is visible with chance; the way to the client loses frames, also of a replay."""

    chance: Random
    loss: float
    visible: list[int] = field(default_factory=list)
    head: int = 0

    def append(self) -> Frame | None:
        self.head += 1
        if self.chance.random() < 0.3:
            return None
        before = self.visible[-1] if self.visible else 0
        self.visible.append(self.head)
        return durable(self.head, before)

    def replay(self, after: int) -> list[Frame]:
        chain = [0, *self.visible]
        return [durable(s, p) for p, s in pairwise(chain) if s > after]

    def send(self, channel: Channel, frame: Frame) -> bool:
        return channel.take(frame) if self.chance.random() >= self.loss else False

    def fill(self, channel: Channel) -> None:
        """Answer a resync, and every further one it leads to; `synced` itself always arrives."""
        again = True
        while again:
            channel.answered({"epoch": "e", "role": "player"})
            for frame in self.replay(channel.feed.last):
                self.send(channel, frame)
            again = channel.take(synced(self.visible[-1] if self.visible else 0))


@given(seed=st.integers(), loss=st.floats(0, 0.6), events=st.integers(1, 60))
def test_whatever_is_lost_every_visible_event_is_applied_once_and_in_order(seed: int, loss: float, events: int) -> None:
    log = LossyLog(Random(seed), loss)
    seen: list[int] = []

    def note(state: dict[str, object], frame: Frame) -> dict[str, object]:
        if frame.t == "event":
            seen.append(frame.s or 0)
        return state

    channel = Channel("x", folding=note)
    channel.feed.asked()
    log.fill(channel)
    for _ in range(events):
        frame = log.append()
        if frame is not None and log.send(channel, frame):
            log.fill(channel)
    assert seen == log.visible[: len(seen)], "in order, without a hole"
    channel.feed.asked()
    log.fill(channel)
    assert seen == log.visible
    assert channel.feed.last == (log.visible[-1] if log.visible else 0)
