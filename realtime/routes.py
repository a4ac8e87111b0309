"""`GET /ws`: the handshake, and the loop that reads a socket."""

import asyncio
from typing import Final

import structlog
from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from models.ids import new_id
from realtime.commands import COMMANDS
from realtime.connection import Connection
from realtime.doors import HUB
from realtime.hub import Hub, ping
from realtime.line import HELLO_S, Line
from realtime.peer import CLOSE_S, FramePeer, TransportPeer
from realtime.protocol import (
    MAX_FRAME_BYTES,
    SUBPROTOCOL,
    Close,
    Code,
    Envelope,
    Refused,
    decode_body,
    decode_envelope,
    refusal,
)
from realtime.rooms import FAULTS
from server.access import public
from server.auth import VOID_SEATS
from server.endpoint import Routes
from server.errors import BadRequest, Forbidden, Unavailable
from server.keys import SETTINGS
from server.settings import Settings

routes = Routes(prefix="", tag="Live", documented=False)
_log = structlog.get_logger(__name__)
FRAME_ROOM: Final = 64
"""aiohttp refuses a message of exactly its limit; ours may be as long as the contract says."""


@routes.get("/ws", allow=public, raises=(BadRequest, Forbidden, Unavailable))
async def socket(request: web.Request) -> web.WebSocketResponse:
    """Open a socket that speaks `lectern.v1` (docs/reference/live.md)."""
    hub = request.app[HUB]
    if hub.closing:
        raise Unavailable("This process goes away; try again", retry_after=1)
    _check_origin(request, request.app[SETTINGS])
    offered = request.headers.get("Sec-WebSocket-Protocol", "")
    if SUBPROTOCOL not in (each.strip() for each in offered.split(",")):
        raise BadRequest(f"The subprotocol {SUBPROTOCOL} is needed", code="subprotocol_needed")
    ws = web.WebSocketResponse(
        protocols=(SUBPROTOCOL,),
        autoping=False,
        compress=False,
        max_msg_size=MAX_FRAME_BYTES + FRAME_ROOM,
        timeout=CLOSE_S,
    )
    if not ws.can_prepare(request):
        raise BadRequest("This address is for WebSockets", code="upgrade_needed")
    await ws.prepare(request)
    await _serve(hub, ws, _connection(request, ws))
    return ws


def _check_origin(request: web.Request, settings: Settings) -> None:
    """A browser says where its page comes from; what says nothing is no browser (live.md §2)."""
    origin = request.headers.get("Origin")
    own = {settings.origin, f"{request.scheme}://{request.host}", *settings.allowed_origins}
    if origin is not None and origin.rstrip("/") not in own:
        raise Forbidden("Pages of this origin may not open sockets here", reason="origin_not_allowed")


def _connection(request: web.Request, ws: web.WebSocketResponse) -> Connection:
    # uvloop's transports have the interface of asyncio's without being of its class.
    transport = request.transport
    if transport is None:
        raise ConnectionResetError
    kind = TransportPeer if request.app[SETTINGS].fanout == "transport" else FramePeer
    now = asyncio.get_running_loop().time()
    return Connection(new_id(), kind(ws, transport), Line(heard_at=now, counted_at=now))


async def _serve(hub: Hub, ws: web.WebSocketResponse, connection: Connection) -> None:
    hub.sockets.add(connection)
    deadline = asyncio.get_running_loop().call_later(HELLO_S, demand_hello, connection)
    try:
        async for message in ws:
            await _take(hub, ws, connection, message)
    finally:
        deadline.cancel()
        hub.sockets.discard(connection)
        connection.drop()
    await connection.peer.closed()


def demand_hello(connection: Connection) -> None:
    """Show out whoever has not said hello in time, but not whom a slow database keeps waiting for the answer to it.

    With 4001 a client gives its proof up for good: a proof that was never looked at must not end so.
    """
    if connection.principal is not None or connection.peer.closing:
        return
    if connection.greeting:
        asyncio.get_running_loop().call_later(HELLO_S, demand_hello, connection)
    else:
        connection.peer.close(Close.UNAUTHORIZED, "no hello")


async def _take(hub: Hub, ws: web.WebSocketResponse, connection: Connection, message: WSMessage) -> None:
    if connection.peer.closing:
        return
    now = asyncio.get_running_loop().time()
    connection.line.heard(now)
    if message.type is WSMsgType.PONG:
        connection.line.ponged(bytes(message.data), now)
    elif message.type is WSMsgType.PING:
        await ws.pong(message.data)
    elif message.type is WSMsgType.BINARY:
        await ws.close(code=WSCloseCode.UNSUPPORTED_DATA, message=b"text frames only")
    elif message.type is WSMsgType.TEXT:
        if len(message.data.encode()) > MAX_FRAME_BYTES:
            await ws.close(code=WSCloseCode.MESSAGE_TOO_BIG)
            return
        await _command(hub, connection, message.data, now)


async def _command(hub: Hub, connection: Connection, text: str, now: float) -> None:
    to: int | None = None
    try:
        envelope = _read(connection, text, now)
        to = envelope.id
        _pay(connection, now)
        await _answer(hub, connection, envelope)
    except Refused as error:
        connection.send(refusal(to, error))
        if error.code is Code.UNAUTHORIZED:
            connection.peer.close(Close.UNAUTHORIZED, "not authenticated")
        elif connection.principal is None and error.more.get("reason") in VOID_SEATS:
            connection.peer.close(Close.REMOVED, error.more["reason"])
    except FAULTS as error:
        _log.warning("command_failed", error=type(error).__name__)
        connection.send(refusal(to, Refused(Code.UNAVAILABLE, "The database is away; try again in a moment")))
    except Exception as error:  # noqa: BLE001 - a fault of ours: logged with its stack, and the line lives on
        _log.exception("command_broke", exc_info=error)
        connection.send(refusal(to, Refused(Code.UNAVAILABLE, "Something broke here; it was noted")))


def _read(connection: Connection, text: str, now: float) -> Envelope:
    """The frame as a command; what is none costs a credit, too."""
    try:
        return decode_envelope(text)
    except Refused:
        _pay(connection, now)
        raise


def _pay(connection: Connection, now: float) -> None:
    """30 messages in 10 s; who goes on after being told to wait is cut."""
    wait_ms = connection.line.spend(now)
    if not wait_ms:
        return
    if connection.line.abusive:
        connection.peer.close(Close.RATE_LIMITED, f"after_ms={wait_ms}")
    raise Refused(Code.RATE_LIMITED, "Too many messages", after_ms=wait_ms)


async def _answer(hub: Hub, connection: Connection, envelope: Envelope) -> None:
    body = decode_body(envelope)
    if connection.principal is None and envelope.t != "hello":
        raise Refused(Code.UNAUTHORIZED, "Say hello first")
    connection.greeting = envelope.t == "hello"
    try:
        reply = await COMMANDS[envelope.t](hub.desk, connection, envelope, body)
    finally:
        connection.greeting = False
    if reply is not None:
        connection.reply(envelope.id, reply)
    if envelope.t == "hello":
        for _ in range(2):
            ping(connection)
