"""The only door to the job queue: arq on Redis, which may lose everything without loss."""

from collections.abc import Awaitable, Sequence
from typing import Any, Final, cast

from arq.connections import ArqRedis
from arq.constants import job_key_prefix
from arq.jobs import serialize_job
from arq.utils import timestamp_ms

from models.actions.outbox import Waiting

MARK: Final = "lectern:queue:mark"
"""A key that is there as long as Redis remembers what we gave it."""
KEPT_MS: Final = 86_400_000
"""arq's own limit for a job that nobody takes."""
_SEND: Final = """
local sent = 0
for at = 2, #KEYS do
  if redis.call('set', KEYS[at], ARGV[2 * at - 1], 'NX', 'PX', ARGV[2]) then
    redis.call('zadd', KEYS[1], ARGV[1], ARGV[2 * at])
    sent = sent + 1
  end
end
return sent
"""
"""What `enqueue_job` does, for many jobs in one round trip: a job whose key is there is in the queue already."""


class Queue:
    """Hands work to arq. What a run is called follows from the outbox row, so sending it twice is sending it once."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis

    async def send(self, batch: Sequence[Waiting]) -> int:
        """Hand work over; how much of it was not in the queue already. Raises RedisError."""
        now = timestamp_ms()
        keys = [self._redis.default_queue_name, *(job_key_prefix + waiting.run for waiting in batch)]
        values: list[Any] = [now, KEPT_MS]
        for waiting in batch:
            values += [self._as_arq_has_it(waiting, now), waiting.run]
        sent: Any = await cast("Awaitable[Any]", self._redis.eval(_SEND, len(keys), *keys, *values))
        return int(sent)

    def _as_arq_has_it(self, waiting: Waiting, now: int) -> bytes:
        return serialize_job(waiting.kind, (str(waiting.id),), {}, None, now, serializer=self._redis.job_serializer)

    async def has_forgotten(self) -> bool:
        """Whether Redis was emptied since the last call of any worker: what was in the queue is gone."""
        return bool(await self._redis.set(MARK, "1", nx=True))
