"""Every message in both directions of `lectern.v1`, and the close codes (docs/reference/live.md §2, §7)."""

from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal

import msgspec
import orjson

SUBPROTOCOL = "lectern.v1"
MAX_FRAME_BYTES = 16 * 1024
MAX_ID = 2**53 - 1
"""Ids come back, and a browser's numbers are exact up to here."""
Body = dict[str, Any]


class Close(IntEnum):
    """Close codes of live.md §7."""

    GOING_AWAY = 4000
    UNAUTHORIZED = 4001
    REMOVED = 4003
    TOO_SLOW = 4008
    REPLACED = 4009
    OVER = 4011
    RATE_LIMITED = 4029
    TOO_BIG = 1009


class Code(StrEnum):
    """Error codes of replies (live.md §7)."""

    BAD_REQUEST = "bad_request"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    STALE_STATE = "stale_state"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    ALREADY_ANSWERED = "already_answered"
    RATE_LIMITED = "rate_limited"
    TOO_LARGE = "too_large"
    UNAVAILABLE = "unavailable"
    UNSUPPORTED = "unsupported"


RETRY = frozenset({Code.RATE_LIMITED, Code.UNAVAILABLE, Code.NOT_OPEN})
"""Codes after which the same command may succeed."""


class Refused(Exception):
    """A command that is answered with an error; `more` are further members of the error object."""

    def __init__(self, code: Code, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.code, self.detail, self.more = code, detail, more

    def body(self) -> Body:
        """The `error` member of the reply."""
        return {"code": self.code, "detail": self.detail, "retry": self.code in RETRY, **self.more}


class Role(StrEnum):
    """The audiences of a live session."""

    PLAYER = "player"
    HOST = "host"
    PROJECTOR = "projector"


class In(msgspec.Struct, forbid_unknown_fields=True):
    """Base of all command bodies: closed shapes."""


class Envelope(In, kw_only=True):
    """Any frame from a client."""

    id: Annotated[int, msgspec.Meta(ge=0, le=MAX_ID)]
    t: str
    d: msgspec.Raw = msgspec.Raw(b"{}")
    ch: str | None = None


class Hello(In):
    """First frame: who is there."""

    ticket: str | None = None
    token: str | None = None
    client: str | None = None


class Clock(In):
    """A clock sample; `c0` comes back."""

    c0: float


class Resume(In):
    """Where a client stands in a log."""

    epoch: str
    s: int


class Subscribe(In, kw_only=True):
    """Follow a channel."""

    ch: str
    role: Role | None = msgspec.field(name="as", default=None)
    resume: Resume | None = None
    pending: list[str] = []


class Resync(In):
    """A client found a hole behind `s`."""

    ch: str
    s: int


class Unsubscribe(In):
    """Stop following."""

    ch: str


class Expect(In):
    """The state a host command was meant for."""

    phase: str
    run: str | None = None


class HostIn(In, kw_only=True):
    """Host commands may say what state they were meant for."""

    expect: Expect | None = None


class HostPlain(HostIn, kw_only=True):
    """A host command without a body of its own."""


class HostPrepare(HostIn, kw_only=True):
    """Show an item: the one named, else the next."""

    item: str | None = None


class HostGoto(HostIn, kw_only=True):
    """Show this item."""

    item: str


class HostExtend(HostIn, kw_only=True):
    """More time for everyone, in ms."""

    by_ms: int


class HostLock(HostIn, kw_only=True):
    """Close or open the door."""

    locked: bool


class HostSeat(HostIn, kw_only=True):
    """A command about one seat."""

    participant: str


class HostRename(HostIn, kw_only=True):
    """Give a seat another name."""

    participant: str
    name: str


class HostAccommodate(HostIn, kw_only=True):
    """A seat's own time factor."""

    participant: str
    factor: float


class HostCredit(HostIn, kw_only=True):
    """Let a late answer count."""

    run: str
    participant: str


class HostRekey(HostIn, kw_only=True):
    """Another key for an item, in the question's own key fields (texts and values, no ids)."""

    item: str
    key: dict[str, Any]


class HostTeam(HostIn, kw_only=True):
    """Put a seat into a team; null: into none."""

    participant: str
    team: str | None


class HostAsk(HostIn, kw_only=True):
    """Show a player's question to everyone, so that they may vote for it, or take it back."""

    ask: str
    shown: bool


class HostHandover(HostIn, kw_only=True):
    """Another member of the staff leads from now on."""

    user: str


class HostRehearse(HostIn, kw_only=True):
    """Let simulated students in, with a round trip in ms and a share of broken lines; only in a rehearsal."""

    bots: int
    lag_ms: tuple[int, int] = (20, 120)
    drop: float = 0.0


class Ready(In):
    """The player has the stem on the screen."""

    run: str


class AnswerSubmit(In, kw_only=True):
    """One answer; which of the answer fields are set depends on the kind of question."""

    run: str
    sub: str
    at: float
    choices: list[Any] | msgspec.UnsetType = msgspec.UNSET
    value: Any = msgspec.UNSET
    unit: Any = msgspec.UNSET
    text: Any = msgspec.UNSET
    words: Any = msgspec.UNSET
    order: Any = msgspec.UNSET
    pairs: Any = msgspec.UNSET
    confidence: int | None = None
    rev: int = 0

    def answer(self) -> Body:
        """The answer fields that were sent."""
        names = ("choices", "value", "unit", "text", "words", "order", "pairs")
        return {name: value for name in names if (value := getattr(self, name)) is not msgspec.UNSET}


class React(In):
    """A reaction that floats over the host's screen."""

    kind: Literal["like", "love", "laugh", "wow", "confused"]


class Hand(In):
    """Raise or lower one's hand."""

    up: bool


class Ask(In):
    """A question to the host."""

    text: str


class Vote(In):
    """Vote for a question that is shown, or take the vote back."""

    ask: str
    up: bool


class Leave(In):
    """The player goes."""


BODIES: dict[str, type[In]] = {
    "hello": Hello,
    "clock": Clock,
    "subscribe": Subscribe,
    "resync": Resync,
    "unsubscribe": Unsubscribe,
    "host.prepare": HostPrepare,
    "host.open": HostPlain,
    "host.close": HostPlain,
    "host.reveal": HostPlain,
    "host.board": HostPlain,
    "host.next": HostPlain,
    "host.skip": HostPlain,
    "host.goto": HostGoto,
    "host.pause": HostPlain,
    "host.resume": HostPlain,
    "host.extend": HostExtend,
    "host.lock": HostLock,
    "host.kick": HostSeat,
    "host.ban": HostSeat,
    "host.rename": HostRename,
    "host.accommodate": HostAccommodate,
    "host.credit": HostCredit,
    "host.rekey": HostRekey,
    "host.team": HostTeam,
    "host.ask": HostAsk,
    "host.handover": HostHandover,
    "host.rehearse": HostRehearse,
    "host.end": HostPlain,
    "ready": Ready,
    "answer.submit": AnswerSubmit,
    "react": React,
    "hand": Hand,
    "ask": Ask,
    "vote": Vote,
    "leave": Leave,
}
"""Every command and the shape of its `d`."""

_ENVELOPE = msgspec.json.Decoder(Envelope)
_DECODERS = {name: msgspec.json.Decoder(shape) for name, shape in BODIES.items()}


def decode_envelope(data: bytes | str) -> Envelope:
    """Read a frame; raises Refused(bad_request) for what is none."""
    try:
        return _ENVELOPE.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Code.BAD_REQUEST, f"The frame is no command: {error}") from None


def decode_body(envelope: Envelope) -> In:
    """Read a command's `d` by its `t`; raises Refused(bad_request) for unknown commands and fields."""
    decoder = _DECODERS.get(envelope.t)
    if decoder is None:
        raise Refused(Code.BAD_REQUEST, f"There is no command {envelope.t[:40]!r}")
    try:
        return decoder.decode(envelope.d)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Refused(Code.BAD_REQUEST, f"The body does not fit {envelope.t}: {error}") from None


def reply(to: int, body: Body) -> bytes:
    """A good reply."""
    return orjson.dumps({"re": to, "ok": True, "d": body})


def refusal(to: int | None, error: Refused) -> bytes:
    """A reply that says no, and whether to try again."""
    return orjson.dumps({"re": to, "ok": False, "error": error.body()})


def durable(ch: str, t: str, s: int, p: int, ts: int, d: Body) -> bytes:
    """A durable event for one audience; `p` is the position before it that this audience may see."""
    return orjson.dumps({"ch": ch, "t": t, "s": s, "p": p, "ts": ts, "d": d})


def ephemeral(ch: str, t: str, k: str, ts: int, d: Body) -> bytes:
    """A replaceable message; the newest `v` of a `k` holds."""
    return orjson.dumps({"ch": ch, "t": t, "k": k, "v": ts, "ts": ts, "d": d})


def snapshot(ch: str, s: int, ts: int, d: Body) -> bytes:
    """All that a subscriber may see now."""
    return orjson.dumps({"ch": ch, "t": "snapshot", "s": s, "ts": ts, "d": d})


def synced(ch: str, s: int, ts: int) -> bytes:
    """From here on events are live."""
    return orjson.dumps({"ch": ch, "t": "synced", "s": s, "ts": ts})


def gone(ch: str, code: str) -> bytes:
    """The channel has ended for this client."""
    return orjson.dumps({"ch": ch, "t": "gone", "d": {"code": code}})


def bye(after_ms: int) -> bytes:
    """The process goes away; come back after `after_ms`."""
    return orjson.dumps({"t": "bye", "after_ms": after_ms, "d": {"after_ms": after_ms}})
