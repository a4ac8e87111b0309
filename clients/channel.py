"""One subscribed channel: its place in the log, the state folded from it, and who waits for a change."""

from asyncio import Future, get_running_loop
from collections.abc import Callable

from clients.feed import Feed, Stage, Verdict
from clients.protocol import Body, ClientError, EndedError, Frame
from clients.state import State, fold, own_reply

_READY = {Stage.FILLING, Stage.LIVE}
Fold = Callable[[State, Frame], State]


class Channel:
    """A channel as its subscriber sees it.

    `state` is the snapshot with every durable event folded in, `latest` the newest ephemeral
    frame by its `k`, `filled` whether the state has been at the head once, `error` why the channel
    ended (None while it lives; the last state stays).
    """

    def __init__(self, name: str, role: str | None = None, *, folding: Fold = fold) -> None:
        """Begin empty; `role` is the wish sent as `as`."""
        self.name, self.wish = name, role
        self.feed = Feed()
        self.state: State = {}
        self.latest: dict[str, Frame] = {}
        self.role = ""
        self.participant: str | None = None
        self.error: ClientError | None = None
        self.filled = False
        self._folding = folding
        self._waiters: list[Future[None]] = []

    @property
    def ready(self) -> bool:
        """Whether the server takes commands for this channel from us now."""
        return self.error is None and self.feed.stage in _READY

    @property
    def live(self) -> bool:
        """Whether everything up to the head at the time of subscribing has arrived."""
        return self.error is None and self.feed.stage is Stage.LIVE

    @property
    def phase(self) -> str:
        """The session's phase; empty before the first snapshot."""
        return str(self.state.get("phase", ""))

    @property
    def run(self) -> str | None:
        """The run that is shown, if any."""
        return (self.state.get("item") or {}).get("run")

    def answered(self, reply: Body) -> None:
        """The reply to our subscribe or resync."""
        self.feed.answered(reply)
        self.role, self.participant = str(reply.get("role", "")), reply.get("participant")
        self.latest.clear()
        self.notify()

    def acknowledged(self, run: str, answer: Body, reply: Body) -> None:
        """Our own answer was acknowledged; it shows in the state while its run is shown."""
        if self.run == run:
            self.state = own_reply(self.state, answer, reply)
            self.notify()

    def take(self, frame: Frame) -> bool:
        """Take one frame of this channel; True when a resync has to be sent."""
        if frame.t == "gone":
            self.end(EndedError(str(frame.d.get("code", "gone"))))
            return False
        verdict = self.feed.judge(frame)
        if verdict is Verdict.APPLY:
            if frame.k is not None:
                self.latest[frame.k] = frame
            else:
                self.state = self._folding(self.state, frame)
                self.filled = self.filled or self.live
            self.notify()
        elif verdict is Verdict.RESYNC:
            self.feed.asked()
        return verdict is Verdict.RESYNC

    def end(self, error: ClientError) -> None:
        """The channel is over for us; whoever waits gets `error`. The first reason stays."""
        if self.error is None:
            self.error = error
        self.feed.lost()
        self.notify()

    def notify(self) -> None:
        """Let all who wait look again."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, holds: Callable[["Channel"], bool]) -> None:
        """Return once `holds(self)`; raises why the channel ended if it ends before."""
        while not holds(self):
            if self.error is not None:
                raise self.error
            waiter = get_running_loop().create_future()
            self._waiters.append(waiter)
            await waiter
