"""Frames of `lectern.v1` as a client sees them, what a close code asks of it, and how long it waits."""

from enum import Enum, IntEnum
from random import Random
from typing import Any

import msgspec

SUBPROTOCOL = "lectern.v1"
Body = dict[str, Any]


class Frame(msgspec.Struct, frozen=True):
    """Any frame from the server: a reply has `re`, a durable event `s` and `p`, an ephemeral one `k` and `v`.

    `s` and `p` are positions in the channel's log, `ts` and `v` the server's milliseconds.
    """

    t: str = ""
    ch: str = ""
    d: Body = {}
    s: int | None = None
    p: int | None = None
    k: str | None = None
    v: int | None = None
    ts: int | None = None
    re: int | None = None
    ok: bool = False
    error: Body = {}
    after_ms: int = 0


_frames = msgspec.json.Decoder(Frame)


def decode(text: str | bytes) -> Frame:
    """Read one frame; raises `msgspec.DecodeError` for what is none. Unknown fields are ignored."""
    return _frames.decode(text)


def command(number: int, name: str, channel: str, body: Body) -> str:
    """One command as text; `number` counts up per connection, `channel` is empty for hello and clock."""
    message = {"id": number, "t": name, **({"ch": channel} if channel else {}), "d": body}
    return msgspec.json.encode(message).decode()


class CloseCode(IntEnum):
    """The codes with which the server ends a connection (live.md §7)."""

    GOING_AWAY = 4000
    NOT_AUTHENTICATED = 4001
    REMOVED = 4003
    TOO_SLOW = 4008
    REPLACED = 4009
    SESSION_OVER = 4011
    RATE_LIMITED = 4029


class AfterClose(Enum):
    """What a client does when its line has ended."""

    RECONNECT = "reconnect"
    SIGN_IN = "sign_in"
    STOP = "stop"


_STOPPING = {CloseCode.REMOVED, CloseCode.REPLACED, CloseCode.SESSION_OVER}


def after_close(code: int) -> AfterClose:
    """What close code `code` asks for; everything unknown is a broken line, hence a new one."""
    if code == CloseCode.NOT_AUTHENTICATED:
        return AfterClose.SIGN_IN
    return AfterClose.STOP if code in _STOPPING else AfterClose.RECONNECT


FIRST_WAIT_MS = 250
LONGEST_WAIT_MS = 5_000


def wait_ms(attempt: int, chance: Random, *, after_ms: int = 0) -> int:
    """Milliseconds before try `attempt` (0 is the first after a loss), never under the server's `after_ms`.

    Doubles from 250 ms to 5 s (an item may last only ten); half of it is chance, so that a whole class does
    not knock at once.
    """
    full = min(LONGEST_WAIT_MS, FIRST_WAIT_MS << min(attempt, 16))
    return after_ms + full // 2 + chance.randint(0, full - full // 2)


class ClientError(Exception):
    """Something the caller of the client must decide about."""


class LineLostError(ClientError):
    """The line ended before the reply came: the command may or may not have happened."""


class EndedError(ClientError):
    """The client or the channel has stopped for good; `code` is `gone`'s code or a close code's name."""

    def __init__(self, code: str) -> None:
        """Keep the code beside the message."""
        super().__init__(f"ended: {code}")
        self.code = code


class RefusedError(ClientError):
    """The server said no to a command; `retry` tells whether the same command may succeed later."""

    def __init__(self, error: Body) -> None:
        """Keep the whole error object: codes such as `stale_state` carry more than a text."""
        super().__init__(f"{error.get('code')}: {error.get('detail', '')}")
        self.code = str(error.get("code", ""))
        self.retry = bool(error.get("retry", False))
        self.after_ms = int(error.get("after_ms", 0))
        self.error = error
