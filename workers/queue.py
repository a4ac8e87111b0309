"""The only door to the job queue: arq on Redis, which may lose everything without loss."""

from typing import Final

from arq.connections import ArqRedis

from models.actions.outbox import Waiting

MARK: Final = "lectern:queue:mark"
"""A key that is there as long as Redis remembers what we gave it."""


class Queue:
    """Hands work to arq. What a run is called follows from the outbox row, so sending it twice is sending it once."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis

    async def send(self, waiting: Waiting) -> bool:
        """Hand it over; False when it is in the queue already. Raises RedisError."""
        return await self._redis.enqueue_job(waiting.kind, str(waiting.id), _job_id=waiting.run) is not None

    async def has_forgotten(self) -> bool:
        """Whether Redis was emptied since the last call of any worker: what was in the queue is gone."""
        return bool(await self._redis.set(MARK, "1", nx=True))
