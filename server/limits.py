"""Rate limits: which quota a request counts against, and what the answer says about it."""

from aiohttp import web
from multidict import CIMultiDict, istr

from server.errors import TooMany
from server.http.client import client_address, network_of
from server.http.limiter import Quota, Verdict
from server.keys import LIMITER, PRINCIPAL

READS = Quota(600)
"""The usual quota of one user on one reading route, in a minute."""
WRITES = Quota(120)
"""The usual quota of one user on one writing route, in a minute."""
CHEAP = Quota(6_000, shared=False)
"""For what must not touch Redis (health, metrics, documents, unknown paths); counted in each process."""
SCHOOL = 20
"""A whole school may stand behind one address, and must be able to join a class in a minute."""

_LIMIT, _REMAINING, _RESET = istr("RateLimit-Limit"), istr("RateLimit-Remaining"), istr("RateLimit-Reset")
VERDICT = web.RequestKey("verdict", Verdict)


async def spend(request: web.Request, quota: Quota, template: str) -> None:
    """Count the request for its user, or else its address. Raises TooMany when the quota is spent."""
    limiter = request.app[LIMITER]
    if limiter is None:
        return
    who = request.get(PRINCIPAL)
    user = (who.user_id or who.participant_id) if who is not None else None
    if user is not None:
        verdict = await limiter.take(f"{template}:{user.int:x}", quota)  # str(UUID) is slow
    else:
        verdict = await limiter.take(f"{template}:{network_of(client_address(request))}", quota.times(SCHOOL))
    request[VERDICT] = verdict
    if not verdict.allowed:
        raise TooMany(retry_after=verdict.reset_seconds)


def tell_limits(request: web.BaseRequest, headers: CIMultiDict[str]) -> None:
    """Add to an answer's headers what is left of the quota; nothing when limits are off."""
    verdict = request.get(VERDICT)
    if verdict is not None:
        headers[_LIMIT] = str(verdict.limit)
        headers[_REMAINING] = str(verdict.remaining)
        headers[_RESET] = str(verdict.reset_seconds)
