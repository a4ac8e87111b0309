"""What time does to payments: gateways are asked, orders end, refunds go out, and what was left undone is done."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import structlog

from models.actions.jobs import beat
from models.queries import orders
from models.queries.ledger import unbalanced
from models.tables.jobs import Job
from server.clock import utc_now
from server.gateways.base import Forged, GatewayDown, GatewayRefused
from server.gateways.offered import open_gateways
from server.paying import Till
from server.settings import Settings

BATCH: Final = 100
RECONCILE: Final = "payments_reconcile"
_log = structlog.get_logger(__name__)


async def sweep_payments(ctx: dict[str, Any]) -> int:
    """Do what is due; the number of things that were touched. Safe to run twice and at once."""
    settings: Settings = ctx["settings"]
    async with open_gateways(settings, utc_now) as gateways:
        return await sweep(Till(gateways, utc_now, settings.origin, settings.dispute_access), utc_now())


async def sweep(till: Till, now: datetime) -> int:
    """The same, at a till of the caller's."""
    done = 0
    for event in await orders.undone_events(now, limit=BATCH):
        done += await _try(lambda event=event: till.take_up(event), event.id)  # type: ignore[misc]
    for ids, act in (
        (await orders.due_payments(now, limit=BATCH), till.look),
        (await orders.due_orders(now, limit=BATCH), till.end_order),
        (await orders.due_refunds(now, limit=BATCH), till.send_back),
    ):
        for thing_id in ids:
            done += await _try(lambda act=act, thing_id=thing_id: act(thing_id), thing_id)  # type: ignore[misc]
    return done


async def _try(act: Callable[[], Awaitable[object]], thing_id: UUID) -> bool:
    """Do one thing; one that fails keeps none of the others waiting."""
    try:
        await act()
    except (GatewayDown, GatewayRefused, Forged) as error:
        _log.info("gateway_trouble", thing=str(thing_id), error=str(error))
        return False
    except Exception:  # noqa: BLE001 - a bug in one must not stop the others; it is logged with its stack
        _log.exception("payment_sweep_failed", thing=str(thing_id))
        return False
    return True


async def reconcile(till: Till, job: Job | None, now: datetime) -> dict[str, Any]:
    """Ask every gateway about the open payments of the last days and the refunds of the last weeks.

    Heals what differs, and reports it.
    """
    paid = set(await orders.paid_lately(now))
    ids = sorted(paid.union(await orders.to_reconcile(now)))
    outcomes: dict[str, int] = {}
    healed = []
    for number, payment_id in enumerate(ids, start=1):
        try:
            outcome = await (till.compare_refunds if payment_id in paid else till.look)(payment_id)
        except GatewayDown:
            outcome = "no_answer"
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if outcome not in {"unchanged", "no_answer", "refused"}:
            healed.append({"payment_id": str(payment_id), "outcome": outcome})
        if job is not None and not await beat(job.id, utc_now(), done=number):
            break
    broken = [str(movement) for movement in await unbalanced()]
    _log.info("payments_reconciled", outcomes=outcomes, unbalanced=len(broken))
    return {"payments": len(ids), "outcomes": outcomes, "differences": healed, "unbalanced_movements": broken}


async def run_reconcile(settings: Settings, job: Job | None) -> dict[str, Any]:
    """Reconcile with the gateways of these settings."""
    async with open_gateways(settings, utc_now) as gateways:
        return await reconcile(Till(gateways, utc_now, settings.origin, settings.dispute_access), job, utc_now())


async def reconcile_daily(ctx: dict[str, Any]) -> dict[str, Any]:
    """The nightly run; safe to run twice and at once."""
    return await run_reconcile(ctx["settings"], None)
