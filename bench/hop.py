"""The peer of R1: two of these are the bare hop from process to process over Redis, by the libraries that ours uses.

`python -m bench.hop PORT`: a line `player` joins; any other line is written to the players here and published for the
other process, which writes it to its own.
"""

import asyncio
import gc
import sys
from typing import Final

import uvloop
from redis.asyncio import Redis

from server.cli.children import READY_LINE
from server.settings import Settings

CHANNEL: Final = "bench:hop"
PLAYERS: Final[set[asyncio.StreamWriter]] = set()


def tell(line: bytes) -> None:
    """Write a line to the players here."""
    for player in PLAYERS:
        player.write(line)


async def serve(redis: Redis, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One socket."""
    while line := await reader.readline():
        if line == b"player\n":
            PLAYERS.add(writer)
            writer.write(b"joined\n")
        else:
            tell(line)
            _ = await redis.publish(CHANNEL, line)
    PLAYERS.discard(writer)
    writer.close()


async def main() -> None:
    """Serve and listen until the signal."""
    redis = Redis.from_url(Settings().redis_url)
    async with redis.pubsub() as pubsub:
        await pubsub.subscribe(CHANNEL)
        served = await asyncio.start_server(lambda r, w: serve(redis, r, w), "127.0.0.1", int(sys.argv[1]))
        gc.freeze()
        print(READY_LINE, flush=True)  # noqa: T201 - the bench reads it
        async with served:
            while True:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=1.0)
                if message is not None:
                    tell(message["data"])


if __name__ == "__main__":
    uvloop.run(main())
