"""Raw asyncio over TCP: the limit of what one Python process can write. No frames, no rights, no state.

A line `player` joins; a line of JSON on another socket is a list of texts, each written to every player.
"""

import asyncio
import gc
import json
import sys

import uvloop

PLAYERS: set[asyncio.BaseTransport] = set()


class Line(asyncio.Protocol):
    """One socket."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self.transport = transport
        self.rest = b""

    def data_received(self, data: bytes) -> None:
        """Join, or write to all."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            if line == b"player":
                PLAYERS.add(self.transport)
                self.transport.write(b"joined\n")
            elif line == b"control":
                self.transport.write(b"ready\n")
            elif line.startswith(b"["):
                for text in json.loads(line):
                    framed = text.encode()
                    for player in PLAYERS:
                        player.write(framed)

    def connection_lost(self, _error: Exception | None) -> None:
        """Leave."""
        PLAYERS.discard(self.transport)


async def main() -> None:
    """Serve until the signal."""
    server = await asyncio.get_running_loop().create_server(Line, "127.0.0.1", int(sys.argv[1]), backlog=1024)
    gc.freeze()
    print("Ready.", flush=True)
    await server.serve_forever()


uvloop.run(main())
