"""Addresses that mail servers refused, for admins."""

from datetime import datetime
from uuid import UUID

from aiohttp import web

from handlers.schemas.refused_addresses import RefusedAddressOut
from models.queries.notifications import count_refused_addresses, refused_addresses
from server.endpoint import Page, PageQuery, Routes, admins, read_cursor, write_cursor

routes = Routes(tag="Admin")


@routes.get("/admin/refused-addresses", allow=admins)
async def list_refused_addresses(_request: web.Request, *, query: PageQuery) -> Page[RefusedAddressOut]:
    """List the people whom no mail reaches, the newest first."""
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await refused_addresses(after=after, limit=query.limit)
    total = await count_refused_addresses() if query.count else None
    return Page(items=[RefusedAddressOut.of(row) for row in rows], next=write_cursor(last), total=total)
