"""python-socketio on uvicorn: `cast` takes a list of texts, each emitted to everyone."""

import json
import sys
from typing import Any

import socketio
import uvicorn

sio = socketio.AsyncServer(async_mode="asgi", ping_interval=600, cors_allowed_origins="*", http_compression=False)


@sio.event
async def cast(_sid: str, texts: list[str]) -> None:
    """Emit each text, as the object it is."""
    for text in texts:
        await sio.emit("m", json.loads(text))


inner = socketio.ASGIApp(sio, on_startup=lambda: print("Ready.", flush=True))


async def app(scope: Any, receive: Any, send: Any) -> None:
    """The application."""
    await inner(scope, receive, send)


uvicorn.run(
    app,
    host="127.0.0.1",
    port=int(sys.argv[1]),
    log_level="error",
    access_log=False,
    backlog=1024,
    timeout_keep_alive=600,
    ws_per_message_deflate=False,
    ws_ping_interval=None,
)
