"""PostgreSQL's time without asking it each time: the one clock of all live sessions."""

from asyncpg import Pool

from server.clock import now_ms

_SAMPLES = 5


class ServerClock:
    """This machine's clock corrected by the measured offset to PostgreSQL's, in ms."""

    def __init__(self) -> None:
        self._offset_ms = 0

    def now(self) -> int:
        """PostgreSQL's time in ms since the epoch, as well as it was measured."""
        return now_ms() + self._offset_ms

    async def measure(self, pool: Pool) -> None:
        """Ask PostgreSQL a few times; the sample with the shortest round trip sets the offset."""
        best: tuple[int, int] | None = None
        async with pool.acquire(timeout=5) as connection:
            for _ in range(_SAMPLES):
                before = now_ms()
                there = await connection.fetchval("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
                after = now_ms()
                sample = (after - before, there - (before + after) // 2)
                best = min(best, sample) if best else sample
        assert best is not None
        self._offset_ms = best[1] if abs(best[1]) > best[0] else 0
