"""Our own keys, as rows: made once, however many processes want the first one."""

from collections.abc import Awaitable, Callable

from tortoise.transactions import in_transaction

from models.tables.lti import LtiKey

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('lti_key'))"


async def all_keys() -> list[LtiKey]:
    """Every key, the newest first."""
    return await LtiKey.all().order_by("-id")


async def _fitting(fits: Callable[[LtiKey], bool]) -> LtiKey | None:
    return next((row for row in await all_keys() if fits(row)), None)


async def key_that(fits: Callable[[LtiKey], bool], make: Callable[[], Awaitable[LtiKey]]) -> LtiKey:
    """The newest key that fits; one is made where none does.

    No lock is taken where there is one: a platform reads our keys while a worker, in a transaction, waits for it.
    """
    if known := await _fitting(fits):
        return known
    async with in_transaction() as tx:
        _ = await tx.execute_query(_LOCK)
        if known := await _fitting(fits):
            return known
        row = await make()
        await row.save(using_db=tx, force_create=True)
    return row
