"""The rule by which a channel's events arrive without a hole: what to apply, drop, or ask for again. Pure."""

from enum import Enum

from clients.protocol import Body, Frame


class Verdict(Enum):
    """What to do with a frame."""

    APPLY = "apply"
    DROP = "drop"
    RESYNC = "resync"
    """Drop it, and ask for what is missing: `resync {ch, s: last}`."""


class Stage(Enum):
    """Where a channel stands between asking for it and following it."""

    IDLE = "idle"
    ASKED = "asked"
    """A subscribe or resync is on its way; durable events are dropped."""
    FILLING = "filling"
    """The reply has come; a snapshot or the replay follows, then `synced`."""
    LIVE = "live"


class Feed:
    """One channel's place in its log.

    `last` is the position up to which everything this audience may see has been applied, `epoch`
    the id of the log. A durable event is applied iff its `p` equals `last`; else a resync begins,
    one at a time.
    """

    def __init__(self) -> None:
        """Begin before the first event of an unknown log."""
        self.stage = Stage.IDLE
        self.last = 0
        self.epoch: str | None = None
        self._hole = False
        self._versions: dict[str, int] = {}

    @property
    def resume(self) -> Body | None:
        """What to send as `resume`; None when nothing has been received yet."""
        return None if self.epoch is None else {"epoch": self.epoch, "s": self.last}

    def asked(self) -> None:
        """A subscribe or resync is being sent."""
        self.stage, self._hole = Stage.ASKED, False

    def answered(self, reply: Body) -> None:
        """Its reply has come: the next frames are a snapshot or a replay, and `synced`."""
        self.stage, self.epoch = Stage.FILLING, str(reply["epoch"])
        self._versions.clear()

    def lost(self) -> None:
        """The line has ended; the place in the log stays."""
        self.stage, self._hole = Stage.IDLE, False

    def judge(self, frame: Frame) -> Verdict:
        """Say what to do with a frame of this channel, and move the place if it is applied."""
        if frame.k is not None:
            return self._ephemeral(frame.k, frame.v or 0)
        if frame.t in {"snapshot", "synced"}:
            return self._filled(frame)
        if frame.p is None or frame.s is None:
            return Verdict.APPLY
        return self._durable(frame.s, frame.p)

    def _ephemeral(self, key: str, version: int) -> Verdict:
        if version <= self._versions.get(key, -1):
            return Verdict.DROP
        self._versions[key] = version
        return Verdict.APPLY

    def _filled(self, frame: Frame) -> Verdict:
        if self.stage is not Stage.FILLING:
            return Verdict.DROP
        if frame.t == "snapshot":
            self.last, self._hole = frame.s or 0, False
        elif self._hole or frame.s != self.last:
            # The replay itself was torn: `synced` would hide it, so ask from where we really are.
            return Verdict.RESYNC
        else:
            self.stage = Stage.LIVE
        return Verdict.APPLY

    def _durable(self, s: int, p: int) -> Verdict:
        if self.stage in {Stage.IDLE, Stage.ASKED} or self._hole:
            return Verdict.DROP
        if p == self.last:
            self.last = s
            return Verdict.APPLY
        if self.stage is Stage.FILLING:
            self._hole = True
            return Verdict.DROP
        return Verdict.RESYNC
