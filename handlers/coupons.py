"""Coupons, for admins."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from aiohttp import web

from handlers.schemas.coupons import CouponIn, CouponOut, CouponPatch, columns
from models.actions import coupons
from models.queries import orders as queries
from models.tables.payments import Coupon
from server.endpoint import Created, Page, PageQuery, Routes, admins, read_cursor, write_cursor
from server.errors import Conflict, NotFound
from server.keys import CLOCK

routes = Routes(tag="Payments")


async def _out(coupon: Coupon) -> CouponOut:
    return (await _outs([coupon]))[0]


async def _outs(found: Sequence[Coupon]) -> list[CouponOut]:
    uses = await queries.uses_of([coupon.id for coupon in found], coupons.USING)
    return [CouponOut.of(coupon, uses[coupon.id]) for coupon in found]


@routes.get("/coupons", allow=admins)
async def list_coupons(request: web.Request, *, query: PageQuery) -> Page[CouponOut]:
    """List coupons, the newest first."""
    del request
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    found, last = await queries.coupons(after=after, limit=query.limit)
    total = await Coupon.all().count() if query.count else None
    return Page(items=await _outs(found), next=write_cursor(last), total=total)


@routes.post("/coupons", allow=admins, raises=(Conflict,))
async def create_coupon(request: web.Request, *, body: CouponIn) -> Created[CouponOut]:
    """Make a coupon."""
    coupon = await coupons.create(columns(dict(body)), now=request.app[CLOCK]())
    return Created(await _out(coupon), f"/api/v1/coupons/{coupon.id}")


@routes.get("/coupons/{coupon_id}", allow=admins, raises=(NotFound,))
async def read_coupon(request: web.Request, *, coupon_id: UUID) -> CouponOut:
    """Read a coupon."""
    del request
    return await _out(await queries.coupon_by_id(coupon_id))


@routes.patch("/coupons/{coupon_id}", allow=admins, raises=(NotFound, Conflict))
async def change_coupon(request: web.Request, *, coupon_id: UUID, body: CouponPatch) -> CouponOut:
    """Change a coupon; orders keep the price they have."""
    return await _out(await coupons.change(coupon_id, columns(body.changes()), now=request.app[CLOCK]()))


@routes.delete("/coupons/{coupon_id}", allow=admins, raises=(NotFound,))
async def delete_coupon(request: web.Request, *, coupon_id: UUID) -> None:
    """Delete a coupon that was never used; switch off one that was."""
    await coupons.delete(coupon_id, now=request.app[CLOCK]())
