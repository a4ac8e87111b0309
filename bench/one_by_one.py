"""The peer of A3: the same frames in, one commit per answer through the ORM, then the acknowledgement.

python -m bench.one_by_one PORT POOL
"""

import gc
import sys
from collections.abc import AsyncIterator
from typing import Any, Final
from uuid import UUID

import msgspec
import orjson
import uvloop
from aiohttp import WSMsgType, web

from models.ids import new_id
from models.tables.live import LiveAnswer
from realtime.protocol import AnswerSubmit, decode_body, decode_envelope
from server.cli.children import READY_LINE
from server.database import open_orm
from server.settings import Settings

SESSION: Final = new_id()


async def play(request: web.Request) -> web.WebSocketResponse:
    """A player. The path names the seat."""
    seat = UUID(request.match_info["seat"])
    ws = web.WebSocketResponse(compress=False)
    await ws.prepare(request)
    async for message in ws:
        if message.type is WSMsgType.TEXT:
            envelope = decode_envelope(message.data)
            body = decode_body(envelope)
            assert isinstance(body, AnswerSubmit)
            await _store(seat, body)
            ack = {"re": envelope.id, "ok": True, "d": {"status": "accepted", "sub": body.sub}}
            await ws.send_bytes(orjson.dumps(ack))
    return ws


async def _store(seat: UUID, body: AnswerSubmit) -> None:
    times: dict[str, Any] = {"tap_ms": int(body.at), "received_ms": 0, "credited_ms": 0, "status": "accepted"}
    _ = await LiveAnswer.create(
        session_id=SESSION,
        run_id=UUID(body.run),
        participant_id=seat,
        sub=body.sub,
        answer=msgspec.to_builtins(body.answer()),
        receipt=body.sub,
        **times,
    )


async def _database(_app: web.Application) -> AsyncIterator[None]:
    orm = await open_orm(Settings().database_url, pool_size=int(sys.argv[2]))
    gc.freeze()
    print(READY_LINE, flush=True)  # noqa: T201 - the bench reads it
    yield
    await orm.close_connections()


def main() -> None:
    """Serve until a signal."""
    app = web.Application()
    app.router.add_get("/ws/{seat}", play)
    app.cleanup_ctx.append(_database)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main()
